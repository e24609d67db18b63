//! Finding, replacing and trimming.

use crate::error::CallError;
use crate::functions::arguments::length;
use crate::functions::arguments::runes::{decode, decode_last, is_space, runes};

/// Where a part stands first.
pub(in crate::functions) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part)
}

/// The text with every `old` replaced by `new`. An empty `old` stands before each character and at the end.
pub(super) fn replace(text: &[u8], old: &[u8], new: &[u8]) -> Result<Vec<u8>, CallError> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        let found = if old.is_empty() {
            Some(0)
        } else {
            find(rest, old)
        };
        let Some(at) = found else {
            break;
        };
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        length(Some(out.len()))?;
        rest = &rest[at + old.len()..];
        if old.is_empty() {
            let (_, size) = decode(rest);
            out.extend_from_slice(&rest[..size]);
            rest = &rest[size..];
            if size == 0 {
                break;
            }
        }
    }
    out.extend_from_slice(rest);
    Ok(out)
}

/// The text without white space at both ends.
pub(super) fn trim_space(text: &[u8]) -> &[u8] {
    trim_where(text, &is_space)
}

/// The text without any of some characters at both ends.
pub(super) fn trim<'t>(text: &'t [u8], characters: &[u8]) -> &'t [u8] {
    trim_where(text, &|rune| runes(characters).any(|other| other == rune))
}

fn trim_where<'t>(text: &'t [u8], is_trimmed: &dyn Fn(char) -> bool) -> &'t [u8] {
    let mut rest = text;
    while let (rune, size @ 1..) = decode(rest)
        && is_trimmed(rune)
    {
        rest = &rest[size..];
    }
    while let (rune, size @ 1..) = decode_last(rest)
        && is_trimmed(rune)
    {
        rest = &rest[..rest.len() - size];
    }
    rest
}
