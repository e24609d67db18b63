//! Writes an OCI image layout as a tar, which any OCI tool can copy to a registry.
//!
//! The manifest equals that of ORAS 1.0.0, the version that Palette requires: no `artifactType`,
//! an empty config of unknown type, and one layer.

use serde_json::{Value, json};

use super::{File, Format, bad_path, sha256_hex, tar};
use crate::error::Error;
use crate::report::Reason;

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.unknown.config.v1+json";
/// The media type of an uncompressed tar although the bytes are gzip, as ORAS 1.0.0 writes it.
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";
/// The creation time of every artifact. It is fixed, so that the digest depends on the content
/// only, and equals the time in the archives.
const CREATED: &str = "1980-01-01T00:00:00Z";

/// Wraps a tar.gz in an OCI image layout with the tag `version`.
///
/// The title of the layer is the file name of [`Format::TarGz`].
///
/// # Errors
///
/// If `name` or `version` contains a path separator.
pub fn write_oci_layout(name: &str, version: &str, tar_gz: &[u8]) -> Result<Vec<u8>, Error> {
    let title = Format::TarGz.file_name(name, version);
    if title.contains(['/', '\\']) {
        return Err(bad_path(&title, Reason::LeavesFolder));
    }
    let config = b"{}";
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": descriptor(CONFIG, config, None),
        "layers": [descriptor(LAYER, tar_gz, Some(("org.opencontainers.image.title", &title)))],
        "annotations": { "org.opencontainers.image.created": CREATED },
    });
    let manifest = manifest.to_string().into_bytes();
    let tag = ("org.opencontainers.image.ref.name", version);
    let index = json!({
        "schemaVersion": 2,
        "mediaType": INDEX,
        "manifests": [descriptor(MANIFEST, &manifest, Some(tag))],
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

/// The descriptor of a blob, with at most one annotation.
fn descriptor(media_type: &str, bytes: &[u8], annotation: Option<(&str, &str)>) -> Value {
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
