//! What the scanner cuts a text into, and where a key may have begun that needs no `?` before it, until when it
//! can be one.

use super::cursor::Mark;
use super::scanner::Scanner;

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

/// Where a key may have begun that needs no `?` before it.
#[derive(Clone, Copy, Default)]
pub(super) struct SimpleKey {
    pub(super) is_possible: bool,
    pub(super) is_required: bool,
    /// Whether it keeps its token from being taken.
    pub(super) holds: bool,
    pub(super) token: usize,
    pub(super) mark: Mark,
}

impl Scanner<'_> {
    /// Whether the next token cannot be told yet: none is there, or it may be the beginning of a key.
    pub(super) fn needs_more(&mut self) -> Result<bool, String> {
        if self.tokens.is_empty() {
            return Ok(true);
        }
        let taken = self.taken;
        let keys = self.simple_keys.iter();
        let found = keys
            .clone()
            .rposition(|key| key.is_possible && key.holds && key.token == taken);
        match found {
            Some(index) => self.is_key_valid(index),
            None => Ok(false),
        }
    }

    /// Whether a possible key can still become one: it must end in its line, and be short.
    pub(super) fn is_key_valid(&mut self, index: usize) -> Result<bool, String> {
        let here = self.cursor.mark;
        let Some(key) = self.simple_keys.get_mut(index) else {
            return Ok(false);
        };
        if !key.is_possible {
            return Ok(false);
        }
        if key.mark.line < here.line || key.mark.index + 1024 < here.index {
            if key.is_required {
                return Err(self.error("could not find expected ':'"));
            }
            key.is_possible = false;
        }
        Ok(self.simple_keys[index].is_possible)
    }

    /// Remembers that a key may begin here.
    pub(super) fn save_simple_key(&mut self) -> Result<(), String> {
        let mark = self.cursor.mark;
        if self.simple_key_allowed {
            self.remove_simple_key()?;
            if let Some(last) = self.simple_keys.last_mut() {
                *last = SimpleKey {
                    is_possible: true,
                    holds: true,
                    is_required: self.flow_level == 0 && self.indent == mark.column as isize,
                    token: self.taken + self.tokens.len(),
                    mark,
                };
            }
        }
        Ok(())
    }

    pub(super) fn remove_simple_key(&mut self) -> Result<(), String> {
        let Some(last) = self.simple_keys.last_mut() else {
            return Ok(());
        };
        if last.is_possible && last.is_required {
            return Err(self.error("could not find expected ':'"));
        }
        last.is_possible = false;
        Ok(())
    }
}
