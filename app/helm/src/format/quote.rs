//! `strconv.Quote` and its like.

/// Whether Go's `unicode.IsPrint` takes a character as printable: letters, marks, numbers, punctuation,
/// symbols and the ASCII space.
pub fn is_print(character: char) -> bool {
    if character.is_ascii() {
        return (' '..='~').contains(&character);
    }
    // Rust's escaping knows the same categories; a letter in front keeps marks from being escaped.
    let text: String = ['a', character].into_iter().collect();
    text.escape_debug().nth(1) == Some(character)
}

/// A text in double quotes, with escapes for what is not printable.
pub fn quote(text: &[u8]) -> Vec<u8> {
    quoted(text, false)
}

/// The same with escapes for all that is not ASCII.
pub fn quote_ascii(text: &[u8]) -> Vec<u8> {
    quoted(text, true)
}

fn quoted(text: &[u8], ascii: bool) -> Vec<u8> {
    let mut out = vec![b'"'];
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            escape(&mut out, character, '"', ascii);
        }
        for byte in chunk.invalid() {
            out.extend(format!("\\x{byte:02x}").bytes());
        }
    }
    out.push(b'"');
    out
}

/// A character in single quotes.
pub fn quote_rune(character: char, ascii: bool) -> Vec<u8> {
    let mut out = vec![b'\''];
    escape(&mut out, character, '\'', ascii);
    out.push(b'\'');
    out
}

fn escape(out: &mut Vec<u8>, character: char, quote: char, ascii: bool) {
    let short = match character {
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{b}' => 'v',
        '\\' => '\\',
        _ if character == quote => quote,
        _ if is_print(character) && (!ascii || character.is_ascii()) => {
            out.extend(character.encode_utf8(&mut [0; 4]).bytes());
            return;
        }
        _ => {
            let number = u32::from(character);
            let escaped = match number {
                0..0x20 | 0x7f => format!("\\x{number:02x}"),
                0x20..0x1_0000 => format!("\\u{number:04x}"),
                _ => format!("\\U{number:08x}"),
            };
            out.extend(escaped.bytes());
            return;
        }
    };
    out.extend([b'\\', short as u8]);
}

/// Whether a text can stand between backquotes as it is.
pub fn can_backquote(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| {
        text.chars().all(|character| {
            let is_plain = character == '\t' || (character >= ' ' && character != '\u{7f}');
            is_plain && character != '`' && character != '\u{feff}'
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{is_print, quote, quote_ascii};

    #[test]
    fn texts_are_quoted_as_in_go() {
        let quoted = |text: &[u8]| String::from_utf8(quote(text)).unwrap();
        assert_eq!(
            quoted(b"a\"b\\c\n\t\x01\x7f\xff"),
            r#""a\"b\\c\n\t\x01\x7f\xff""#
        );
        assert_eq!(
            quoted("é😀\u{301}\u{a0}".as_bytes()),
            "\"é😀\u{301}\\u00a0\""
        );
        let ascii = String::from_utf8(quote_ascii("é😀".as_bytes())).unwrap();
        assert_eq!(ascii, r#""\u00e9\U0001f600""#);
        assert!(!is_print('\u{feff}') && !is_print('\u{e000}') && is_print('日'));
    }
}
