//! Refusals: why an edit was not made.

use thiserror::Error;

use crate::Pointer;

/// The reason why an edit was not made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The text has a syntax error, so the position of values is uncertain.
    #[error("Fix line {line} first: {message}")]
    Broken {
        /// The line of the first error, from 1.
        line: u32,
        /// The message of that error.
        message: String,
    },
    /// There is no value at the path.
    #[error("There is no value at {}.", name(.0))]
    Missing(Pointer),
    /// The index is beyond the end of the list.
    #[error("The list at {} has {len} items, so it has no position {index}.", name(.pointer))]
    OutOfRange {
        /// The list.
        pointer: Pointer,
        /// The requested index, from 0.
        index: usize,
        /// The number of items.
        len: usize,
    },
    /// The value is not an object (in YAML: a map), so it has no keys.
    #[error("The value at {} is not a map, so it cannot have the key `{key}`.", name(.pointer))]
    NotAnObject {
        /// The value.
        pointer: Pointer,
        /// The requested key.
        key: String,
    },
    /// The value is not a list.
    #[error("The value at {} is not a list.", name(.0))]
    NotAnArray(Pointer),
    /// The new key exists already.
    #[error("The map at {} already has the key `{key}`.", name(.pointer))]
    KeyTaken {
        /// The object.
        pointer: Pointer,
        /// The key.
        key: String,
    },
    /// The root can be replaced, but neither removed nor renamed.
    #[error("The whole document cannot be removed or renamed.")]
    Root,
    /// The path leads to or through a YAML alias.
    #[error("The value at {} is the alias `{alias}` of another value. Change that value, or edit the code.", name(.pointer))]
    Alias {
        /// The path of the alias.
        pointer: Pointer,
        /// The alias as it is written, such as `*name`.
        alias: String,
    },
    /// The value comes from another map through a YAML merge key.
    #[error("The value at {} comes from another map through the merge key `<<`. Change it in that map, or edit the text.", name(.0))]
    Merged(Pointer),
    /// The value has a YAML anchor, and aliases of it would change as well.
    #[error("The value at {} has the anchor `&{anchor}`, so a change would also change its aliases. Edit the code instead.", name(.pointer))]
    Shared {
        /// The value with the anchor.
        pointer: Pointer,
        /// The name of the anchor.
        anchor: String,
    },
    /// The value has a YAML tag, which the new value may not match.
    #[error("The value at {} has the tag `{tag}`, which the new value may not match. Edit the code instead.", name(.pointer))]
    Tagged {
        /// The value.
        pointer: Pointer,
        /// Its tag.
        tag: String,
    },
    /// An entry with comments cannot be inserted into a map in braces.
    #[error("The map at {} is written in braces, so it cannot contain lines with comments. Write each of its keys on a line first.", name(.0))]
    InBraces(Pointer),
    /// The text to insert is not exactly one entry with the expected key.
    #[error("The text to insert must be exactly one entry `{0}` with its comments.")]
    NotOneEntry(String),
    /// The text after the edit would not have exactly the expected values.
    #[error("The change at {} would also change something else. Edit the code instead.", name(.0))]
    SideEffects(Pointer),
}

fn name(pointer: &Pointer) -> String {
    if pointer.is_root() {
        "the top of the document".to_owned()
    } else {
        format!("`{pointer}`")
    }
}
