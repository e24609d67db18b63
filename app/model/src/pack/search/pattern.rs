//! What is searched for in a text: words as they are, or a regular expression.

use std::ops::Range;

use regex_lite::{Regex, RegexBuilder};

use super::Query;

/// Finds a pattern in a text.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// A text, with whether the case of its letters counts, and whether it has to stand alone.
    Words(String, bool, bool),
    /// A regular expression.
    Regex(Regex),
}

impl Pattern {
    /// Reads what was asked for, or says why it cannot be read.
    pub(super) fn of(query: &Query) -> Result<Self, String> {
        if !query.is_regex {
            let Query {
                text,
                is_case,
                is_word,
                ..
            } = query;
            return Ok(Self::Words(text.clone(), *is_case, *is_word));
        }
        let written = match query.is_word {
            true => format!(r"\b(?:{})\b", query.text),
            false => query.text.clone(),
        };
        let mut builder = RegexBuilder::new(&written);
        let regex = builder
            .case_insensitive(!query.is_case)
            .multi_line(true)
            .build();
        regex.map(Self::Regex).map_err(|error| error.to_string())
    }

    /// The first place at which it is found, from a byte on. An empty find counts for nothing.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        match self {
            Self::Words(words, is_case, is_word) => {
                let mut from = from;
                loop {
                    let start = from + find(text.get(from..)?, words, *is_case)?;
                    let end = start + words.len();
                    if !is_word || stands_alone(text, start..end) {
                        return Some(start..end);
                    }
                    from = start + text[start..].chars().next().map_or(1, char::len_utf8);
                }
            }
            Self::Regex(regex) => {
                let mut at = from;
                loop {
                    let found = regex.find_at(text, at)?;
                    if !found.is_empty() {
                        return Some(found.range());
                    }
                    at = found.end() + text[found.end()..].chars().next()?.len_utf8();
                }
            }
        }
    }
}

/// Where some words begin in a text.
fn find(text: &str, words: &str, is_case: bool) -> Option<usize> {
    if is_case {
        return text.find(words);
    }
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let first = words.first()?.to_ascii_lowercase();
    let is_here = |at: usize| {
        text.get(at..at + words.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(words))
    };
    (0..text.len()).find(|at| text[*at].to_ascii_lowercase() == first && is_here(*at))
}

/// Whether no letter, digit or underscore is beside a range of a text.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let is_of_word = |one: char| one.is_alphanumeric() || one == '_';
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &Query, text: &str) -> Vec<(usize, usize)> {
        let pattern = Pattern::of(query).unwrap();
        let mut from = 0;
        std::iter::from_fn(|| {
            let range = pattern.find(text, from)?;
            from = range.end;
            Some((range.start, range.end))
        })
        .collect()
    }

    fn query(text: &str, switches: &str) -> Query {
        Query {
            text: text.to_owned(),
            is_case: switches.contains('c'),
            is_word: switches.contains('w'),
            is_regex: switches.contains('r'),
        }
    }

    #[test]
    fn words_and_expressions_are_found() {
        for (words, switches, text, expected) in [
            ("ab", "", "ab AB xaby", &[(0, 2), (3, 5), (7, 9)][..]),
            ("ab", "c", "ab AB xaby", &[(0, 2), (7, 9)][..]),
            ("ab", "w", "ab AB xaby", &[(0, 2), (3, 5)][..]),
            ("ab", "cw", "xab ab", &[(4, 6)][..]),
            ("a.", "", "ab a.", &[(3, 5)][..]),
            ("a.", "r", "ab a.", &[(0, 2), (3, 5)][..]),
            ("a*", "r", "baab", &[(1, 3)][..]),
            ("^b", "r", "a\nb", &[(2, 3)][..]),
            ("B", "rw", "b bb", &[(0, 1)][..]),
            ("ü", "", "für", &[(1, 3)][..]),
            ("x", "", "", &[][..]),
        ] {
            assert_eq!(
                found(&query(words, switches), text),
                expected,
                "{words} {switches}"
            );
        }
        assert!(Pattern::of(&query("(", "r")).is_err());
        assert!(Pattern::of(&query("(", "")).is_ok());
    }
}
