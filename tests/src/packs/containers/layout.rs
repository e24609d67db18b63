//! Writes OCI image layouts in the many ways in which tools write them.

use pack_archive::sha256_hex;
use serde_json::{Value, json};

use super::gzip;
use super::tar::{self, Member};
use super::zip::{self, Member as ZipMember};

const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// A layout before it is written.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What is before the names of all members.
    pub prefix: &'static str,
    /// The tags of each artifact.
    pub tags: Vec<&'static str>,
    /// The layers of each artifact.
    pub layers: Vec<Vec<Vec<u8>>>,
    /// How many indexes are around the one that names the artifacts.
    pub indexes: usize,
    /// Whether the last blob is left out.
    pub forgets: bool,
    /// Whether the last blob has other bytes than its digest says.
    pub changes: bool,
}

/// A layer of these members.
pub fn layer(members: &[Member<'_>]) -> Vec<u8> {
    gzip::member(&tar::archive(members))
}

impl Layout {
    /// A layout with one artifact of one layer.
    pub fn of(layer: &[u8]) -> Self {
        Self {
            prefix: "",
            tags: vec!["1.0.0"],
            layers: vec![vec![layer.to_vec()]],
            indexes: 0,
            forgets: false,
            changes: false,
        }
    }

    /// The layout as a tar.
    pub fn tar(&self) -> Vec<u8> {
        let files = self.files();
        let members: Vec<_> = files
            .iter()
            .map(|(name, bytes)| Member::file(name, bytes))
            .collect();
        tar::archive(&members)
    }

    /// The layout as a zip.
    pub fn zip(&self) -> Vec<u8> {
        let files = self.files();
        let members: Vec<_> = files
            .iter()
            .map(|(name, bytes)| ZipMember::stored(name, bytes))
            .collect();
        zip::archive(&members)
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut blobs = Vec::new();
        let mut manifests = Vec::new();
        for layers in &self.layers {
            let layers: Vec<_> = layers.iter().map(|layer| blob(&mut blobs, layer)).collect();
            let config = blob(&mut blobs, b"{}");
            let manifest = json!({ "schemaVersion": 2, "config": config, "layers": layers });
            let manifest = blob(&mut blobs, manifest.to_string().as_bytes());
            manifests.extend(self.tags.iter().map(|tag| {
                let mut tagged = manifest.clone();
                tagged["annotations"] = json!({ REF_NAME: tag });
                tagged
            }));
        }
        for _ in 0..self.indexes {
            let index = json!({ "schemaVersion": 2, "manifests": manifests });
            manifests = vec![blob(&mut blobs, index.to_string().as_bytes())];
        }
        if self.changes
            && let Some((_, bytes)) = blobs.last_mut()
        {
            bytes.push(b' ');
        }
        if self.forgets {
            blobs.pop();
        }
        let index = json!({ "schemaVersion": 2, "manifests": manifests });
        let mark = json!({ "imageLayoutVersion": "1.0.0" });
        let ends = [("index.json", index), ("oci-layout", mark)];
        let ends = ends.map(|(name, json)| (name.to_owned(), json.to_string().into_bytes()));
        let files = blobs.into_iter().chain(ends);
        files
            .map(|(name, bytes)| (format!("{}{name}", self.prefix), bytes))
            .collect()
    }
}

/// Adds a blob, once, and returns its descriptor.
fn blob(blobs: &mut Vec<(String, Vec<u8>)>, bytes: &[u8]) -> Value {
    let hex = sha256_hex(bytes);
    let name = format!("blobs/sha256/{hex}");
    if !blobs.iter().any(|(known, _)| *known == name) {
        blobs.push((name, bytes.to_vec()));
    }
    json!({ "mediaType": "x", "digest": format!("sha256:{hex}"), "size": bytes.len() })
}
