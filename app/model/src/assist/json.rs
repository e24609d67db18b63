//! Finds the place of a caret in a JSON text.

use super::spot::{ITEM, Spot, Written};

/// A list or object around the caret.
enum Level {
    Object {
        key: Option<String>,
        is_at_value: bool,
    },
    List,
}

/// Where a byte is in a text; `None` at the root and in comments. The word ends at the byte, or for a
/// `whole` word at its own end.
pub(super) fn spot(text: &str, at: usize, whole: bool) -> Option<Spot> {
    let bytes = text.as_bytes();
    let mut levels: Vec<Level> = Vec::new();
    let mut word = None;
    let mut next = 0;
    while next < at.min(bytes.len()) {
        let here = next;
        next += 1;
        match bytes[here] {
            b'"' => {
                let end = string_end(bytes, here);
                if at <= end {
                    word = Some(here + 1..if whole { end } else { at });
                    break;
                }
                if let Some(Level::Object {
                    key,
                    is_at_value: false,
                }) = levels.last_mut()
                {
                    *key = unquoted(text.get(here..=end)?);
                }
                next = end + 1;
            }
            b'/' if matches!(bytes.get(next), Some(b'/' | b'*')) => {
                let close = if bytes[next] == b'/' { "\n" } else { "*/" };
                let end = text.get(next + 1..)?.find(close);
                let end = end.map_or(bytes.len() + 1, |end| next + 1 + end);
                if at <= end {
                    return None;
                }
                next = end + close.len();
            }
            b'{' => levels.push(Level::Object {
                key: None,
                is_at_value: false,
            }),
            b'[' => levels.push(Level::List),
            b'}' | b']' => {
                levels.pop();
            }
            b':' => {
                if let Some(Level::Object { is_at_value, .. }) = levels.last_mut() {
                    *is_at_value = true;
                }
            }
            b',' => {
                if let Some(Level::Object { key, is_at_value }) = levels.last_mut() {
                    (*key, *is_at_value) = (None, false);
                }
            }
            _ => {}
        }
    }
    let part = match levels.last()? {
        Level::Object {
            is_at_value: false, ..
        } => Written::Key,
        _ => Written::Value,
    };
    let quote = word.is_some().then_some('"');
    Some(Spot {
        path: path(levels, part),
        part,
        word: word.unwrap_or_else(|| bare_word(text, at)),
        quote,
    })
}

/// The end of the string that begins at a quote: its closing quote, or the end of its line.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\n' | b'\r' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unquoted(quoted: &str) -> Option<String> {
    let value = pack_syntax::json::value(quoted).ok()?;
    value.as_str().map(str::to_owned)
}

fn path(levels: Vec<Level>, part: Written) -> Vec<String> {
    let mut path: Vec<_> = levels
        .into_iter()
        .map(|level| match level {
            Level::Object { key, .. } => key.unwrap_or_default(),
            Level::List => ITEM.to_owned(),
        })
        .collect();
    if part == Written::Key {
        path.pop();
    }
    path
}

/// The letters and digits before a byte.
fn bare_word(text: &str, at: usize) -> std::ops::Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let word = before.trim_end_matches(|c: char| c.is_alphanumeric());
    word.len()..before.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with a caret `|`, the path, what is written and the word before the caret.
    fn check(marked: &str, path: &[&str], part: Written, word: &str) {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let spot = spot(&text, at, false).unwrap_or_else(|| panic!("{marked} is a place"));
        assert_eq!(
            (spot.path(), spot.part, &text[spot.word.clone()]),
            (path.to_vec(), part, word),
            "{marked}"
        );
    }

    #[test]
    fn carets_are_found_in_whole_and_broken_texts() {
        check(r#"{|}"#, &[], Written::Key, "");
        check(r#"{"na|"#, &[], Written::Key, "na");
        check("{\"na|\n \"layer\": 1}", &[], Written::Key, "na");
        check(r#"{"layer": "ad|don"}"#, &["layer"], Written::Value, "ad");
        check(r#"{"layer": ad|"#, &["layer"], Written::Value, "ad");
        check(r#"{"a": "\"{", "b": |"#, &["b"], Written::Value, "");
        check(
            r#"{"cloudTypes": ["all", "|"]}"#,
            &["cloudTypes", ITEM],
            Written::Value,
            "",
        );
        check(
            r#"{"constraints": {"dependencies": [{}, {"ty|"}]"#,
            &["constraints", "dependencies", ITEM],
            Written::Key,
            "ty",
        );
        check(r#"{"a": 1, "|b": 2}"#, &[], Written::Key, "");
        check("{ // {\n|}", &[], Written::Key, "");
    }

    #[test]
    fn comments_and_the_root_are_no_places() {
        for (text, at) in [
            ("{ // x", 6),
            ("{ /* x", 6),
            ("", 0),
            ("{} ", 3),
            ("\"x\"", 1),
        ] {
            assert_eq!(spot(text, at, false), None, "{text}");
        }
    }

    #[test]
    fn a_word_can_be_looked_at_as_a_whole() {
        let text = r#"{"name": "x"}"#;
        let found = spot(text, 4, true).unwrap();
        assert_eq!(&text[found.word], "name");
    }
}
