//! Whether a value looks as its format asks, and which part of it does not.

use regex_lite::{Error, Regex, RegexBuilder, escape};

use super::format::{Argument, Format, FormatPart, Kind, Token};

/// The most memory that a regular expression of a pack may take, in bytes; RE2 allows less.
const REGEX_SIZE: usize = 2 << 20;
/// The longest format and the longest value that are judged, in bytes: matching takes up to the product of
/// both.
const LONGEST: usize = 4 << 10;

/// How a value fits its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the whole value matches.
    pub fits: bool,
    /// Each part of the format in words, with its own verdict.
    pub parts: Vec<(String, Fit)>,
}

/// How a value fits one part of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is there.
    Fits,
    /// It is not there, or something else follows.
    Fails,
    /// A part before it is not there.
    Unknown,
}

/// How a text fits a format; `None` where a regular expression is not valid, or it takes too long to tell.
pub fn verdict(format: &Format, text: &str) -> Option<Verdict> {
    let parts = &format.parts;
    if let [
        part @ FormatPart::Token(Token {
            argument: Argument::Range(..),
            ..
        }),
    ] = parts.as_slice()
    {
        let fits = is_within(part, text);
        let fit = if fits { Fit::Fits } else { Fit::Fails };
        let parts = vec![(words(part), fit)];
        return Some(Verdict { fits, parts });
    }
    let patterns: Vec<_> = parts.iter().map(pattern).collect();
    let length: usize = patterns.iter().map(String::len).sum();
    if length.max(text.len()) > LONGEST {
        return None;
    }
    let groups = patterns.iter().enumerate();
    let groups: String = groups
        .map(|(at, part)| format!("(?P<part{at}>{part})"))
        .collect();
    let whole = compile(&format!("^(?s:{groups})$")).ok()?;
    let fits: Vec<_> = match whole.captures(text) {
        Some(found) => {
            let fits = parts.iter().enumerate().map(|(at, part)| {
                let taken = found.name(&format!("part{at}"));
                match is_within(part, taken.map_or("", |taken| taken.as_str())) {
                    true => Fit::Fits,
                    false => Fit::Fails,
                }
            });
            fits.collect()
        }
        None => {
            // What comes after the first parts that are there is at fault.
            let begins = |count: &usize| {
                let start = patterns.get(..*count).unwrap_or_default().concat();
                compile(&format!("^(?s:{start})")).is_ok_and(|start| start.is_match(text))
            };
            let there = (0..parts.len()).rev().find(begins).unwrap_or_default();
            let fit = |at: usize| match at.cmp(&there) {
                std::cmp::Ordering::Less => Fit::Fits,
                std::cmp::Ordering::Equal => Fit::Fails,
                std::cmp::Ordering::Greater => Fit::Unknown,
            };
            (0..parts.len()).map(fit).collect()
        }
    };
    let is_empty = parts.is_empty() && !text.is_empty();
    Some(Verdict {
        fits: !is_empty && fits.iter().all(|fit| *fit == Fit::Fits),
        parts: parts.iter().map(words).zip(fits).collect(),
    })
}

/// What a format expects, in words, if a text certainly does not match it.
pub fn mismatch(format: &Format, text: &str) -> Option<String> {
    let is_number = |token: &Token| matches!(token.argument, Argument::Range(..));
    if format.token().is_some_and(is_number) && text.parse::<f64>().is_err() {
        return Some("a number".to_owned());
    }
    let found = verdict(format, text)?;
    (!found.fits).then(|| found.parts.into_iter().map(|(words, _)| words).collect())
}

/// Whether a text is not a regular expression in RE2's syntax. Syntax that only RE2 has counts as valid.
pub fn is_invalid_regex(text: &str) -> bool {
    let only_re2 = [r"\Q", r"\C", r"\p", r"\P"]
        .iter()
        .any(|sign| text.contains(sign));
    !only_re2 && text.len() <= LONGEST && compile(text).is_err()
}

fn compile(text: &str) -> Result<Regex, Error> {
    RegexBuilder::new(text).size_limit(REGEX_SIZE).build()
}

/// Whether the text that stands for a part keeps its limits.
fn is_within(part: &FormatPart, text: &str) -> bool {
    match part {
        FormatPart::Token(Token {
            argument: Argument::Range(low, high),
            ..
        }) => text
            .parse::<f64>()
            .is_ok_and(|number| (*low..=*high).contains(&number)),
        _ => true,
    }
}

/// The regular expression of a part.
fn pattern(part: &FormatPart) -> String {
    let Token { kind, argument } = match part {
        FormatPart::Literal(text) => return escape(text),
        FormatPart::Token(token) => token,
    };
    let pattern = match (kind, argument) {
        // A match anywhere in the part counts, unless it is anchored.
        (_, Argument::Regex(regex)) => {
            let plain = regex.trim_start_matches('^').trim_end_matches('$');
            return format!("(?:{plain})");
        }
        (_, Argument::Items(items)) => {
            let items: Vec<_> = items.iter().map(|item| escape(item)).collect();
            return format!("(?:{})", items.join("|"));
        }
        (Kind::Number, _) => r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?",
        (Kind::Boolean, _) => "(?i:true|false)",
        (Kind::Ipv4, _) => r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}",
        (Kind::Version, _) => r"[vV]?[0-9]+(?:\.[0-9]+)*(?:[-+._a-zA-Z0-9]*)",
        (Kind::String | Kind::Password | Kind::Input | Kind::List, _) => ".*",
    };
    pattern.to_owned()
}

/// A part in words.
fn words(part: &FormatPart) -> String {
    let Token { kind, argument } = match part {
        FormatPart::Literal(text) => return format!("“{text}”"),
        FormatPart::Token(token) => token,
    };
    match (kind, argument) {
        (Kind::Number, Argument::Regex(regex)) => format!("a number that matches /{regex}/"),
        (_, Argument::Regex(regex)) => format!("a string that matches /{regex}/"),
        (_, Argument::Range(low, high)) => format!("a number from {low} to {high}"),
        (_, Argument::Items(items)) => format!("one of {}", items.join(", ")),
        (Kind::Number, _) => "a number".to_owned(),
        (Kind::Boolean, _) => "true or false".to_owned(),
        (Kind::Ipv4, _) => "an IPv4 address".to_owned(),
        (Kind::Version, _) => "a version".to_owned(),
        (Kind::String | Kind::Password | Kind::Input | Kind::List, _) => "a string".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &str) -> Format {
        Format::read(text).unwrap()
    }

    #[test]
    fn formats_take_what_they_describe() {
        for (text, fits, not) in [
            ("${string}", "any thing", None),
            ("${number}", "-1.5", Some("x")),
            ("${number:[1-9]}", "9", Some("10")),
            ("${number:[1-9]}", "1.5", Some("x")),
            ("${number:[1-9]} Gi", "9 Gi", Some("10 Gi")),
            ("${boolean}", "true", Some("yes")),
            ("${list:[a,b.c]}", "b.c", Some("bxc")),
            ("${ipv4} - ${ipv4}", "10.0.0.1 - 10.0.0.9", Some("10.0.0.1")),
            (
                "${string}/${string}:${version}",
                "ghcr.io/a/b:1.2.3",
                Some("b:1"),
            ),
            (r"${string:/^[a-z]+\d$/}", "ab1", Some("ab")),
            ("${version}", "v1.2", Some("latest")),
            ("", "", Some("a")),
        ] {
            let format = format(text);
            assert_eq!(mismatch(&format, fits), None, "{text}: {fits}");
            if let Some(not) = not {
                assert!(mismatch(&format, not).is_some(), "{text}: {not}");
            }
        }
    }

    #[test]
    fn the_part_at_fault_is_told() {
        use Fit::{Fails, Fits, Unknown};
        for (text, value, expected) in [
            (
                "${ipv4} - ${ipv4}",
                "10.0.0.1 - 10.0.0.9",
                &[Fits, Fits, Fits][..],
            ),
            ("${ipv4} - ${ipv4}", "10.0.0.1", &[Fits, Fails, Unknown]),
            ("${ipv4} - ${ipv4}", "10.0.0.1 - x", &[Fits, Fits, Fails]),
            ("${ipv4} - ${ipv4}", "x", &[Fails, Unknown, Unknown]),
            ("${number:[1-9]} Gi", "10 Gi", &[Fails, Fits]),
            ("${number} Gi", "10 Gib", &[Fits, Fails]),
        ] {
            let found = verdict(&format(text), value).unwrap();
            let fits: Vec<_> = found.parts.iter().map(|(_, fit)| *fit).collect();
            assert_eq!(fits, expected, "{text}: {value}");
            assert_eq!(found.fits, expected.iter().all(|fit| *fit == Fits));
        }
    }

    #[test]
    fn regular_expressions_are_those_of_re2() {
        for text in [
            "a",
            r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
            r"\Qa.b\E",
            r"\p{Greek}",
            r"(?i)a",
        ] {
            assert!(!is_invalid_regex(text), "{text}");
        }
        for text in [
            "(",
            "[a",
            "a{2,1}",
            "(?=a)",
            r"(a)\1",
            "*a",
            "((a{1000}){1000}){1000}",
        ] {
            assert!(is_invalid_regex(text), "{text}");
        }
    }

    #[test]
    fn what_takes_long_is_not_judged() {
        assert!(!is_invalid_regex(&"(".repeat(LONGEST + 1)));
        let format = format("${string:/b/}");
        assert!(mismatch(&format, "a").is_some());
        assert_eq!(mismatch(&format, &"a".repeat(LONGEST + 1)), None);
        assert_eq!(verdict(&self::format("${string:/(/}"), "a"), None);
    }
}
