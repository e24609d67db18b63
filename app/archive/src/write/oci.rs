//! The OCI image layout: what a registry stores, in a tar, so that any OCI tool can copy it.
//!
//! The manifest is the one that ORAS 1.0.0 writes, which Palette asks for: it has no
//! `artifactType`, an empty config of an unknown type, and one layer.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{File, Format, bad_path, failed, sha256_hex, tar};
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    schema_version: u8,
    media_type: &'static str,
    config: Descriptor,
    layers: [Descriptor; 1],
    annotations: Annotations,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Index {
    schema_version: u8,
    media_type: &'static str,
    manifests: [Descriptor; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Layout {
    image_layout_version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    media_type: &'static str,
    digest: String,
    size: usize,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    annotations: Annotations,
}

type Annotations = BTreeMap<&'static str, String>;

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
    let manifest = json(&Manifest {
        schema_version: 2,
        media_type: MANIFEST,
        config: describe(CONFIG, config, None),
        layers: [describe(
            LAYER,
            tar_gz,
            Some(("org.opencontainers.image.title", &title)),
        )],
        annotations: BTreeMap::from([("org.opencontainers.image.created", CREATED.to_owned())]),
    })?;
    let index = json(&Index {
        schema_version: 2,
        media_type: INDEX,
        manifests: [describe(
            MANIFEST,
            &manifest,
            Some(("org.opencontainers.image.ref.name", version)),
        )],
    })?;
    let layout = json(&Layout {
        image_layout_version: "1.0.0",
    })?;
    let blob = |bytes: &[u8]| format!("blobs/sha256/{}", sha256_hex(bytes));
    let mut files = [
        file(blob(config), config),
        file(blob(&manifest), &manifest),
        file(blob(tar_gz), tar_gz),
        file("index.json".to_owned(), &index),
        file("oci-layout".to_owned(), &layout),
    ];
    files.sort_by(|one, other| one.path.cmp(&other.path));
    tar::write_plain(&files)
}

fn file(path: String, bytes: &[u8]) -> File<'_> {
    File {
        path,
        bytes,
        executable: false,
    }
}

fn describe(
    media_type: &'static str,
    bytes: &[u8],
    annotation: Option<(&'static str, &str)>,
) -> Descriptor {
    Descriptor {
        media_type,
        digest: format!("sha256:{}", sha256_hex(bytes)),
        size: bytes.len(),
        annotations: annotation
            .into_iter()
            .map(|(key, value)| (key, value.to_owned()))
            .collect(),
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(failed)
}
