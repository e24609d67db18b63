//! Reads JSON into values: numbers are floats, objects maps, arrays lists.

use super::scan::{check, check_first};
use crate::data::valid;
use crate::value::{ElementType, Entries, List, Map, MapType, Text, Value};

/// Reads a JSON value. The message is Go's.
pub(crate) fn read(text: &[u8]) -> Result<Value, String> {
    let (value, problem) = read_partly(text)?;
    problem.map_or(Ok(value), Err)
}

/// The same, where a number that is too large becomes nil: the value, and what is wrong with it.
pub(crate) fn read_partly(text: &[u8]) -> Result<(Value, Option<String>), String> {
    check(text)?;
    Ok(read_checked(text))
}

/// Reads the JSON value at the beginning of a text, as Go's decoder of streams does.
pub(crate) fn read_first(text: &[u8]) -> Result<Value, String> {
    check_first(text)?;
    let (value, problem) = read_checked(text);
    problem.map_or(Ok(value), Err)
}

fn read_checked(text: &[u8]) -> (Value, Option<String>) {
    let mut reader = Reader {
        text,
        at: 0,
        problem: None,
    };
    let value = reader.value();
    (value, reader.problem)
}

/// What Go says where a value of JSON does not fit a type.
pub(crate) fn cannot_unmarshal(value: &Value, go_type: &str) -> String {
    let kind = match value {
        Value::Bool(_) => "bool",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
        _ => "number",
    };
    format!("json: cannot unmarshal {kind} into Go value of type {go_type}")
}

/// Reads a text that was checked: what cannot be is left out.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    problem: Option<String>,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    /// Goes past white space and what separates values.
    fn skip(&mut self) {
        while let b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Value {
        self.skip();
        match self.peek() {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => Value::Text(self.string()),
            b't' => self.word(4, Value::Bool(true)),
            b'f' => self.word(5, Value::Bool(false)),
            b'n' => self.word(4, Value::Nil),
            _ => self.number(),
        }
    }

    fn word(&mut self, length: usize, value: Value) -> Value {
        self.at += length;
        value
    }

    fn object(&mut self) -> Value {
        self.at += 1;
        let mut entries = Entries::new();
        loop {
            self.skip();
            if self.peek() != b'"' {
                self.at += 1;
                return Value::Map(Map::new(MapType::Any, entries));
            }
            let key = self.string();
            let value = self.value();
            entries.insert(key, value);
        }
    }

    fn array(&mut self) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip();
            if matches!(self.peek(), b']' | 0) {
                self.at += 1;
                return Value::List(List::new(ElementType::Any, items));
            }
            items.push(self.value());
        }
    }

    fn number(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_part = |b: &&u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.iter().take_while(is_part).count().max(1);
        self.at += length;
        let digits = String::from_utf8_lossy(&rest[..length.min(rest.len())]);
        let number: f64 = digits.parse().unwrap_or(0.0);
        if number.is_infinite() {
            self.problem.get_or_insert_with(|| {
                format!("json: cannot unmarshal number {digits} into Go value of type float64")
            });
            return Value::Nil;
        }
        Value::Float(number)
    }

    fn string(&mut self) -> Text {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            match self.peek() {
                b'"' | 0 => break,
                b'\\' => self.escape(&mut out),
                byte => {
                    out.push(byte);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        match String::from_utf8(out) {
            Ok(text) => text.into(),
            Err(error) => Text::from(valid(error.as_bytes()).into_owned()),
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let escaped = self.text.get(self.at + 1).copied().unwrap_or(0);
        self.at += 2;
        out.push(match escaped {
            b'b' => 0x08,
            b'f' => 0x0C,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let character = self.code_point();
                return out.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => other,
        });
    }

    /// The character of four hexadecimal digits, or of two groups of them.
    fn code_point(&mut self) -> char {
        let Some(high) = self.unit() else {
            return char::REPLACEMENT_CHARACTER;
        };
        let is_high = (0xD800..0xDC00).contains(&high);
        if is_high
            && self
                .text
                .get(self.at..)
                .is_some_and(|t| t.starts_with(b"\\u"))
        {
            let before = self.at;
            self.at += 2;
            if let Some(low) = self.unit()
                && let Some(Ok(pair)) = char::decode_utf16([high, low]).next()
            {
                return pair;
            }
            self.at = before;
        }
        let single = char::from_u32(high.into());
        single.unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}
