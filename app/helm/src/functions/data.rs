//! Data as text and back: `toYaml`, `fromYaml`, `toJson`, `toToml` and their like.

use crate::data::json::{Layout, cannot_unmarshal};
use crate::data::yaml::Numbers;
use crate::data::{TOO_LARGE, json, toml, yaml};
use crate::error::CallError;
use crate::functions::{Call, Function, Parameter};
use crate::value::{ElementType, List, Map, MapType, Text, Value};

const COMPACT: Layout = Layout {
    is_indented: false,
    escapes_html: true,
};

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("toYaml", &[Parameter::Any], to_yaml),
    Function::new("fromYaml", &[Parameter::Text], from_yaml),
    Function::new("fromYamlArray", &[Parameter::Text], from_yaml_array),
    Function::new("toJson", &[Parameter::Any], to_json),
    Function::new("mustToJson", &[Parameter::Any], must_to_json),
    Function::new("toPrettyJson", &[Parameter::Any], to_pretty_json),
    Function::new("mustToPrettyJson", &[Parameter::Any], must_to_pretty_json),
    Function::new("toRawJson", &[Parameter::Any], must_to_raw_json),
    Function::new("mustToRawJson", &[Parameter::Any], must_to_raw_json),
    Function::new("fromJson", &[Parameter::Text], from_json),
    Function::new("fromJsonArray", &[Parameter::Text], from_json_array),
    Function::new("mustFromJson", &[Parameter::Text], must_from_json),
    Function::new("toToml", &[Parameter::Any], to_toml),
];

fn argument(arguments: &[Value]) -> &Value {
    arguments.first().unwrap_or(&Value::Nil)
}

fn text(arguments: &[Value]) -> &[u8] {
    argument(arguments).as_text().map_or(b"", |text| text)
}

/// An error with a message of Go, or a limit.
fn failed(message: String) -> CallError {
    match message == TOO_LARGE {
        true => CallError::limit(message),
        false => CallError::new(message),
    }
}

/// What was written; nothing where that failed, but for limits.
fn or_nothing<T: Default>(written: Result<T, String>) -> Result<T, CallError> {
    written.or_else(|message| match failed(message) {
        limit if limit.is_limit => Err(limit),
        _ => Ok(T::default()),
    })
}

/// YAML without the last line break; nothing where a value cannot be written.
fn to_yaml(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let written = or_nothing(yaml::write(argument(arguments)))?;
    Ok(Value::text(written.strip_suffix('\n').unwrap_or(&written)))
}

fn from_yaml(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    Ok(Value::Map(
        yaml_map(text(arguments)).unwrap_or_else(error_map),
    ))
}

fn yaml_map(text: &[u8]) -> Result<Map, String> {
    match yaml::read(text, Numbers::Floats)? {
        Value::Map(map) => Ok(map),
        Value::Nil => Ok(Map::default()),
        other => Err(yaml::cannot_unmarshal(&other, MapType::Any.name())),
    }
}

fn error_map(message: String) -> Map {
    Map::from_iter([("Error", message)])
}

fn from_yaml_array(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let value = yaml::read(text(arguments), Numbers::Floats);
    Ok(Value::List(match value {
        Ok(Value::List(list)) => list,
        Ok(Value::Nil) => List::new(ElementType::Any, Vec::new()),
        Ok(other) => error_list(yaml::cannot_unmarshal(&other, "[]interface {}")),
        Err(message) => error_list(message),
    }))
}

fn error_list(message: String) -> List {
    List::from_iter([Value::text(message)])
}

fn to_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    Ok(or_nothing(json::write(argument(arguments), COMPACT))?.into())
}

fn must_to_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    Ok(json::write(argument(arguments), COMPACT)
        .map_err(failed)?
        .into())
}

fn to_pretty_json(call: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    match must_to_pretty_json(call, arguments) {
        Err(error) if !error.is_limit => Ok(Value::text("")),
        written => written,
    }
}

fn must_to_pretty_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let layout = Layout {
        is_indented: true,
        ..COMPACT
    };
    Ok(json::write(argument(arguments), layout)
        .map_err(failed)?
        .into())
}

fn must_to_raw_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let layout = Layout {
        escapes_html: false,
        ..COMPACT
    };
    Ok(json::write(argument(arguments), layout)
        .map_err(failed)?
        .into())
}

fn from_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let value = json::read_partly(text(arguments));
    Ok(Value::Map(match value {
        Ok((Value::Map(map), problem)) => {
            if let Some(problem) = problem {
                map.insert("Error", problem);
            }
            map
        }
        Ok((Value::Nil, None)) => Map::nil(MapType::Any),
        Ok((other, _)) => error_map(cannot_unmarshal(&other, MapType::Any.name())),
        Err(message) => error_map(message),
    }))
}

fn from_json_array(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let value = json::read(text(arguments));
    Ok(Value::List(match value {
        Ok(Value::List(list)) => list,
        Ok(Value::Nil) => List::nil(ElementType::Any),
        Ok(other) => error_list(cannot_unmarshal(&other, "[]interface {}")),
        Err(message) => error_list(message),
    }))
}

fn must_from_json(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    Ok(json::read(text(arguments))?)
}

/// TOML, or what is wrong with the value.
fn to_toml(_: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    match argument(arguments) {
        Value::Nil => Err("reflect: call of reflect.Value.Type on zero Value".into()),
        value => Ok(match toml::write(value) {
            Ok(written) => written.into(),
            Err(message) if message == TOO_LARGE => return Err(failed(message)),
            Err(message) => Text::from(message).into(),
        }),
    }
}
