//! Trivia: whitespace and comments between the tokens of JSON.

use std::ops::Range;

pub(super) use crate::lines::{after_newline, indent_of, line_indent, line_start};

/// The end of the whitespace at a byte.
pub(super) fn skip_whitespace(text: &str, at: usize) -> usize {
    let whitespace = text
        .as_bytes()
        .iter()
        .skip(at)
        .take_while(|byte| b" \t\r\n".contains(byte));
    at + whitespace.count()
}

/// A comment, and whether it is closed.
pub(super) struct Comment {
    pub(super) span: Range<usize>,
    pub(super) closed: bool,
}

/// The comment at a byte: `// …`, `# …` or `/* … */`.
pub(super) fn comment_at(text: &str, at: usize) -> Option<Comment> {
    let rest = text.get(at..)?;
    if rest.starts_with("//") || rest.starts_with('#') {
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        return Some(Comment {
            span: at..at + len,
            closed: true,
        });
    }
    let inner = rest.strip_prefix("/*")?;
    let end = inner.find("*/");
    let len = end.map_or(rest.len(), |end| end + 4);
    Some(Comment {
        span: at..at + len,
        closed: end.is_some(),
    })
}

/// The first byte at or after `at` that is neither whitespace nor part of a comment.
pub(super) fn skip(text: &str, mut at: usize) -> usize {
    loop {
        at = skip_whitespace(text, at);
        match comment_at(text, at) {
            Some(comment) => at = comment.span.end,
            None => return at,
        }
    }
}

/// The comma after a byte, if only whitespace and comments come before it.
pub(super) fn comma_after(text: &str, at: usize) -> Option<usize> {
    let next = skip(text, at);
    (text.as_bytes().get(next) == Some(&b',')).then_some(next)
}

/// The end of the line that contains a byte, if only spaces and comments come before it. After a
/// block comment this can be a later line.
pub(super) fn rest_of_line(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let bytes = text.as_bytes().iter().skip(at);
        at += bytes
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        match text.as_bytes().get(at) {
            None | Some(b'\n' | b'\r') => return Some(at),
            Some(_) => at = comment_at(text, at)?.span.end,
        }
    }
}
