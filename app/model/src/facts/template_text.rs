//! Which keys and template actions does a text have that is YAML only after Helm renders it?
//!
//! Manifests and templates of charts cannot be parsed, so this looks at their lines and at the
//! actions in them.

/// A line `key: value`, or `- key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedLine<'t> {
    /// The key.
    pub key: &'t str,
    /// The value without quotes and comment; not empty.
    pub value: &'t str,
    /// The key of the list that contains the map of this line, or else the key of the map.
    pub above: Option<&'t str>,
}

/// The lines outside block scalars.
pub fn lines_outside_blocks(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    // The column of the key of the current block scalar.
    let mut block: Option<usize> = None;
    for line in text.lines() {
        let content = line.trim_ascii_start();
        let column = line.len() - content.len();
        if block.is_some_and(|key| column > key || content.is_empty()) {
            continue;
        }
        lines.push(line);
        // An action may be in any column.
        if !content.starts_with("{{") {
            let entry = content.trim_start_matches("- ").trim_start();
            let column = line.len() - entry.len();
            block = begins_block(line).then_some(column);
        }
    }
    lines
}

/// Whether a line ends with the header of a block scalar.
fn begins_block(line: &str) -> bool {
    let before = line
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
    let before = before.strip_suffix(['|', '>']);
    before.is_some_and(|before| before.ends_with(' ') && before.trim_end().ends_with([':', '-']))
}

/// All lines with a key and a value, except inside block scalars.
pub fn keyed_lines(text: &str) -> Vec<KeyedLine<'_>> {
    let mut found = Vec::new();
    // The keys above, with their columns.
    let mut open: Vec<(usize, &str)> = Vec::new();
    for line in lines_outside_blocks(text) {
        let mut entry = line.trim_ascii_start();
        let mut column = line.len() - entry.len();
        if entry.starts_with(['#', '{']) {
            continue;
        }
        if entry.trim_end() == "---" {
            open.clear();
            continue;
        }
        let mut limit = column;
        while let Some(rest) = entry.strip_prefix("- ") {
            let inner = rest.trim_start();
            column += entry.len() - inner.len();
            // A dash may be in the column of the key above it.
            limit = column - 1;
            entry = inner;
        }
        if opens_bracket(entry) {
            open.retain(|(above, _)| *above < limit);
            in_braces(entry, open.last().map(|(_, key)| *key), &mut found);
            continue;
        }
        let Some((key, rest)) = entry.split_once(':').filter(|(key, rest)| {
            !key.contains([' ', '{', '"', '\'']) && (rest.is_empty() || rest.starts_with(' '))
        }) else {
            continue;
        };
        open.retain(|(above, _)| *above < limit);
        let value = scalar(rest);
        if opens_bracket(rest.trim_start()) {
            in_braces(rest, Some(key), &mut found);
        } else if !value.is_empty() && !begins_block(line) {
            found.push(KeyedLine {
                key,
                value,
                above: open.last().map(|(_, key)| *key),
            });
        }
        open.push((column, key));
    }
    found
}

/// Whether a value is written in brackets.
fn opens_bracket(value: &str) -> bool {
    value.starts_with(['{', '[']) && !value.starts_with("{{")
}

/// The keys with values inside brackets that open on a line, as far as they are on that line and
/// without templates.
fn in_braces<'t>(text: &'t str, mut above: Option<&'t str>, found: &mut Vec<KeyedLine<'t>>) {
    if text.contains("{{") {
        return;
    }
    for part in text.split(['{', '}', '[', ']', ',']).map(str::trim) {
        if let Some(key) = part.strip_suffix(':') {
            above = Some(key);
        } else if let Some((key, value)) = part.split_once(": ") {
            let value = scalar(value);
            found.push(KeyedLine { key, value, above });
        }
    }
}

/// A value on a line without its quotes and the comment after it.
fn scalar(rest: &str) -> &str {
    let value = rest.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some((inner, _)) = inner.rsplit_once(quote)
        {
            return inner;
        }
    }
    value.split(" #").next().unwrap_or_default().trim_end()
}

/// The text between `{{` and `}}`, without the dashes that trim spaces, in the order of the text.
/// Comments are skipped; an action without closing braces ends with its line.
pub fn actions(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let end = after
            .find("}}")
            .unwrap_or_else(|| after.find('\n').unwrap_or(after.len()));
        let (inner, next) = after.split_at(end);
        rest = next;
        let action = inner.trim_start_matches('-').trim_end_matches('-').trim();
        if !action.starts_with("/*") {
            found.push(action);
        }
    }
    found
}

/// The paths after `.Values.` in an action, such as `image.tag`.
pub fn value_paths(action: &str) -> Vec<&str> {
    let mut paths = Vec::new();
    for (at, sign) in action.match_indices(".Values.") {
        let before = action
            .get(..at)
            .and_then(|before| before.chars().next_back());
        // `$.Values` is the same, anything else before the dot is another object.
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ')' | '.')) {
            continue;
        }
        let rest = action.get(at + sign.len()..).unwrap_or_default();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
        let path = rest.get(..end).unwrap_or_default().trim_end_matches('.');
        if !path.is_empty() {
            paths.push(path);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_the_key_above_them() {
        let text = "kind: Pod\nspec:\n  # image: no:1\n  containers:\n  - name: a # x\n    image: \"a:1\" # y\n{{- if .x }}\n    \
            env:\n    - image: b\n  initContainers:\n    - image: 'c:1'\n      args: |\n        image: no:2\n  \
            text: >-\n    image: no:3\nimage: d:1\n---\nimage: {{ .Values.e }}\n";
        let found: Vec<_> = keyed_lines(text)
            .into_iter()
            .filter(|line| line.key == "image")
            .map(|line| (line.value, line.above))
            .collect();
        assert_eq!(
            found,
            [
                ("a:1", Some("containers")),
                ("b", Some("env")),
                ("c:1", Some("initContainers")),
                ("d:1", None),
                ("{{ .Values.e }}", None),
            ]
        );
    }

    #[test]
    fn lines_in_brackets_have_keys_as_well() {
        let text = "containers:\n- {name: a, image: \"a:1\"}\n- {name: b, image: b:2} # b\nspec: {x: 1, initContainers: [{image: c:3}, {image: {{ .no }}}]}\n\
            other: {initContainers: [{image: d:4}]}\n";
        let found: Vec<_> = keyed_lines(text)
            .into_iter()
            .filter(|line| line.key == "image")
            .map(|line| (line.value, line.above))
            .collect();
        let expected = [
            ("a:1", Some("containers")),
            ("b:2", Some("containers")),
            ("d:4", Some("initContainers")),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn actions_and_the_values_that_they_read() {
        let text = "a: {{ .Values.a.b }}\nb: \"{{- $.Values.c | quote -}}\"\n{{/* .Values.no */}}{{ (.x).Values.no }}{{ .Values.d\n";
        let paths: Vec<_> = actions(text).into_iter().flat_map(value_paths).collect();
        assert_eq!(paths, ["a.b", "c", "d"]);
    }

    #[test]
    fn odd_texts_are_read_as_well() {
        for text in [
            "- - - : :",
            ":",
            "- ",
            "{{",
            "{{}}",
            "\t- a: b",
            "a:\n- b: {{",
            "é: 'x\n- é: y",
        ] {
            keyed_lines(text);
            actions(text).into_iter().for_each(|action| {
                value_paths(action);
            });
        }
    }
}
