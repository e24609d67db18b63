//! The parameters of a pack: what schema.yaml says about values, and the changes to it.
//!
//! Each entry names the path of a value, and has an expression under `schema`.

pub mod expression;
pub mod format;
pub mod verdict;
pub mod write;

use std::collections::BTreeMap;

use pack_syntax::{Pointer, Yaml};
use serde_json::{Value, json};

use crate::edit::{Change, Transaction};
use crate::facts::dotted_path;
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::file::File;
use crate::pack::path::{FilePath, SCHEMA_YAML};
use crate::pack::place::Place;

pub use expression::Expression;
pub use format::{Format, Kind};
pub use write::Wanted;

use format::Argument;

/// The key of an expression in its entry.
const SCHEMA: &str = "schema";

/// One entry of schema.yaml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The path of its value.
    pub path: String,
    /// Its expression as it is written; `None` if there is no text.
    pub text: Option<String>,
}

/// How Palette's user enters a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// As text.
    Text,
    /// As text that is masked.
    Password,
    /// As a number, with its limits.
    Number(Option<(f64, f64)>),
    /// As one of these.
    Choice(Vec<String>),
}

/// The place of an expression.
pub fn place(path: &str) -> Pointer {
    Pointer::root().child(path).child(SCHEMA)
}

/// The entries of schema.yaml, in order; `None` if it holds anything but entries.
pub fn listed(yaml: &Yaml) -> Option<Vec<Parameter>> {
    let Some(root) = yaml.root() else {
        return Some(Vec::new());
    };
    let Some(entries) = root.entries() else {
        let is_empty = matches!(root.as_str(), Some("" | "~" | "null"));
        return is_empty.then(Vec::new);
    };
    let mut found: Vec<Parameter> = Vec::new();
    let mut indices = BTreeMap::new();
    for entry in entries {
        let Some(path) = entry.key() else {
            continue;
        };
        let text = entry.value().entry(SCHEMA);
        let text = text.and_then(|schema| Some(schema.value().as_str()?.to_owned()));
        // Of entries with the same key, readers take the last.
        let index = *indices.entry(path).or_insert(found.len());
        match found.get_mut(index) {
            Some(known) => known.text = text,
            None => found.push(Parameter {
                path: path.to_owned(),
                text,
            }),
        }
    }
    Some(found)
}

impl Parameter {
    /// What it says, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong.
    pub fn expression(&self) -> Result<Expression, String> {
        let text = self.text.as_deref();
        Expression::read(text.ok_or("there is no string under `schema`.")?)
    }

    /// The step that has one function of the expression as it is wanted.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be written.
    pub fn with(&self, wanted: &Wanted) -> Result<Transaction, String> {
        let text = self.text.as_deref().unwrap_or_default();
        let text = write::with(text, wanted)?;
        let what = match wanted {
            Wanted::Required(true) => "Require",
            Wanted::Required(false) => "No longer require",
            Wanted::ReadOnly(true) => "Make read only",
            Wanted::ReadOnly(false) => "Make editable",
            Wanted::Format(_) => "Change the format of",
            Wanted::Hints(_) => "Change the hints of",
        };
        let change = Change::set(YamlFile::parameters(), place(&self.path), text);
        let step = self.step(what, change);
        Ok(step.merging(format!("parameter:{what}:{}", self.path)))
    }

    /// The step that writes the whole expression.
    pub fn written(&self, text: &str) -> Transaction {
        let change = Change::set(YamlFile::parameters(), place(&self.path), text);
        let step = self.step("Edit", change);
        step.merging(format!("parameter:{}", self.path))
    }

    /// The step that removes it.
    pub fn removed(&self) -> Transaction {
        let pointer = Pointer::root().child(&self.path);
        self.step("Remove", Change::remove(YamlFile::parameters(), pointer))
    }

    fn step(&self, what: &str, change: Change) -> Transaction {
        let at = Place::value(FilePath::of(SCHEMA_YAML), place(&self.path));
        Transaction::new(format!("{what} {}", self.path), vec![change]).at(at)
    }
}

/// The step that moves an entry within schema.yaml.
pub fn shifted(path: &str, from: usize, to: usize) -> Transaction {
    let change = Change::move_item(YamlFile::parameters(), Pointer::root(), from, to);
    let at = Place::value(FilePath::of(SCHEMA_YAML), place(path));
    Transaction::new(format!("Move {path}"), vec![change]).at(at)
}

/// The step that adds a parameter for the value at a path, of the type that the value has.
pub fn added(pack: &Pack, path: &str, values: Option<&Value>) -> Transaction {
    let format = suggested(path, values);
    let expression = format!("{{{{ format \"{format}\" }}}}");
    let file = FilePath::of(SCHEMA_YAML);
    let text = format!("{path}:\n  {SCHEMA}: '{expression}'\n");
    let is_there = pack.file(SCHEMA_YAML).is_some();
    let changes = match Yaml::read(text.as_str()).get(&place(path)) {
        Some(_) if !is_there => vec![Change::put_file(file.clone(), File::of_text(&text))],
        _ => {
            let create = Change::put_file(file.clone(), File::of_text(""));
            let entry = Pointer::root().child(path);
            let set = Change::set(YamlFile::parameters(), entry, json!({ SCHEMA: expression }));
            let create = (!is_there).then_some(create);
            create.into_iter().chain([set]).collect()
        }
    };
    Transaction::new(format!("Add {path}"), changes).at(Place::value(file, place(path)))
}

/// The format that a value at a path suggests: of its type, and masked where its key names a secret.
fn suggested(path: &str, values: Option<&Value>) -> String {
    let found = values.map(|values| dotted_path::find(values, path));
    let value = found.and_then(|found| found.first().map(|(_, value)| (*value).clone()));
    let key = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_secret = ["password", "secret", "token", "apikey"]
        .iter()
        .any(|word| key.ends_with(word));
    let kind = match value {
        Some(Value::Bool(_)) => Kind::Boolean,
        Some(Value::Number(_)) => Kind::Number,
        _ if is_secret => Kind::Password,
        _ => Kind::String,
    };
    Format::written(kind, "")
}

/// How Palette's user enters a value with a format.
pub fn input(format: Option<&Format>) -> Input {
    let Some(token) = format.and_then(Format::token) else {
        return Input::Text;
    };
    match (token.kind, &token.argument) {
        (_, Argument::Items(items)) => Input::Choice(items.clone()),
        (Kind::Boolean, _) => Input::Choice(vec!["true".to_owned(), "false".to_owned()]),
        (Kind::Password, _) => Input::Password,
        (Kind::Number, Argument::Range(low, high)) => Input::Number(Some((*low, *high))),
        (Kind::Number, Argument::None) => Input::Number(None),
        _ => Input::Text,
    }
}

/// The present value at a path as it is entered; `None` where there is none, or more than a single value.
pub fn present(values: &Value, path: &str) -> Option<String> {
    match dotted_path::find(values, path).first()? {
        (_, Value::String(text)) => Some(text.clone()),
        (_, value @ (Value::Number(_) | Value::Bool(_))) => Some(value.to_string()),
        (_, Value::Null) => Some(String::new()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
