//! Finds the archive in an OCI image layout: the one layer of the one artifact that it holds.
//!
//! Tools write layouts in many ways: in a tar or a folder, with an index of indexes, with several
//! tags of the same artifact, with signatures beside it. What a tag is called does not matter.

use std::cell::RefCell;

use serde_json::Value;

use crate::entry::Entry;
use crate::error::Error;
use crate::write::sha256_hex;

/// How deep indexes may be nested.
const DEEPEST: usize = 8;
/// How many manifests and indexes are looked at.
const MOST: usize = 1_000;
/// The first bytes of Zstandard.
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const TITLE: &str = "org.opencontainers.image.title";
const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// The layer of the only artifact in an OCI image layout, under the name that its title gives it.
/// `None` if the files are no layout: `oci-layout` and `index.json` at the root, or in a folder that
/// holds everything.
///
/// # Errors
///
/// If the layout holds no artifact or several, if the artifact has not exactly one layer, or if the
/// layer is missing, damaged, or packed in a way that is not supported.
pub fn layer_of_oci_layout(files: &[Entry]) -> Result<Option<Entry>, Error> {
    let marks = files.iter().map(|file| file.path.as_str());
    let mut roots = marks.filter_map(|path| path.strip_suffix("oci-layout"));
    let is_root = |root: &&str| {
        (root.is_empty() || root.find('/') == Some(root.len() - 1))
            && files
                .iter()
                .any(|file| file.path.strip_prefix(*root) == Some("index.json"))
    };
    let Some(root) = roots.find(is_root) else {
        return Ok(None);
    };
    let seen = RefCell::default();
    let found = Layout { files, root, seen }.layer();
    found
        .map(Some)
        .map_err(|detail| Error::OciLayout { detail })
}

/// The files of a layout. Its errors are what is wrong, without a full stop.
struct Layout<'a> {
    files: &'a [Entry],
    /// The folder that holds it, ending in `/`, or an empty text.
    root: &'a str,
    /// The digests of the manifests and indexes that were looked at.
    seen: RefCell<Vec<String>>,
}

/// A manifest of an artifact, and its tag or digest.
struct Found {
    tag: String,
    manifest: Value,
}

impl Layout<'_> {
    fn layer(&self) -> Result<Entry, String> {
        let index = self.file("index.json").ok_or("it has no index.json")?;
        let index = json(index, "index.json")?;
        let mut found = Vec::new();
        self.collect(&index, DEEPEST, &mut found)?;
        let artifact = match found.as_slice() {
            [] => return Err("its index names no artifact".to_owned()),
            [only] => only,
            several => {
                let names: Vec<_> = several.iter().map(|found| found.tag.as_str()).collect();
                let count = several.len();
                let names = names.get(..5).unwrap_or(&names).join(", ");
                return Err(format!("it holds {count} artifacts ({names})"));
            }
        };
        let layers = list(&artifact.manifest, "layers");
        let [layer] = layers else {
            return Err(format!("the artifact has {} layers, not one", layers.len()));
        };
        if text(layer, "mediaType").ends_with("zstd") {
            return Err(zstd());
        }
        let blob = self.blob(layer)?;
        if blob.bytes.starts_with(ZSTD) {
            return Err(zstd());
        }
        let title = layer
            .pointer("/annotations")
            .map_or("", |all| text(all, TITLE));
        let name = title.rsplit(['/', '\\']).next().unwrap_or_default();
        let path = if name.is_empty() { "layer" } else { name };
        Ok(Entry::new(path, blob.bytes.clone()))
    }

    /// Collects the manifests of artifacts that an index names, once each. What is about another
    /// artifact, such as a signature, is none.
    fn collect(&self, index: &Value, deepest: usize, found: &mut Vec<Found>) -> Result<(), String> {
        for descriptor in list(index, "manifests") {
            let digest = text(descriptor, "digest");
            let mut seen = self.seen.borrow_mut();
            if seen.iter().any(|seen| seen == digest) {
                continue;
            }
            if seen.len() > MOST {
                return Err("it holds too many artifacts".to_owned());
            }
            seen.push(digest.to_owned());
            drop(seen);
            let annotations = descriptor.pointer("/annotations");
            let annotation = |key| annotations.map_or("", |all| text(all, key));
            if !annotation("vnd.docker.reference.type").is_empty() {
                continue;
            }
            let manifest = json(self.blob(descriptor)?, digest)?;
            if manifest.get("manifests").is_some() {
                if deepest == 0 {
                    return Err("its indexes are nested too deeply".to_owned());
                }
                self.collect(&manifest, deepest - 1, found)?;
            } else if manifest.get("subject").is_none() {
                let tag = match annotation(REF_NAME) {
                    "" => digest,
                    tag => tag,
                };
                found.push(Found {
                    tag: tag.to_owned(),
                    manifest,
                });
            }
        }
        Ok(())
    }

    /// The blob that a descriptor names, if its content fits the digest.
    fn blob(&self, descriptor: &Value) -> Result<&Entry, String> {
        let digest = text(descriptor, "digest");
        let Some(hex) = digest.strip_prefix("sha256:") else {
            return Err(format!("the digest `{digest}` is not a sha256 digest"));
        };
        let blob = self
            .file(&format!("blobs/sha256/{hex}"))
            .ok_or_else(|| format!("the blob `{digest}` is missing"))?;
        match sha256_hex(&blob.bytes) == hex {
            true => Ok(blob),
            false => Err(format!(
                "the blob `{digest}` is damaged, its digest does not fit"
            )),
        }
    }

    fn file(&self, path: &str) -> Option<&Entry> {
        let mut files = self.files.iter();
        files.find(|file| file.path.strip_prefix(self.root) == Some(path))
    }
}

fn zstd() -> String {
    "its layer is compressed with Zstandard, and Palette reads gzip".to_owned()
}

fn json(file: &Entry, name: &str) -> Result<Value, String> {
    let text = std::str::from_utf8(&file.bytes).ok();
    text.and_then(|text| pack_syntax::json::value(text).ok())
        .ok_or_else(|| format!("`{name}` is not JSON"))
}

fn text<'v>(map: &'v Value, key: &str) -> &'v str {
    map.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(map: &'v Value, key: &str) -> &'v [Value] {
    map.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
