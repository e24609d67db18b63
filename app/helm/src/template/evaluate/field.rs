//! Fields and methods.

use super::call::Called;
use super::{Evaluated, Slot, State};
use crate::template::node::{Place, Term};
use crate::value::{Elements, Kind, Map, Object, Text, Value};

impl<'t> State<'t> {
    /// Fields of a receiver, one within the other; only the last may be a method with arguments.
    pub(super) fn fields(
        &mut self,
        dot: &Slot,
        mut receiver: Slot,
        term: &'t Term,
        fields: &'t [Text],
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        let Some((final_field, inner)) = fields.split_last() else {
            return Ok(receiver);
        };
        for field in inner {
            receiver = self.field(dot, receiver, term, field, &[], None)?;
        }
        self.field(dot, receiver, term, final_field, arguments, last)
    }

    fn field(
        &mut self,
        dot: &Slot,
        receiver: Slot,
        term: &'t Term,
        name: &'t Text,
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        if receiver.is_none() {
            return Ok(Slot::NONE);
        }
        if receiver.is_nil_interface() {
            return self.error([b"nil pointer evaluating interface {}.", &**name].concat());
        }
        let has_arguments = !arguments.is_empty() || last.is_some();
        match &receiver.value {
            Value::Map(map) => {
                if let Some(method) = super::call::values_method(map, name) {
                    let place = Place::Term(term);
                    return self.call(dot, method, name, place, arguments, last);
                }
                self.map_field(map, name, has_arguments)
            }
            Value::Object(object) => {
                let methods = object.methods().iter();
                let mut methods = methods.filter(|method| method.name.as_bytes() == &**name);
                if let Some(method) = methods.next() {
                    let called = Called::Method(object.clone(), method);
                    let place = Place::Term(term);
                    return self.call(dot, called, name, place, arguments, last);
                }
                self.object_field(&receiver, object.as_ref(), name, has_arguments)
            }
            _ => self.no_field(&receiver, name),
        }
    }

    fn map_field(&self, map: &Map, name: &Text, has_arguments: bool) -> Evaluated<Slot> {
        if has_arguments {
            return self.error([&**name, b" is not a method but has arguments"].concat());
        }
        Ok(Slot::in_map(map.map_type(), map.get(name)))
    }

    fn object_field(
        &self,
        receiver: &Slot,
        object: &dyn Object,
        name: &Text,
        has_arguments: bool,
    ) -> Evaluated<Slot> {
        if let Some(Elements::Map(entries)) = object.elements() {
            if has_arguments {
                return self.error([&**name, b" is not a method but has arguments"].concat());
            }
            let mut entries = entries.into_iter();
            let found = entries.find(|(key, _)| key.as_text() == Some(name));
            // The map is `.Files`, whose zero is that of bytes.
            let found = found.map_or_else(|| Value::Bytes("".into()), |(_, value)| value);
            return Ok(Slot::new(found));
        }
        let mut of_several = object.methods_of_several().iter();
        if let Some((name, count)) = of_several.find(|(other, _)| other.as_bytes() == &**name) {
            let message = format!("can't call method/function \"{name}\" with {count} results");
            return self.error(message.into_bytes());
        }
        let is_struct = matches!(object.kind(), Kind::Struct | Kind::Pointer);
        let field = std::str::from_utf8(name).ok();
        match field
            .filter(|_| is_struct)
            .and_then(|name| object.field(name))
        {
            Some(_) if has_arguments => {
                let rest = b" has arguments but cannot be invoked as function";
                self.error([&**name, rest].concat())
            }
            Some(value) => Ok(Slot::new(value)),
            None => self.no_field(receiver, name),
        }
    }

    fn no_field(&self, receiver: &Slot, name: &Text) -> Evaluated<Slot> {
        let go_type = receiver.go_type();
        let go_type = go_type.as_bytes();
        self.error([b"can't evaluate field ", &**name, b" in type ", go_type].concat())
    }
}
