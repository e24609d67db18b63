//! Splitting by a separator.

use super::search::find;
use crate::error::CallError;
use crate::functions::arguments::check_count;
use crate::functions::arguments::runes::decode;
use crate::value::{Entries, Map, MapType, Text, Value};

/// The parts of a text: at most `limit`, all where that is negative, none where it is 0. An empty separator
/// splits into characters.
pub(super) fn split<'t>(
    text: &'t [u8],
    separator: &[u8],
    limit: i64,
) -> Result<Vec<&'t [u8]>, CallError> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = text;
    if limit == 0 {
        return Ok(parts);
    }
    while parts.len() + 1 < limit {
        let cut = if separator.is_empty() {
            let (_, size) = decode(rest);
            (size < rest.len()).then_some((size, size))
        } else {
            find(rest, separator).map(|at| (at, at + separator.len()))
        };
        let Some((end, next)) = cut else {
            break;
        };
        parts.push(&rest[..end]);
        check_count(parts.len())?;
        rest = &rest[next..];
    }
    if !(separator.is_empty() && text.is_empty()) {
        parts.push(rest);
    }
    Ok(parts)
}

/// The parts as a map with the keys `_0`, `_1` and so on.
pub(super) fn numbered(text: &[u8], separator: &[u8], limit: i64) -> Result<Value, CallError> {
    let parts = split(text, separator, limit)?;
    let mut entries = Entries::new();
    for (index, part) in parts.into_iter().enumerate() {
        entries.insert(Text::from(format!("_{index}")), part.into());
    }
    Ok(Value::Map(Map::new(MapType::Texts, entries)))
}
