//! Go's runes: characters of a text that need not be UTF-8, and Go's simple mappings between cases, which
//! map one character to one.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// What stands for a byte that is no UTF-8.
pub(crate) const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// The first character of a text and how many bytes it takes: U+FFFD and 1 for a byte that is no UTF-8,
/// U+FFFD and 0 for an empty text.
pub(crate) fn decode(text: &[u8]) -> (char, usize) {
    let Some(&first) = text.first() else {
        return (REPLACEMENT, 0);
    };
    let length = match first {
        0..=0x7F => return (char::from(first), 1),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return (REPLACEMENT, 1),
    };
    let bytes = text.get(..length);
    let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
    match text.and_then(|text| text.chars().next()) {
        Some(rune) => (rune, length),
        None => (REPLACEMENT, 1),
    }
}

/// The last character of a text and how many bytes it takes.
pub(crate) fn decode_last(text: &[u8]) -> (char, usize) {
    for length in 1..=text.len().min(4) {
        let (rune, size) = decode(&text[text.len() - length..]);
        if size == length && (size > 1 || rune != REPLACEMENT) {
            return (rune, size);
        }
    }
    (REPLACEMENT, text.len().min(1))
}

/// The characters of a text.
pub(crate) fn runes(text: &[u8]) -> impl Iterator<Item = char> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (rune, size) = decode(rest);
        rest = &rest[size..];
        (size > 0).then_some(rune)
    })
}

/// Writes a character as UTF-8.
pub(crate) fn push(out: &mut Vec<u8>, rune: char) {
    out.extend_from_slice(rune.encode_utf8(&mut [0; 4]).as_bytes());
}

/// A text with each character mapped; what is no UTF-8 becomes U+FFFD first.
pub(crate) fn map(text: &[u8], mapping: &mut dyn FnMut(char) -> char) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for rune in runes(text) {
        push(&mut out, mapping(rune));
    }
    out
}

/// `unicode.IsSpace`.
pub(crate) fn is_space(rune: char) -> bool {
    rune.is_whitespace()
}

/// `unicode.IsLetter`.
pub(crate) fn is_letter(rune: char) -> bool {
    if rune.is_ascii() {
        return rune.is_ascii_alphabetic();
    }
    use Category::{
        LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter,
    };
    matches!(
        get_general_category(rune),
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
    )
}

/// `unicode.IsDigit`.
pub(crate) fn is_digit(rune: char) -> bool {
    rune.is_ascii_digit()
        || !rune.is_ascii() && get_general_category(rune) == Category::DecimalNumber
}

/// `unicode.IsNumber`.
pub(crate) fn is_number(rune: char) -> bool {
    use Category::{DecimalNumber, LetterNumber, OtherNumber};
    matches!(
        get_general_category(rune),
        DecimalNumber | LetterNumber | OtherNumber
    )
}

/// `unicode.IsPunct`.
pub(crate) fn is_punctuation(rune: char) -> bool {
    use Category::{
        ClosePunctuation, ConnectorPunctuation, DashPunctuation, FinalPunctuation,
        InitialPunctuation, OpenPunctuation, OtherPunctuation,
    };
    matches!(
        get_general_category(rune),
        ConnectorPunctuation
            | DashPunctuation
            | OpenPunctuation
            | ClosePunctuation
            | InitialPunctuation
            | FinalPunctuation
            | OtherPunctuation
    )
}

/// `unicode.IsUpper`.
pub(crate) fn is_upper(rune: char) -> bool {
    get_general_category(rune) == Category::UppercaseLetter
}

/// `unicode.IsTitle`.
pub(crate) fn is_title(rune: char) -> bool {
    get_general_category(rune) == Category::TitlecaseLetter
}

/// `unicode.IsLower`.
pub(crate) fn is_lower(rune: char) -> bool {
    get_general_category(rune) == Category::LowercaseLetter
}

/// `unicode.ToUpper`.
pub(crate) fn to_upper(rune: char) -> char {
    only(rune.to_uppercase()).unwrap_or(rune)
}

/// `unicode.ToLower`.
pub(crate) fn to_lower(rune: char) -> char {
    match rune {
        // The simple mapping drops the dot that the full one keeps.
        '\u{130}' => 'i',
        _ => only(rune.to_lowercase()).unwrap_or(rune),
    }
}

/// `unicode.ToTitle`.
pub(crate) fn to_title(rune: char) -> char {
    match rune {
        '\u{1C4}'..='\u{1C6}' => '\u{1C5}',
        '\u{1C7}'..='\u{1C9}' => '\u{1C8}',
        '\u{1CA}'..='\u{1CC}' => '\u{1CB}',
        '\u{1F1}'..='\u{1F3}' => '\u{1F2}',
        _ => to_upper(rune),
    }
}

/// The only item: full mappings to several characters have no counterpart among the simple ones.
fn only(mut runes: impl Iterator<Item = char>) -> Option<char> {
    let first = runes.next()?;
    runes.next().is_none().then_some(first)
}
