//! Finds the exact bytes of a value: the parser's ranges also contain text around it.

use std::ops::Range;

/// The first byte of a value in a range, after its anchor, its tag and comments. `starts` tells
/// whether a character starts the value.
pub(super) fn value_start(
    text: &str,
    range: Range<usize>,
    starts: impl Fn(char) -> bool,
) -> Option<usize> {
    let mut at = range.start;
    loop {
        let rest = text.get(at..range.end)?;
        at += match rest.chars().next()? {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '&' | '!' => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            c if starts(c) => return Some(at),
            c => c.len_utf8(),
        };
    }
}

/// The bytes of a node without its anchor and tag. `properties` says whether it has any.
pub(super) fn without_properties(
    text: &str,
    range: Range<usize>,
    properties: bool,
) -> Range<usize> {
    if !properties || range.is_empty() {
        return range;
    }
    let start = value_start(text, range.start..text.len(), |c| !c.is_whitespace());
    let start = start.unwrap_or(range.start).max(range.start);
    start..range.end.max(start)
}

/// A range without whitespace at its end.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let spelled = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + spelled.trim_end().len()
}

/// The bytes from a quote to the closing quote.
pub(super) fn quoted(text: &str, range: Range<usize>) -> Range<usize> {
    let mut bytes = text.bytes().enumerate().skip(range.start);
    let Some((_, quote @ (b'"' | b'\''))) = bytes.next() else {
        return trimmed(text, range);
    };
    let mut bytes = bytes.peekable();
    while let Some((at, byte)) = bytes.next() {
        let doubled = |next: &(usize, u8)| quote == b'\'' && next.1 == quote;
        match byte {
            b'\\' if quote == b'"' => drop(bytes.next()),
            _ if byte == quote && bytes.next_if(doubled).is_none() => return range.start..at + 1,
            _ => {}
        }
    }
    trimmed(text, range)
}
