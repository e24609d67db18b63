//! Where in a document a caret stands, told without a parser: while somebody types, a document is
//! broken more often than not.

use std::ops::Range;

/// Stands in a path for any item of a list.
pub(super) const ITEM: &str = "[]";

/// Where a caret stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The keys from the root down to what the caret is in; [`ITEM`] for an item of a list. For a
    /// value its own key is the last.
    pub(super) path: Vec<String>,
    /// What is being written there.
    pub(super) part: Written,
    /// What of it stands before the caret, in bytes; for a look at what is there, all of it.
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
    /// The path as words that tables can be compared with.
    pub(super) fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}
