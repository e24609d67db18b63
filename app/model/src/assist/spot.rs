//! Where a caret is in a document, found without a parser: while someone types, a document is broken
//! most of the time.

use std::ops::Range;

pub(super) use crate::format::property::ITEM;

/// Where a caret is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The keys from the root to where the caret is; [`ITEM`] for an item of a list. The last one of a
    /// value is its own key.
    pub(super) path: Vec<String>,
    /// What is being typed there.
    pub(super) part: Written,
    /// The word before the caret, in bytes; for an explanation, the whole word.
    pub(super) word: Range<usize>,
    /// The quote that the word follows, if it does.
    pub(super) quote: Option<char>,
}

/// What a word at a caret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Key,
    Value,
}

impl Spot {
    /// The path, to compare with tables.
    pub(super) fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}
