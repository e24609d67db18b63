//! Characters that nobody sees, where they change what is read.

use pack_model::edit::typing::strokes;
use pack_model::path::{PACK_JSON, VALUES_YAML};
use pack_model::{Change, DocumentFile, FilePath, JsonFile, Place, Pointer, YamlFile};
use pack_syntax::invisible::{described, is_line_end, is_space, name};
use pack_syntax::yaml::Style;
use pack_syntax::{Lines, Yaml, json, yaml};
use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::lines::lines;

declare_rule! {
    /// ## What it does
    /// Reports characters without a shape in keys, in values and in manifests: zero-width spaces, no-break
    /// spaces, byte order marks inside a text, marks of the direction of writing; and line separators
    /// (U+2028, U+2029, U+0085) in comments of YAML. Prose and emoji may have them.
    ///
    /// ## Why is this bad
    /// A key or a name with one looks right and is another one, so that values never arrive. After a line
    /// separator in a comment, Helm and Palette read on as if a new line began there, and most editors
    /// show only a comment.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     replicas: 2 # with U+200B behind the key
    /// ```
    ///
    /// ## How to fix
    /// The fix removes the character, or puts a blank in its place. It asks where the character is not
    /// at the edge of a key or value.
    ///
    /// ## Source
    /// The Unicode standard; yaml.org, specifications 1.1 and 1.2, line breaks.
    "invisible-character", Warning
}

/// The most findings for a file: what copies such characters copies many.
const MOST: usize = 50;

fn check(context: &Context<'_>, findings: &mut Findings) {
    if is_affected(context.pack.text(PACK_JSON))
        && let Some(root) = context.manifest.json().root()
        && !context.manifest.json().is_broken()
    {
        let mut found = Vec::new();
        of_json(root, &Pointer::root(), &mut found);
        report(found, &JsonFile::pack().into(), findings);
    }
    for file in [
        YamlFile::values(),
        YamlFile::presets(),
        YamlFile::parameters(),
    ] {
        let yaml = context.yaml(file.path().as_str());
        let Some(yaml) = yaml.filter(|yaml| is_affected(Some(yaml.text()))) else {
            continue;
        };
        let mut found = Vec::new();
        if let Some(root) = yaml.root() {
            of_yaml(root, &Pointer::root(), &mut found);
        }
        let is_in_texts = found.iter().any(|found| found.character == MARK);
        if !yaml.is_broken() {
            report(found, &file.clone().into(), findings);
        }
        in_lines(yaml, file.path(), !is_in_texts, findings);
    }
    for (path, _) in context.manifests() {
        if let Some(text) = context
            .pack
            .text(path.as_str())
            .filter(|text| is_affected(Some(text)))
        {
            in_manifest(text, &path, findings);
        }
    }
}

/// Whether a text has invisible characters, apart from a mark at its start.
fn is_affected(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_ascii() && without_mark(text).contains(is_invisible))
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// The byte order mark.
const MARK: char = '\u{feff}';

fn is_invisible(c: char) -> bool {
    name(c).is_some()
}

/// A key or value with a character that should not be there.
struct Found<'n> {
    pointer: Pointer,
    is_key: bool,
    text: &'n str,
    /// The value that is meant.
    meant: Value,
    /// The first such character.
    character: char,
}

fn of_json<'n>(node: &'n json::Node, here: &Pointer, found: &mut Vec<Found<'n>>) {
    for member in node.members().unwrap_or_default() {
        let below = here.child(member.key());
        key(member.key(), &below, found);
        of_json(member.value(), &below, found);
    }
    for (index, item) in node.items().unwrap_or_default().iter().enumerate() {
        of_json(item, &here.item(index), found);
    }
    if let Some(text) = node.as_str() {
        value(text, Style::DoubleQuoted, here, found);
    }
}

fn of_yaml<'n>(node: &'n yaml::Node, here: &Pointer, found: &mut Vec<Found<'n>>) {
    for entry in node.entries().unwrap_or_default() {
        let Some(name) = entry.key() else { continue };
        let below = here.child(name);
        key(name, &below, found);
        of_yaml(entry.value(), &below, found);
    }
    for (index, item) in node.items().unwrap_or_default().iter().enumerate() {
        of_yaml(item, &here.item(index), found);
    }
    if let yaml::NodeKind::Scalar { value: text, style } = node.kind() {
        value(text, *style, here, found);
    }
}

fn key<'n>(text: &'n str, pointer: &Pointer, found: &mut Vec<Found<'n>>) {
    if let Some(character) = text.chars().find(|c| is_invisible(*c)) {
        found.push(Found {
            pointer: pointer.clone(),
            is_key: true,
            text,
            meant: text.replace(is_invisible, "").trim().into(),
            character,
        });
    }
}

fn value<'n>(text: &'n str, style: Style, pointer: &Pointer, found: &mut Vec<Found<'n>>) {
    // An image with such a character is no image, which another rule says.
    let is_image =
        matches!(pointer.tokens(), [pack, content, ..] if pack == "pack" && content == "content");
    if is_image || text.is_ascii() {
        return;
    }
    let is_block = matches!(style, Style::Literal | Style::Folded);
    let Some((cleaned, character)) = cleaned(text, is_block) else {
        return;
    };
    // A value that is nothing else is meant so.
    if cleaned.trim().is_empty() {
        return;
    }
    // What is no text without quotes stays so: a number, a truth value.
    let plain = (style == Style::Plain).then(|| Yaml::read(cleaned.as_str()).value());
    let is_written_so = |value: &Value| {
        let written = value.to_string();
        written == cleaned
    };
    let plain = plain.flatten().filter(is_written_so);
    found.push(Found {
        pointer: pointer.clone(),
        is_key: false,
        text,
        meant: plain.unwrap_or_else(|| cleaned.into()),
        character,
    });
}

/// A text without the invisible characters that should not be in it, and the first of them.
fn cleaned(text: &str, is_block: bool) -> Option<(String, char)> {
    let edge = |c: char| is_invisible(c) || c.is_whitespace();
    let start = text.len() - text.trim_start_matches(edge).len();
    let end = text.trim_end_matches(edge).len();
    let is_prose = text.contains(' ');
    let is_latin = |c: char| c.is_ascii() || is_invisible(c);
    let mut first = None;
    let mut cleaned = String::with_capacity(text.len());
    let mut before = '\n';
    let mut rest = text.char_indices().peekable();
    let mut in_indent = true;
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map_or('\n', |(_, c)| *c);
        in_indent = before == '\n' || (in_indent && edge(before));
        let is_edge = at < start || at >= end;
        let is_between_latin = is_latin(before) && is_latin(after);
        let is_wrong = match name(c) {
            None => false,
            Some(_) if is_space(c) => match is_block {
                true => in_indent,
                false => is_edge || (!is_prose && is_between_latin),
            },
            Some("soft hyphen") => !is_prose,
            // These belong to letters that are not Latin, and to emoji.
            Some("zero-width joiner" | "direction mark") => is_between_latin,
            Some(_) => true,
        };
        if is_wrong {
            first.get_or_insert(c);
            if (is_space(c) || is_line_end(c)) && (is_block || !is_edge) {
                cleaned.push(' ');
            }
        } else {
            cleaned.push(c);
        }
        before = c;
    }
    Some((cleaned, first?))
}

fn report(found: Vec<Found<'_>>, file: &DocumentFile, findings: &mut Findings) {
    let path = file.path();
    let all = found.len();
    let keys: Vec<_> = found.iter().map(|found| found.pointer.clone()).collect();
    for found in found.into_iter().take(MOST) {
        let what = if found.is_key { "key" } else { "value" };
        let shown: String = found.text.chars().take(80).collect();
        let character = described(found.character);
        let message = format!(
            "The {what} “{shown}” has an invisible character, {character}, so it is not the {what} that it looks like. Remove it."
        );
        let pointer = found.pointer.clone();
        let meant = match &found.meant {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let only_around = found.text.contains(meant.as_str()) && !meant.is_empty();
        let (place, change) = match found.is_key {
            true => (
                Place::key(path.clone(), pointer.clone()),
                Change::rename_key(file.clone(), pointer.clone(), meant.as_str()),
            ),
            false => (
                Place::value(path.clone(), pointer.clone()),
                Change::set(file.clone(), pointer.clone(), found.meant),
            ),
        };
        let report = findings.report(place, message);
        let parent = pointer.parent();
        let is_taken = found.is_key
            && parent.is_some_and(|above| {
                // Another key may become the same, and paths below a key change with it.
                keys.iter()
                    .any(|other| *other != pointer && other.starts_with(&pointer))
                    || keys.contains(&above.child(meant.as_str()))
            });
        if meant.is_empty() || is_taken || all > MOST {
            continue;
        }
        match only_around {
            true => report.safe("remove", "Remove the invisible characters", vec![change]),
            false => report.ask("remove", "Remove the invisible characters", vec![change]),
        };
    }
}

/// Reports the lines of YAML with a line separator or a mark of direction in a comment; and, if asked, with a
/// byte order mark anywhere, which some parsers skip.
fn in_lines(yaml: &Yaml, path: &FilePath, marks: bool, findings: &mut Findings) {
    let text = yaml.text();
    let is_hidden = |c: char| is_line_end(c) || name(c) == Some("direction mark");
    let numbers = Lines::new(text);
    let mut count = 0;
    for (start, line) in lines(text) {
        let comment = comment(line).unwrap_or(line.len());
        let is_wrong = |(at, c): &(usize, char)| match *c {
            MARK => marks && start + at > 0,
            c => *at > comment && is_hidden(c),
        };
        let Some((at, c)) = line.char_indices().find(is_wrong) else {
            continue;
        };
        count += 1;
        if count > MOST {
            return;
        }
        let (start, end) = (
            start + at,
            start + line.trim_end_matches(['\n', '\r']).len(),
        );
        let number = numbers.position(start).line;
        let consequence = match is_line_end(c) && *path == VALUES_YAML {
            true => "Helm and Palette read what follows it as a new line and not as a comment",
            false if c == MARK => "some parsers skip it and others do not",
            false => "it hides how the text is really written",
        };
        let message = format!(
            "Line {number} has an invisible character, {}: {consequence}. Remove it, or begin a new line there.",
            described(c)
        );
        let place = Place::text(path.clone(), start..end);
        let with = |insert: &str| {
            let line = text
                .get(start..end)
                .unwrap_or_default()
                .replace(|c| is_hidden(c) || c == MARK, insert);
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            let strokes = strokes(text, &format!("{before}{line}{after}"));
            vec![Change::type_in(path.clone(), strokes)]
        };
        let (insert, label) = match is_line_end(c) {
            true => (" ", "Keep it a comment"),
            false => ("", "Remove the invisible characters"),
        };
        findings
            .report(place, message)
            .ask("remove", label, with(insert));
    }
}

/// Where the comment of a line of YAML begins, as long as no quotes are before it.
fn comment(line: &str) -> Option<usize> {
    if line.trim_start().starts_with('#') {
        return line.find('#');
    }
    let at = line.find(" #")?;
    let before = line.get(..at)?;
    (!before.contains(['"', '\''])).then_some(at + 1)
}

/// Reports the first line of a manifest with such a character, with a fix for all of them.
fn in_manifest(text: &str, path: &FilePath, findings: &mut Findings) {
    let mut first = None;
    let mut whole = String::with_capacity(text.len());
    for (start, line) in lines(text) {
        let is_comment = line.trim_start().starts_with('#');
        let body = if start == 0 { without_mark(line) } else { line };
        let end = body.trim_end_matches(['\n', '\r']);
        let found = cleaned(end, true).filter(|(_, c)| !is_comment || is_line_end(*c));
        whole.push_str(line.get(..line.len() - body.len()).unwrap_or_default());
        match found {
            Some((clean, c)) => {
                let at = start + (line.len() - body.len()) + end.find(c).unwrap_or(0);
                first.get_or_insert((at, c));
                whole.push_str(&clean);
                whole.push_str(body.get(end.len()..).unwrap_or_default());
            }
            None => whole.push_str(body),
        }
    }
    let Some((at, c)) = first else { return };
    let line = Lines::new(text).position(at).line;
    let message = format!(
        "Line {line} of {path} has an invisible character, {}, so Kubernetes reads another name or value than you see. Remove it.",
        described(c)
    );
    let place = Place::text(path.clone(), at..at + c.len_utf8());
    let change = Change::set_text(path.clone(), whole);
    findings
        .report(place, message)
        .ask("remove", "Remove the invisible characters", vec![change]);
}

#[cfg(test)]
mod tests;
