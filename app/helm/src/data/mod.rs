//! Data in and out: YAML, JSON and TOML, read and written as the Go libraries that Helm uses do.

pub(crate) mod json;
pub(crate) mod number;
mod plain;
mod record;
pub(crate) mod toml;
pub(crate) mod yaml;

pub(crate) use plain::{Plain, plain};
pub(crate) use record::Record;

/// A text as Go quotes it.
pub(crate) fn quote(text: &str) -> String {
    String::from_utf8_lossy(&crate::format::quote(text.as_bytes())).into_owned()
}
