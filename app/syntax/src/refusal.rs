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
    /// An item is wanted past the end of a list.
    #[error("The list at {} has {len} items, so there is no place {index}.", name(.pointer))]
    OutOfRange {
        /// The list.
        pointer: Pointer,
        /// The index that was asked for, from 0.
        index: usize,
        /// How many items there are.
        len: usize,
    },
    /// The place holds something that is no object (in YAML a map), so it has no keys.
    #[error("The value at {} has no keys, so it cannot hold `{key}`.", name(.pointer))]
    NotAnObject {
        /// The place.
        pointer: Pointer,
        /// The key that was asked for.
        key: String,
    },
    /// The place holds something that is no list.
    #[error("The value at {} is no list.", name(.0))]
    NotAnArray(Pointer),
    /// The new name of a key is in use.
    #[error("There is a `{key}` at {} already.", name(.pointer))]
    KeyTaken {
        /// The object.
        pointer: Pointer,
        /// The key.
        key: String,
    },
    /// The outermost value can be replaced, but neither removed nor renamed.
    #[error("The whole document cannot be removed or renamed.")]
    Root,
    /// A YAML alias stands at the place or on the way to it.
    #[error("The value at {} is an alias, `{alias}`, of a value that stands elsewhere. Change it there, or edit the text.", name(.pointer))]
    Alias {
        /// Where the alias stands.
        pointer: Pointer,
        /// The alias as it is written, such as `*name`.
        alias: String,
    },
    /// A YAML merge key brings the value in.
    #[error("The value at {} comes in through the merge key `<<`. Change it in the map that it comes from, or edit the text.", name(.0))]
    Merged(Pointer),
    /// A YAML value with an anchor would change for its aliases as well.
    #[error("The value at {} has the anchor `&{anchor}` and is used in other places too, so they would change as well. Edit the text instead.", name(.pointer))]
    Shared {
        /// The value with the anchor.
        pointer: Pointer,
        /// The name of the anchor.
        anchor: String,
    },
    /// A YAML tag says how the value is to be read.
    #[error("The value at {} carries the tag `{tag}`, which another value may not fit. Edit the text instead.", name(.pointer))]
    Tagged {
        /// The value.
        pointer: Pointer,
        /// Its tag.
        tag: String,
    },
    /// A map in braces has no lines for entries with comments.
    #[error("The map at {} is written in braces, which have no room for lines with comments. Write it on lines of its own first.", name(.0))]
    InBraces(Pointer),
    /// A text to insert does not hold just the entry that it should.
    #[error("The text to insert is not just an entry `{0}` with its comments.")]
    NotOneEntry(String),
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
