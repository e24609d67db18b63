//! `strconv.Unquote`: what a quoted text or character of a template means.

/// The bytes that a Go literal in double quotes or backquotes stands for; nothing if it is wrong.
pub fn unquote(literal: &[u8]) -> Option<Vec<u8>> {
    let (&quote, rest) = literal.split_first()?;
    let (&end, mut rest) = rest.split_last()?;
    if quote != end {
        return None;
    }
    if quote == b'`' {
        // Go drops carriage returns from raw texts.
        let kept = rest.iter().copied().filter(|byte| *byte != b'\r');
        return (!rest.contains(&b'`')).then(|| kept.collect());
    }
    if quote != b'"' || rest.contains(&b'\n') {
        return None;
    }
    let mut out = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (part, after) = unquote_char(rest, b'"')?;
        match part {
            Unquoted::Byte(byte) => out.push(byte),
            Unquoted::Character(character) => {
                out.extend(character.encode_utf8(&mut [0; 4]).bytes());
            }
        }
        rest = after;
    }
    Some(out)
}

/// What one character or escape of a literal stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unquoted {
    /// A byte, written as `\x41` or `\101`, or a byte that is no UTF-8.
    Byte(u8),
    /// A character.
    Character(char),
}

impl Unquoted {
    /// Its number; for a byte that is no UTF-8 that of U+FFFD is not given, but its own.
    pub fn number(self) -> u32 {
        match self {
            Unquoted::Byte(byte) => byte.into(),
            Unquoted::Character(character) => character.into(),
        }
    }
}

/// The first character or escape of a literal's inside, and what follows it.
pub fn unquote_char(text: &[u8], quote: u8) -> Option<(Unquoted, &[u8])> {
    let (&first, rest) = text.split_first()?;
    if first == quote {
        return None;
    }
    if first != b'\\' {
        return Some(plain(text));
    }
    let (&letter, rest) = rest.split_first()?;
    let short = match letter {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        b'\'' | b'"' if letter == quote => letter,
        b'x' => {
            let (number, rest) = number(rest, 2, 16)?;
            return Some((Unquoted::Byte(number as u8), rest));
        }
        b'u' | b'U' => {
            let (number, rest) = number(rest, if letter == b'u' { 4 } else { 8 }, 16)?;
            return Some((Unquoted::Character(char::from_u32(number)?), rest));
        }
        b'0'..=b'7' => {
            let (number, rest) = number(&text[1..], 3, 8)?;
            return Some((Unquoted::Byte(u8::try_from(number).ok()?), rest));
        }
        _ => return None,
    };
    Some((Unquoted::Byte(short), rest))
}

fn plain(text: &[u8]) -> (Unquoted, &[u8]) {
    let chunk = text.utf8_chunks().next();
    match chunk.and_then(|chunk| chunk.valid().chars().next()) {
        Some(character) => {
            let rest = &text[character.len_utf8()..];
            (Unquoted::Character(character), rest)
        }
        None => (Unquoted::Byte(text[0]), &text[1..]),
    }
}

fn number(text: &[u8], digits: usize, base: u32) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_at_checked(digits)?;
    let mut number = 0u32;
    for digit in digits {
        let digit = char::from(*digit).to_digit(base)?;
        number = number.checked_mul(base)?.checked_add(digit)?;
    }
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::unquote;

    #[test]
    fn literals_mean_what_they_mean_in_go() {
        let text = |literal: &str| unquote(literal.as_bytes());
        assert_eq!(text(r#""a\tb\x41\101é\u00e9""#), Some("a\tbAAéé".into()));
        assert_eq!(text(r#""\xff""#), Some(vec![255]));
        assert_eq!(text("`a\\n\r\nb`"), Some("a\\n\nb".into()));
        for wrong in [
            r#""\q""#,
            r#""\xZZ""#,
            r#""\u12""#,
            r#""\ud800""#,
            r#""\'""#,
            r#""\400""#,
        ] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }
}
