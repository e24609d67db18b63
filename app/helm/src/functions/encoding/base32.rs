//! Base32 as Go reads it: line breaks are skipped, and errors name the byte as Go counts it.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The standard alphabet with padding.
pub(super) fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let mut whole = [0; 8];
        whole[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(whole);
        let digits = (group.len() * 8).div_ceil(5);
        for index in 0..8 {
            let digit = usize::try_from(bits >> (35 - 5 * index) & 31).unwrap_or(0);
            out.push(if index < digits {
                ALPHABET[digit]
            } else {
                b'='
            });
        }
    }
    out
}

/// The bytes, or the place where the text goes wrong.
pub(super) fn decode(text: &[u8]) -> Result<Vec<u8>, usize> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let text: Vec<u8> = text
        .iter()
        .copied()
        .filter(|byte| !is_break(byte))
        .collect();
    let mut out = Vec::with_capacity(text.len() / 8 * 5);
    let mut place = 0;
    while place < text.len() {
        let mut bits: u64 = 0;
        let mut count = 0;
        let mut is_last = false;
        while count < 8 {
            let Some(&byte) = text.get(place) else {
                return Err(text.len() - count);
            };
            place += 1;
            if byte == b'=' && count >= 2 && text.len() - place < 8 {
                check_padding(&text, place, count)?;
                is_last = true;
                break;
            }
            let digit = ALPHABET.iter().position(|other| *other == byte);
            let digit = digit.ok_or(place - 1)?;
            bits = bits << 5 | digit as u64;
            count += 1;
        }
        bits <<= 5 * (8 - count);
        out.extend_from_slice(&bits.to_be_bytes()[3..3 + count * 5 / 8]);
        if is_last {
            break;
        }
    }
    Ok(out)
}

/// Whether only padding follows, and as much as the digits before it need.
fn check_padding(text: &[u8], place: usize, count: usize) -> Result<(), usize> {
    let rest = &text[place..];
    if rest.len() + count < 7 {
        return Err(text.len());
    }
    if let Some(wrong) = rest.iter().take(7 - count).position(|byte| *byte != b'=') {
        return Err((place + wrong).saturating_sub(1));
    }
    match count {
        3 | 6 => Err(place - 1),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_errors_name_the_byte() {
        for text in ["", "a", "ab", "abc", "abcd", "hello", "hello world"] {
            assert_eq!(decode(&encode(text.as_bytes())), Ok(text.into()), "{text}");
        }
        assert_eq!(encode(b"a"), b"ME======");
        assert_eq!(decode(b"ME"), Err(0));
        assert_eq!(decode(b"abc"), Err(0));
        assert_eq!(decode(b"MEW=="), Err(5));
        assert_eq!(decode(b"MEW====="), Err(3));
    }
}
