//! A certificate with its key as templates see it.

use std::borrow::Cow;

use crate::value::{Kind, Object, Text, Value};

/// Go's name of it.
pub(super) const CERTIFICATE: &str = "sprig.certificate";

/// A certificate and its private key as PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Certificate {
    pub(super) cert: Text,
    pub(super) key: Text,
}

impl Object for Certificate {
    fn go_type(&self) -> Cow<'static, str> {
        CERTIFICATE.into()
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Cert", self.cert.clone().into()),
            ("Key", self.key.clone().into()),
        ]
    }

    fn to_data(&self) -> Value {
        Value::map(self.fields())
    }

    fn is_comparable(&self) -> bool {
        true
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}
