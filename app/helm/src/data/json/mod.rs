//! JSON as Go's encoding/json reads and writes it.

mod reader;
mod scan;
mod writer;

pub(crate) use reader::{cannot_unmarshal, read, read_first, read_partly};
pub(crate) use writer::{Layout, write, write_text};

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text is, written again, or what is wrong with it.
    fn again(text: &str) -> String {
        let layout = Layout {
            is_indented: false,
            escapes_html: true,
        };
        match read(text.as_bytes()) {
            Ok(value) => String::from_utf8(write(&value, layout).unwrap()).unwrap(),
            Err(message) => message,
        }
    }

    #[test]
    fn values_are_read_and_written_as_in_go() {
        for (text, expected) in [
            (
                r#" {"b": [1, 2.50, 1e3], "a": null} "#,
                r#"{"a":null,"b":[1,2.5,1000]}"#,
            ),
            (r#"{"a": 1, "a": 2}"#, r#"{"a":2}"#),
            ("1e21", "1e+21"),
            ("1e-7", "1e-7"),
            ("0.000001", "0.000001"),
            (r#""<\ud83d\ude00\ud83d""#, "\"\\u003c\u{1F600}\u{FFFD}\""),
        ] {
            assert_eq!(again(text), expected, "{text}");
        }
    }

    #[test]
    fn mistakes_are_told_as_in_go() {
        for (text, expected) in [
            ("", "unexpected end of JSON input"),
            (
                "{'a': 1}",
                r"invalid character '\'' looking for beginning of object key string",
            ),
            ("[1 2]", "invalid character '2' after array element"),
            (
                "tru ",
                "invalid character ' ' in literal true (expecting 'e')",
            ),
            ("01", "invalid character '1' after top-level value"),
            ("1.", "unexpected end of JSON input"),
            (r#""\q""#, "invalid character 'q' in string escape code"),
            (
                "1e999",
                "json: cannot unmarshal number 1e999 into Go value of type float64",
            ),
        ] {
            assert_eq!(again(text), expected, "{text}");
        }
        assert_eq!(again(&"[".repeat(100_000)), "exceeded max depth");
    }

    #[test]
    fn indented_values_stand_in_lines_of_their_own() {
        let layout = Layout {
            is_indented: true,
            escapes_html: true,
        };
        let value = read(br#"{"a": [1, {}], "b": []}"#).unwrap();
        let written = String::from_utf8(write(&value, layout).unwrap()).unwrap();
        let expected = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}";
        assert_eq!(written, expected);
    }
}
