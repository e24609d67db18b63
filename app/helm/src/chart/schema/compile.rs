//! Reads a schema: its keywords, and the references in it.

use std::cell::Cell;
use std::collections::HashMap;

use super::keywords::{Additional, Items, Needs, Schema, SchemaId, as_json};
use super::number::Decimal;
use super::read::{
    ANY_DRAFT, between, decimal, draft, entries, list, must_be, percent_decoded, text, texts,
    wrong_type,
};
use crate::functions::patterns::{Regex, go_regex};
use crate::value::{Map, Value};

/// How deep schemas may stand in schemas.
const MAX_DEPTH: usize = 200;

const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "number", "null", "object", "string",
];

/// A schema and all that stand in it.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) schemas: Vec<Schema>,
    pub(super) root: SchemaId,
    /// How many checks were made.
    pub(super) steps: Cell<u64>,
}

/// Reads a schema. The message is that of gojsonschema.
pub(super) fn compile(root: &Value) -> Result<Compiled, String> {
    let mut compiler = Compiler {
        root: root.clone(),
        schemas: Vec::new(),
        by_pointer: HashMap::new(),
        draft: draft(root),
        depth: 0,
    };
    if !matches!(root, Value::Map(_) | Value::Bool(_)) {
        return Err("schema is invalid".to_owned());
    }
    let named = root.as_map().and_then(|map| map.get("$schema"));
    if !matches!(named, None | Some(Value::Text(_))) {
        return Err("$schema must be of type string".to_owned());
    }
    let id = compiler.referenced("#")?;
    Ok(Compiled {
        schemas: compiler.schemas,
        root: id,
        steps: Cell::new(0),
    })
}

struct Compiler {
    root: Value,
    schemas: Vec<Schema>,
    by_pointer: HashMap<String, SchemaId>,
    /// The number of the draft whose keywords count.
    draft: u8,
    depth: usize,
}

impl Compiler {
    fn reserve(&mut self) -> SchemaId {
        self.schemas.push(Schema::default());
        self.schemas.len() - 1
    }

    /// The schema at a reference, which is read once.
    fn referenced(&mut self, reference: &str) -> Result<SchemaId, String> {
        if let Some(id) = self.by_pointer.get(reference) {
            return Ok(*id);
        }
        let target = self.resolve(reference)?;
        let id = self.reserve();
        self.by_pointer.insert(reference.to_owned(), id);
        self.schemas[id] = self.schema(&target)?;
        Ok(id)
    }

    /// What a reference leads to, within the document.
    fn resolve(&self, reference: &str) -> Result<Value, String> {
        let Some(pointer) = reference.strip_prefix('#') else {
            return Err(match reference.split_once("://") {
                Some(_) => format!("Get \"{reference}\": no network"),
                None => format!("Reference {reference} must be canonical"),
            });
        };
        let mut found = self.root.clone();
        for part in pointer.split('/').skip(1) {
            let key = percent_decoded(part).replace("~1", "/").replace("~0", "~");
            let next = match &found {
                Value::Map(map) => map.get(&key),
                Value::List(list) => key.parse().ok().and_then(|index| list.get(index)),
                _ => None,
            };
            found = next.ok_or_else(|| format!("Object has no key '{key}'"))?;
        }
        Ok(found)
    }

    fn add(&mut self, value: &Value) -> Result<SchemaId, String> {
        let id = self.reserve();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("schemas stand too deep in schemas".to_owned());
        }
        self.schemas[id] = self.schema(value)?;
        self.depth -= 1;
        Ok(id)
    }

    fn add_all(&mut self, values: &[Value]) -> Result<Vec<SchemaId>, String> {
        let mut ids = Vec::new();
        for value in values {
            ids.push(self.add(value)?);
        }
        Ok(ids)
    }

    fn schema(&mut self, value: &Value) -> Result<Schema, String> {
        let mut schema = Schema::default();
        let map = match value {
            Value::Bool(verdict) if self.draft >= 6 => {
                schema.verdict = Some(*verdict);
                return Ok(schema);
            }
            Value::Map(map) => map,
            _ => return Err("Expected: valid schema, given: Invalid JSON".to_owned()),
        };
        for (_, definition) in entries(map, "definitions", "array of schemas")? {
            if !matches!(definition, Value::Map(_) | Value::Bool(_)) {
                return Err(wrong_type("array of schemas", "definitions"));
            }
            self.add(&definition)?;
        }
        for key in ["title", "description"] {
            text(map, key)?;
        }
        if let Some(reference) = text(map, "$ref")? {
            schema.reference = Some(self.referenced(&reference)?);
            return Ok(schema);
        }
        self.types(map, &mut schema)?;
        self.objects(map, &mut schema)?;
        self.arrays(map, &mut schema)?;
        self.scalars(map, &mut schema)?;
        self.combinations(map, &mut schema)?;
        Ok(schema)
    }

    fn types(&mut self, map: &Map, schema: &mut Schema) -> Result<(), String> {
        let names = match map.get("type") {
            None => return Ok(()),
            Some(Value::List(list)) => list.to_vec(),
            Some(one @ Value::Text(_)) => vec![one],
            Some(_) => return Err(wrong_type("string/array of strings", "type")),
        };
        for name in names {
            let Value::Text(name) = name else {
                return Err(wrong_type("string/array of strings", "type"));
            };
            let name = name.lossy().into_owned();
            if !TYPES.contains(&name.as_str()) {
                return Err(format!(
                    "has a primitive type that is NOT VALID -- given: /{name}/ Expected valid values \
                     are:[array boolean integer number null object string]"
                ));
            }
            if schema.types.contains(&name) {
                return Err(format!("{name} type is duplicated"));
            }
            schema.types.push(name);
        }
        Ok(())
    }

    fn objects(&mut self, map: &Map, schema: &mut Schema) -> Result<(), String> {
        for (name, value) in entries(map, "properties", "object")? {
            schema.properties.push((name, self.add(&value)?));
        }
        if let Some(value) = map.get("additionalProperties") {
            schema.additional_properties = self.additional(&value, "additionalProperties")?;
        }
        for (pattern, value) in entries(map, "patternProperties", "object")? {
            let id = self.add(&value)?;
            let regex = regex(&pattern, format!("Invalid regex pattern '{pattern}'"))?;
            schema.pattern_properties.push((regex, id));
        }
        schema.property_names = self.optional(map, "propertyNames", 6)?;
        if let Some(required) = map.get("required") {
            schema.required = texts(&required, "required")?;
        }
        schema.properties_between = between(map, "minProperties", "maxProperties")?;
        for (name, value) in entries(map, "dependencies", "object").unwrap_or_default() {
            let needs = match &value {
                Value::List(_) => Needs::Properties(texts(&value, "dependencies")?),
                other => Needs::Schema(self.add(other)?),
            };
            schema.dependencies.push((name, needs));
        }
        Ok(())
    }

    fn arrays(&mut self, map: &Map, schema: &mut Schema) -> Result<(), String> {
        match map.get("items") {
            None => {}
            Some(Value::List(list)) => {
                schema.items = Items::Each(self.add_all(&list.to_vec())?);
            }
            Some(value @ (Value::Map(_) | Value::Bool(_))) => {
                schema.items = Items::All(self.add(&value)?);
            }
            Some(_) => return Err(wrong_type("array/object", "items")),
        }
        if let Some(value) = map.get("additionalItems") {
            schema.additional_items = self.additional(&value, "additionalItems")?;
        }
        schema.contains = self.optional(map, "contains", 6)?;
        schema.items_between = between(map, "minItems", "maxItems")?;
        schema.unique_items = match map.get("uniqueItems") {
            None => false,
            Some(Value::Bool(value)) => value,
            Some(_) => return Err(must_be("uniqueItems", "of a boolean")),
        };
        Ok(())
    }

    fn scalars(&mut self, map: &Map, schema: &mut Schema) -> Result<(), String> {
        schema.length_between = between(map, "minLength", "maxLength")?;
        let pattern = text(map, "pattern").map_err(|_| must_be("pattern", "of a string"))?;
        if let Some(pattern) = pattern {
            let wrong = "pattern must be a valid regex".to_owned();
            let regex = regex(&pattern, wrong)?;
            schema.pattern = Some((pattern, regex));
        }
        schema.format = text(map, "format").unwrap_or_default();
        schema.multiple_of = match map.get("multipleOf") {
            None => None,
            Some(Value::Float(number)) if number > 0.0 => Some(Decimal::new(number)),
            Some(Value::Float(_)) => return Err(must_be("multipleOf", "strictly greater than 0")),
            Some(_) => return Err(wrong_type("number", "multipleOf")),
        };
        schema.minimum = decimal(map, "minimum")?;
        schema.maximum = decimal(map, "maximum")?;
        for (key, other, inclusive, exclusive) in [
            (
                "exclusiveMinimum",
                "minimum",
                &mut schema.minimum,
                &mut schema.exclusive_minimum,
            ),
            (
                "exclusiveMaximum",
                "maximum",
                &mut schema.maximum,
                &mut schema.exclusive_maximum,
            ),
        ] {
            match (map.get(key), self.draft) {
                (None, _) => {}
                (Some(Value::Bool(_)), 4 | ANY_DRAFT) if inclusive.is_none() => {
                    return Err(format!("{key} cannot be used without {other}"));
                }
                (Some(Value::Bool(true)), 4 | ANY_DRAFT) => *exclusive = inclusive.take(),
                (Some(Value::Bool(false)), 4 | ANY_DRAFT) => {}
                (Some(Value::Float(number)), 6..) => *exclusive = Some(Decimal::new(number)),
                (_, 4) => return Err(wrong_type("boolean", key)),
                (_, ANY_DRAFT) => return Err(wrong_type("boolean/number", key)),
                _ => return Err(wrong_type("number", key)),
            }
        }
        for choice in list(map, "enum")? {
            let choice = as_json(&choice);
            if schema.choices.contains(&choice) {
                return Err("enum items must be unique".to_owned());
            }
            schema.choices.push(choice);
        }
        let constant = map.get("const").filter(|_| self.draft >= 6);
        schema.constant = constant.as_ref().map(as_json);
        Ok(())
    }

    fn combinations(&mut self, map: &Map, schema: &mut Schema) -> Result<(), String> {
        for (key, into) in [
            ("oneOf", &mut schema.one_of),
            ("anyOf", &mut schema.any_of),
            ("allOf", &mut schema.all_of),
        ] {
            *into = self.add_all(&list(map, key)?)?;
        }
        schema.not = self.optional(map, "not", 4)?;
        for (index, key) in ["if", "then", "else"].into_iter().enumerate() {
            schema.if_then_else[index] = self.optional(map, key, 7)?;
        }
        Ok(())
    }

    /// A schema under a keyword that is there since a draft.
    fn optional(&mut self, map: &Map, key: &str, since: u8) -> Result<Option<SchemaId>, String> {
        match map.get(key).filter(|_| self.draft >= since) {
            None => Ok(None),
            Some(value @ (Value::Map(_) | Value::Bool(_))) => self.add(&value).map(Some),
            Some(_) => Err(must_be(key, "of an object")),
        }
    }

    fn additional(&mut self, value: &Value, key: &str) -> Result<Additional, String> {
        match value {
            Value::Bool(true) => Ok(Additional::Allowed),
            Value::Bool(false) => Ok(Additional::Refused),
            Value::Map(_) => Ok(Additional::Schema(self.add(value)?)),
            _ => Err(wrong_type("boolean/valid schema", key)),
        }
    }
}

/// A regular expression, or the message about one that is wrong.
fn regex(pattern: &str, wrong: String) -> Result<Regex, String> {
    go_regex(pattern).map_err(|error| match error.is_limit {
        true => String::from_utf8_lossy(&error.message).into_owned(),
        false => wrong,
    })
}
