//! Checks a value against a schema as gojsonschema walks through both.

use super::compile::Compiled;
use super::keywords::{Additional, Items, Needs, Schema, SchemaId, as_json};
use super::number::Decimal;
use super::scalars::{check_number, check_text};
use crate::value::{Map, Value};

/// How deep values and schemas may be nested.
const MAX_DEPTH: usize = 200;

/// How often a value is checked against a schema: alternatives in alternatives can ask for more than any time.
const MAX_STEPS: u64 = 2_000_000;

/// What was found: problems, and how much fits, by which the closest of several alternatives is told.
#[derive(Default)]
pub(super) struct Verdict {
    problems: Vec<String>,
    pub(super) score: i64,
}

impl Verdict {
    pub(super) fn add(&mut self, place: &str, problem: impl AsRef<str>) {
        let place = place.strip_prefix("(root).").unwrap_or(place);
        self.problems.push(format!("{place}: {}", problem.as_ref()));
        self.score -= 2;
    }

    fn merge(&mut self, other: Verdict) {
        self.problems.extend(other.problems);
        self.score += other.score;
    }

    fn is_valid(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Compiled {
    /// What is wrong with a value, a line for each violation.
    pub(super) fn validate(&self, value: &Value) -> Vec<String> {
        self.verdict(self.root, value, "(root)", 0).problems
    }

    fn verdict(&self, id: SchemaId, value: &Value, place: &str, depth: usize) -> Verdict {
        let mut verdict = Verdict::default();
        self.check(id, value, place, depth, &mut verdict);
        verdict
    }

    fn check(&self, id: SchemaId, value: &Value, place: &str, depth: usize, out: &mut Verdict) {
        self.steps.set(self.steps.get() + 1);
        let goes_on = depth < MAX_DEPTH && self.steps.get() < MAX_STEPS;
        let Some(schema) = self.schemas.get(id).filter(|_| goes_on) else {
            return;
        };
        if let Some(verdict) = schema.verdict {
            if !verdict {
                out.add(place, "False always fails validation");
            }
            return;
        }
        if let Some(reference) = schema.reference {
            return self.check(reference, value, place, depth + 1, out);
        }
        let given = type_of(value);
        let fits = |name: &String| name == given || name == "number" && given == "integer";
        if !schema.types.is_empty() && !schema.types.iter().any(fits) {
            let expected = match schema.types.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(",")),
            };
            return out.add(
                place,
                format!("Invalid type. Expected: {expected}, given: {given}"),
            );
        }
        self.check_combinations(schema, value, place, depth + 1, out);
        match value {
            Value::Float(number) => check_number(schema, *number, place, out),
            Value::List(list) => self.check_array(schema, &list.to_vec(), place, depth + 1, out),
            Value::Map(map) => self.check_object(schema, map, place, depth + 1, out),
            _ => {}
        }
        check_common(schema, value, place, out);
        if let Value::Text(text) = value {
            check_text(schema, &text.lossy(), place, out);
        }
        if let Value::Map(map) = value {
            for (name, id) in &schema.properties {
                if let Some(inner) = map.get(name) {
                    self.check(*id, &inner, &format!("{place}.{name}"), depth + 1, out);
                }
            }
        }
        out.score += 1;
    }

    fn check_combinations(
        &self,
        schema: &Schema,
        value: &Value,
        place: &str,
        depth: usize,
        out: &mut Verdict,
    ) {
        let verdict = |id: &SchemaId| self.verdict(*id, value, place, depth);
        if !schema.any_of.is_empty() {
            let verdicts = schema.any_of.iter().map(verdict);
            if let Err(closest) = find_valid(verdicts) {
                out.add(place, "Must validate at least one schema (anyOf)");
                out.merge(closest);
            }
        }
        if !schema.one_of.is_empty() {
            let verdicts: Vec<Verdict> = schema.one_of.iter().map(verdict).collect();
            let valid = verdicts.iter().filter(|verdict| verdict.is_valid()).count();
            if valid != 1 {
                out.add(place, "Must validate one and only one schema (oneOf)");
            }
            if let (0, Err(closest)) = (valid, find_valid(verdicts.into_iter())) {
                out.merge(closest);
            }
        }
        let mut all_valid = true;
        for id in &schema.all_of {
            let verdict = verdict(id);
            if !verdict.is_valid() {
                all_valid = false;
                out.merge(verdict);
            }
        }
        if !all_valid {
            out.add(place, "Must validate all the schemas (allOf)");
        }
        if schema.not.is_some_and(|id| verdict(&id).is_valid()) {
            out.add(place, "Must not validate the schema (not)");
        }
        if let Value::Map(map) = value {
            self.check_dependencies(schema, map, place, depth, out);
        }
        if let [Some(condition), then, otherwise] = &schema.if_then_else {
            let is_valid = verdict(condition).is_valid();
            let (branch, text) = match is_valid {
                true => (then, "Must validate \"then\" as \"if\" was valid"),
                false => (otherwise, "Must validate \"else\" as \"if\" was not valid"),
            };
            if let Some(verdict) = branch.as_ref().map(verdict).filter(|v| !v.is_valid()) {
                out.add(place, text);
                out.merge(verdict);
            }
        }
        out.score += 1;
    }

    fn check_dependencies(
        &self,
        schema: &Schema,
        map: &Map,
        place: &str,
        depth: usize,
        out: &mut Verdict,
    ) {
        for (name, needs) in &schema.dependencies {
            if !map.contains(name) {
                continue;
            }
            match needs {
                Needs::Schema(id) => {
                    self.check(*id, &Value::Map(map.clone()), place, depth, out);
                }
                Needs::Properties(names) => {
                    for name in names.iter().filter(|name| !map.contains(name)) {
                        out.add(place, format!("Has a dependency on {name}"));
                    }
                }
            }
        }
    }

    fn check_object(
        &self,
        schema: &Schema,
        map: &Map,
        place: &str,
        depth: usize,
        out: &mut Verdict,
    ) {
        let count = map.len() as i64;
        let (least, most) = schema.properties_between;
        if let Some(least) = least.filter(|least| count < *least) {
            out.add(place, format!("Must have at least {least} properties"));
        }
        if let Some(most) = most.filter(|most| count > *most) {
            out.add(place, format!("Must have at most {most} properties"));
        }
        for name in &schema.required {
            match map.contains(name) {
                true => out.score += 1,
                false => out.add(place, format!("{name} is required")),
            }
        }
        for (key, value) in map.to_vec() {
            let key = key.lossy();
            let is_named = schema.properties.iter().any(|(name, _)| *name == key);
            let inner = format!("{place}.{key}");
            let mut fits_pattern = false;
            for (pattern, id) in &schema.pattern_properties {
                if pattern.is_match(key.as_bytes()) {
                    fits_pattern = true;
                    out.merge(self.verdict(*id, &value, &inner, depth));
                }
            }
            out.score += i64::from(fits_pattern);
            if is_named || fits_pattern {
                continue;
            }
            match &schema.additional_properties {
                Additional::Allowed => {}
                Additional::Refused => {
                    out.add(place, format!("Additional property {key} is not allowed"));
                }
                Additional::Schema(id) => out.merge(self.verdict(*id, &value, &inner, depth)),
            }
        }
        if let Some(id) = schema.property_names {
            for (key, _) in map.to_vec() {
                let shown = key.lossy().into_owned();
                let verdict = self.verdict(id, &Value::Text(key), place, depth);
                if !verdict.is_valid() {
                    out.add(
                        place,
                        format!("Property name of \"{shown}\" does not match"),
                    );
                    out.merge(verdict);
                }
            }
        }
        out.score += 1;
    }

    fn check_array(
        &self,
        schema: &Schema,
        items: &[Value],
        place: &str,
        depth: usize,
        out: &mut Verdict,
    ) {
        let verdict = |id: SchemaId, index: usize| {
            self.verdict(id, &items[index], &format!("{place}.{index}"), depth)
        };
        match &schema.items {
            Items::All(id) => (0..items.len()).for_each(|index| out.merge(verdict(*id, index))),
            Items::Each(ids) if ids.is_empty() => {}
            Items::Each(ids) => {
                for (index, id) in ids.iter().enumerate().take(items.len()) {
                    out.merge(verdict(*id, index));
                }
                match &schema.additional_items {
                    Additional::Refused if ids.len() < items.len() => {
                        out.add(place, "No additional items allowed on array");
                    }
                    Additional::Schema(id) => {
                        (ids.len()..items.len()).for_each(|index| out.merge(verdict(*id, index)));
                    }
                    _ => {}
                }
            }
        }
        let count = items.len() as i64;
        let (least, most) = schema.items_between;
        if let Some(least) = least.filter(|least| count < *least) {
            out.add(place, format!("Array must have at least {least} items"));
        }
        if let Some(most) = most.filter(|most| count > *most) {
            out.add(place, format!("Array must have at most {most} items"));
        }
        if schema.unique_items {
            let mut seen = std::collections::HashMap::new();
            for (index, item) in items.iter().enumerate() {
                if let Some(before) = seen.insert(as_json(item), index) {
                    out.add(
                        place,
                        format!("array items[{before},{index}] must be unique"),
                    );
                }
            }
        }
        if let Some(id) = schema.contains {
            let verdicts = (0..items.len()).map(|index| verdict(id, index));
            if let Err(closest) = find_valid(verdicts) {
                out.add(place, "At least one of the items must match");
                out.merge(closest);
            }
        }
        out.score += 1;
    }
}

/// Whether one of several verdicts is good; otherwise the one that came closest, the first of these.
fn find_valid(verdicts: impl Iterator<Item = Verdict>) -> Result<(), Verdict> {
    let mut closest: Option<Verdict> = None;
    for verdict in verdicts {
        if verdict.is_valid() {
            return Ok(());
        }
        if closest
            .as_ref()
            .is_none_or(|best| verdict.score > best.score)
        {
            closest = Some(verdict);
        }
    }
    Err(closest.unwrap_or_default())
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Nil => "null",
        Value::Bool(_) => "boolean",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
        Value::Float(number) if !Decimal::new(*number).is_integer() => "number",
        _ => "integer",
    }
}

fn check_common(schema: &Schema, value: &Value, place: &str, out: &mut Verdict) {
    let field = place.strip_prefix("(root).").unwrap_or(place);
    if schema.constant.is_some() || !schema.choices.is_empty() {
        let written = as_json(value);
        if let Some(constant) = schema.constant.as_ref().filter(|one| **one != written) {
            out.add(place, format!("{field} does not match: {constant}"));
        }
        if !schema.choices.is_empty() && !schema.choices.contains(&written) {
            let choices = schema.choices.join(", ");
            out.add(
                place,
                format!("{field} must be one of the following: {choices}"),
            );
        }
    }
    out.score += 1;
}
