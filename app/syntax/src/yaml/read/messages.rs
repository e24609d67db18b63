//! Sentences for users instead of the messages of the YAML parsers.
//!
//! Both parsers, saphyr-parser and libyaml (behind serde_yaml), describe their own state, such as
//! "simple key expect ':'". The table tells for each of their messages what is wrong in the text
//! and what to do.

/// Parts of the parsers' messages, and the sentence for each. The first match counts, so specific
/// parts come before general ones.
const SENTENCES: &[(&str, &str)] = &[
    (
        "recursion limit",
        "Values are nested too deeply here; use fewer levels.",
    ),
    (
        "repetition limit",
        "Aliases repeat too much data; write fewer of them.",
    ),
    (
        "control characters are not allowed",
        "The file contains a control character; remove it.",
    ),
    (
        "unprintable character",
        "There is a control character here; remove it.",
    ),
    (
        "byte order mark",
        "There is a byte order mark inside the file, an invisible character; remove it.",
    ),
    ("tab", "This line is indented with a tab; use spaces."),
    (
        "unexpected end of stream",
        "This string has no closing quote; add it.",
    ),
    (
        "unexpected document indicator",
        "This string has no closing quote; add it.",
    ),
    (
        "invalid indentation in quoted scalar",
        "This string has no closing quote on its line, and the next line is not indented; add the quote.",
    ),
    (
        "trailing content after double-quoted scalar",
        "There is text after the closing quote; put all of it in one pair of quotes.",
    ),
    (
        "unknown escape character",
        "This is not a valid escape in double quotes; write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "hexadecimal number",
        "This escape needs hexadecimal digits; correct it, or write \\\\ for a backslash.",
    ),
    (
        "Unicode character escape code",
        "This escape is not a character; correct it, or write \\\\ for a backslash.",
    ),
    (
        "unknown anchor",
        "This alias has no anchor above it; add the anchor, or put the text in quotes.",
    ),
    (
        "undefined alias",
        "An alias has no anchor above it; add the anchor, or put the text in quotes.",
    ),
    (
        "alphabetic or numeric character",
        "`&` and `*` start an anchor or alias, which needs a name; put the text in quotes.",
    ),
    (
        "invalid indentation for anchor",
        "This anchor is not indented deeper than its key; indent it.",
    ),
    (
        "duplicate entry",
        "A map has the same key twice; remove one of them.",
    ),
    (
        "flow sequence",
        "A comma or `]` is missing before this; add it.",
    ),
    (
        "flow mapping",
        "A comma or `}` is missing before this; add it.",
    ),
    (
        "misplaced bracket",
        "This bracket closes nothing; remove it, or put the text in quotes.",
    ),
    (
        "indentation in flow construct",
        "This line is inside brackets; close the brackets before it, or indent it.",
    ),
    (
        "block collection",
        "This is not an item of the list above; start it with `- ` in the column of the other items.",
    ),
    (
        "block mapping",
        "This is not a key of the map above; indent it like the other keys, and write it as `key: value`.",
    ),
    (
        "block sequence entries are not allowed",
        "A list item cannot start here; put it on its own line.",
    ),
    (
        "mapping values are not allowed",
        "A colon cannot be here; put the text in quotes, or correct the indentation of the line.",
    ),
    (
        "mapping keys are not allowed",
        "A key cannot start here; put it on its own line.",
    ),
    (
        "illegal placement of ':'",
        "A colon cannot be here; close the bracket before it, or put the text in quotes.",
    ),
    (
        "found unexpected ':'",
        "A colon cannot be here; put the text in quotes.",
    ),
    (
        "simple key",
        "A colon is missing on this line or the one above; write it as `key: value`, or put the text in quotes.",
    ),
    (
        "could not find expected ':'",
        "A colon is missing on this line or the one above; write it as `key: value`, or put the text in quotes.",
    ),
    (
        "comment intercepting",
        "There is a comment inside a string with several lines; remove the comment, or put the string after `|`.",
    ),
    (
        "indentation indicator equal to 0",
        "The indentation after `|` or `>` cannot be 0; remove the number.",
    ),
    (
        "block scalar",
        "There is text after `|` or `>`; start it on the next line.",
    ),
    (
        "wrongly indented line",
        "This line is indented less than the first line of its string; indent it.",
    ),
    (
        "invalid indentation",
        "This line is not indented like the lines around it; correct its indentation.",
    ),
    (
        "plain scalar cannot start with '-'",
        "A string cannot start with a hyphen before a bracket or comma; put it in quotes.",
    ),
    (
        "cannot start any token",
        "A string cannot start with this character; put it in quotes.",
    ),
    (
        "unexpected character",
        "A string cannot start with this character; put it in quotes.",
    ),
    (
        "directive",
        "A line that starts with `%` is a directive in YAML; put the text in quotes, or indent the line.",
    ),
    (
        "incompatible YAML document",
        "This version of YAML is not supported; remove the line that starts with `%YAML`.",
    ),
    (
        "tag",
        "`!` starts a tag, which is not complete here; put the text in quotes.",
    ),
    (
        "handle wasn't declared",
        "`!` starts a tag, which is not defined here; put the text in quotes.",
    ),
    (
        "document",
        "There is text after the end of the document; remove it, or start another document with `---`.",
    ),
    (
        "node content",
        "A value is missing here; add it, or put the text in quotes.",
    ),
];

/// The sentence for a parser's message. An unknown message is quoted.
pub(super) fn explain(message: &str) -> String {
    let known = SENTENCES.iter().find(|(part, _)| message.contains(part));
    known.map_or_else(
        || format!("This is not valid YAML ({message}); correct it."),
        |(_, sentence)| (*sentence).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Yaml;

    /// Texts with one error each, and the start of the message about it.
    const TEXTS: &[(&str, &str)] = &[
        ("a: b\u{1}c\n", "The file contains a control character"),
        (
            "a: 1\n\u{feff}b: 1\n",
            "There is a byte order mark inside the file",
        ),
        ("a: 'b\n  c", "This string has no closing quote;"),
        ("a: 'b\n---\nc'\n", "This string has no closing quote;"),
        (
            "a: 'b\nc: 1\n",
            "This string has no closing quote on its line",
        ),
        (
            "a: \"b\nc: 1\n",
            "This string has no closing quote on its line",
        ),
        ("a: 'b' c\n", "There is text after the closing quote"),
        ("a: \"b\\qc\"\n", "This is not a valid escape"),
        ("a: \"b\\xzz\"\n", "This escape needs hexadecimal digits"),
        ("a: \"\\ud800\"\n", "This escape is not a character"),
        ("a: *.example.com\n", "This alias has no anchor above it"),
        ("a: &\n", "`&` and `*` start an anchor or alias"),
        ("1: a\n0x1: b\n", "A map has the same key twice"),
        ("a: {b: 1\nc: 1\n", "A comma or `}` is missing"),
        ("a: [1 2]\nb: [1\n", "A comma or `]` is missing"),
        ("a: ]\n", "This bracket closes nothing"),
        ("- a\nb: 1\n", "This is not an item of the list above"),
        ("a:\n  b: 1\n c: 2\n", "This is not a key of the map above"),
        ("a: - b\n", "A list item cannot start here"),
        ("a: b: c\n", "A colon cannot be here; put"),
        ("a: ? b\n", "A key cannot start here"),
        ("a: [1, 2\nb: 1\n", "A colon cannot be here; close"),
        (
            "a: 1\nb\nc: 2\n",
            "A colon is missing on this line or the one above",
        ),
        ("a: b\n  c # d\n  e\n", "There is a comment inside a string"),
        ("a: |0\n  c\n", "The indentation after `|` or `>`"),
        ("a: | b\n  c\n", "There is text after `|` or `>`"),
        ("a: @b\n", "A string cannot start with this character"),
        ("a: 1\n%b: 2\n", "A line that starts with `%`"),
        (
            "%YAML 9.1\n---\na: 1\n",
            "This version of YAML is not supported",
        ),
        ("a: !<b\n", "`!` starts a tag, which is not complete"),
        ("a: !b!c d\n", "`!` starts a tag, which is not defined"),
        (
            "a: 1\n... b\n",
            "There is text after the end of the document",
        ),
        (", a\n", "A value is missing here"),
    ];

    #[test]
    fn errors_in_texts_have_sentences() {
        for (text, start) in TEXTS {
            let yaml = Yaml::read(*text);
            let messages: Vec<_> = yaml.problems().iter().map(|p| p.message.as_str()).collect();
            let [message] = messages[..] else {
                panic!("{text:?}: {messages:?}");
            };
            assert!(message.starts_with(start), "{text:?}: {message}");
        }
    }

    #[test]
    fn every_sentence_can_be_reached_and_says_what_to_do() {
        for (part, sentence) in SENTENCES {
            assert_eq!(explain(part), *sentence, "a row above matches {part}");
            assert!(
                sentence.contains("; ") && sentence.ends_with('.'),
                "{sentence}"
            );
        }
    }

    #[test]
    fn messages_of_both_parsers_have_the_same_sentence() {
        for (saphyr, libyaml) in [
            (
                "simple key expect ':'",
                "could not find expected ':' at line 2 column 1",
            ),
            (
                "while parsing node, found unknown anchor",
                "found undefined alias at line 1 column 4",
            ),
            (
                "while parsing a block mapping, did not find expected key",
                "did not find expected key at line 8 column 1, while parsing a block mapping",
            ),
        ] {
            let sentences = [explain(saphyr), explain(libyaml)];
            let is_known = |sentence: &String| !sentence.contains("This is not valid YAML (");
            assert!(sentences.iter().all(is_known), "{sentences:?}");
        }
    }

    #[test]
    fn unknown_messages_are_quoted() {
        assert_eq!(
            explain("expected an egg"),
            "This is not valid YAML (expected an egg); correct it."
        );
    }
}
