//! Why an edit is refused.

use thiserror::Error;

use crate::Pointer;

/// An edit that was not made, because it could not be made faithfully.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The structure of the text is guessed, so bytes cannot be trusted.
    #[error("Line {line} must be mended first: {message}")]
    Broken {
        /// The line of the first fault, from 1.
        line: u32,
        /// What is wrong there.
        message: String,
    },
    /// The path leads nowhere.
    #[error("There is nothing at {}.", name(.0))]
    Missing(Pointer),
    /// An item is wanted past the end of an array.
    #[error("The list at {} has {len} items, so there is no place {index}.", name(.pointer))]
    OutOfRange {
        /// The array.
        pointer: Pointer,
        /// The index that was asked for, from 0.
        index: usize,
        /// How many items there are.
        len: usize,
    },
    /// The place holds something that is no object, so it has no keys.
    #[error("The value at {} is no object, so it cannot hold `{key}`.", name(.pointer))]
    NotAnObject {
        /// The place.
        pointer: Pointer,
        /// The key that was asked for.
        key: String,
    },
    /// The place holds something that is no array.
    #[error("The value at {} is no list.", name(.0))]
    NotAnArray(Pointer),
    /// The new name of a key is in use.
    #[error("The object at {} has a `{key}` already.", name(.pointer))]
    KeyTaken {
        /// The object.
        pointer: Pointer,
        /// The key.
        key: String,
    },
    /// The outermost value can be replaced, but neither removed nor renamed.
    #[error("The whole document cannot be removed or renamed.")]
    Root,
    /// The text after the edit did not read back as intended.
    #[error("The change at {} could not be made without changing something else; edit the text instead.", name(.0))]
    Unfaithful(Pointer),
}

fn name(pointer: &Pointer) -> String {
    if pointer.is_root() {
        "the top of the document".to_owned()
    } else {
        format!("`{pointer}`")
    }
}
