//! Replacing what an expression matches, with Go's rules for `$1` and `${name}`.

use std::ops::Range;

use super::Pattern;
use crate::error::CallError;
use crate::functions::arguments::runes::{decode, is_digit, is_letter};
use crate::functions::arguments::{length, text};
use crate::value::Value;

/// Replaces by a text as it is.
pub(super) fn literal(pattern: &Pattern, a: &[Value]) -> Result<Value, CallError> {
    replace(pattern, text(a, 1), |out, _| {
        out.extend_from_slice(text(a, 2))
    })
}

/// Replaces by a text in which `$` and a name or number stand for groups.
pub(super) fn expanded(pattern: &Pattern, a: &[Value]) -> Result<Value, CallError> {
    let template = text(a, 2);
    let whole = text(a, 1);
    replace(pattern, whole, |out, groups| {
        expand(out, template, pattern, whole, groups)
    })
}

fn replace(
    pattern: &Pattern,
    whole: &[u8],
    mut write: impl FnMut(&mut Vec<u8>, &Groups),
) -> Result<Value, CallError> {
    let mut out = Vec::with_capacity(whole.len());
    let mut end = 0;
    pattern.regex.each_match(whole, |groups| {
        let found = groups.first().cloned().flatten().unwrap_or_default();
        out.extend_from_slice(&whole[end..found.start]);
        write(&mut out, &groups);
        end = found.end;
        length(Some(out.len())).map(drop)
    })?;
    out.extend_from_slice(&whole[end..]);
    Ok(out.into())
}

/// Where a match and its groups stand.
type Groups = Vec<Option<Range<usize>>>;

fn expand(
    out: &mut Vec<u8>,
    template: &[u8],
    pattern: &Pattern,
    whole: &[u8],
    groups: &[Option<Range<usize>>],
) {
    let group = |number: usize| groups.get(number).cloned().flatten();
    let mut rest = template;
    while let Some(dollar) = rest.iter().position(|byte| *byte == b'$') {
        out.extend_from_slice(&rest[..dollar]);
        rest = &rest[dollar + 1..];
        if let Some(after) = rest.strip_prefix(b"$") {
            out.push(b'$');
            rest = after;
            continue;
        }
        let Some((name, after)) = read_name(rest) else {
            out.push(b'$');
            continue;
        };
        rest = after;
        let found = match number(name) {
            Some(number) => group(number),
            None => {
                let named = pattern.names.iter().enumerate();
                let mut named = named.filter(|(_, other)| other.as_deref() == Some(name));
                named.find_map(|(number, _)| group(number))
            }
        };
        if let Some(found) = found {
            out.extend_from_slice(&whole[found]);
        }
    }
    out.extend_from_slice(rest);
}

/// A name of letters, digits and `_`, perhaps in braces, at the beginning of a text.
fn read_name(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = text.strip_prefix(b"{");
    let start = inner.unwrap_or(text);
    let mut length = 0;
    while let (rune, size @ 1..) = decode(&start[length..])
        && (is_letter(rune) || is_digit(rune) || rune == '_')
    {
        length += size;
    }
    let (name, rest) = start.split_at(length);
    if name.is_empty() {
        return None;
    }
    match inner {
        Some(_) => Some((name, rest.strip_prefix(b"}")?)),
        None => Some((name, rest)),
    }
}

/// The number of a group: not one with a 0 before it, nor one of more than eight digits.
fn number(name: &[u8]) -> Option<usize> {
    let is_number = name.iter().all(u8::is_ascii_digit)
        && !(name.len() > 1 && name[0] == b'0')
        && name.len() <= 9;
    is_number.then_some(())?;
    std::str::from_utf8(name).ok()?.parse().ok()
}
