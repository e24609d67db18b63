//! Fits what was read from YAML to the fields of a structure, as sigs.k8s.io/yaml and Go's encoding/json do:
//! numbers become texts where a text is asked for, names of fields match in any case, and the first value
//! that does not fit is the error.

use crate::data::number;
use crate::value::{Map, Value};

/// What a field takes.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Text,
    Bool,
    /// `[]string`
    Texts,
    /// `map[string]string`
    TextMap,
    /// `[]interface {}`
    Anything,
    /// Values that nothing is checked of.
    Unchecked,
    /// Structures, by pointers.
    Structures(&'static Structure),
}

/// A structure of Go.
pub(super) struct Structure {
    /// Its name without its package.
    pub(super) name: &'static str,
    /// Fields by their names in YAML.
    pub(super) fields: &'static [(&'static str, Target)],
}

/// Fits the entries of a map to a structure: a map of its fields that are there. The message is Go's.
pub(super) fn decode(structure: &'static Structure, value: &Value) -> Result<Map, String> {
    let mut decoder = Decoder { problem: None };
    let fields = match value {
        Value::Map(map) => decoder.structure(structure, map, ""),
        Value::Nil => Map::default(),
        other => {
            let go_type = format!("chart.{}", structure.name);
            return Err(crate::data::json::cannot_unmarshal(other, &go_type));
        }
    };
    match decoder.problem {
        Some(problem) => Err(problem),
        None => Ok(fields),
    }
}

struct Decoder {
    problem: Option<String>,
}

impl Decoder {
    /// Notes that a value does not fit, if it is the first.
    fn misfit(&mut self, value: &Value, structure: &Structure, path: &str, go_type: &str) {
        if self.problem.is_none() {
            let name = structure.name;
            let message = crate::data::json::cannot_unmarshal(value, go_type);
            let place = format!("Go struct field {name}.{path} of type");
            self.problem = Some(message.replacen("Go value of type", &place, 1));
        }
    }

    fn structure(&mut self, structure: &'static Structure, map: &Map, path: &str) -> Map {
        let fields = Map::default();
        for (key, value) in map.to_vec() {
            let key = key.lossy();
            let exact = structure.fields.iter().find(|(name, _)| *name == key);
            let folded = || {
                let mut fields = structure.fields.iter();
                fields.find(|(name, _)| name.eq_ignore_ascii_case(&key))
            };
            let Some((name, target)) = exact.or_else(folded) else {
                continue;
            };
            let path = match path {
                "" => (*name).to_owned(),
                path => format!("{path}.{name}"),
            };
            if let Some(value) = self.field(*target, &value, structure, &path) {
                fields.insert(*name, value);
            }
        }
        fields
    }

    /// The value of a field; none where it stays as it was.
    fn field(
        &mut self,
        target: Target,
        value: &Value,
        structure: &'static Structure,
        path: &str,
    ) -> Option<Value> {
        if matches!(value, Value::Nil) {
            return None;
        }
        match target {
            Target::Text => self.text(value, structure, path),
            Target::Bool => match value {
                Value::Bool(_) => Some(value.clone()),
                _ => {
                    self.misfit(value, structure, path, "bool");
                    None
                }
            },
            Target::Texts => {
                let items = self.list(value, structure, path, "[]string")?;
                let texts = items.iter().map(|item| {
                    let text = self.text(item, structure, path);
                    text.unwrap_or_else(|| Value::text(""))
                });
                Some(Value::list(texts.collect()))
            }
            Target::TextMap => {
                let Value::Map(map) = value else {
                    self.misfit(value, structure, path, "map[string]string");
                    return None;
                };
                let entries = map.to_vec().into_iter().map(|(key, value)| {
                    let text = self.text(&value, structure, path);
                    (key, text.unwrap_or_else(|| Value::text("")))
                });
                Some(Value::map(entries.collect::<Vec<_>>()))
            }
            Target::Anything => {
                let items = self.list(value, structure, path, "[]interface {}")?;
                Some(Value::list(items.iter().map(as_json).collect()))
            }
            Target::Unchecked => Some(value.clone()),
            Target::Structures(inner) => {
                let go_type = format!("[]*chart.{}", inner.name);
                let items = self.list(value, structure, path, &go_type)?;
                let items = items.iter().map(|item| match item {
                    Value::Map(map) => Value::Map(self.structure(inner, map, path)),
                    Value::Nil => Value::Nil,
                    other => {
                        let go_type = format!("chart.{}", inner.name);
                        self.misfit(other, structure, path, &go_type);
                        Value::Map(Map::default())
                    }
                });
                Some(Value::list(items.collect()))
            }
        }
    }

    fn list(
        &mut self,
        value: &Value,
        structure: &Structure,
        path: &str,
        go_type: &str,
    ) -> Option<Vec<Value>> {
        match value {
            Value::List(list) => Some(list.to_vec()),
            other => {
                self.misfit(other, structure, path, go_type);
                None
            }
        }
    }

    fn text(&mut self, value: &Value, structure: &Structure, path: &str) -> Option<Value> {
        Some(match value {
            Value::Text(_) => value.clone(),
            Value::Bool(value) => Value::text(value.to_string()),
            Value::Int(number) => Value::text(number.to_string()),
            Value::Uint(_, number) => Value::text(number.to_string()),
            Value::Float(number) => Value::text(number::as_text(*number)),
            Value::Nil => return None,
            other => {
                self.misfit(other, structure, path, "string");
                return None;
            }
        })
    }
}

/// A value with floats for numbers, as JSON has it.
fn as_json(value: &Value) -> Value {
    match value {
        Value::Int(number) => Value::Float(*number as f64),
        Value::Uint(_, number) => Value::Float(*number as f64),
        Value::List(list) => Value::list(list.to_vec().iter().map(as_json).collect()),
        Value::Map(map) => {
            let entries = map.to_vec().into_iter();
            Value::map(entries.map(|(key, value)| (key, as_json(&value))))
        }
        other => other.clone(),
    }
}
