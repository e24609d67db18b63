//! Sets of characters in regular expressions: `[a-z]`, `\d`, `\pL`, `[:alpha:]`, and escapes.

use super::error::{INVALID_ESCAPE, INVALID_RANGE, SyntaxError, error, next_rune};

/// What `(?imsU)` switches.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) fold: bool,
    pub(super) multi_line: bool,
    pub(super) dot_all: bool,
    pub(super) swap_greed: bool,
}

/// A set for the crate `regex`, to stand alone or in another set.
pub(super) fn written(set: &str, flags: Flags) -> String {
    if flags.fold {
        format!("(?i:{set})")
    } else {
        set.into()
    }
}

/// `\d` and its like, and `\p{Name}`, at the beginning of a text.
pub(super) fn named(text: &[u8]) -> Result<Option<(String, &[u8])>, SyntaxError> {
    let set = match text.get(1) {
        Some(b'd') => "[0-9]",
        Some(b'D') => "[^0-9]",
        Some(b's') => r"[\t\n\x0C\r ]",
        Some(b'S') => r"[^\t\n\x0C\r ]",
        Some(b'w') => "[0-9A-Za-z_]",
        Some(b'W') => "[^0-9A-Za-z_]",
        Some(b'p' | b'P') => return unicode(text).map(Some),
        _ => return Ok(None),
    };
    Ok(Some((set.into(), &text[2..])))
}

/// `\pL`, `\p{Greek}`, `\P{^Greek}`.
fn unicode(text: &[u8]) -> Result<(String, &[u8]), SyntaxError> {
    let mut is_negated = text[1] == b'P';
    let (first, mut rest) = next_rune(&text[2..])?;
    let mut name = &text[2..text.len() - rest.len()];
    if first == '{' {
        let Some(end) = text.iter().position(|byte| *byte == b'}') else {
            return error(INVALID_RANGE, text);
        };
        name = &text[3..end];
        rest = &text[end + 1..];
    }
    if let Some(positive) = name.strip_prefix(b"^") {
        name = positive;
        is_negated = !is_negated;
    }
    let sign = if is_negated { "^" } else { "" };
    if name == b"Any" {
        return Ok((format!(r"[{sign}\x00-\x{{10FFFF}}]"), rest));
    }
    let name = std::str::from_utf8(name).unwrap_or_default();
    let set = format!(r"[{sign}\p{{{name}}}]");
    if !is_go_name(name) || regex::bytes::Regex::new(&set).is_err() {
        return error(INVALID_RANGE, &text[..text.len() - rest.len()]);
    }
    Ok((set, rest))
}

/// Whether a name is written as Go writes categories (`L`, `Lu`) and scripts (`Greek`, `Old_Italic`). The
/// crate `regex` also takes other spellings and properties.
fn is_go_name(name: &str) -> bool {
    let is_category = matches!(name.len(), 1 | 2);
    let is_property = [
        "Alphabetic",
        "Uppercase",
        "Lowercase",
        "White_Space",
        "Assigned",
        "Ascii",
    ];
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
        && !is_property.contains(&name)
        && (is_category
            || name.len() > 4
            || matches!(
                name,
                "Cham" | "Lisu" | "Miao" | "Thai" | "Yi" | "Han" | "Lao" | "Nko" | "Vai" | "Mro"
            ))
}

/// `[...]` at the beginning of a text, and the rest.
pub(super) fn bracketed(text: &[u8], flags: Flags) -> Result<(String, &[u8]), SyntaxError> {
    let mut set = String::from("[");
    let mut rest = &text[1..];
    if let Some(after) = rest.strip_prefix(b"^") {
        set.push('^');
        rest = after;
    }
    // An empty set inside keeps the whole one valid where all its characters are halves of pairs.
    set.push_str("[a&&b]");
    let mut is_first = true;
    while is_first || !rest.starts_with(b"]") {
        is_first = false;
        if let Some((posix, after)) = posix(rest)? {
            set.push_str(&posix);
            rest = after;
            continue;
        }
        if rest.starts_with(b"\\")
            && let Some((named, after)) = named(rest)?
        {
            set.push_str(&named);
            rest = after;
            continue;
        }
        let range = rest;
        let low;
        (low, rest) = member(rest, text)?;
        let mut high = low;
        if rest.len() >= 2 && rest[0] == b'-' && rest[1] != b']' {
            (high, rest) = member(&rest[1..], text)?;
            if high < low {
                return error(INVALID_RANGE, &range[..range.len() - rest.len()]);
            }
        }
        push_range(&mut set, low, high);
    }
    set.push(']');
    Ok((written(&set, flags), &rest[1..]))
}

/// Writes a range without the halves of pairs, which the crate `regex` refuses.
fn push_range(set: &mut String, low: u32, high: u32) {
    for (from, to) in [(low, high.min(0xD7FF)), (low.max(0xE000), high)] {
        if from <= to {
            set.push_str(&format!("\\x{{{from:x}}}-\\x{{{to:x}}}"));
        }
    }
}

/// One character of a set.
fn member<'t>(text: &'t [u8], whole: &[u8]) -> Result<(u32, &'t [u8]), SyntaxError> {
    match text.first() {
        None => error("missing closing ]", whole),
        Some(b'\\') => escaped(text),
        Some(_) => next_rune(text).map(|(rune, rest)| (rune.into(), rest)),
    }
}

/// `[:alpha:]` at the beginning of a text.
fn posix(text: &[u8]) -> Result<Option<(String, &[u8])>, SyntaxError> {
    const NAMES: &[&str] = &[
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
        "space", "upper", "word", "xdigit",
    ];
    let Some(inner) = text.strip_prefix(b"[:") else {
        return Ok(None);
    };
    let Some(end) = crate::functions::strings::find(inner, b":]") else {
        return Ok(None);
    };
    let (whole, rest) = text.split_at(end + 4);
    let name = std::str::from_utf8(&inner[..end]).unwrap_or_default();
    if !NAMES.contains(&name.strip_prefix('^').unwrap_or(name)) {
        return error(INVALID_RANGE, whole);
    }
    Ok(Some((format!("[:{name}:]"), rest)))
}

/// The number of the character that an escape stands for, at the beginning of a text.
pub(super) fn escaped(text: &[u8]) -> Result<(u32, &[u8]), SyntaxError> {
    if text.len() == 1 {
        return error("trailing backslash at end of expression", b"");
    }
    let (rune, mut rest) = next_rune(&text[1..])?;
    let octal = |rest: &[u8]| {
        rest.first()
            .filter(|byte| (b'0'..=b'7').contains(byte))
            .copied()
    };
    match rune {
        '1'..='7' if octal(rest).is_none() => {}
        '0'..='7' => {
            let mut number = u32::from(rune) - u32::from('0');
            for _ in 0..2 {
                let Some(digit) = octal(rest) else {
                    break;
                };
                number = number * 8 + u32::from(digit - b'0');
                rest = &rest[1..];
            }
            return Ok((number, rest));
        }
        'x' => {
            if let Some(number) = hexadecimal(&mut rest)? {
                return Ok((number, rest));
            }
        }
        'a' => return Ok((7, rest)),
        'f' => return Ok((12, rest)),
        'n' => return Ok((10, rest)),
        'r' => return Ok((13, rest)),
        't' => return Ok((9, rest)),
        'v' => return Ok((11, rest)),
        _ if rune.is_ascii() && !rune.is_ascii_alphanumeric() => return Ok((rune.into(), rest)),
        _ => {}
    }
    error(INVALID_ESCAPE, &text[..text.len() - rest.len()])
}

/// What follows `\x`: two digits, or any number of them in braces. Nothing where they are wrong; then the
/// text is read up to that point.
fn hexadecimal(rest: &mut &[u8]) -> Result<Option<u32>, SyntaxError> {
    let mut next = || -> Result<Option<char>, SyntaxError> {
        if rest.is_empty() {
            return Ok(None);
        }
        let (rune, after) = next_rune(rest)?;
        *rest = after;
        Ok(Some(rune))
    };
    let digit = |rune: Option<char>| rune.and_then(|rune| rune.to_digit(16));
    let first = next()?;
    if first != Some('{') {
        if first.is_none() {
            return Ok(None);
        }
        let second = next()?;
        return Ok(digit(first)
            .zip(digit(second))
            .map(|(high, low)| high * 16 + low));
    }
    let mut number = None;
    loop {
        let rune = next()?;
        if rune == Some('}') {
            return Ok(number);
        }
        let Some(digit) = digit(rune) else {
            return Ok(None);
        };
        let larger = number.unwrap_or(0) * 16 + digit;
        if larger > u32::from(char::MAX) {
            return Ok(None);
        }
        number = Some(larger);
    }
}
