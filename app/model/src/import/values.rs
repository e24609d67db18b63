//! The values.yaml of a new pack: each chart's own values with their comments, below its name.
//!
//! The texts are indented, not printed again. Each result is parsed, and used only if its data equal
//! the chart's own values.

use std::fmt::Write as _;

use pack_syntax::{Pointer, Yaml};
use serde_json::{Map, Value};

/// The parts of a values.yaml.
#[derive(Default)]
pub(super) struct PackValues {
    namespace: String,
    images: Vec<String>,
    charts: String,
}

/// How much of a chart's values could be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// All, with the comments.
    All,
    /// All, without the comments.
    WithoutComments,
    /// Nothing, because they cannot be parsed or are not a map.
    Nothing,
}

impl PackValues {
    /// Values for what is installed into a namespace.
    pub(super) fn new(namespace: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            ..Self::default()
        }
    }

    /// Lists images, each once.
    pub(super) fn add_images(&mut self, images: Vec<String>) {
        for image in images {
            if !self.images.contains(&image) {
                self.images.push(image);
            }
        }
    }

    /// Adds the values of a chart under its name.
    pub(super) fn add_chart(&mut self, name: &str, values: &str) -> Taken {
        let (text, taken) = nested(name, values);
        self.charts.push_str(&text);
        taken
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "pack:\n  # The namespace that the pack is installed into. Palette creates it if needed.\n  namespace: {}\n  content:\n    \
             # Every container image that the pack uses, so that clusters without internet access get it.\n",
            quoted(&self.namespace)
        );
        match self.images[..] {
            [] => text.push_str("    images: []\n"),
            _ => text.push_str("    images:\n"),
        }
        for image in &self.images {
            // Writing to a string does not fail.
            let _ = writeln!(text, "      - image: {}", quoted(image));
        }
        if !self.charts.is_empty() {
            text.push_str("\n# The values of each chart, under the name in its Chart.yaml. They override the defaults of the chart.\ncharts:\n");
            text.push_str(&self.charts);
        }
        text
    }
}

/// A chart's values as one entry: its name, and the values below it.
pub(super) fn entry(name: &str, values: &str) -> (String, Taken) {
    let (text, taken) = nested(name, values);
    let lines = text
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line));
    (lines.flat_map(|line| [line, "\n"]).collect(), taken)
}

/// A chart's values as an entry of `charts`, whose text ends with a line feed.
fn nested(name: &str, values: &str) -> (String, Taken) {
    let head = format!("  {}:", key(name));
    let Some(wanted) = Yaml::read(values).value() else {
        return (format!("{head} {{}}\n"), Taken::Nothing);
    };
    let body = first_document(values);
    let whole = format!("{head}\n{}", indented(&body));
    let trimmed = format!("{head}\n{}", indented(body.trim_matches('\n')));
    match wanted {
        Value::Null => {
            let commented = format!("{head} {{}}\n{}", indented(body.trim_matches('\n')));
            first_that_means(&[commented], name, &Value::Object(Map::new()))
                .unwrap_or_else(|| (format!("{head} {{}}\n"), Taken::All))
        }
        Value::Object(_) => first_that_means(&[trimmed, whole], name, &wanted)
            .unwrap_or_else(|| printed(&head, name, &wanted)),
        _ => (format!("{head} {{}}\n"), Taken::Nothing),
    }
}

/// The first of several texts that gives a chart the wanted values.
fn first_that_means(texts: &[String], name: &str, wanted: &Value) -> Option<(String, Taken)> {
    let text = texts.iter().find(|text| means(text, name, wanted))?;
    Some((text.clone(), Taken::All))
}

/// The values, printed again because their text cannot be indented.
fn printed(head: &str, name: &str, wanted: &Value) -> (String, Taken) {
    let entry = Yaml::read(format!("{}: {{}}\n", key(name)));
    let text = entry
        .set(&Pointer::root().child(name), wanted)
        .ok()
        .and_then(|edits| pack_syntax::apply(entry.text(), &edits).ok())
        .map_or_else(|| format!("{head} {{}}\n"), |text| indented_by(2, &text));
    match means(&text, name, wanted) {
        true => (text, Taken::WithoutComments),
        false => (format!("{head} {{}}\n"), Taken::Nothing),
    }
}

/// Whether a text gives a chart the wanted values.
fn means(text: &str, name: &str, wanted: &Value) -> bool {
    let read = Yaml::read(format!("charts:\n{text}"));
    read.value()
        .as_ref()
        .and_then(|value| value.get("charts")?.get(name))
        == Some(wanted)
        && read
            .get(&Pointer::root().child("charts").child(name))
            .is_some()
}

/// The lines of the first document, without its markers, with line feeds only.
///
/// A line that starts with `---` or `...` is always a marker: no scalar may contain one.
fn first_document(text: &str) -> String {
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let is_marker = |line: &str, marker| {
        line.strip_prefix(marker)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    let mut document = String::new();
    let mut has_content = false;
    for line in text.lines() {
        if is_marker(line, "...") || (has_content && is_marker(line, "---")) {
            break;
        }
        let line = match line {
            marker if is_marker(marker, "---") => {
                has_content = true;
                marker[3..].trim_start()
            }
            directive if directive.starts_with('%') && !has_content => continue,
            line => line,
        };
        has_content |= !line.is_empty() && !line.trim_start().starts_with('#');
        document.push_str(line);
        document.push('\n');
    }
    document
}

/// The lines, each indented by four more spaces unless it is empty, with a final line feed.
fn indented(text: &str) -> String {
    indented_by(4, text)
}

fn indented_by(spaces: usize, text: &str) -> String {
    text.lines()
        .map(|line| {
            if line.is_empty() {
                "\n".to_owned()
            } else {
                format!("{}{line}\n", " ".repeat(spaces))
            }
        })
        .collect()
}

/// A text as a key: plain if every parser reads it as a text, else in quotes.
fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
            .contains(&name.to_ascii_lowercase().as_str());
    if plain { name.to_owned() } else { quoted(name) }
}

/// A text in double quotes: a JSON string is YAML as well.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Values become `expected` below the chart's name, and mean the same as before.
    fn check(values: &str, expected: &str) {
        let (text, taken) = nested("web", values);
        assert_eq!(text, expected, "{values:?}");
        assert_eq!(taken, Taken::All, "{values:?}");
    }

    #[test]
    fn values_are_indented_with_everything_in_them() {
        check("a: 1\n", "  web:\n    a: 1\n");
        check(
            "\n# why\na:\n- 1\n\n#b: 2\n\n",
            "  web:\n    # why\n    a:\n    - 1\n\n    #b: 2\n",
        );
        check(
            "a: |\n  x\n\n    y\nb: 1",
            "  web:\n    a: |\n      x\n\n        y\n    b: 1\n",
        );
        check("a: |2\n    x\n", "  web:\n    a: |2\n        x\n");
        check("a: |+\n  x\n\n", "  web:\n    a: |+\n      x\n\n");
        check("a: \"x\n\n  y\"\n", "  web:\n    a: \"x\n\n      y\"\n");
        check(
            "a: &x {b: 1}\nc:\n  <<: *x\n",
            "  web:\n    a: &x {b: 1}\n    c:\n      <<: *x\n",
        );
        check("{a: [\n1\n]}\n", "  web:\n    {a: [\n    1\n    ]}\n");
    }

    #[test]
    fn other_line_ends_marks_and_documents_are_left_behind() {
        check(
            "\u{feff}a: 1\r\nb: |\r\n  x\r\n",
            "  web:\n    a: 1\n    b: |\n      x\n",
        );
        check("---\na: 1\n", "  web:\n    a: 1\n");
        check(
            "# c\n--- # d\na: 1\n---\nb: 2\n",
            "  web:\n    # c\n    # d\n    a: 1\n",
        );
        check("%YAML 1.2\n---\na: 1\n...\n", "  web:\n    a: 1\n");
        check("--- {a: 1}\n", "  web:\n    {a: 1}\n");
    }

    #[test]
    fn charts_without_values_get_an_empty_map_and_keep_their_comments() {
        check("", "  web: {}\n");
        check("{}\n", "  web:\n    {}\n");
        check("# c\n{}", "  web:\n    # c\n    {}\n");
        check(
            "# nothing\n# yet\n",
            "  web: {}\n    # nothing\n    # yet\n",
        );
        check("---\n", "  web: {}\n");
    }

    #[test]
    fn values_that_cannot_be_read_are_left_out() {
        for values in ["a: [", "a: 1\na: 2\n", "- a\n", "text\n", "a:\n\tb: 1\n"] {
            assert_eq!(
                nested("web", values),
                ("  web: {}\n".to_owned(), Taken::Nothing),
                "{values:?}"
            );
        }
    }

    #[test]
    fn a_text_that_cannot_be_indented_is_printed_anew() {
        // Without its line feed the last line means something else.
        let (text, taken) = nested("web", "# c\na: |\n  x");
        assert!(text.starts_with("  web:\n    a: "), "{text}");
        let read = Yaml::read(format!("charts:\n{text}")).value();
        assert_eq!(
            (read, taken),
            (
                Some(json!({"charts": {"web": {"a": "x"}}})),
                Taken::WithoutComments
            )
        );
    }

    #[test]
    fn the_file_reads_back_as_what_was_put_in() {
        let mut values = PackValues::new("web");
        values.add_images(vec![
            "x.io/a:1".into(),
            "x.io/b:2".into(),
            "x.io/a:1".into(),
        ]);
        values.add_chart("web", "a: 1\n");
        values.add_chart("null", "b: 2\n");
        let read = Yaml::read(values.text()).value().unwrap();
        assert_eq!(
            read,
            json!({
                "pack": {"namespace": "web", "content": {"images": [{"image": "x.io/a:1"}, {"image": "x.io/b:2"}]}},
                "charts": {"web": {"a": 1}, "null": {"b": 2}},
            })
        );
        let empty = Yaml::read(PackValues::new("on").text()).value().unwrap();
        assert_eq!(
            empty,
            json!({"pack": {"namespace": "on", "content": {"images": []}}})
        );
    }
}
