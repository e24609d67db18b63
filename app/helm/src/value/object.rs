//! Values of Go's other types: structures, pointers to them, and named types with methods, such as
//! `.Chart`, `.Files`, `.Capabilities.APIVersions`, times and versions.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use super::{Kind, Value};
use crate::error::CallError;
use crate::functions::{Call, Parameter};

/// A method that templates can call, as a row: its arguments are checked against it before the call.
pub struct Method {
    /// Its name, with a capital.
    pub name: &'static str,
    /// The Go types of its parameters.
    pub parameters: &'static [Parameter],
    /// The Go type of what may follow them any number of times.
    pub rest: Option<Parameter>,
    /// Calls it on an object of the type that the row belongs to.
    pub call: MethodCall,
}

/// Calls a method on an object of the type that its row belongs to.
pub(super) type MethodCall = fn(&dyn Object, &mut Call<'_>, &[Value]) -> Result<Value, CallError>;

impl Method {
    /// A method that takes as many arguments as it has parameters.
    pub const fn new(
        name: &'static str,
        parameters: &'static [Parameter],
        call: MethodCall,
    ) -> Self {
        Self {
            name,
            parameters,
            rest: None,
            call,
        }
    }
}

/// What an object holds when one ranges over it, asks its length or indexes it.
pub enum Elements {
    /// Elements of a slice or an array.
    List(Vec<Value>),
    /// Entries of a map, sorted by key.
    Map(Vec<(Value, Value)>),
}

impl Elements {
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        match self {
            Elements::List(items) => items.is_empty(),
            Elements::Map(entries) => entries.is_empty(),
        }
    }
}

/// A value of one of Go's other types.
pub trait Object: Any {
    /// Go's name of its type, such as `*semver.Version`.
    fn go_type(&self) -> Cow<'static, str>;

    /// What its type is made of.
    fn kind(&self) -> Kind;

    /// The fields of its structure (or of that which it points to) in Go's order, those of embedded
    /// structures as one field each.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The same with the fields that only its own package can read, which `fmt` prints all the same.
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        self.fields()
    }

    /// A field by name, embedded structures searched.
    fn field(&self, name: &str) -> Option<Value> {
        named(self.fields(), name)
    }

    /// Its methods.
    fn methods(&self) -> &'static [Method] {
        &[]
    }

    /// Its methods that give several values, which Go refuses to call from templates, with how many.
    fn methods_of_several(&self) -> &'static [(&'static str, usize)] {
        &[]
    }

    /// What it holds, if it is a slice, an array or a map by another name.
    fn elements(&self) -> Option<Elements> {
        None
    }

    /// What its `Error` or `String` method gives, if its type has one: Go's `fmt` prefers it.
    fn print(&self) -> Option<Vec<u8>> {
        None
    }

    /// What it becomes in JSON, YAML and TOML, as maps, lists and scalars.
    fn to_data(&self) -> Value;

    /// Whether it equals another object, as `reflect.DeepEqual` would say.
    fn is_equal(&self, other: &dyn Object) -> bool;

    /// Whether Go compares values of its type with `==`: not if it holds lists or maps.
    fn is_comparable(&self) -> bool {
        false
    }

    /// What a template prints for it where it stands: there, unlike in functions, Go also finds a `String`
    /// method that belongs to pointers.
    fn print_in_place(&self) -> Option<Vec<u8>> {
        self.print()
    }

    /// Whether `{{ if }}` takes it as true. Structures are; what holds elements is if it has one.
    fn truth(&self) -> bool {
        self.elements().is_none_or(|elements| !elements.is_empty())
    }
}

/// The field of a name.
fn named(fields: Vec<(&'static str, Value)>, name: &str) -> Option<Value> {
    let mut fields = fields.into_iter();
    fields.find_map(|(known, value)| (known == name).then_some(value))
}

impl fmt::Debug for dyn Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.go_type())
    }
}

impl dyn Object {
    /// The object as its own type in Rust, for functions that take it back.
    pub fn downcast_ref<T: Object>(&self) -> Option<&T> {
        (self as &dyn Any).downcast_ref()
    }

    /// The object as the type that a method belongs to.
    ///
    /// # Errors
    ///
    /// Go's nil pointer, where it is of another type.
    pub fn receiver<T: Object>(&self) -> Result<&T, CallError> {
        self.downcast_ref().ok_or_else(CallError::nil_pointer)
    }
}
