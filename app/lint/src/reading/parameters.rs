//! Which parameters does schema.yaml declare?

use pack_model::parameters::{self, Expression};
use pack_model::path::SCHEMA_YAML;
use pack_model::{FilePath, Place, Pointer};
use serde_json::Value;

use crate::reading::context::Context;

/// The most parameters of a pack that are checked; published packs have at most a tenth of it.
const MOST: usize = 1_000;

/// One parameter.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    /// The path of its value.
    pub(crate) path: &'a str,
    /// Its expression, or what is wrong with it; `None` if it is not a string.
    pub(crate) expression: Option<Result<Expression, String>>,
}

impl Parameter<'_> {
    /// The place of the path.
    pub(crate) fn key(&self) -> Place {
        Place::key(FilePath::of(SCHEMA_YAML), Pointer::root().child(self.path))
    }

    /// The place of the expression.
    pub(crate) fn place(&self) -> Place {
        Place::value(FilePath::of(SCHEMA_YAML), parameters::place(self.path))
    }

    /// The expression, if it is valid.
    pub(crate) fn whole(&self) -> Option<&Expression> {
        self.expression.as_ref()?.as_ref().ok()
    }
}

/// All parameters of a pack; empty if there is no schema.yaml, or it cannot be read.
pub(crate) fn parameters<'a>(context: &'a Context<'_>) -> Vec<Parameter<'a>> {
    let entries = context.data(SCHEMA_YAML).and_then(Value::as_object);
    entries
        .into_iter()
        .flatten()
        .take(MOST)
        .map(|(path, entry)| Parameter {
            path,
            expression: entry
                .get("schema")
                .and_then(Value::as_str)
                .map(Expression::read),
        })
        .collect()
}
