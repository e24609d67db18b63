//! YAML as Helm reads and writes it: with sigs.k8s.io/yaml over yaml.v2, which reads YAML 1.1.
//!
//! The reader is our own: the parsers that are published follow YAML 1.2 or a newer libyaml. They differ in
//! what they take (`%YAML 1.2`, `\/`, `a:}`), and their messages, which Helm shows, are others.

mod analysis;
mod cursor;
mod decode;
mod directives;
mod emitter;
mod go_syntax;
mod key_order;
mod node;
mod parser;
mod resolve;
mod scalars;
mod scanner;
mod token;
mod tree;

pub(crate) use decode::Numbers;
pub(crate) use resolve::is_leap;

use crate::value::Value;

/// Reads the first document of a text. The message is that of sigs.k8s.io/yaml.
pub(crate) fn read(text: &[u8], numbers: Numbers) -> Result<Value, String> {
    read_as_json(text, numbers).map_err(|text| format!("error converting YAML to JSON: {text}"))
}

fn read_as_json(text: &[u8], numbers: Numbers) -> Result<Value, String> {
    let text = readable(text).map_err(|text| format!("yaml: {text}"))?;
    match parser::parse(&text).map_err(|text| format!("yaml: {text}"))? {
        Some((document, root)) => decode::decode(&document, root, numbers),
        None => Ok(Value::Nil),
    }
}

/// Writes a value as YAML, a line break at its end. The message is Go's, with no prefix.
pub(crate) fn write(value: &Value) -> Result<String, String> {
    Ok(emitter::emit(&tree::tree(value, 0, &Default::default())?))
}

/// The text of a document, without a byte-order mark, if all of it can be read.
fn readable(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let utf_16 = |decode: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| decode([pair[0], pair[1]]));
        String::from_utf16(&units.collect::<Vec<_>>())
            .map(std::borrow::Cow::Owned)
            .map_err(|_| "unexpected low surrogate area".to_owned())
    };
    let text = match bytes {
        [0xFF, 0xFE, ..] => utf_16(u16::from_le_bytes)?,
        [0xFE, 0xFF, ..] => utf_16(u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => return Err(utf_8_problem(bytes, error).to_owned()),
        },
    };
    let is_control = |c| {
        matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F'
            | '\x7F'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
    };
    match text.contains(is_control) {
        true => Err("control characters are not allowed".to_owned()),
        false => Ok(text),
    }
}

/// What yaml.v2 says where a text is no UTF-8.
fn utf_8_problem(bytes: &[u8], error: std::str::Utf8Error) -> &'static str {
    let first = bytes.get(error.valid_up_to()).copied().unwrap_or(0);
    match first {
        0x80..=0xBF | 0xF8..=0xFF => "invalid leading UTF-8 octet",
        _ if error.error_len().is_none() => "incomplete UTF-8 octet sequence",
        0xC0 | 0xC1 => "invalid length of a UTF-8 sequence",
        _ => "invalid trailing UTF-8 octet",
    }
}

/// What sigs.k8s.io/yaml says where a document does not fit a type.
pub(crate) fn cannot_unmarshal(value: &Value, go_type: &str) -> String {
    let message = super::json::cannot_unmarshal(value, go_type);
    format!("error unmarshaling JSON: while decoding JSON: {message}")
}

#[cfg(test)]
mod tests;
