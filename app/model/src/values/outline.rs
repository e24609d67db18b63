//! The outline of values.yaml: one line per key or item, and which lines are shown.

use pack_syntax::yaml::{Node, NodeKind};
use pack_syntax::{Pointer, Yaml};

/// The longest text of a value on its line, in characters.
const LONGEST: usize = 80;

/// A key or item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place.
    pub pointer: Pointer,
    /// Its depth.
    pub depth: usize,
    /// The key, or the index of an item in brackets.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// The index of the first line that is not below it.
    pub end: usize,
}

/// The value on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar or an alias, as it is spelled, on one line, shortened if it is long.
    Spelled(String),
    /// A map with this many keys.
    Map(usize),
    /// A list with this many items.
    List(usize),
}

/// All lines of the first document, in their order.
pub fn outline(yaml: &Yaml) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(root) = yaml.root() {
        below(yaml, root, &Pointer::root(), &mut lines);
    }
    lines
}

fn below(yaml: &Yaml, node: &Node, at: &Pointer, lines: &mut Vec<Line>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                if let Some(key) = entry.key() {
                    line(yaml, entry.value(), at.child(key), key.to_owned(), lines);
                }
            }
        }
        NodeKind::Seq(items) => {
            for (index, item) in items.iter().enumerate() {
                line(yaml, item, at.item(index), format!("[{index}]"), lines);
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
    }
}

fn line(yaml: &Yaml, node: &Node, pointer: Pointer, name: String, lines: &mut Vec<Line>) {
    let value = match node.kind() {
        NodeKind::Map(entries) => Value::Map(entries.len()),
        NodeKind::Seq(items) => Value::List(items.len()),
        _ => Value::Spelled(on_one_line(
            yaml.text().get(node.span()).unwrap_or_default(),
        )),
    };
    let index = lines.len();
    lines.push(Line {
        depth: pointer.tokens().len().saturating_sub(1),
        pointer: pointer.clone(),
        name,
        value,
        end: 0,
    });
    below(yaml, node, &pointer, lines);
    let end = lines.len();
    if let Some(line) = lines.get_mut(index) {
        line.end = end;
    }
}

/// The first line of a text, shortened if it is long.
fn on_one_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    let mut shown: String = first.chars().take(LONGEST).collect();
    if shown.len() < first.len() || lines.next().is_some() {
        shown.push('…');
    }
    shown
}

/// The indices of the lines in maps and lists that are all open.
pub fn visible(lines: &[Line], is_open: impl Fn(&Pointer) -> bool) -> Vec<usize> {
    let mut shown = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        shown.push(index);
        index = if is_open(&line.pointer) {
            index + 1
        } else {
            line.end.max(index + 1)
        };
    }
    shown
}

/// The indices of the lines whose dotted path contains every word of a search, in any case.
pub fn matching(lines: &[Line], search: &str) -> Vec<usize> {
    let words: Vec<_> = search.split_whitespace().map(str::to_lowercase).collect();
    let fits = |line: &Line| {
        let path = dotted(&line.pointer).to_lowercase();
        words.iter().all(|word| path.contains(word.as_str()))
    };
    let fitting = lines.iter().enumerate().filter(|(_, line)| fits(line));
    fitting.map(|(index, _)| index).collect()
}

/// A path as Palette writes it: keys joined by dots, indices in brackets.
pub fn dotted(pointer: &Pointer) -> String {
    let mut path = String::new();
    for token in pointer.tokens() {
        let is_index = token.bytes().all(|byte| byte.is_ascii_digit()) && !path.is_empty();
        if is_index {
            path.push_str(&format!("[{token}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(token);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "pack:\n  namespace: web\ncharts:\n  web:\n    image:\n      tag: \"1.2\"\n    args: [a, {b: c}]\n    note: |\n      one\n      two\nend: *x\n";

    fn paths(lines: &[Line], shown: &[usize]) -> Vec<String> {
        shown
            .iter()
            .map(|index| dotted(&lines[*index].pointer))
            .collect()
    }

    #[test]
    fn every_key_and_item_has_a_line() {
        let lines = outline(&Yaml::read("a: {b: [1, {c: 2}]}\nd: |\n  x\n  y\n"));
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line.name.as_str(), line.depth, line.value.clone(), line.end))
            .collect();
        let spelled = |text: &str| Value::Spelled(text.to_owned());
        assert_eq!(
            found,
            [
                ("a", 0, Value::Map(1), 5),
                ("b", 1, Value::List(2), 5),
                ("[0]", 2, spelled("1"), 3),
                ("[1]", 2, Value::Map(1), 5),
                ("c", 3, spelled("2"), 5),
                ("d", 0, spelled("|…"), 6),
            ]
        );
        assert!(outline(&Yaml::read("")).is_empty());
        assert!(outline(&Yaml::read("text")).is_empty());
    }

    #[test]
    fn what_is_closed_hides_what_is_below() {
        let lines = outline(&Yaml::read(TEXT));
        assert_eq!(
            paths(&lines, &visible(&lines, |_| false))[..2],
            ["pack", "charts"]
        );
        let open: [Pointer; 2] = ["/charts", "/charts/web"].map(|text| text.parse().unwrap());
        let shown = visible(&lines, |pointer| open.contains(pointer));
        assert_eq!(
            paths(&lines, &shown)[..6],
            [
                "pack",
                "charts",
                "charts.web",
                "charts.web.image",
                "charts.web.args",
                "charts.web.note"
            ]
        );
    }

    #[test]
    fn paths_are_found_by_their_words() {
        let lines = outline(&Yaml::read(TEXT));
        for (search, expected) in [
            ("TAG", &["charts.web.image.tag"][..]),
            ("args[1]", &["charts.web.args[1]", "charts.web.args[1].b"]),
            ("web tag", &["charts.web.image.tag"]),
            ("nothing", &[]),
        ] {
            assert_eq!(
                paths(&lines, &matching(&lines, search)),
                expected,
                "{search}"
            );
        }
    }
}
