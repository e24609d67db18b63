//! The release that a chart becomes.

use crate::value::{Map, Value};

/// What is known of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its name.
    pub name: String,
    /// The namespace that it goes into.
    pub namespace: String,
    /// How often it was installed or upgraded, this time included.
    pub revision: i64,
    /// It is an upgrade of a release that is there.
    pub is_upgrade: bool,
}

impl Release {
    /// A release that is installed for the first time.
    pub fn new(name: impl Into<String>, namespace: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            namespace: namespace.into(),
            revision: 1,
            is_upgrade: false,
        }
    }

    /// What templates see as `.Release`.
    pub(in crate::chart) fn to_value(&self) -> Value {
        Value::Map(Map::from_iter([
            ("Name", Value::text(self.name.as_str())),
            ("Namespace", Value::text(self.namespace.as_str())),
            ("IsUpgrade", Value::Bool(self.is_upgrade)),
            ("IsInstall", Value::Bool(!self.is_upgrade)),
            ("Revision", Value::Int(self.revision)),
            ("Service", Value::text("Helm")),
        ]))
    }
}
