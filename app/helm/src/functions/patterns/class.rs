//! Sets of characters in regular expressions: `[a-z]`, `\d`, `\pL`, `[:alpha:]`, and escapes.

use super::error::{INVALID_ESCAPE, INVALID_RANGE, SyntaxError, error, next_rune};
use super::set::Set;
use super::unicode;

/// What `(?imsU)` switches.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) fold: bool,
    pub(super) multi_line: bool,
    pub(super) dot_all: bool,
    pub(super) swap_greed: bool,
}

/// A set as it stands in an expression, alone or in another set.
fn in_case(set: Set, flags: Flags) -> Set {
    if flags.fold { set.folded() } else { set }
}

/// `\d` and its like, and `\p{Name}`, at the beginning of a text.
pub(super) fn named(text: &[u8], flags: Flags) -> Result<Option<(Set, &[u8])>, SyntaxError> {
    let Some(letter) = text.get(1) else {
        return Ok(None);
    };
    let ranges: &[(char, char)] = match letter.to_ascii_lowercase() {
        b'd' => &[('0', '9')],
        b's' => &[('\t', '\n'), ('\x0C', '\r'), (' ', ' ')],
        b'w' => WORD,
        b'p' => return unicode(text, flags).map(Some),
        _ => return Ok(None),
    };
    let set = in_case(Set::of(ranges), flags);
    let is_negated = letter.is_ascii_uppercase();
    let set = if is_negated { set.negated() } else { set };
    Ok(Some((set, &text[2..])))
}

const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// `\pL`, `\p{Greek}`, `\P{^Greek}`.
fn unicode(text: &[u8], flags: Flags) -> Result<(Set, &[u8]), SyntaxError> {
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
    let set = std::str::from_utf8(name).ok().map(unicode::set);
    let Some(set) = set.transpose()?.flatten() else {
        return error(INVALID_RANGE, &text[..text.len() - rest.len()]);
    };
    let set = in_case(set, flags);
    Ok((if is_negated { set.negated() } else { set }, rest))
}

/// `[...]` at the beginning of a text, and the rest.
pub(super) fn bracketed(text: &[u8], flags: Flags) -> Result<(Set, &[u8]), SyntaxError> {
    let mut set = Set::default();
    let mut rest = &text[1..];
    let is_negated = rest.starts_with(b"^");
    if is_negated {
        rest = &rest[1..];
    }
    let mut is_first = true;
    while is_first || !rest.starts_with(b"]") {
        is_first = false;
        if let Some((posix, after)) = posix(rest, flags)? {
            set.extend(&posix);
            rest = after;
            continue;
        }
        if rest.starts_with(b"\\")
            && let Some((named, after)) = named(rest, flags)?
        {
            set.extend(&named);
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
        let mut range = Set::default();
        range.add(low, high);
        set.extend(&in_case(range, flags));
    }
    let set = if is_negated { set.negated() } else { set };
    Ok((set, &rest[1..]))
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
fn posix(text: &[u8], flags: Flags) -> Result<Option<(Set, &[u8])>, SyntaxError> {
    let Some(inner) = text.strip_prefix(b"[:") else {
        return Ok(None);
    };
    let Some(end) = crate::functions::strings::find(inner, b":]") else {
        return Ok(None);
    };
    let (whole, rest) = text.split_at(end + 4);
    let name = &inner[..end];
    let positive = name.strip_prefix(b"^");
    let ranges: &[(char, char)] = match positive.unwrap_or(name) {
        b"alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        b"alpha" => &[('A', 'Z'), ('a', 'z')],
        b"ascii" => &[('\0', '\x7F')],
        b"blank" => &[('\t', '\t'), (' ', ' ')],
        b"cntrl" => &[('\0', '\x1F'), ('\x7F', '\x7F')],
        b"digit" => &[('0', '9')],
        b"graph" => &[('!', '~')],
        b"lower" => &[('a', 'z')],
        b"print" => &[(' ', '~')],
        b"punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        b"space" => &[('\t', '\r'), (' ', ' ')],
        b"upper" => &[('A', 'Z')],
        b"word" => WORD,
        b"xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return error(INVALID_RANGE, whole),
    };
    let set = in_case(Set::of(ranges), flags);
    let set = if positive.is_some() {
        set.negated()
    } else {
        set
    };
    Ok(Some((set, rest)))
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
