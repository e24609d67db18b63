//! A Kubernetes manifest, and what rules derive from it: once, for as long as the file stays.

use std::collections::BTreeSet;

use crate::found_images::{ImageLine, image_lines};
use crate::template_text::{actions, value_paths};

/// The words of a template action that make a value optional.
const OPTIONAL: &[&str] = &[
    "if", "with", "range", "default", "coalesce", "empty", "hasKey", "ternary", "dig", "and", "or",
    "not", "required", "kindIs",
];

/// What a manifest says, as far as it is known before it is rendered.
#[derive(Debug)]
pub(crate) struct ManifestReading {
    /// The lines that may name an image.
    pub(crate) images: Vec<ImageLine>,
    /// The paths of the values that it cannot do without.
    pub(crate) needed_values: Vec<String>,
}

impl ManifestReading {
    /// Reads a manifest, which may be a template.
    pub(crate) fn read(text: &str) -> Self {
        Self {
            images: image_lines(text),
            needed_values: needed_values(text),
        }
    }
}

/// The paths behind `.Values` that no action asks about or has a default for.
fn needed_values(text: &str) -> Vec<String> {
    let mut needed = BTreeSet::new();
    let mut optional = BTreeSet::new();
    for action in actions(text) {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
        let asks = action
            .split(|c| !word(c))
            .any(|part| OPTIONAL.contains(&part));
        let paths = value_paths(action);
        if asks {
            optional.extend(paths);
        } else {
            needed.extend(paths);
        }
    }
    let is_optional = |path: &str| {
        optional.iter().any(|optional| {
            path.strip_prefix(optional)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    needed
        .into_iter()
        .filter(|path| !is_optional(path))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_a_default_or_a_question_are_not_needed() {
        let text = "a: {{ .Values.a }}\nb: {{ .Values.b.c | quote }}\nc: {{ .Values.c | default 1 }}\n\
            {{- if .Values.d }}\nd: {{ .Values.d.e }}\n{{ end }}\nf: {{ .Values.defaults }}\na: {{ .Values.a }}\n";
        assert_eq!(needed_values(text), ["a", "b.c", "defaults"]);
    }
}
