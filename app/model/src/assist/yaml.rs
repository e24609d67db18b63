//! Where a caret is in a YAML text in block style, by the indentation of the lines above it, and how far
//! the next line is indented.

use super::spot::{ITEM, Spot, Written};

/// A line that is neither empty nor a comment.
struct Line<'a> {
    /// The columns of the dashes at its start.
    dashes: Vec<usize>,
    /// The column of what follows them.
    column: usize,
    /// What follows them.
    rest: &'a str,
}

/// Where a byte is in a text; `None` in comments, block scalars and brackets. The word ends at the byte,
/// or for a `whole` word at its own end.
pub(super) fn spot(text: &str, at: usize, whole: bool) -> Option<Spot> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..]
        .find(['\r', '\n'])
        .map_or(text.len(), |end| at + end);
    let mut line = read(text.get(start..end)?);
    if line.rest.is_empty() {
        line = read(&text[start..at]);
    }
    let from = start + line.column;
    let seen = text.get(from..at)?;
    if line.rest.starts_with('#') || seen.contains(['{', '[']) {
        return None;
    }
    let mut path = above(text.get(..start)?, &line)?;
    let (part, word) = match split(line.rest) {
        Some((key, value)) if at >= from + value.start => {
            path.push(key.to_owned());
            let spaces =
                line.rest[value.clone()].len() - line.rest[value.clone()].trim_start().len();
            let value = (from + value.start + spaces).min(at);
            (Written::Value, value..end)
        }
        Some((_, value)) => (Written::Key, from..from + value.start - 1),
        // An item of a list may be a value, or a key that is still being typed.
        None if !line.dashes.is_empty() && !line.rest.is_empty() => (Written::Value, from..end),
        None => (Written::Key, from..end.max(from)),
    };
    let word = word.start..if whole { word.end } else { at };
    let first = text[word.clone()].chars().next();
    let quote = first.filter(|first| matches!(first, '"' | '\''));
    let closing = text[word.clone()].len() > 1 && text[word.clone()].ends_with(['"', '\'']);
    let inner = word.start + usize::from(quote.is_some())
        ..word.end - usize::from(quote.is_some() && closing && whole);
    Some(Spot {
        path,
        part,
        word: inner,
        quote,
    })
}

fn read(line: &str) -> Line<'_> {
    let mut rest = line.trim_start_matches(' ');
    let mut dashes = Vec::new();
    while let Some(after) = rest.strip_prefix('-') {
        if !(after.is_empty() || after.starts_with(' ')) {
            break;
        }
        dashes.push(line.len() - rest.len());
        rest = after.trim_start_matches(' ');
    }
    Line {
        dashes,
        column: line.len() - rest.len(),
        rest,
    }
}

/// The key of an entry, without quotes, and the range of what follows its colon.
fn split(rest: &str) -> Option<(&str, std::ops::Range<usize>)> {
    let colon = match rest.chars().next()? {
        quote @ ('"' | '\'') => {
            let close = rest[1..].find(quote)? + 2;
            rest[close..]
                .trim_start()
                .starts_with(':')
                .then(|| close + rest[close..].find(':').unwrap_or_default())?
        }
        _ => rest
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| matches!(rest.as_bytes().get(at + 1), None | Some(b' ')))?,
    };
    let key = rest[..colon].trim().trim_matches(['"', '\'']);
    Some((key, colon + 1..rest.len()))
}

/// The keys above a line, from the root; `None` if the line is part of a block scalar.
fn above(before: &str, line: &Line<'_>) -> Option<Vec<String>> {
    let mut path = Vec::new();
    // Keys above are further left; the key of a list may be in the same column as its dashes.
    let mut column = line.column;
    let mut is_item = false;
    let climb =
        |line: &Line<'_>, path: &mut Vec<String>, column: &mut usize, is_item: &mut bool| {
            for dash in line.dashes.iter().rev().filter(|dash| **dash < line.column) {
                if *dash < *column {
                    path.push(ITEM.to_owned());
                    (*column, *is_item) = (*dash, true);
                }
            }
        };
    climb(line, &mut path, &mut column, &mut is_item);
    for text in before.lines().rev() {
        if column == 0 && !is_item {
            break;
        }
        if text.starts_with("---") || text.starts_with("...") {
            break;
        }
        let line = read(text);
        if line.rest.is_empty() && line.dashes.is_empty() || line.rest.starts_with('#') {
            continue;
        }
        let is_above = line.column < column || (is_item && line.column == column);
        if let Some((key, value)) = split(line.rest).filter(|_| is_above) {
            if line.rest[value].trim_start().starts_with(['|', '>']) {
                return None;
            }
            path.push(key.to_owned());
            (column, is_item) = (line.column, false);
        }
        climb(&line, &mut path, &mut column, &mut is_item);
    }
    path.reverse();
    Some(path)
}

/// The column at which the next line begins after a line break at a byte.
pub(super) fn indent(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = read(&before[start..]);
    let spaces = line.dashes.first().copied().unwrap_or(line.column);
    let rest = line.rest.split(" #").next().unwrap_or_default().trim_end();
    if rest.is_empty() || rest.starts_with('#') {
        return Some(spaces);
    }
    let opens = rest.ends_with([':', '{', '[']) || opens_text(rest);
    Some(if opens {
        line.column + unit(text)
    } else if split(rest).is_some() {
        line.column
    } else {
        spaces
    })
}

/// Whether a line ends with the header of a block scalar: `|` or `>`, with or without modifiers.
fn opens_text(rest: &str) -> bool {
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let mut mark = last.chars();
    matches!(mark.next(), Some('|' | '>')) && mark.all(|c| matches!(c, '-' | '+' | '1'..='9'))
}

/// The indentation of the text: that of its first indented line, else two spaces.
fn unit(text: &str) -> usize {
    let columns = text
        .lines()
        .map(|line| (line, line.len() - line.trim_start_matches(' ').len()));
    columns
        .filter(|(line, _)| !line.trim_start().starts_with(['#', '-']) && !line.trim().is_empty())
        .map(|(_, column)| column)
        .find(|column| *column > 0)
        .filter(|column| *column <= 8)
        .unwrap_or(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with a caret `|`, the path, what is written and the word before the caret.
    fn check(marked: &str, path: &[&str], part: Written, word: &str) {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let spot = spot(&text, at, false).unwrap_or_else(|| panic!("{marked:?} is a place"));
        assert_eq!(
            (spot.path(), spot.part, &text[spot.word.clone()]),
            (path.to_vec(), part, word),
            "{marked:?}"
        );
    }

    #[test]
    fn carets_are_found_by_indentation() {
        check("pa|", &[], Written::Key, "pa");
        check("pack:\n  na|", &["pack"], Written::Key, "na");
        check(
            "pack:\n  content:\n    images: []\n  |",
            &["pack"],
            Written::Key,
            "",
        );
        check(
            "pack:\n  namespace: \"d|\"",
            &["pack", "namespace"],
            Written::Value,
            "d",
        );
        check("a:\n  b: 1\nc: |", &["c"], Written::Value, "");
        check("\"a b\":\r\n  x|", &["a b"], Written::Key, "x");
        check("a:\n\n# note\n  b|: 1", &["a"], Written::Key, "b");
        check("a:\n- k: 1\n  v|", &["a", ITEM], Written::Key, "v");
        check("a:\n  - - k|: 1", &["a", ITEM, ITEM], Written::Key, "k");
        check(
            "a:\n  - x: 1\n  - y: |",
            &["a", ITEM, "y"],
            Written::Value,
            "",
        );
        check("a:\n- one\n- tw|", &["a", ITEM], Written::Value, "tw");
        check("a:\n  - |", &["a", ITEM], Written::Key, "");
        check("a: 1\n---\n  b|", &[], Written::Key, "b");
        check("url: http://x|", &["url"], Written::Value, "http://x");
    }

    #[test]
    fn text_blocks_comments_and_brackets_are_no_places() {
        for (text, at) in [("a: |\n  b", 8), ("# a", 3), ("a: {b", 5), ("a: [", 4)] {
            assert_eq!(spot(text, at, false), None, "{text:?}");
        }
    }

    #[test]
    fn a_key_can_be_looked_at_as_a_whole() {
        let text = "pack:\n  namespace: \"x\"\n";
        for (at, part, word) in [(10, Written::Key, "namespace"), (20, Written::Value, "x")] {
            let found = spot(text, at, true).unwrap();
            assert_eq!((found.part, &text[found.word]), (part, word), "{at}");
        }
    }

    #[test]
    fn lines_begin_where_the_text_goes_on() {
        for (before, expected) in [
            ("a:", 2),
            ("a: 1", 0),
            ("a:\n    b:", 8),
            ("a: # note", 2),
            ("  - name: x", 4),
            ("  - name:", 6),
            ("  - text", 2),
            ("a: |-", 2),
            ("  # note:", 2),
            ("a: {", 2),
            ("  ", 2),
            ("", 0),
        ] {
            let found = indent(before, before.len());
            assert_eq!(found, Some(expected), "{before:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_caret_in_any_text(text in "[-ab: #\"'|\\[\n\ré😀]{0,30}", at in 0_usize..40) {
            let at = text.floor_char_boundary(at);
            for whole in [false, true] {
                if let Some(found) = spot(&text, at, whole) {
                    assert!(text.get(found.word).is_some());
                }
                if let Some(found) = super::super::json::spot(&text, at, whole) {
                    assert!(text.get(found.word).is_some());
                }
            }
            indent(&text, at);
        }
    }
}
