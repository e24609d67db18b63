//! What a structure becomes in JSON: entries in the order of its fields, where a map would sort them.

use std::borrow::Cow;

use crate::value::{Kind, Object, Text, Value};

/// Fields by the names that they have in JSON.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    fields: Vec<(&'static str, Value)>,
}

impl Record {
    /// A structure with these fields.
    pub(crate) fn new(fields: Vec<(&'static str, Value)>) -> Self {
        Self { fields }
    }

    /// Its fields as entries.
    pub(crate) fn entries(&self) -> Vec<(Text, Value)> {
        let fields = self.fields.iter();
        fields
            .map(|(name, value)| (Text::from(*name), value.clone()))
            .collect()
    }
}

impl Object for Record {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("struct")
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        self.fields.clone()
    }

    fn to_data(&self) -> Value {
        Value::map(self.entries())
    }

    fn is_equal(&self, _: &dyn Object) -> bool {
        false
    }
}
