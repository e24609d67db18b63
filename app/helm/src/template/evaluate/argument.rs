//! Arguments: terms evaluated to what a parameter takes.

use super::{Evaluated, Slot, State};
use crate::functions::Parameter;
use crate::template::language::Taken;
use crate::template::node::{Place, Term, TermKind};
use crate::value::{ElementType, Kind, List, Map, MapType, Value};

impl<'t> State<'t> {
    /// A term where any value is welcome, also none.
    pub(super) fn untyped(&mut self, dot: &Slot, term: &'t Term) -> Evaluated<Slot> {
        self.at(Place::Term(term));
        match &term.kind {
            TermKind::Dot => Ok(dot.clone()),
            TermKind::Nil => Ok(Slot::NONE),
            TermKind::Field(fields) => self.fields(dot, dot.clone(), term, fields, &[], None),
            TermKind::Variable(name, fields) => self.variable(dot, term, name, fields, &[], None),
            TermKind::Pipe(pipe) => self.pipeline(dot, pipe),
            TermKind::Function(name, callee) => {
                self.at(Place::Term(term));
                let place = Place::Term(term);
                self.call(dot, (*callee).into(), name, place, &[], None)
            }
            TermKind::Chain(inner, fields) => self.chain(dot, term, inner, fields, &[], None),
            TermKind::Bool(_) | TermKind::Number(_) | TermKind::Text(..) => self.constant(term),
        }
    }

    /// A term as an argument of a type.
    pub(super) fn argument(&mut self, dot: &Slot, taken: Taken, term: &'t Term) -> Evaluated<Slot> {
        // Go sets the place of a parenthesized pipeline, too, but prints and places it the same.
        match (&term.kind, taken) {
            (TermKind::Nil, _) => {
                self.at(Place::Term(term));
                match taken {
                    Taken::Of(parameter) => match nil_of(parameter) {
                        Some(nil) => Ok(Slot::new(nil)),
                        None => self.error(format!("cannot assign nil to {}", parameter.go_type())),
                    },
                    Taken::Reflected => Ok(Slot::NONE),
                }
            }
            (
                TermKind::Bool(_) | TermKind::Number(_) | TermKind::Text(..),
                Taken::Of(parameter),
            ) => {
                self.at(Place::Term(term));
                self.literal(parameter, term)
            }
            _ => {
                let value = self.untyped(dot, term)?;
                self.checked(value, taken)
            }
        }
    }

    /// A literal as a value of a type, by the rules that Go has for literals.
    fn literal(&mut self, parameter: Parameter, term: &'t Term) -> Evaluated<Slot> {
        let number = match &term.kind {
            TermKind::Number(number) => Some(number),
            _ => None,
        };
        let (value, expected) = match parameter.kind() {
            Kind::Interface => return self.constant(term),
            Kind::Bool => match &term.kind {
                TermKind::Bool(truth) => (Some(Value::Bool(*truth)), "bool"),
                _ => (None, "bool"),
            },
            Kind::Text => match &term.kind {
                TermKind::Text(_, text) => (Some(text.clone().into()), "string"),
                _ => (None, "string"),
            },
            Kind::Int => (number.and_then(|n| n.int).map(Value::Int), "integer"),
            Kind::Int64 => (number.and_then(|n| n.int).map(Value::Int64), "integer"),
            Kind::Float64 => (number.and_then(|n| n.float).map(Value::Float), "float"),
            kind if kind.is_unsigned() => {
                let uint = number.and_then(|number| number.uint);
                (uint.map(|uint| Value::Uint(kind, uint)), "unsigned integer")
            }
            _ => {
                let printed = Place::Term(term).print();
                let go_type = parameter.go_type().as_bytes();
                let parts = [b"can't handle ", &*printed, b" for arg of type ", go_type];
                return self.error(parts.concat());
            }
        };
        match value {
            Some(value) => Ok(Slot::new(value)),
            None => {
                let printed = Place::Term(term).print();
                let expected = expected.as_bytes();
                self.error([b"expected ", expected, b"; found ", &*printed].concat())
            }
        }
    }

    /// A value that is checked against the type of a parameter.
    pub(super) fn checked(&mut self, value: Slot, taken: Taken) -> Evaluated<Slot> {
        let Taken::Of(parameter) = taken else {
            return Ok(value);
        };
        if value.is_none() {
            return match nil_of(parameter) {
                Some(nil) => Ok(Slot::new(nil)),
                None => self.error(format!("invalid value; expected {}", parameter.go_type())),
            };
        }
        let go_type = value.value.go_type();
        match assigned(parameter, value.value) {
            Ok(value) => Ok(Slot::new(value)),
            Err(value) => {
                let got = match value {
                    Value::Nil => "interface {}".into(),
                    _ => go_type,
                };
                let expected = parameter.go_type();
                self.error(format!(
                    "wrong type for value; expected {expected}; got {got}"
                ))
            }
        }
    }
}

/// The nil of a type, if it has one.
fn nil_of(parameter: Parameter) -> Option<Value> {
    Some(match parameter {
        Parameter::Any => Value::Nil,
        Parameter::List => Value::List(List::nil(ElementType::Any)),
        Parameter::Texts => Value::List(List::nil(ElementType::Text)),
        Parameter::Map => Value::Map(Map::nil(MapType::Any)),
        Parameter::Values => Value::Map(Map::nil(MapType::Values)),
        Parameter::Bytes => Value::Bytes("".into()),
        _ => return None,
    })
}

/// A value as one of a type, if Go lets it be assigned to it; otherwise the value again.
fn assigned(parameter: Parameter, value: Value) -> Result<Value, Value> {
    let fits = match (parameter, &value) {
        (Parameter::Any, _)
        | (Parameter::Text, Value::Text(_))
        | (Parameter::Bool, Value::Bool(_))
        | (Parameter::Int, Value::Int(_))
        | (Parameter::Int64, Value::Int64(_))
        | (Parameter::Uint32, Value::Uint(Kind::Uint32, _))
        | (Parameter::Float, Value::Float(_))
        | (Parameter::Bytes, Value::Bytes(_)) => true,
        (Parameter::List, Value::List(list)) => list.element() == ElementType::Any,
        (Parameter::Texts, Value::List(list)) => list.element() == ElementType::Text,
        (Parameter::Map | Parameter::Values, Value::Map(map)) => {
            let wanted = match parameter {
                Parameter::Map => MapType::Any,
                _ => MapType::Values,
            };
            if map.map_type() == MapType::Texts {
                return Err(value);
            }
            // The same map by another name of its type.
            return Ok(Value::Map(map.converted(wanted)));
        }
        (Parameter::Object(name), Value::Object(object)) => object.go_type() == name,
        _ => false,
    };
    if fits { Ok(value) } else { Err(value) }
}
