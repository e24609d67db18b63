//! What is wrong with a regular expression, in Go's words.

use crate::error::CallError;
use crate::functions::arguments::runes::{self, decode};

/// Go's message, and the part of the expression that it quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) code: &'static str,
    pub(super) part: Vec<u8>,
}

impl SyntaxError {
    /// The error of Go's `regexp.Compile`.
    pub(super) fn told(self) -> CallError {
        let Self { code, part } = self;
        match code {
            NO_SCRIPTS => CallError::no_table(code, &part),
            code => {
                let parts = [
                    b"error parsing regexp: ",
                    code.as_bytes(),
                    b": `",
                    &part,
                    b"`",
                ];
                CallError::new(parts.concat())
            }
        }
    }
}

pub(super) fn error<T>(code: &'static str, part: &[u8]) -> Result<T, SyntaxError> {
    Err(SyntaxError {
        code,
        part: part.to_vec(),
    })
}

pub(super) const INVALID_ESCAPE: &str = "invalid escape sequence";
pub(super) const INVALID_RANGE: &str = "invalid character class range";
pub(super) const INVALID_NAME: &str = "invalid named capture";
pub(super) const INVALID_PERL: &str = "invalid or unsupported Perl syntax";
pub(super) const INVALID_COUNT: &str = "invalid repeat count";
pub(super) const INVALID_REPEAT: &str = "invalid nested repetition operator";
pub(super) const INVALID_TEXT: &str = "invalid UTF-8";
pub(super) const MISSING_ARGUMENT: &str = "missing argument to repetition operator";
pub(super) const MISSING_PARENTHESIS: &str = "missing closing )";
pub(super) const UNEXPECTED_PARENTHESIS: &str = "unexpected )";
/// No message of Go: without the feature `scripts`, the renderer has no table of these.
pub(super) const NO_SCRIPTS: &str = "scripts of Unicode";
pub(super) const TOO_LARGE: &str = "expression too large";
pub(super) const TOO_DEEP: &str = "expression nests too deeply";

/// The first character of a text that has to be UTF-8.
pub(super) fn next_rune(text: &[u8]) -> Result<(char, &[u8]), SyntaxError> {
    let (rune, size) = decode(text);
    if rune == runes::REPLACEMENT && size == 1 {
        return error(INVALID_TEXT, text);
    }
    Ok((rune, &text[size..]))
}
