//! The OCI image layout: what a registry stores, in a tar, so that any OCI tool can copy it.
//!
//! The manifest is the one that ORAS 1.0.0 writes, which Palette asks for: it has no
//! `artifactType`, an empty config of an unknown type, and one layer.

use serde_json::{Value, json};

use super::{File, Format, bad_path, sha256_hex, tar};
use crate::error::Error;
use crate::report::Reason;

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.unknown.config.v1+json";
/// The type of a plain tar, although the bytes are gzip: this is what ORAS 1.0.0 states.
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";
/// The time at which every artifact is said to be made, so that its digest depends on its content
/// only. The same instant as in the archives.
const CREATED: &str = "1980-01-01T00:00:00Z";

/// Wraps a tar.gz in an OCI image layout with the tag `version`.
///
/// The layer's title is the file name that [`Format::TarGz`] gives.
///
/// # Errors
///
/// If `name` or `version` cannot be part of a file name.
pub fn write_oci_layout(name: &str, version: &str, tar_gz: &[u8]) -> Result<Vec<u8>, Error> {
    let title = Format::TarGz.file_name(name, version);
    if title.contains(['/', '\\']) {
        return Err(bad_path(&title, Reason::LeavesFolder));
    }
    let config = b"{}";
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": describe(CONFIG, config, None),
        "layers": [describe(LAYER, tar_gz, Some(("org.opencontainers.image.title", &title)))],
        "annotations": { "org.opencontainers.image.created": CREATED },
    });
    let manifest = manifest.to_string().into_bytes();
    let tag = ("org.opencontainers.image.ref.name", version);
    let index = json!({
        "schemaVersion": 2,
        "mediaType": INDEX,
        "manifests": [describe(MANIFEST, &manifest, Some(tag))],
    });
    let index = index.to_string().into_bytes();
    let layout = json!({ "imageLayoutVersion": "1.0.0" });
    let layout = layout.to_string().into_bytes();
    let blob = |bytes: &[u8]| format!("blobs/sha256/{}", sha256_hex(bytes));
    let mut files = [
        file(blob(config), config),
        file(blob(&manifest), &manifest),
        file(blob(tar_gz), tar_gz),
        file("index.json".to_owned(), &index),
        file("oci-layout".to_owned(), &layout),
    ];
    super::sort(&mut files);
    tar::write_plain(&files)
}

fn file(path: String, bytes: &[u8]) -> File<'_> {
    File {
        path,
        bytes,
        executable: false,
    }
}

/// The descriptor of a blob, with one annotation if any.
fn describe(media_type: &str, bytes: &[u8], annotation: Option<(&str, &str)>) -> Value {
    let mut descriptor = json!({
        "mediaType": media_type,
        "digest": format!("sha256:{}", sha256_hex(bytes)),
        "size": bytes.len(),
    });
    if let Some((key, value)) = annotation {
        descriptor["annotations"] = json!({ key: value });
    }
    descriptor
}
