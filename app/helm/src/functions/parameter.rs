//! The Go types that functions and methods take.

use crate::value::Kind;

/// The static type of a parameter. What a function gets for it:
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// `interface {}`: any value, also nil.
    Any,
    /// `string`: a `Value::Text`.
    Text,
    /// `bool`: a `Value::Bool`.
    Bool,
    /// `int`: a `Value::Int`.
    Int,
    /// `int64`: a `Value::Int64`.
    Int64,
    /// `uint32`: a `Value::Uint`.
    Uint32,
    /// `float64`: a `Value::Float`.
    Float,
    /// `[]interface {}`: a `Value::List` of that type, perhaps nil.
    List,
    /// `[]string`: a `Value::List` of that type, perhaps nil.
    Texts,
    /// `map[string]interface {}`: a `Value::Map` of that type, perhaps nil.
    Map,
    /// `chartutil.Values`: a `Value::Map` of that type, perhaps nil.
    Values,
    /// `[]uint8`: a `Value::Bytes`.
    Bytes,
    /// Another type of this name, a structure: a `Value::Object` of that type.
    Object(&'static str),
}

impl Parameter {
    /// Go's name of the type.
    pub fn go_type(self) -> &'static str {
        match self {
            Parameter::Any => "interface {}",
            Parameter::Text => "string",
            Parameter::Bool => "bool",
            Parameter::Int => "int",
            Parameter::Int64 => "int64",
            Parameter::Uint32 => "uint32",
            Parameter::Float => "float64",
            Parameter::List => "[]interface {}",
            Parameter::Texts => "[]string",
            Parameter::Map => "map[string]interface {}",
            Parameter::Values => "chartutil.Values",
            Parameter::Bytes => "[]uint8",
            Parameter::Object(name) => name,
        }
    }

    /// What the type is made of.
    pub fn kind(self) -> Kind {
        match self {
            Parameter::Any => Kind::Interface,
            Parameter::Text => Kind::Text,
            Parameter::Bool => Kind::Bool,
            Parameter::Int => Kind::Int,
            Parameter::Int64 => Kind::Int64,
            Parameter::Uint32 => Kind::Uint32,
            Parameter::Float => Kind::Float64,
            Parameter::List | Parameter::Texts | Parameter::Bytes => Kind::Slice,
            Parameter::Map | Parameter::Values => Kind::Map,
            Parameter::Object(_) => Kind::Struct,
        }
    }

    /// Whether nil is a value of the type.
    pub fn can_be_nil(self) -> bool {
        matches!(self.kind(), Kind::Interface | Kind::Slice | Kind::Map)
    }
}
