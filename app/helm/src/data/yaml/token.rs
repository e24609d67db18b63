//! What the scanner makes of the text.

use super::cursor::Mark;

/// A piece of a YAML document.
#[derive(Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Where it begins.
    pub(super) start: Mark,
}

/// What a token is.
#[derive(Debug)]
pub(super) enum TokenKind {
    StreamStart,
    StreamEnd,
    /// `%YAML 1.1`
    Version(u32, u32),
    /// `%TAG handle prefix`
    TagDirective(String, String),
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias(String),
    Anchor(String),
    /// Handle and suffix.
    Tag(String, String),
    /// A text, and whether it stands there without quotes or block indicator.
    Scalar(String, bool),
}
