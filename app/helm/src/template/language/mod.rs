//! The language's own functions: comparison, logic, indexing, printing, escaping.

mod compare;
mod escape;
mod index;

use super::slot::Slot;
use crate::error::CallError;
use crate::format::{print_in_place, print_line, printf, sprint};
use crate::functions::Parameter;
use crate::value::Value;

/// What a parameter takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken {
    /// Any value, with what reflection knows of it.
    Reflected,
    /// A value of a type.
    Of(Parameter),
}

/// A function of the language.
pub(super) struct LanguageFunction {
    pub(super) name: &'static str,
    pub(super) parameters: &'static [Taken],
    pub(super) rest: Option<Taken>,
    pub(super) call: fn(&[Slot]) -> Result<Slot, CallError>,
}

/// The function of a name.
pub(super) fn function(name: &str) -> Option<&'static LanguageFunction> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

const ANY: Taken = Taken::Of(Parameter::Any);
const ONE: &[Taken] = &[Taken::Reflected];
const TWO: &[Taken] = &[Taken::Reflected, Taken::Reflected];

macro_rules! row {
    ($name:literal, $parameters:expr, $rest:expr, $call:expr) => {
        LanguageFunction {
            name: $name,
            parameters: $parameters,
            rest: $rest,
            call: $call,
        }
    };
}

const FUNCTIONS: &[LanguageFunction] = &[
    // The evaluator stops at the first value that decides: these are not called.
    row!("and", ONE, Some(Taken::Reflected), last),
    row!("or", ONE, Some(Taken::Reflected), last),
    row!("call", ONE, Some(Taken::Reflected), call),
    row!("eq", ONE, Some(Taken::Reflected), compare::eq),
    row!("ge", TWO, None, compare::ge),
    row!("gt", TWO, None, compare::gt),
    row!("html", &[], Some(ANY), |given| text(escape::html(&joined(
        given
    )))),
    row!("index", ONE, Some(Taken::Reflected), index::index),
    row!("js", &[], Some(ANY), |given| text(escape::js(&joined(
        given
    )))),
    row!("le", TWO, None, compare::le),
    row!("len", ONE, None, index::len),
    row!("lt", TWO, None, compare::lt),
    row!("ne", TWO, None, compare::ne),
    row!("not", ONE, None, |given| {
        Ok(Slot::new(Value::Bool(!given[0].value.truth())))
    }),
    row!("print", &[], Some(ANY), |given| text(sprint(&values(
        given
    )))),
    row!(
        "printf",
        &[Taken::Of(Parameter::Text)],
        Some(ANY),
        |given| {
            let values = values(given);
            let format = values[0].as_text();
            text(printf(format.map_or(&[], |format| &**format), &values[1..]))
        }
    ),
    row!("println", &[], Some(ANY), |given| text(print_line(
        &values(given)
    ))),
    row!("urlquery", &[], Some(ANY), |given| {
        text(escape::url_query(&joined(given)))
    }),
];

fn text(text: Vec<u8>) -> Result<Slot, CallError> {
    Ok(Slot::new(text.into()))
}

fn values(given: &[Slot]) -> Vec<Value> {
    given.iter().map(|slot| slot.value.clone()).collect()
}

fn last(given: &[Slot]) -> Result<Slot, CallError> {
    Ok(given.last().cloned().unwrap_or(Slot::NONE))
}

fn call(given: &[Slot]) -> Result<Slot, CallError> {
    let function = &given[0].value;
    Err(match function {
        Value::Nil => "call of nil".into(),
        _ => format!("non-function of type {}", function.go_type()).into(),
    })
}

/// What escaping functions work on: a text, or all values printed, where nil is `<no value>`.
fn joined(given: &[Slot]) -> Vec<u8> {
    if let [only] = given
        && !matches!(only.value, Value::Nil)
    {
        return print_in_place(&only.value);
    }
    let values = given.iter().map(|slot| match &slot.value {
        Value::Nil => "<no value>".into(),
        value => value.clone(),
    });
    sprint(&values.collect::<Vec<_>>())
}
