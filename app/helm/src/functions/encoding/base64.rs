//! Base64 as Go reads it: line breaks are skipped, and errors name the byte as Go counts it, which no crate
//! does.

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;

/// The standard alphabet with padding.
pub(in crate::functions) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes, or the place where the text goes wrong.
pub(crate) fn decode(text: &[u8]) -> Result<Vec<u8>, usize> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut place = 0;
    while let Some(next) = decode_group(text, place, &mut out)? {
        place = next;
    }
    Ok(out)
}

/// Reads up to four digits. `None` at the end.
fn decode_group(text: &[u8], start: usize, out: &mut Vec<u8>) -> Result<Option<usize>, usize> {
    let mut place = start;
    let mut digits = [0u32; 4];
    let mut count = 0;
    while count < 4 {
        let Some(&byte) = text.get(place) else {
            return if count == 0 {
                Ok(None)
            } else {
                Err(place - count)
            };
        };
        place += 1;
        match digit(byte) {
            Some(digit) => {
                digits[count] = digit;
                count += 1;
            }
            None if is_break(byte) => {}
            None if byte != b'=' || count < 2 => return Err(place - 1),
            None => {
                place = read_padding(text, place, count)?;
                break;
            }
        }
    }
    let bits = digits.iter().fold(0, |bits, digit| bits << 6 | digit);
    out.extend_from_slice(&bits.to_be_bytes()[1..count]);
    Ok(Some(place))
}

/// Reads what has to follow the first `=`: a second one after two digits, and nothing more.
fn read_padding(text: &[u8], start: usize, count: usize) -> Result<usize, usize> {
    let skip_breaks = |mut place: usize| {
        while text.get(place).is_some_and(|byte| is_break(*byte)) {
            place += 1;
        }
        place
    };
    let mut place = start;
    if count == 2 {
        place = skip_breaks(place);
        match text.get(place) {
            None => return Err(text.len()),
            Some(b'=') => place += 1,
            Some(_) => return Err(place - 1),
        }
    }
    place = skip_breaks(place);
    if place < text.len() {
        return Err(place);
    }
    Ok(place)
}

fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

fn digit(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_byte_that_go_names() {
        assert_eq!(decode(b"aGVs\nbG8="), Ok(b"hello".to_vec()));
        assert_eq!(decode(b"aGl="), Ok(b"hi".to_vec()));
        assert_eq!(decode(b"aGVsbG8"), Err(4));
        assert_eq!(decode(b"!!!"), Err(0));
        assert_eq!(decode(b"a-B c"), Err(1));
        assert_eq!(decode(b"aa="), Err(3));
        assert_eq!(decode(b"aGk=x"), Err(4));
        assert_eq!(decode(b"aa=b"), Err(2));
    }
}
