//! Helm's own functions that render templates, stop the rendering, or ask the cluster.

use crate::error::CallError;
use crate::format::printf;
use crate::functions::{Call, Function, Parameter};
use crate::template::errors::marked;
use crate::value::{Map, Value};

/// The rows of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "fail",
        parameters: &[Parameter::Text],
        rest: None,
        call: |_, given| Err(CallError::new(marked(text(given, 0)))),
    },
    Function {
        name: "include",
        parameters: &[Parameter::Text, Parameter::Any],
        rest: None,
        call: |call, given| {
            let included = call.templates.include(text(given, 0), &given[1]);
            included.map(Value::from)
        },
    },
    Function {
        name: "lookup",
        parameters: &[Parameter::Text; 4],
        rest: None,
        // Without a cluster nothing is found.
        call: |_, _| Ok(Value::map::<&str, Value>([])),
    },
    Function {
        name: "required",
        parameters: &[Parameter::Text, Parameter::Any],
        rest: None,
        call: required,
    },
    Function {
        name: "tpl",
        parameters: &[Parameter::Text, Parameter::Values],
        rest: None,
        call: |call, given| {
            let nothing = Map::nil(crate::value::MapType::Values);
            let values = given[1].as_map().unwrap_or(&nothing);
            let expanded = call.templates.expand(text(given, 0), values);
            expanded.map(Value::from)
        },
    },
];

fn text(given: &[Value], index: usize) -> &[u8] {
    let text = given.get(index).and_then(Value::as_text);
    text.map_or(&[], |text| &**text)
}

fn required(_: &mut Call<'_>, given: &[Value]) -> Result<Value, CallError> {
    let is_missing = match &given[1] {
        Value::Nil => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    };
    if is_missing {
        // Helm takes the message as a format, so a percent sign in it breaks.
        return Err(CallError::new(printf(&marked(text(given, 0)), &[])));
    }
    Ok(given[1].clone())
}
