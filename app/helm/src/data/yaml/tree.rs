//! What a value is after its way through JSON, which sigs.k8s.io/yaml takes before yaml.v2 writes it.

use std::borrow::Cow;

use super::node::NodeKind;
use super::parser::parse;
use super::resolve::{Scalar, resolve};
use crate::data::{Budget, Plain, json, number, plain, valid};
use crate::value::Value;

/// A value to be written.
#[derive(Debug)]
pub(super) enum Tree {
    /// What needs no quotes: a number, a boolean, null.
    Scalar(String),
    Text(String),
    List(Vec<Tree>),
    /// In the order of JSON.
    Map(Vec<(String, Tree)>),
}

/// What yaml.v2 says where it takes no text as a key.
const NO_KEY: &str = "did not find expected ',' or '}'";

/// Takes a value through JSON. The message is Go's.
pub(super) fn tree(value: &Value, depth: usize, budget: &Budget) -> Result<Tree, String> {
    Ok(match plain(value, depth, budget)? {
        Plain::Nil => Tree::Scalar("null".to_owned()),
        Plain::Bool(value) => Tree::Scalar(value.to_string()),
        Plain::Integer(number) => Tree::Scalar(number.to_string()),
        Plain::Float(float) => Tree::Scalar(scalar(&number::json(float))),
        Plain::Text(text) => Tree::Text(through_json(text)?),
        Plain::List(items) => {
            let items = items.iter().map(|item| tree(item, depth + 1, budget));
            Tree::List(items.collect::<Result<_, _>>()?)
        }
        Plain::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let is_broken = key.windows(2).any(|pair| pair == "\u{85}".as_bytes());
                let key = through_json(valid(&key))?;
                // YAML takes no key that has a line break.
                if is_broken {
                    return Err(NO_KEY.to_owned());
                }
                if key.len() > 1000 {
                    check_key(&key)?;
                }
                Ok((key, tree(&value, depth + 1, budget)?))
            });
            Tree::Map(entries.collect::<Result<_, String>>()?)
        }
    })
}

/// A number of JSON as YAML prints it again.
fn scalar(text: &str) -> String {
    match resolve(text) {
        Scalar::Int(number) => number.to_string(),
        Scalar::Float(number) => number::general(number),
        _ => text.to_owned(),
    }
}

/// A text as YAML reads it from JSON: some characters that JSON leaves as they are mean something there.
fn through_json(text: Cow<'_, str>) -> Result<String, String> {
    let is_special = |c| matches!(c, '\x7F'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(is_special) {
        return Ok(text.into_owned());
    }
    let mut quoted = Vec::new();
    json::write_text(text.as_bytes(), true, &mut quoted);
    let quoted = super::readable(&quoted)?;
    let document = parse(&quoted)?;
    let root = document
        .as_ref()
        .map(|(document, root)| document.node(*root));
    match root.map(|node| &node.kind) {
        Some(NodeKind::Scalar { text, .. }) => Ok(text.clone()),
        _ => Ok(text.into_owned()),
    }
}

/// YAML reads no longer keys.
fn check_key(key: &str) -> Result<(), String> {
    let mut quoted = Vec::new();
    json::write_text(key.as_bytes(), true, &mut quoted);
    match String::from_utf8_lossy(&quoted).chars().count() {
        0..=1024 => Ok(()),
        _ => Err(NO_KEY.to_owned()),
    }
}
