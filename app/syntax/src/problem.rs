//! What is wrong with a text, as plain data.

use std::ops::Range;

/// One fault in a document, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A plain sentence for the user: what is wrong and what to do.
    pub message: String,
    /// Where, in UTF-8 bytes of the text. Empty where something is missing.
    pub range: Range<usize>,
    /// What sort of fault it is, so that callers can offer the fitting fix.
    pub kind: ProblemKind,
}

/// The sorts of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The text breaks the grammar, and the structure from here on is guessed.
    Syntax,
    /// The text breaks the grammar without a doubt about what is meant, such as a missing comma in
    /// JSON.
    Slip,
    /// A comma before a closing bracket, in JSON.
    TrailingComma,
    /// A comment, in JSON.
    Comment,
    /// Nesting beyond what readers accept.
    TooDeep,
    /// A tab where YAML wants blanks.
    Tab,
    /// A key that its YAML map has already.
    DuplicateKey,
}

impl Problem {
    pub(crate) fn new(kind: ProblemKind, range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            range,
            kind,
        }
    }
}
