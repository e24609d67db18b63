//! A value as the language holds it: with what Go's reflection knows beside the value itself.

use crate::value::{ElementType, Kind, List, MapType, Value};

/// A value and whether its static type is `interface {}`, as that of what lies in maps and lists is.
///
/// A nil in such a place is a nil of a type; a nil in no such place is no value at all. Error messages tell
/// them apart.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) value: Value,
    pub(super) boxed: bool,
}

impl Slot {
    /// No value.
    pub(super) const NONE: Slot = Slot {
        value: Value::Nil,
        boxed: false,
    };

    /// A value of its own type.
    pub(super) fn new(value: Value) -> Self {
        let boxed = false;
        Self { value, boxed }
    }

    /// A value in a place that can hold any.
    pub(super) fn boxed(value: Value) -> Self {
        let boxed = true;
        Self { value, boxed }
    }

    /// The value as it lies in a list.
    pub(super) fn in_list(list: &List, value: Value) -> Self {
        let boxed = matches!(
            list.element(),
            ElementType::Any | ElementType::Named(_, Kind::Interface)
        );
        Self { value, boxed }
    }

    /// The value as it lies in a map, or the zero of what such a map holds.
    pub(super) fn in_map(of: MapType, value: Option<Value>) -> Self {
        match (of, value) {
            (MapType::Texts, value) => Self::new(value.unwrap_or_else(|| "".into())),
            (_, value) => Self::boxed(value.unwrap_or(Value::Nil)),
        }
    }

    /// The same without the place that it lies in.
    pub(super) fn unboxed(self) -> Self {
        Self::new(self.value)
    }

    /// Whether there is no value at all.
    pub(super) fn is_none(&self) -> bool {
        !self.boxed && matches!(self.value, Value::Nil)
    }

    /// Whether it is a nil in a place that can hold any value.
    pub(super) fn is_nil_interface(&self) -> bool {
        self.boxed && matches!(self.value, Value::Nil)
    }

    /// The Go type that error messages name.
    pub(super) fn go_type(&self) -> std::borrow::Cow<'static, str> {
        if self.boxed {
            "interface {}".into()
        } else {
            self.value.go_type()
        }
    }
}
