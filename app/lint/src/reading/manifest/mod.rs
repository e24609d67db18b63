//! What rules ask of a Kubernetes manifest: its images, and the values that it uses.

pub(crate) mod groups;
pub(crate) mod unmatched_keys;

use std::collections::BTreeSet;

use pack_model::facts::images::{ImageLine, image_lines};
use pack_model::facts::template_text::{actions, lines_outside_blocks, value_paths};
use pack_once::sort::sort;
use serde_json::Value;

use crate::reading::context::Context;
use crate::reading::presets::presets;
use crate::reading::text::is_among;
use crate::reading::values::dotted_path;

/// The functions in a template action that make a value optional.
const OPTIONAL: &[&str] = &[
    "if", "with", "range", "default", "coalesce", "empty", "hasKey", "ternary", "dig", "and", "or",
    "not", "required", "kindIs",
];

/// The facts about a manifest before it is rendered.
#[derive(Debug)]
pub(crate) struct ManifestReading {
    /// The lines that may name an image.
    pub(crate) images: Vec<ImageLine>,
    /// The values that it needs.
    pub(crate) needed_values: Vec<NeededValue>,
    /// The first keys of all values that it uses, sorted.
    pub(crate) used_values: Vec<String>,
    /// Whether it uses all its values at once, so that any may be used.
    pub(crate) takes_all: bool,
}

/// A value that a manifest needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NeededValue {
    /// The path after `.Values`.
    pub(crate) path: String,
    /// Whether it is only in block scalars, which may be templates of another program.
    pub(crate) only_in_texts: bool,
}

impl ManifestReading {
    /// Reads a manifest, which may be a template.
    pub(crate) fn read(text: &str) -> Self {
        let reads = reads(text);
        Self {
            images: image_lines(text),
            needed_values: needed_values(text, &reads),
            used_values: used_values(&reads),
            takes_all: actions(text).iter().any(|action| takes_all(action)),
        }
    }
}

impl ManifestReading {
    /// Whether it finds all that it needs under a key of `manifests`, in values.yaml or in what a preset adds.
    pub(crate) fn finds_values(&self, context: &Context<'_>, key: &str) -> bool {
        let Some(values) = context.values() else {
            return true;
        };
        let presets = presets(context);
        let added = || presets.iter().filter_map(|preset| preset.added);
        let mut needed = self.needed_values.iter();
        needed.all(|needed| {
            let path = format!("manifests.{key}.{}", needed.path);
            let exists = |values: &Value| dotted_path::exists(values, &path);
            needed.only_in_texts || exists(values.data) || added().any(exists)
        })
    }

    /// Whether it may use all of these values.
    pub(crate) fn uses(&self, values: Option<&Value>) -> bool {
        let map = values.and_then(Value::as_object);
        let is_used = |key: &String| {
            self.takes_all || self.used_values.is_empty() || is_among(&self.used_values, key)
        };
        map.is_none_or(|map| map.keys().all(is_used))
    }
}

/// The paths after `.Values` that no action tests or has a default for.
fn needed_values(text: &str, whole: &Reads<'_>) -> Vec<NeededValue> {
    let outside = lines_outside_blocks(text).join("\n");
    let outside = reads(&outside);
    let is_optional = |path: &str| {
        whole.optional.iter().any(|optional| {
            path.strip_prefix(optional)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let needed = whole.needed.iter().filter(|path| !is_optional(path));
    needed
        .map(|path| NeededValue {
            path: (*path).to_owned(),
            only_in_texts: !outside.needed.contains(path),
        })
        .collect()
}

fn used_values(reads: &Reads<'_>) -> Vec<String> {
    let paths = reads.needed.iter().chain(&reads.optional);
    let keys = paths.filter_map(|path| path.split('.').next());
    let mut keys: Vec<_> = keys.map(str::to_owned).collect();
    sort(&mut keys);
    keys
}

/// Whether an action uses `.Values` without a path, or passes it on, so that any value may be used.
fn takes_all(action: &str) -> bool {
    let hands_on = action
        .split_whitespace()
        .any(|word| matches!(word, "tpl" | "include" | "template"));
    let is_other = |at: usize| {
        let before = action.get(..at).and_then(|text| text.chars().next_back());
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ')' | '.'))
    };
    let mut named = action.match_indices(".Values");
    hands_on
        || named.any(|(at, name)| {
            let path = action.get(at + name.len()..).unwrap_or_default();
            let begins = |c: char| c.is_alphanumeric() || c == '_';
            is_other(at)
                || !path
                    .strip_prefix('.')
                    .is_some_and(|path| path.starts_with(begins))
        })
}

/// The paths that a text uses.
#[derive(Default)]
struct Reads<'t> {
    needed: BTreeSet<&'t str>,
    /// Those that it tests or has a default for.
    optional: BTreeSet<&'t str>,
}

fn reads(text: &str) -> Reads<'_> {
    let mut reads = Reads::default();
    for action in actions(text) {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
        let asks = action
            .split(|c| !word(c))
            .any(|part| OPTIONAL.contains(&part));
        let paths = value_paths(action);
        if asks {
            reads.optional.extend(paths);
        } else {
            reads.needed.extend(paths);
        }
    }
    reads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_a_default_or_a_question_are_not_needed() {
        let text = "a: {{ .Values.a }}\nb: {{ .Values.b.c | quote }}\nc: {{ .Values.c | default 1 }}\n\
            {{- if .Values.d }}\nd: {{ .Values.d.e }}\n{{ end }}\nf: {{ .Values.defaults }}\na: {{ .Values.a }}\n";
        let needed = |text| -> Vec<_> {
            let needed = ManifestReading::read(text).needed_values.into_iter();
            needed
                .map(|value| (value.path, value.only_in_texts))
                .collect()
        };
        let certain = |path: &str| (path.to_owned(), false);
        assert_eq!(needed(text), ["a", "b.c", "defaults"].map(certain));
        let text = "a: |\n  {{ .Values.a }}\n  {{ .Values.b }}\nb: {{ .Values.b }}\n";
        assert_eq!(needed(text), [("a".to_owned(), true), certain("b")]);
    }
}
