//! JSON strings: reads them with all errors, and writes them with as few escapes as possible.

use std::ops::Range;

/// A string that was read.
pub(super) struct Quoted {
    pub(super) value: String,
    /// The bytes, with the quotes.
    pub(super) span: Range<usize>,
    /// The errors in it with their messages, in the order of the text.
    pub(super) errors: Vec<(Range<usize>, String)>,
    /// Whether it has a closing quote. If not, the last error says so.
    pub(super) closed: bool,
}

/// Reads the string at a byte, in straight, single or typographic quotes. `None` if there is none.
///
/// A string without a closing quote ends with its line. A comma at the end of the line is not part
/// of it.
pub(super) fn read(text: &str, start: usize) -> Option<Quoted> {
    let open = text.get(start..)?.chars().next()?;
    let closing: &[char] = match open {
        '"' => &['"'],
        '\'' => &['\''],
        '“' | '”' | '„' => &['“', '”', '"'],
        _ => return None,
    };
    let mut reader = Reader {
        text,
        at: start + open.len_utf8(),
        value: String::new(),
        errors: Vec::new(),
        closed: true,
    };
    if open != '"' {
        let message = format!("This string is in {open} quotes; use double quotes (\").");
        reader.errors.push((start..reader.at, message));
    }
    let end = reader.body(start, closing);
    Some(Quoted {
        value: reader.value,
        span: start..end,
        errors: reader.errors,
        closed: reader.closed,
    })
}

/// Writes a string as JSON, with only the escapes that JSON requires.
pub(super) fn write(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    value: String,
    errors: Vec<(Range<usize>, String)>,
    closed: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// Reads up to the closing quote, and returns the end of the string.
    fn body(&mut self, start: usize, closing: &[char]) -> usize {
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return self.unclosed(start),
                Some(c) if closing.contains(&c) => return self.at + c.len_utf8(),
                Some('\\') => self.escape(),
                Some(c) => {
                    let end = self.at + c.len_utf8();
                    if c < ' ' {
                        let escape = write(c.encode_utf8(&mut [0; 4]));
                        let message = format!(
                            "There is a control character in this string; write it as {}.",
                            escape.trim_matches('"')
                        );
                        self.errors.push((self.at..end, message));
                    }
                    self.value.push(c);
                    self.at = end;
                }
            }
        }
    }

    fn unclosed(&mut self, start: usize) -> usize {
        let mut end = self.at;
        let spelled = self.text.get(start..end).unwrap_or_default();
        if let Some(body) = spelled.trim_end().strip_suffix(',')
            && let Some(value) = self.value.trim_end().strip_suffix(',')
        {
            self.value.truncate(value.len());
            end = start + body.len();
        }
        self.closed = false;
        self.errors.push((
            start..end,
            "This string has no closing quote on its line; add it.".to_owned(),
        ));
        end
    }

    fn escape(&mut self) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek().filter(|c| !matches!(c, '\n' | '\r')) else {
            self.errors.push((
                start..self.at,
                "The line ends with a backslash; remove it, or write \\\\ for a backslash."
                    .to_owned(),
            ));
            return;
        };
        self.at += c.len_utf8();
        let plain = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.unicode(start),
            _ => {
                let message =
                    format!("\\{c} is not an escape in JSON; write \\\\ for a backslash.");
                self.errors.push((start..self.at, message));
                c
            }
        };
        self.value.push(plain);
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    fn unicode(&mut self, start: usize) -> char {
        let Some(first) = self.four_digits() else {
            self.errors.push((
                start..self.at,
                "\\u must be followed by four hexadecimal digits; correct them.".to_owned(),
            ));
            return char::REPLACEMENT_CHARACTER;
        };
        if let Some(c) = char::from_u32(first) {
            return c;
        }
        let back = self.at;
        if first < 0xDC00
            && self
                .text
                .get(self.at..)
                .is_some_and(|rest| rest.starts_with("\\u"))
        {
            self.at += 2;
            if let Some(second @ 0xDC00..0xE000) = self.four_digits() {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = back;
        }
        self.errors.push((
            start..self.at,
            "This \\u escape is only half of a character; add the other half, or write the character.".to_owned(),
        ));
        char::REPLACEMENT_CHARACTER
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| hexadecimal)?;
        self.at += 4;
        Some(code)
    }
}
