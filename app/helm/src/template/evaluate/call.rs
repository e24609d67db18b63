//! Calls of functions and methods.

use std::rc::Rc;

use super::{Evaluated, Failure, Slot, State};
use crate::error::CallError;
use crate::functions::{Call, Function, Parameter};
use crate::template::language::{LanguageFunction, Taken};
use crate::template::node::{Callee, Place, Term};
use crate::value::{Map, MapType, Method, Object, Text, Value};

/// What is called.
pub(super) enum Called {
    Language(&'static LanguageFunction),
    Function(&'static Function),
    Method(Rc<dyn Object>, &'static Method),
}

impl From<Callee> for Called {
    fn from(callee: Callee) -> Self {
        match callee {
            Callee::Language(function) => Called::Language(function),
            Callee::Table(function) => Called::Function(function),
        }
    }
}

impl Called {
    /// How many parameters it has, without those that may follow.
    fn count(&self) -> usize {
        match self {
            Called::Language(function) => function.parameters.len(),
            Called::Function(function) => function.parameters.len(),
            Called::Method(_, method) => method.parameters.len(),
        }
    }

    fn rest(&self) -> Option<Taken> {
        match self {
            Called::Language(function) => function.rest,
            Called::Function(function) => function.rest.map(Taken::Of),
            Called::Method(_, method) => method.rest.map(Taken::Of),
        }
    }

    /// What the parameter at a place takes.
    fn taken(&self, index: usize) -> Taken {
        let parameter = match self {
            Called::Language(function) => function.parameters.get(index).copied(),
            Called::Function(function) => function.parameters.get(index).copied().map(Taken::Of),
            Called::Method(_, method) => method.parameters.get(index).copied().map(Taken::Of),
        };
        parameter
            .or(self.rest())
            .unwrap_or(Taken::Of(Parameter::Any))
    }

    /// Whether it is `and` or `or`, which stop early; and which value stops it.
    fn stops_at(&self) -> Option<bool> {
        match self {
            Called::Language(function) if function.name == "and" => Some(false),
            Called::Language(function) if function.name == "or" => Some(true),
            _ => None,
        }
    }
}

impl<'t> State<'t> {
    /// Calls a function or method with terms as arguments, and with the value of the command before.
    pub(super) fn call(
        &mut self,
        dot: &Slot,
        called: Called,
        name: &[u8],
        place: Place<'t>,
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        self.check_count(&called, name, arguments.len(), last.is_some())?;
        if let Some(stop) = called.stops_at() {
            return self.first_that_decides(dot, stop, arguments, last);
        }
        let mut given = Vec::with_capacity(arguments.len() + 1);
        for (index, term) in arguments.iter().enumerate() {
            let argument = self.argument(dot, called.taken(index), term)?;
            given.push(argument);
        }
        if let Some(last) = last {
            let argument = self.checked(last, called.taken(arguments.len()))?;
            given.push(argument);
        }
        let bytes = given
            .iter()
            .map(|slot| slot.value.as_text().map_or(0, |text| text.len()));
        let bytes = bytes.sum();
        match self.invoke(&called, given) {
            Ok(value) => {
                self.engine.count(name, bytes, &value.value)?;
                Ok(value)
            }
            Err(error) => self.failed(error, name, place),
        }
    }

    fn check_count(
        &self,
        called: &Called,
        name: &[u8],
        arguments: usize,
        has_last: bool,
    ) -> Evaluated<()> {
        let wanted = called.count();
        let given = arguments + usize::from(has_last);
        let message = match called.rest() {
            Some(_) if given < wanted => format!(": want at least {wanted} got {arguments}"),
            None if given != wanted => format!(": want {wanted} got {given}"),
            _ => return Ok(()),
        };
        self.error([b"wrong number of args for ", name, message.as_bytes()].concat())
    }

    /// `and` and `or`: the first value that decides, or the last.
    fn first_that_decides(
        &mut self,
        dot: &Slot,
        stop: bool,
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        let mut value = Slot::NONE;
        for term in arguments {
            value = self.argument(dot, Taken::Reflected, term)?;
            if value.value.truth() == stop {
                return Ok(value);
            }
        }
        Ok(last.unwrap_or(value))
    }

    #[inline(never)]
    fn invoke(&mut self, called: &Called, given: Vec<Slot>) -> Result<Slot, CallError> {
        let (name, values): (&'static str, Vec<Value>) = match called {
            Called::Language(function) => {
                let values = given.iter().map(|slot| &slot.value);
                let counted = self.engine.count_deep(function.name, values);
                counted.map_err(|error| *error)?;
                return (function.call)(&given);
            }
            Called::Function(function) => (function.name, values(given)),
            Called::Method(_, method) => (method.name, values(given)),
        };
        self.engine
            .count_deep(name, values.iter())
            .map_err(|error| *error)?;
        let mut runner = self.runner();
        let mut call = Call {
            name,
            rendering: &self.engine.rendering,
            templates: &mut runner,
        };
        let value = match called {
            Called::Method(object, method) => (method.call)(object.as_ref(), &mut call, &values),
            Called::Function(function) => (function.call)(&mut call, &values),
            Called::Language(_) => Ok(Value::Nil),
        };
        Ok(Slot::new(value?))
    }

    #[cold]
    fn failed(&mut self, error: CallError, name: &[u8], place: Place<'t>) -> Evaluated<Slot> {
        if error.is_limit {
            return Err(Failure::new(self.engine.named(error)));
        }
        self.at(place);
        self.error([b"error calling ", name, b": ", &*error.message].concat())
    }
}

fn values(given: Vec<Slot>) -> Vec<Value> {
    given.into_iter().map(|slot| slot.value).collect()
}

/// The method of `chartutil.Values` by a name, if the map is one.
pub(super) fn values_method(map: &Map, name: &Text) -> Option<Called> {
    if map.map_type() != MapType::Values {
        return None;
    }
    let methods = super::super::values::METHODS.iter();
    let mut methods = methods.filter(|method| method.name.as_bytes() == &**name);
    let method = methods.next()?;
    let receiver = super::super::values::Receiver(map.clone());
    Some(Called::Method(Rc::new(receiver), method))
}
