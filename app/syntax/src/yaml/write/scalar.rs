//! Writes scalars so that every YAML reader reads them as the intended type.
//!
//! Readers of packs use YAML 1.1 or 1.2. A text that one of them may read as a number, a boolean, a
//! date or null gets quotes.

use serde_json::Value;

use crate::yaml::node::Style;
use crate::yaml::typed;

/// The format in which a scalar is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScalarFormat {
    /// The style of the scalar that is replaced. It is kept if the text allows it.
    pub(crate) style: Option<Style>,
    /// The quotes for a text that needs quotes.
    pub(crate) quote: Style,
    /// Whether the scalar is inside brackets, where more characters have a meaning.
    pub(crate) flow: bool,
}

/// A scalar on one line. Maps and sequences become null.
pub(crate) fn inline(value: &Value, format: ScalarFormat) -> String {
    match value {
        Value::String(text) => string(text, format),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        _ => "null".to_owned(),
    }
}

/// A text on one line.
pub(crate) fn string(text: &str, format: ScalarFormat) -> String {
    let quote = match format.style {
        Some(style @ (Style::SingleQuoted | Style::DoubleQuoted)) => style,
        style => {
            let templates = style == Some(Style::Plain) || !text.contains("{{");
            if templates && is_plain(text, format.flow) {
                return text.to_owned();
            }
            format.quote
        }
    };
    if quote == Style::SingleQuoted && text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

/// A text with several lines as a block scalar: the header, and lines that are indented by `unit`.
/// `None` if a block scalar of that style cannot contain exactly this text.
pub(crate) fn block(text: &str, style: Style, unit: usize) -> Option<(String, Vec<String>)> {
    let content = text.trim_end_matches('\n');
    let printable = |c| c == '\n' || c == '\t' || is_printable(c);
    if content.is_empty()
        || content.starts_with('\n')
        || !text.contains('\n')
        || !text.chars().all(printable)
    {
        return None;
    }
    // The first line determines the indentation, and a last line of spaces would be invisible.
    let is_empty = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    if is_empty(content.split('\n').next()) || is_empty(content.split('\n').next_back()) {
        return None;
    }
    let folded = style == Style::Folded && !content.split('\n').any(|l| l.starts_with([' ', '\t']));
    let mut header = if folded { ">" } else { "|" }.to_owned();
    // Readers refuse a tab where they look for the indentation.
    if content.starts_with([' ', '\t']) {
        if !(1..=9).contains(&unit) {
            return None;
        }
        header.push_str(&unit.to_string());
    }
    let breaks = text.len() - content.len();
    header.push_str(match breaks {
        0 => "-",
        1 => "",
        _ => "+",
    });
    let mut lines = Vec::new();
    for (index, line) in content.split('\n').enumerate() {
        if folded && index > 0 {
            lines.push(String::new());
        }
        if !(folded && line.is_empty()) {
            lines.push(indented(line, unit));
        }
    }
    lines.extend((1..breaks).map(|_| String::new()));
    Some((header, lines))
}

/// A line indented by spaces. An empty line stays empty.
pub(crate) fn indented(line: &str, unit: usize) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!("{}{line}", " ".repeat(unit))
    }
}

/// Whether a text without quotes is certain to be read as that text.
fn is_plain(text: &str, flow: bool) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    let starts = match first {
        '-' | '?' | ':' => !flow && second.is_some_and(|c| c != ' '),
        _ => !"[]{},#&*!|>'\"%@`".contains(first),
    };
    starts
        && text.trim() == text
        && text.chars().all(is_printable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !(flow && text.contains(is_flow_sign))
        && !(flow && text.contains(':'))
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !is_ambiguous(text)
        && typed::is_string(text)
}

fn is_flow_sign(c: char) -> bool {
    matches!(c, ',' | '[' | ']' | '{' | '}')
}

/// Whether a reader of YAML 1.1 or 1.2 may read a plain text as another type.
fn is_ambiguous(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", ".nan",
    ];
    let unsigned = text.trim_start_matches(['-', '+']);
    let known =
        |word: &&str| word.eq_ignore_ascii_case(text) || word.eq_ignore_ascii_case(unsigned);
    if WORDS.iter().any(known) {
        return true;
    }
    let digits = unsigned.replace('_', "");
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let prefixed = ["0x", "0o", "0b"].iter().any(|prefix| {
        let rest = digits.strip_prefix(prefix).unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let sexagesimal = digits.contains(':')
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    numeric && (prefixed || sexagesimal || is_date(text) || digits.parse::<f64>().is_ok())
}

/// Whether a text starts like a timestamp of YAML 1.1: `2001-1-1`, alone or before a time.
fn is_date(text: &str) -> bool {
    let day = text.split(['T', 't', ' ', '\t']).next().unwrap_or_default();
    let mut parts = day.split('-');
    let lengths = [4..=4, 1..=2, 1..=2];
    let fits = lengths.into_iter().all(|length| {
        parts.next().is_some_and(|part| {
            length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    fits && parts.next().is_none()
}

/// Whether YAML allows a character without an escape, and it does not end a line.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            _ if is_printable(c) => quoted.push(c),
            _ => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANY: ScalarFormat = ScalarFormat {
        style: None,
        quote: Style::DoubleQuoted,
        flow: false,
    };

    #[test]
    fn quotes_what_is_ambiguous() {
        let plain = [
            "a",
            "two words",
            "1.2.3",
            "10.0.0.1",
            "v1",
            "100m",
            "2Gi",
            "a:b",
            "a#b",
            "http://x/y",
            "-x",
            ":x",
            "x,y",
            "é",
            "😀",
            "1.2.3-rc1",
            "it's",
            "a \"b\"",
            "2024-01",
            "/a",
            "a=b",
            "infinity",
            "0xfg",
            "e1",
        ];
        for text in plain {
            assert_eq!(string(text, ANY), text);
        }
        let quoted = [
            "",
            " a",
            "a ",
            "yes",
            "No",
            "ON",
            "off",
            "y",
            "N",
            "true",
            "Null",
            "~",
            "1",
            "-1",
            "+1",
            "1.10",
            "0644",
            "1e3",
            "0x1F",
            "0o7",
            "0b1",
            "1_000",
            ".5",
            "1.",
            "1:30",
            "2001-01-01",
            "2001-1-1T10:00:00Z",
            "a: b",
            "a #b",
            "#a",
            "a:",
            "- a",
            "-",
            "?",
            "[a",
            "{a",
            "{{ .a }}",
            "a {{ .b }}",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a",
            "%a",
            "@a",
            "`a",
            "---",
            "... a",
            "<<",
            "=",
            ".nan",
            "-.INF",
            "a\tb",
        ];
        for text in quoted {
            assert!(string(text, ANY).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn keeps_the_style_that_was() {
        let table = [
            (Style::Plain, "a {{ .b }}", "a {{ .b }}"),
            (Style::Plain, "{{ .b }}", "\"{{ .b }}\""),
            (Style::SingleQuoted, "it's", "'it''s'"),
            (Style::SingleQuoted, "a\nb", "\"a\\nb\""),
            (
                Style::DoubleQuoted,
                "a\\\u{7}\u{feff}",
                "\"a\\\\\\u0007\\ufeff\"",
            ),
            (Style::DoubleQuoted, "a", "\"a\""),
        ];
        for (style, text, spelled) in table {
            let format = ScalarFormat {
                style: Some(style),
                ..ANY
            };
            assert_eq!(string(text, format), spelled);
        }
    }

    #[test]
    fn writes_blocks() {
        let table = [
            ("a\nb\n", Style::Literal, Some(("|", "  a/  b"))),
            ("a\n\nb", Style::Literal, Some(("|-", "  a//  b"))),
            ("a\n\n\n", Style::Literal, Some(("|+", "  a//"))),
            (" a\nb\n", Style::Literal, Some(("|2", "   a/  b"))),
            ("\na\n", Style::Literal, None),
            ("a\nb\n", Style::Folded, Some((">", "  a//  b"))),
            ("a\n\nb\n", Style::Folded, Some((">", "  a///  b"))),
            ("a\n b\n", Style::Folded, Some(("|", "  a/   b"))),
            ("a", Style::Literal, None),
            ("\n", Style::Literal, None),
            ("a\n  \nb", Style::Literal, Some(("|-", "  a/    /  b"))),
            ("a\n  ", Style::Literal, None),
            ("\ta\n", Style::Literal, Some(("|2", "  \ta"))),
            ("  \na", Style::Literal, None),
            ("a\r\nb", Style::Literal, None),
        ];
        for (text, style, expected) in table {
            let written = block(text, style, 2).map(|(header, lines)| (header, lines.join("/")));
            let expected = expected.map(|(header, lines)| (header.to_owned(), lines.to_owned()));
            assert_eq!(written, expected, "{text:?}");
        }
    }

    fn read(text: &str) -> Option<serde_yaml::Value> {
        serde_yaml::from_str(text).ok()
    }

    proptest! {
        #[test]
        fn reads_back(text in r#"([a-c0-9 :#'"{},\[\]\\.\-é\n\t]|\PC|\u{85}|\u{2028}|\r){0,8}"#) {
            let expected = serde_yaml::Value::from(text.as_str());
            for style in [None, Some(Style::Plain), Some(Style::SingleQuoted), Some(Style::DoubleQuoted)] {
                for flow in [false, true] {
                    let spelled = string(&text, ScalarFormat { style, quote: Style::SingleQuoted, flow });
                    let (document, steps) = if flow { (format!("[{spelled}, x]"), true) } else { (format!("- {spelled}\n"), true) };
                    let value = read(&document);
                    prop_assert_eq!(value.as_ref().and_then(|value| value.get(0)), steps.then_some(&expected), "{}", document);
                }
            }
            for style in [Style::Literal, Style::Folded] {
                if let Some((header, lines)) = block(&text, style, 2) {
                    let document = format!("a: {header}\n{}\nb: 1\n", lines.join("\n"));
                    let value = read(&document);
                    prop_assert_eq!(value.as_ref().and_then(|value| value.get("a")), Some(&expected), "{}", document);
                }
            }
        }
    }
}
