//! Data in and out: YAML, JSON and TOML, read and written as the Go libraries that Helm uses do.

pub(crate) mod json;
pub(crate) mod number;
mod plain;
mod record;
pub(crate) mod toml;
pub(crate) mod yaml;

use std::borrow::Cow;

pub(crate) use plain::{Budget, Plain, TOO_LARGE, plain};
pub(crate) use record::Record;

/// A text as Go quotes it.
pub(crate) fn quote(text: &str) -> String {
    String::from_utf8_lossy(&crate::format::quote(text.as_bytes())).into_owned()
}

/// A text in which each byte that is no UTF-8 is U+FFFD, as Go replaces them.
pub(crate) fn valid(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid().iter();
        text.extend(invalid.map(|_| char::REPLACEMENT_CHARACTER));
    }
    Cow::Owned(text)
}
