//! Targets for what comes in: texts in any encoding, and OCI layouts.

use pack_archive::{Entry, layer_of_oci_layout, sha256_hex};
use pack_syntax::encoding::{Encoding, decode};
use serde_json::{Value, json};

use crate::packs::judged;

/// Reads bytes as a text in an encoding that is not said, in each text of a pack.
///
/// # Panics
///
/// If the text is not what the bytes say, or if a fix does not make it UTF-8.
pub fn encoding(bytes: &[u8]) {
    if let Some((encoding, text)) = decode(bytes) {
        let unit: fn(u16) -> [u8; 2] = match encoding {
            Encoding::Utf16Be => u16::to_be_bytes,
            Encoding::Utf16Le | Encoding::Windows1252 => u16::to_le_bytes,
        };
        let again: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        match encoding {
            Encoding::Windows1252 => assert_eq!(text.chars().count(), bytes.len()),
            _ => assert!(
                bytes.ends_with(&again),
                "{encoding} is read as something else"
            ),
        }
        assert_eq!(decode(text.as_bytes()), None, "what is converted is UTF-8");
    }
    let object = b"{\"name\":\"p\",\"kubeManifests\":[\"manifests/a.yaml\"]}";
    judged(&[
        ("pack.json", object),
        ("values.yaml", bytes),
        ("manifests/a.yaml", bytes),
        ("README.md", bytes),
    ]);
    judged(&[("pack.json", bytes)]);
}

/// Reads an OCI layout whose one layer are the bytes after the first line. That line is JSON which replaces
/// what the manifest says, and the index of a second layout.
///
/// # Panics
///
/// If something else than the layer is taken out.
pub fn layout(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (line, layer) = bytes.split_at(end.unwrap_or(bytes.len()));
    let mut manifest = json!({ "layers": [descriptor(layer)] });
    if let (Ok(Value::Object(given)), Some(manifest)) =
        (serde_json::from_slice(line), manifest.as_object_mut())
    {
        manifest.extend(given);
    }
    let manifest = manifest.to_string().into_bytes();
    let index = json!({ "manifests": [descriptor(&manifest)] });
    for index in [index.to_string().as_bytes(), line] {
        let files = [
            Entry::new("oci-layout", *b"{}"),
            Entry::new("index.json", index),
            blob(&manifest),
            blob(layer),
        ];
        if let Ok(Some(taken)) = layer_of_oci_layout(&files) {
            let known = [layer, manifest.as_slice(), b"{}"];
            assert!(known.contains(&&*taken.bytes), "a layer comes from nowhere");
        }
    }
}

fn descriptor(bytes: &[u8]) -> Value {
    json!({ "digest": format!("sha256:{}", sha256_hex(bytes)) })
}

fn blob(bytes: &[u8]) -> Entry {
    Entry::new(format!("blobs/sha256/{}", sha256_hex(bytes)), bytes)
}
