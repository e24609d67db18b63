//! `html`, `js` and `urlquery`.

use crate::format::is_print;

/// A text with the characters escaped that mean something in HTML.
pub(super) fn html(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match byte {
            b'"' => out.extend(b"&#34;"),
            b'\'' => out.extend(b"&#39;"),
            b'&' => out.extend(b"&amp;"),
            b'<' => out.extend(b"&lt;"),
            b'>' => out.extend(b"&gt;"),
            0 => out.extend("\u{fffd}".bytes()),
            _ => out.push(*byte),
        }
    }
    out
}

/// A text with the characters escaped that mean something in a text of JavaScript.
pub(super) fn js(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            js_character(&mut out, character);
        }
        // Go takes such bytes as a printable character, and writes them as they are.
        out.extend(chunk.invalid());
    }
    out
}

fn js_character(out: &mut Vec<u8>, character: char) {
    match character {
        '\\' | '\'' | '"' => out.extend([b'\\', character as u8]),
        '<' | '>' | '&' | '=' | '\0'..' ' => {
            out.extend(format!("\\u{:04X}", u32::from(character)).bytes());
        }
        _ if character.is_ascii() || is_print(character) => {
            out.extend(character.encode_utf8(&mut [0; 4]).bytes());
        }
        _ => out.extend(format!("\\u{:04X}", u32::from(character)).bytes()),
    }
}

/// A text as it can stand in the query of a URL.
pub(super) fn url_query(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match byte {
            b' ' => out.push(b'+'),
            b'-' | b'_' | b'.' | b'~' => out.push(*byte),
            _ if byte.is_ascii_alphanumeric() => out.push(*byte),
            _ => out.extend(format!("%{byte:02X}").bytes()),
        }
    }
    out
}
