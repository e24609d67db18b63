//! Go's kinds of types, as `reflect.Kind` has them and `kindOf` names them.

/// What a type is made of, however it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No value at all: an untyped nil.
    Invalid,
    /// A boolean.
    Bool,
    /// A signed integer as wide as a word; templates' own integers.
    Int,
    /// A signed integer of 64 bits; what Sprig computes with.
    Int64,
    /// An unsigned integer as wide as a word.
    Uint,
    /// A byte.
    Uint8,
    /// An unsigned integer of 32 bits.
    Uint32,
    /// An unsigned integer of 64 bits.
    Uint64,
    /// A floating-point number of 64 bits; every number of YAML and JSON.
    Float64,
    /// A complex number.
    Complex128,
    /// A text.
    Text,
    /// A list of any length.
    Slice,
    /// A list of fixed length.
    Array,
    /// A map.
    Map,
    /// A structure with fields.
    Struct,
    /// A pointer.
    Pointer,
    /// A function.
    Func,
    /// A static type that can hold any value.
    Interface,
}

impl Kind {
    /// Go's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Invalid => "invalid",
            Kind::Bool => "bool",
            Kind::Int => "int",
            Kind::Int64 => "int64",
            Kind::Uint => "uint",
            Kind::Uint8 => "uint8",
            Kind::Uint32 => "uint32",
            Kind::Uint64 => "uint64",
            Kind::Float64 => "float64",
            Kind::Complex128 => "complex128",
            Kind::Text => "string",
            Kind::Slice => "slice",
            Kind::Array => "array",
            Kind::Map => "map",
            Kind::Struct => "struct",
            Kind::Pointer => "ptr",
            Kind::Func => "func",
            Kind::Interface => "interface",
        }
    }

    /// Whether it is a signed integer.
    pub fn is_signed(self) -> bool {
        matches!(self, Kind::Int | Kind::Int64)
    }

    /// Whether it is an unsigned integer.
    pub fn is_unsigned(self) -> bool {
        matches!(self, Kind::Uint | Kind::Uint8 | Kind::Uint32 | Kind::Uint64)
    }
}
