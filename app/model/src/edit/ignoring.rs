//! Has a pack ignore a finding, with a reason: by a comment above its line of a YAML file, or else by
//! an entry in `.pack-check.yaml`.

use pack_syntax::Pointer;
use pack_syntax::Yaml;
use pack_syntax::yaml::{Node, NodeKind};
use serde_json::{Map, Value};

use super::change::Change;
use crate::diagnostic::Diagnostic;
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::file::File;
use crate::pack::path::PACK_CHECK_YAML;
use crate::pack::place::Part;

/// What a comment to `pack-check` starts with, behind its `#`.
pub const COMMENT: &str = "pack-check:";

/// The list of .pack-check.yaml.
pub const LIST: &str = "ignore";

/// The changes that have a pack ignore a finding, which starts at a byte of its file.
pub fn ignoring(pack: &Pack, found: &Diagnostic, start: usize, reason: &str) -> Vec<Change> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    match commented(pack, found, start, &reason) {
        Some(text) => vec![Change::set_text(found.place.file.clone(), text)],
        None => listed(pack, found, &reason),
    }
}

/// What is ignored with a finding, and where that is written, in words.
pub fn reach(pack: &Pack, found: &Diagnostic, start: usize) -> String {
    let Diagnostic { rule, place, .. } = found;
    let file = &place.file;
    if commented(pack, found, start, "").is_some() {
        return format!("It is written into {file}, as a comment above the line.");
    }
    // An entry can name a file and a path, and no line.
    let all = match (&place.part, place.pointer.is_root()) {
        (Part::Text { .. }, _) => format!("Ignores all findings of `{rule}` in {file}. "),
        (_, true) => format!("Ignores all findings of `{rule}` about {file} as a whole. "),
        (_, false) => String::new(),
    };
    format!("{all}It is written into {PACK_CHECK_YAML}.")
}

/// The text of a finding's file with a comment above its line. `None` if there can be none.
fn commented(pack: &Pack, found: &Diagnostic, start: usize, reason: &str) -> Option<String> {
    let file = &found.place.file;
    let text = pack.text(file.as_str())?;
    YamlFile::try_from(file.clone()).ok()?;
    let line = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    let yaml = pack.read_yaml(text);
    let is_safe = !yaml.is_broken() && !text.starts_with('\u{feff}') && !is_inside(&yaml, line);
    is_safe.then_some(())?;
    let (above, below) = text.split_at(line);
    let indent = below.len() - below.trim_start_matches(' ').len();
    let indent = below.get(..indent)?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let rule = &found.rule;
    Some(format!(
        "{above}{indent}# {COMMENT} {LIST}[{rule}] {reason}{end}{below}"
    ))
}

/// The changes that enter a finding in .pack-check.yaml.
fn listed(pack: &Pack, found: &Diagnostic, reason: &str) -> Vec<Change> {
    let file = YamlFile::ignored();
    let path = found.place.pointer.to_string();
    let properties = [
        ("rule", found.rule.as_str()),
        ("file", found.place.file.as_str()),
        ("path", &path),
        ("reason", reason),
    ];
    // An empty path is that of the file as a whole; without a path, all findings of the rule would be meant.
    let item: Map<String, Value> = properties
        .into_iter()
        .map(|(key, text)| (key.to_owned(), text.into()))
        .collect();
    let is_missing = pack.file(PACK_CHECK_YAML).is_none();
    let create = is_missing.then(|| Change::put_file(file.path().clone(), File::of_text("")));
    let append = Change::append(file, Pointer::root().child(LIST), item);
    create.into_iter().chain([append]).collect()
}

/// Whether a byte of a YAML text lies inside a scalar or a collection in brackets, where a comment may
/// be none.
pub fn is_inside(yaml: &Yaml, at: usize) -> bool {
    let mut documents = (0..).map_while(|index| yaml.document(index));
    documents.any(|root| is_in(root, Some(yaml.text()), at))
}

/// Whether a byte of a YAML text lies inside a scalar, where a `#` begins no comment.
pub fn is_in_scalar(yaml: &Yaml, at: usize) -> bool {
    let mut documents = (0..).map_while(|index| yaml.document(index));
    documents.any(|root| is_in(root, None, at))
}

/// Whether a byte lies in a scalar or, if the text is given, in a collection in brackets.
fn is_in(node: &Node, text: Option<&str>, at: usize) -> bool {
    let span = node.span();
    let is_in_span = span.start < at && at < span.end;
    let is_flow = || {
        text.and_then(|text| text.get(span.start..))
            .is_some_and(|text| text.starts_with(['{', '[']))
    };
    match node.kind() {
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => is_in_span,
        _ if is_flow() => is_in_span,
        // Only the last one that starts before it can contain it.
        NodeKind::Map(entries) => {
            let after = entries.partition_point(|entry| entry.span().start < at);
            let last = after.checked_sub(1).and_then(|last| entries.get(last));
            last.is_some_and(|entry| {
                is_in(entry.key_node(), text, at) || is_in(entry.value(), text, at)
            })
        }
        NodeKind::Seq(items) => {
            let after = items.partition_point(|item| item.span().start < at);
            let last = after.checked_sub(1).and_then(|last| items.get(last));
            last.is_some_and(|item| is_in(item, text, at))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FilePath, Place, Session, Severity, Transaction};

    fn found_at(place: Place) -> Diagnostic {
        Diagnostic {
            rule: "a-rule".to_owned(),
            severity: Severity::Warning,
            place,
            message: String::new(),
            fixes: Vec::new(),
            ignored: None,
        }
    }

    /// The files of a pack with one file, once the finding at a path of it is ignored.
    fn ignored(file: &str, text: &str, pointer: &str, list: Option<&str>) -> (String, String) {
        let mut pack = Pack::default();
        pack.put(FilePath::new(file).unwrap(), Some(File::of_text(text)));
        if let Some(list) = list {
            pack.put(FilePath::of(PACK_CHECK_YAML), Some(File::of_text(list)));
        }
        let place = Place::value(FilePath::new(file).unwrap(), pointer.parse().unwrap());
        let start = pack.span(&place).unwrap().start;
        let found = found_at(place);
        let mut session = Session::open(pack);
        let changes = ignoring(session.pack(), &found, start, "it is\n so: \"1\"");
        session.apply(Transaction::new("Ignore", changes)).unwrap();
        let text = |path| session.pack().text(path).unwrap_or_default().to_owned();
        let texts = (text(file), text(PACK_CHECK_YAML));
        session.undo();
        assert_eq!(session.pack().text(PACK_CHECK_YAML), list);
        texts
    }

    #[test]
    fn a_comment_stands_above_the_line() {
        let comment = "# pack-check: ignore[a-rule] it is so: \"1\"";
        for (text, pointer, line) in [
            ("a: 1\nb: 2\n", "/b", 1),
            ("a: 1\n", "/a", 0),
            ("a:\n  - x: 1\n    y: 2\n", "/a/0/y", 2),
            ("a:\n  - x\n  - y\n", "/a/1", 2),
            ("a:\n  b: &one 1\nc: *one\n", "/c", 2),
            ("a:\n  b: &one 1\nc: *one\n", "/a/b", 1),
            ("a: |\n  text\nb: {c: 1}\n", "/b/c", 2),
            ("a:\r\n  b: 1\r\n", "/a/b", 1),
            ("a: 1\n---\nb: 1\n", "/a", 0),
        ] {
            let (after, list) = ignored("values.yaml", text, pointer, None);
            let mut lines: Vec<&str> = after.split_inclusive('\n').collect();
            assert_eq!(lines.remove(line).trim(), comment, "{after}");
            assert_eq!((lines.concat().as_str(), list.as_str()), (text, ""));
            assert_eq!(Yaml::read(after.as_str()).value(), Yaml::read(text).value());
        }
        let (after, _) = ignored("values.yaml", "a:\n  - x: 1\n    y: 2\n", "/a/0/y", None);
        assert!(after.contains("\n    # pack-check"), "{after}");
    }

    #[test]
    fn where_no_comment_can_stand_an_entry_is_made() {
        let entry = |file: &str, path: &str| {
            format!(
                "ignore:\n  - rule: a-rule\n    file: {file}\n    path: {path}\n    reason: \"it is so: \\\"1\\\"\"\n"
            )
        };
        let (after, list) = ignored("pack.json", "{\"a\": [1]}", "/a/0", None);
        assert_eq!(after, "{\"a\": [1]}");
        assert_eq!(list, entry("pack.json", "/a/0"));
        for (text, pointer) in [
            ("a: {\n  b: 1,\n  c: 2}\n", "/a/c"),
            ("a: [1,\n  2]\n", "/a/1"),
            ("a: b\n\tc: d: e\nf: 1\n", "/a"),
        ] {
            let (after, list) = ignored("values.yaml", text, pointer, None);
            assert_eq!(
                (after.as_str(), list),
                (text, entry("values.yaml", pointer))
            );
        }
    }

    #[test]
    fn entries_are_added_to_those_that_are_there() {
        let list = "# Why.\nignore:\n- rule: other # here\n  reason: x\n";
        let (_, after) = ignored("notes.txt", "", "", Some(list));
        let expected =
            "- rule: a-rule\n  file: notes.txt\n  path: \"\"\n  reason: \"it is so: \\\"1\\\"\"\n";
        assert_eq!(after, format!("{list}{expected}"));
    }

    #[test]
    fn what_is_ignored_with_a_finding_is_told() {
        let told = |file: &str, text: &str, place: fn(FilePath) -> Place| {
            let mut pack = Pack::default();
            let path = FilePath::new(file).unwrap();
            pack.put(path.clone(), Some(File::of_text(text)));
            let place = place(path);
            let start = pack.span(&place).map_or(0, |span| span.start);
            let found = found_at(place);
            reach(&pack, &found, start)
        };
        let text: fn(FilePath) -> Place = |file| Place::text(file, 3..4);
        let value: fn(FilePath) -> Place = |file| Place::value(file, "/a".parse().unwrap());
        let entry = "It is written into .pack-check.yaml.";
        for (file, content, place, expected) in [
            (
                "values.yaml",
                "a: 1\n",
                value,
                "It is written into values.yaml, as a comment above the line.".to_owned(),
            ),
            (
                "values.yaml",
                "a: 1\n",
                text,
                "It is written into values.yaml, as a comment above the line.".to_owned(),
            ),
            (
                "values.yaml",
                "a: [\n",
                text,
                format!("Ignores all findings of `a-rule` in values.yaml. {entry}"),
            ),
            (
                "pack.json",
                "{\"a\": 1",
                text,
                format!("Ignores all findings of `a-rule` in pack.json. {entry}"),
            ),
            ("pack.json", "{\"a\": 1}", value, entry.to_owned()),
            (
                "README.md",
                "# {{ x\n",
                text,
                format!("Ignores all findings of `a-rule` in README.md. {entry}"),
            ),
            (
                "logo.png",
                "",
                Place::file,
                format!("Ignores all findings of `a-rule` about logo.png as a whole. {entry}"),
            ),
        ] {
            assert_eq!(told(file, content, place), expected, "{file}: {content}");
        }
    }
}
