//! Writes values as JSON.

use crate::data::{Budget, Plain, number, plain};
use crate::value::Value;

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Each entry stands in a line of its own, indented by two spaces for each level.
    pub(crate) is_indented: bool,
    /// `<`, `>` and `&` are escaped.
    pub(crate) escapes_html: bool,
}

/// Writes a value. The message is Go's.
pub(crate) fn write(value: &Value, layout: Layout) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let budget = Budget::default();
    write_value(value, layout, 0, &budget, &mut out)?;
    Ok(out)
}

fn write_value(
    value: &Value,
    layout: Layout,
    depth: usize,
    budget: &Budget,
    out: &mut Vec<u8>,
) -> Result<(), String> {
    match plain(value, depth, budget)? {
        Plain::Nil => out.extend(b"null"),
        Plain::Bool(value) => out.extend(value.to_string().as_bytes()),
        Plain::Integer(number) => out.extend(number.to_string().as_bytes()),
        Plain::Float(number) => out.extend(number::json(number).as_bytes()),
        Plain::Text(text) => {
            // What is no UTF-8 is escaped, a U+FFFD that stands there is not.
            let raw = value.as_text().map_or(text.as_bytes(), |text| text);
            write_text(raw, layout.escapes_html, out);
        }
        Plain::List(items) if items.is_empty() => out.extend(b"[]"),
        Plain::Map(entries) if entries.is_empty() => out.extend(b"{}"),
        Plain::List(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                separate(index, layout, depth, out);
                write_value(item, layout, depth + 1, budget, out)?;
            }
            close(b']', layout, depth, out);
        }
        Plain::Map(entries) => {
            out.push(b'{');
            for (index, (key, value)) in entries.iter().enumerate() {
                separate(index, layout, depth, out);
                write_text(key, layout.escapes_html, out);
                out.extend(if layout.is_indented { &b": "[..] } else { b":" });
                write_value(value, layout, depth + 1, budget, out)?;
            }
            close(b'}', layout, depth, out);
        }
    }
    Ok(())
}

fn separate(index: usize, layout: Layout, depth: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.push(b',');
    }
    if layout.is_indented {
        break_line(depth + 1, out);
    }
}

fn close(bracket: u8, layout: Layout, depth: usize, out: &mut Vec<u8>) {
    if layout.is_indented {
        break_line(depth, out);
    }
    out.push(bracket);
}

fn break_line(depth: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// Writes a text in quotes.
pub(crate) fn write_text(text: &[u8], escapes_html: bool, out: &mut Vec<u8>) {
    out.push(b'"');
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            write_character(character, escapes_html, out);
        }
        for _ in chunk.invalid() {
            out.extend(b"\\ufffd");
        }
    }
    out.push(b'"');
}

fn write_character(character: char, escapes_html: bool, out: &mut Vec<u8>) {
    match character {
        '"' => out.extend(b"\\\""),
        '\\' => out.extend(b"\\\\"),
        '\n' => out.extend(b"\\n"),
        '\r' => out.extend(b"\\r"),
        '\t' => out.extend(b"\\t"),
        '\0'..='\x1F' | '\u{2028}' | '\u{2029}' => escape(character, out),
        '<' | '>' | '&' if escapes_html => escape(character, out),
        _ => out.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

fn escape(character: char, out: &mut Vec<u8>) {
    out.extend(format!("\\u{:04x}", u32::from(character)).as_bytes());
}
