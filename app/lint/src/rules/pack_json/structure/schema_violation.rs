//! A pack.json that does not match its JSON schema.

mod fixes;

use pack_model::path::PACK_JSON;
use pack_model::{FilePath, Place, Pointer};
use pack_syntax::json::{Node, NodeKind};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::properties::{has_misspelt, properties_at};
use crate::reading::pack_json::schema::{Cause, Violation, violations};

declare_rule! {
    /// ## What it does
    /// Checks `pack.json` against the documented JSON schema: required properties, types, allowed
    /// values, texts that must not be empty. Each violation is reported at its path.
    ///
    /// ## Why is this bad
    /// Palette and the registry expect these types and values. A pack that violates the schema is
    /// rejected, or the value is ignored.
    ///
    /// ## Example
    /// ```json
    /// { "name": "golden-ubuntu", "version": 18.04, "layer": "OS", "annotations": { "skipK8sInstall": true } }
    /// ```
    ///
    /// ## How to fix
    /// Add what is missing, and write each value in the expected type: `"18.04"`, `"os"`,
    /// `"true"`. Fixes quote numbers and booleans, wrap single values in lists and offer the
    /// allowed values.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack", JSON schema. Two extensions of the community
    /// repository's schema are accepted as well: its additional cloud types, which
    /// `undocumented-cloud-type` reports, and the schedule type `master`.
    "schema-violation", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let json = context.manifest.json();
    if json.root().is_none() {
        return;
    }
    for Violation { pointer, cause } in violations(&json.value()) {
        let node = json.get(&pointer);
        let unread =
            json.is_broken() && node.is_none_or(|node| matches!(node.kind(), NodeKind::Null));
        if unread || (cause == Cause::Missing && is_misspelt(context, &pointer)) {
            continue;
        }
        let place = if pointer.is_root() {
            Place::file(FilePath::of(PACK_JSON))
        } else {
            at(pointer.clone())
        };
        let report = findings.report(place, message(&pointer, &cause, node));
        fixes::offer(context, report, &pointer, &cause, node);
    }
}

/// Whether a missing property exists under a misspelled name, which another rule reports.
fn is_misspelt(context: &Context<'_>, pointer: &Pointer) -> bool {
    let (Some(above), Some(key)) = (pointer.parent(), pointer.last()) else {
        return false;
    };
    let object = context.manifest.json().get(&above);
    object.is_some_and(|object| has_misspelt(object, properties_at(&above), key))
}

fn message(pointer: &Pointer, cause: &Cause, node: Option<&Node>) -> String {
    let name = name(pointer);
    let wanted = |wanted: &str| match wanted {
        "string" => "a string in double quotes",
        "array" => "a list in square brackets",
        "object" => "an object in braces",
        "number" => "a number",
        _ => "something else",
    };
    match cause {
        Cause::Missing => {
            format!("{name} is missing, and the schema of pack.json requires it. Add it.")
        }
        Cause::Type(expected) if pointer.is_root() => {
            format!(
                "pack.json must be {}, not {}.",
                wanted(expected),
                kind(node)
            )
        }
        Cause::Type(expected) => {
            format!(
                "{name} must be {}, not {}. Otherwise, Palette cannot read it.",
                wanted(expected),
                kind(node)
            )
        }
        Cause::NotOneOf(options) => {
            let value = node.and_then(Node::as_str).unwrap_or_default();
            format!(
                "“{value}” is not an allowed value of {name}. Use one of: {}.",
                options.join(", ")
            )
        }
        Cause::Empty => format!("{name} is empty, but Palette needs a value. Enter one."),
    }
}

/// A path as people write it: `constraints.dependencies[0].type`.
fn name(pointer: &Pointer) -> String {
    let mut name = String::new();
    for token in pointer.tokens() {
        if token.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
            name.push_str(&format!("[{token}]"));
        } else {
            let dot = if name.is_empty() { "" } else { "." };
            name.push_str(&format!("{dot}{token}"));
        }
    }
    format!("`{name}`")
}

/// A value in words, such as `the number 3`.
fn kind(node: Option<&Node>) -> String {
    match node.map(Node::kind) {
        Some(NodeKind::Object(_)) => "an object".to_owned(),
        Some(NodeKind::Array(_)) => "a list".to_owned(),
        Some(NodeKind::String(text)) => format!("the string “{text}”"),
        Some(NodeKind::Number(number)) => format!("the number {number}"),
        Some(NodeKind::Bool(truth)) => format!("{truth}"),
        Some(NodeKind::Null) | None => "null".to_owned(),
    }
}

#[cfg(test)]
mod tests;
