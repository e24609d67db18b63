//! What a value is for JSON, YAML and TOML: objects become what they hold.

use std::borrow::Cow;
use std::cell::Cell;

use base64::Engine as _;

use super::Record;
use crate::value::{Text, Value};

/// How deep values may be nested. Go takes more, but looks for cycles as well.
pub(crate) const MAX_DEPTH: usize = 200;

/// How many values one text is made of at most, and how many bytes of texts in them. Values that share others
/// can stand for more than any memory holds.
const MAX_VALUES: usize = 1_000_000;
const MAX_BYTES: usize = 64 << 20;

/// What is said where a value is larger.
pub(crate) const TOO_LARGE: &str = "the value is too large to be written";

/// Counts what is written.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    values: Cell<usize>,
    bytes: Cell<usize>,
}

impl Budget {
    fn spend(&self, bytes: usize) -> Result<(), String> {
        self.values.set(self.values.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
        match self.values.get() > MAX_VALUES || self.bytes.get() > MAX_BYTES {
            true => Err(TOO_LARGE.to_owned()),
            false => Ok(()),
        }
    }
}

/// A value, one level of it.
pub(crate) enum Plain<'a> {
    Nil,
    Bool(bool),
    Integer(i128),
    /// A number that is one.
    Float(f64),
    /// What is no UTF-8 in it is replaced.
    Text(Cow<'a, str>),
    List(Vec<Value>),
    /// In the order in which JSON has them.
    Map(Vec<(Text, Value)>),
}

/// One level of a value that stands so deep. The message is Go's.
pub(crate) fn plain<'a>(
    value: &'a Value,
    depth: usize,
    budget: &Budget,
) -> Result<Plain<'a>, String> {
    if depth > MAX_DEPTH {
        let go_type = value.go_type();
        return Err(format!(
            "json: unsupported value: encountered a cycle via {go_type}"
        ));
    }
    budget.spend(match value {
        Value::Text(text) | Value::Bytes(text) => text.len(),
        _ => 0,
    })?;
    Ok(match value {
        Value::Nil => Plain::Nil,
        Value::Bool(value) => Plain::Bool(*value),
        Value::Int(number) | Value::Int64(number) => Plain::Integer((*number).into()),
        Value::Uint(_, number) => Plain::Integer((*number).into()),
        Value::Float(number) if number.is_finite() => Plain::Float(*number),
        Value::Float(number) => {
            let shown = super::number::general(*number);
            return Err(format!("json: unsupported value: {shown}"));
        }
        Value::Complex(..) => return Err("json: unsupported type: complex128".to_owned()),
        Value::Text(text) => Plain::Text(super::valid(text)),
        Value::Bytes(bytes) => {
            let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
            Plain::Text(encoded.into())
        }
        Value::List(list) if list.is_nil() => Plain::Nil,
        Value::List(list) => Plain::List(list.to_vec()),
        Value::Map(map) if map.is_nil() => Plain::Nil,
        Value::Map(map) => Plain::Map(map.to_vec()),
        Value::Object(object) => match value.as_object::<Record>() {
            Some(record) => Plain::Map(record.entries()),
            None => owned(object.to_data(), depth, budget)?,
        },
    })
}

fn owned(value: Value, depth: usize, budget: &Budget) -> Result<Plain<'static>, String> {
    Ok(match plain(&value, depth + 1, budget)? {
        Plain::Nil => Plain::Nil,
        Plain::Bool(value) => Plain::Bool(value),
        Plain::Integer(number) => Plain::Integer(number),
        Plain::Float(number) => Plain::Float(number),
        Plain::Text(text) => Plain::Text(Cow::Owned(text.into_owned())),
        Plain::List(items) => Plain::List(items),
        Plain::Map(entries) => Plain::Map(entries),
    })
}
