//! Problems that reading found in a text, as plain data.

use std::ops::Range;

/// One error in a document, and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A sentence for the user: what is wrong and what to do.
    pub message: String,
    /// The bytes with the problem, in UTF-8. Empty if something is missing there.
    pub range: Range<usize>,
    /// The kind of error, from which callers choose a fix.
    pub kind: ProblemKind,
}

/// The kinds of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// A syntax error. The structure of the text after it is uncertain.
    Syntax,
    /// A syntax error whose meaning is obvious, such as a missing comma in JSON.
    MinorSyntax,
    /// A comma before a closing bracket, in JSON.
    TrailingComma,
    /// A comment, in JSON.
    Comment,
    /// Deeper nesting than readers accept.
    TooDeep,
    /// A tab in the indentation of YAML.
    Tab,
    /// A key that occurs twice in a YAML map.
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
