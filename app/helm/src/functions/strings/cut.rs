//! Parts of texts, counted in bytes, so that characters may be cut apart.

use crate::error::CallError;
use crate::functions::arguments::runes::{is_space, push};

/// The first `length` bytes, or the last ones where it is negative.
pub(super) fn truncate(text: &[u8], length: i64) -> &[u8] {
    let count = usize::try_from(length.unsigned_abs()).unwrap_or(usize::MAX);
    if length < 0 {
        return text
            .len()
            .checked_sub(count)
            .map_or(text, |from| &text[from..]);
    }
    &text[..count.min(text.len())]
}

/// What stands from `start` to before `end`: from the beginning where `start` is negative, to the end where
/// `end` is.
pub(super) fn substring(text: &[u8], start: i64, end: i64) -> Result<&[u8], CallError> {
    let length = text.len();
    if start < 0 {
        let index = usize::try_from(end).map_err(|_| out_of_range(format!("[:{end}]")))?;
        let too_far = || out_of_range(format!("[:{end}] with length {length}"));
        return text.get(..index).ok_or_else(too_far);
    }
    let from = usize::try_from(start).unwrap_or(usize::MAX);
    let to = usize::try_from(end).map_or(length, |end| end.min(length));
    let in_wrong_order = || out_of_range(format!("[{from}:{to}]"));
    text.get(from..to).ok_or_else(in_wrong_order)
}

fn out_of_range(bounds: String) -> CallError {
    CallError::panic(format!("slice bounds out of range {bounds}"))
}

/// The first byte of each word, each taken as a character.
pub(super) fn initials(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut starts = true;
    for &byte in text {
        if is_space(char::from(byte)) {
            starts = true;
        } else if std::mem::take(&mut starts) {
            push(&mut out, char::from(byte));
        }
    }
    out
}

/// The text without white space. Where there is some, each byte is taken as a character.
pub(super) fn without_spaces(text: &[u8]) -> Vec<u8> {
    if !text.iter().any(|byte| is_space(char::from(*byte))) {
        return text.to_vec();
    }
    let mut out = Vec::with_capacity(text.len());
    for rune in text.iter().copied().map(char::from) {
        if !is_space(rune) {
            push(&mut out, rune);
        }
    }
    out
}
