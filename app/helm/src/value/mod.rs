//! Values as Go has them. Lists and maps are shared and can be changed, texts are bytes, and every value
//! has a Go type, which error messages and `typeOf` name.

mod convert;
mod kind;
mod list;
mod map;
mod object;
mod shared;
mod text;

use std::borrow::Cow;
use std::rc::Rc;

pub use kind::Kind;
pub use list::{ElementType, List};
pub use map::{Entries, Map, MapType};
pub use object::{Elements, Method, Object};
pub use text::Text;

/// A value that templates and functions work with. Clones share what is in them.
#[derive(Clone, Debug)]
pub enum Value {
    /// An untyped nil: a missing key, `null`, the literal `nil`.
    Nil,
    /// `bool`.
    Bool(bool),
    /// `int`: integers in templates, lengths, indexes.
    Int(i64),
    /// `int64`: what Sprig's arithmetic gives.
    Int64(i64),
    /// An unsigned integer of the kind given (`uint`, `uint8`, `uint32`, `uint64`): rare.
    Uint(Kind, u64),
    /// `float64`: every number of YAML and JSON.
    Float(f64),
    /// `complex128`: the literal `1+2i`.
    Complex(f64, f64),
    /// `string`.
    Text(Text),
    /// `[]uint8`: the content of a file.
    Bytes(Text),
    /// A slice.
    List(List),
    /// A map with texts as keys.
    Map(Map),
    /// A value of another type.
    Object(Rc<dyn Object>),
}

impl Value {
    /// A `string`.
    pub fn text(text: impl Into<Text>) -> Self {
        Value::Text(text.into())
    }

    /// A `[]interface {}`.
    pub fn list(items: Vec<Value>) -> Self {
        Value::List(List::new(ElementType::Any, items))
    }

    /// A `[]string`.
    pub fn texts<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Value::text).collect();
        Value::List(List::new(ElementType::Text, items))
    }

    /// A `map[string]interface {}`.
    pub fn map<K: Into<Text>, V: Into<Value>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        Value::Map(entries.into_iter().collect())
    }

    /// A value of another type.
    pub fn object(object: impl Object + 'static) -> Self {
        Value::Object(Rc::new(object))
    }

    /// Go's name of its type, as `%T` prints it.
    pub fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Value::Nil => "<nil>",
            Value::List(list) => list.element().list_type(),
            Value::Map(map) => map.map_type().name(),
            Value::Bytes(_) => "[]uint8",
            Value::Object(object) => return object.go_type(),
            scalar => scalar.kind().name(),
        })
    }

    /// What its type is made of.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Nil => Kind::Invalid,
            Value::Bool(_) => Kind::Bool,
            Value::Int(_) => Kind::Int,
            Value::Int64(_) => Kind::Int64,
            Value::Uint(kind, _) => *kind,
            Value::Float(_) => Kind::Float64,
            Value::Complex(..) => Kind::Complex128,
            Value::Text(_) => Kind::Text,
            Value::List(_) | Value::Bytes(_) => Kind::Slice,
            Value::Map(_) => Kind::Map,
            Value::Object(object) => object.kind(),
        }
    }

    /// Whether `{{ if }}` takes it as true: what is not zero, not nil and not empty.
    pub fn truth(&self) -> bool {
        match self {
            Value::Nil => false,
            Value::Bool(value) => *value,
            Value::Int(number) | Value::Int64(number) => *number != 0,
            Value::Uint(_, number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
            Value::Text(text) | Value::Bytes(text) => !text.is_empty(),
            Value::List(list) => !list.is_empty(),
            Value::Map(map) => !map.is_empty(),
            Value::Object(object) => object.truth(),
        }
    }

    /// Whether it is nil: no value, or Go's nil slice or map.
    pub fn is_nil(&self) -> bool {
        match self {
            Value::Nil => true,
            Value::List(list) => list.is_nil(),
            Value::Map(map) => map.is_nil(),
            _ => false,
        }
    }

    /// The bytes of a `string`.
    pub fn as_text(&self) -> Option<&Text> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A signed integer of either type.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Int(number) | Value::Int64(number) => Some(*number),
            _ => None,
        }
    }

    /// A slice that is no `[]uint8`.
    pub fn as_list(&self) -> Option<&List> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// A map with texts as keys.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// An object of a type in Rust.
    pub fn as_object<T: Object>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => object.downcast_ref(),
            _ => None,
        }
    }
}
