//! Longer texts from shorter ones: indenting, repeating, quoting.

use crate::error::CallError;
use crate::format;
use crate::functions::arguments::length;
use crate::functions::arguments::print::text_of;
use crate::value::Value;

/// The most that Go can ask memory for.
const LARGEST: i64 = 1 << 48;

/// A text so many times.
pub(super) fn repeat(text: &[u8], count: i64) -> Result<Vec<u8>, CallError> {
    if count < 0 {
        return Err("strings: negative Repeat count".into());
    }
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let total = i64::try_from(text.len()).ok();
    let total = total.and_then(|length| length.checked_mul(count));
    let total = total.ok_or("strings: Repeat count causes overflow")?;
    if total > LARGEST {
        return Err("runtime error: makeslice: cap out of range".into());
    }
    length(usize::try_from(total).ok())?;
    Ok(text.repeat(usize::try_from(count).unwrap_or(usize::MAX)))
}

/// A text with spaces before each line, the last one too if it is empty.
pub(super) fn indent(spaces: i64, text: &[u8]) -> Result<Vec<u8>, CallError> {
    let pad = repeat(b" ", spaces)?;
    let lines = 1 + text.iter().filter(|byte| **byte == b'\n').count();
    let total = pad.len().checked_mul(lines);
    let total = length(total.and_then(|total| total.checked_add(text.len())))?;
    let mut out = Vec::with_capacity(total);
    out.extend_from_slice(&pad);
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        out.extend_from_slice(line);
        if line.ends_with(b"\n") {
            out.extend_from_slice(&pad);
        }
    }
    Ok(out)
}

/// What is not nil, printed with a space between. Go prints the texts of a list of formats `%v %v`.
pub(super) fn cat(values: &[Value]) -> Vec<u8> {
    join(values, format::print)
}

/// What is not nil, each in double quotes.
pub(super) fn quote(values: &[Value]) -> Vec<u8> {
    join(values, quoted)
}

/// What is not nil, each in single quotes.
pub(super) fn single_quote(values: &[Value]) -> Vec<u8> {
    join(values, |value| {
        [b"'", format::print(value).as_slice(), b"'"].concat()
    })
}

/// A value as a text in Go's double quotes.
pub(super) fn quoted(value: &Value) -> Vec<u8> {
    format::quote(&text_of(value))
}

fn join(values: &[Value], print: fn(&Value) -> Vec<u8>) -> Vec<u8> {
    let values = values.iter().filter(|value| !matches!(value, Value::Nil));
    values.map(print).collect::<Vec<_>>().join(&b' ')
}
