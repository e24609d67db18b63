//! Finding the archive in OCI image layouts as tools write them.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use pack_archive::{
    Entry, Format, Limits, layer_of_oci_layout, read, sha256_hex, write, write_oci_layout,
};
use serde_json::{Value, json};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// A layout that is built blob by blob.
#[derive(Clone)]
struct Layout(Vec<Entry>);

impl Layout {
    fn new() -> Self {
        let mark = br#"{"imageLayoutVersion":"1.0.0"}"#;
        Self(vec![Entry::new("oci-layout", *mark)])
    }

    /// Adds a blob, and returns what names it.
    fn blob(&mut self, bytes: &[u8]) -> Value {
        let hex = sha256_hex(bytes);
        self.0
            .push(Entry::new(format!("blobs/sha256/{hex}"), bytes));
        json!({ "mediaType": "x", "digest": format!("sha256:{hex}"), "size": bytes.len() })
    }

    fn json(&mut self, value: &Value) -> Value {
        self.blob(value.to_string().as_bytes())
    }

    /// Adds an artifact with these layers.
    fn artifact(&mut self, layers: &[&[u8]]) -> Value {
        let layers: Vec<_> = layers.iter().map(|layer| self.blob(layer)).collect();
        let config = self.blob(b"{}");
        self.json(&json!({ "schemaVersion": 2, "config": config, "layers": layers }))
    }

    fn index(mut self, manifests: &[Value]) -> Self {
        let index = json!({ "schemaVersion": 2, "manifests": manifests });
        self.0
            .push(Entry::new("index.json", index.to_string().into_bytes()));
        self
    }

    /// The layer that is found, or the message that says why there is none.
    fn layer(&self) -> Result<Option<Entry>, String> {
        layer_of_oci_layout(&self.0).map_err(|error| error.to_string())
    }

    fn refused(&self, why: &str) {
        let message = self.layer().unwrap_err();
        assert!(message.starts_with("This is an OCI layout"), "{message}");
        assert!(message.contains(why), "{why}: {message}");
    }
}

#[test]
fn what_is_written_is_read() {
    let pack = [Entry::new("pack.json", *b"{}")];
    let tar_gz = write(Format::TarGz, "web", "1.0.0", &pack).unwrap();
    let layout = write_oci_layout("web", "1.0.0", &tar_gz).unwrap();
    let mut files = read(&layout, &Limits::default()).unwrap().entries;
    for _ in 0..2 {
        let layer = layer_of_oci_layout(&files).unwrap().unwrap();
        assert_eq!(
            (layer.path.as_str(), &*layer.bytes),
            ("web-1.0.0.tar.gz", &*tar_gz)
        );
        for file in &mut files {
            file.path = format!("folder/{}", file.path);
        }
    }
    for file in &mut files {
        file.path = format!("deep/{}", file.path);
    }
    assert_eq!(layer_of_oci_layout(&files), Ok(None));
    assert_eq!(layer_of_oci_layout(&pack), Ok(None));
    assert_eq!(layer_of_oci_layout(&[]), Ok(None));
}

#[test]
fn tags_signatures_and_indexes_do_not_hide_the_artifact() {
    for tag in ["1.2.0", "example.com/packs/web:1.2.0", ""] {
        let mut layout = Layout::new();
        let mut artifact = layout.artifact(&[b"layer"]);
        artifact["annotations"] = json!({ REF_NAME: tag });
        let mut latest = artifact.clone();
        latest["annotations"] = json!({ REF_NAME: "latest" });
        let signature = json!({ "layers": [], "subject": artifact.clone() });
        let signature = layout.json(&signature);
        let mut attestation = layout.artifact(&[b"attestation"]);
        attestation["annotations"] = json!({ "vnd.docker.reference.type": "attestation-manifest" });
        let inner = json!({ "mediaType": INDEX, "manifests": [artifact, latest, attestation] });
        let inner = layout.json(&inner);
        let outer = layout.json(&json!({ "manifests": [inner, inner, signature] }));
        let layer = layout.index(&[outer]).layer().unwrap().unwrap();
        assert_eq!(
            (layer.path.as_str(), &*layer.bytes),
            ("layer", &b"layer"[..])
        );
    }
}

#[test]
fn a_layout_that_is_not_one_artifact_of_one_layer_says_why() {
    let mut two = Layout::new();
    let mut one = two.artifact(&[b"a"]);
    one["annotations"] = json!({ REF_NAME: "1.0.0" });
    let other = two.artifact(&[b"b"]);
    two.index(&[one, other])
        .refused("it holds 2 artifacts (1.0.0, sha256:");
    Layout::new().index(&[]).refused("names no artifact");
    for (layers, why) in [
        (&[][..], "has 0 layers"),
        (&[&b"a"[..], b"b"][..], "has 2 layers"),
        (&[&[0x28, 0xb5, 0x2f, 0xfd, 0][..]][..], "Zstandard"),
    ] {
        let mut layout = Layout::new();
        let artifact = layout.artifact(layers);
        layout.index(&[artifact]).refused(why);
    }
    let mut named = Layout::new();
    let mut layer = named.blob(b"a");
    layer["mediaType"] = json!("application/vnd.oci.image.layer.v1.tar+zstd");
    let artifact = named.json(&json!({ "layers": [layer] }));
    named.index(&[artifact]).refused("Zstandard");
}

#[test]
fn damage_is_told() {
    let mut whole = Layout::new();
    let artifact = whole.artifact(&[b"layer"]);
    let whole = whole.index(&[artifact]);
    assert!(whole.layer().unwrap().is_some());
    for at in 0..whole.0.len() {
        let path = whole.0[at].path.clone();
        let needed = !whole.0[at].bytes.starts_with(b"{}") && path != "oci-layout";
        let mut missing = whole.clone();
        missing.0.remove(at);
        let mut changed = whole.clone();
        changed.0[at].bytes = b"[]".as_slice().into();
        if path == "index.json" {
            assert_eq!(missing.layer(), Ok(None));
            changed.refused("names no artifact");
        } else if needed {
            missing.refused("is missing");
            changed.refused("does not fit");
        }
    }
    let index = |digest: &str| Layout::new().index(&[json!({ "digest": digest })]);
    index("sha512:00").refused("not a sha256 digest");
    index("sha256:../../index.json").refused("missing");
}

#[test]
fn many_indexes_of_indexes_end() {
    let mut layout = Layout::new();
    let mut index = layout.artifact(&[b"layer"]);
    for depth in 0..12 {
        let many = vec![index; 50];
        index = layout.json(&json!({ "depth": depth, "manifests": many }));
    }
    layout.index(&[index]).refused("nested too deeply");
}
