//! Dictionaries: reading, changing (for all who share them), picking, merging, copying.

mod copy;
mod merge;

use crate::error::CallError;
use crate::functions::Parameter::{self, Any, Text};
use crate::functions::arguments::print::text_of;
use crate::functions::arguments::{any, map, rest, text};
use crate::functions::{Call, Function};
use crate::value::{Map, MapType, Value};

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("deepCopy", &[Any], copy::deep_copy),
    Function::variadic("dict", &[], Any, dict),
    Function::variadic("dig", &[], Any, dig),
    Function::new("get", &[Parameter::Map, Text], |_, a| {
        Ok(map(a, 0).get(text(a, 1)).unwrap_or_else(|| "".into()))
    }),
    Function::new("hasKey", &[Parameter::Map, Text], |_, a| {
        Ok(map(a, 0).contains(text(a, 1)).into())
    }),
    Function::variadic("keys", &[], Parameter::Map, keys),
    Function::variadic("merge", &[Parameter::Map], Parameter::Map, |_, a| {
        merge::merge(a, false)
    }),
    Function::variadic(
        "mergeOverwrite",
        &[Parameter::Map],
        Parameter::Map,
        |_, a| merge::merge(a, true),
    ),
    Function::new("mustDeepCopy", &[Any], copy::deep_copy),
    Function::variadic("mustMerge", &[Parameter::Map], Parameter::Map, |_, a| {
        merge::merge(a, false)
    }),
    Function::variadic(
        "mustMergeOverwrite",
        &[Parameter::Map],
        Parameter::Map,
        |_, a| merge::merge(a, true),
    ),
    Function::variadic("omit", &[Parameter::Map], Text, |_, a| Ok(select(a, false))),
    Function::variadic("pick", &[Parameter::Map], Text, |_, a| Ok(select(a, true))),
    Function::variadic("pluck", &[Text], Parameter::Map, |_, a| {
        let found = rest(a, 1).iter().filter_map(Value::as_map);
        Ok(Value::list(
            found.filter_map(|map| map.get(text(a, 0))).collect(),
        ))
    }),
    Function::new("set", &[Parameter::Map, Text, Any], set),
    Function::new("unset", &[Parameter::Map, Text], |_, a| {
        map(a, 0).remove(text(a, 1));
        Ok(map(a, 0).into())
    }),
    Function::new("values", &[Parameter::Map], |_, a| {
        let map = map(a, 0);
        let values = map.entries().values().cloned().collect();
        Ok(Value::list(values))
    }),
];

/// Keys and values in turn. A key without a value gets an empty text.
fn dict(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let pairs = a.chunks(2).map(|pair| match pair {
        [key, value] => (text_of(key), value.clone()),
        _ => (text_of(any(pair, 0)), "".into()),
    });
    Ok(Value::Map(pairs.collect::<Map>()))
}

fn set(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let map = map(a, 0);
    if map.is_nil() {
        return Err("assignment to entry in nil map".into());
    }
    map.insert(text(a, 1), a[2].clone());
    Ok(map.into())
}

fn keys(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let mut keys = Vec::new();
    for map in a.iter().filter_map(Value::as_map) {
        keys.extend(map.entries().keys().cloned());
    }
    Ok(Value::texts(keys))
}

/// A new dictionary with only the keys named, or with all others.
fn select(a: &[Value], keeps_named: bool) -> Value {
    let named: Vec<_> = rest(a, 1).iter().filter_map(Value::as_text).collect();
    let entries = map(a, 0).to_vec().into_iter();
    let entries = entries.filter(|(key, _)| named.contains(&key) == keeps_named);
    Value::Map(entries.collect::<Map>())
}

/// What stands at the path of keys in the last argument, or the one before it.
fn dig(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let [keys @ .., default, last] = a else {
        return Err("dig needs at least three arguments".into());
    };
    if keys.is_empty() {
        return Err("dig needs at least three arguments".into());
    }
    let mut map = as_map(last)?;
    let names: Result<Vec<_>, _> = keys
        .iter()
        .map(|key| key.as_text().ok_or_else(|| is_not(key, "string")))
        .collect();
    let names = names?;
    for (index, name) in names.iter().enumerate() {
        let Some(found) = map.get(name) else {
            return Ok(default.clone());
        };
        if index + 1 == names.len() {
            return Ok(found);
        }
        map = as_map(&found)?;
    }
    Ok(default.clone())
}

fn as_map(value: &Value) -> Result<Map, CallError> {
    match value {
        Value::Map(map) if map.map_type() == MapType::Any => Ok(map.clone()),
        other => Err(is_not(other, "map[string]interface {}")),
    }
}

/// Go's words where a value is not of the type that is asked for.
fn is_not(value: &Value, wanted: &str) -> CallError {
    let found = match value {
        Value::Nil => "nil".into(),
        other => other.go_type(),
    };
    format!("interface conversion: interface {{}} is {found}, not {wanted}").into()
}
