//! What pack.json lists, what its schema allows, and places in it.

pub(crate) mod addon_type;
pub(crate) mod listed_path;
pub(crate) mod listing;
pub(crate) mod properties;
pub(crate) mod schema;

use pack_model::path::PACK_JSON;
use pack_model::{FilePath, Place, Pointer};
use pack_syntax::json::{Node, NodeKind};

/// The place of a value in pack.json.
pub(crate) fn at(pointer: Pointer) -> Place {
    Place::value(FilePath::of(PACK_JSON), pointer)
}

/// The place of a property at the root of pack.json.
pub(crate) fn at_property(key: &str) -> Place {
    at(Pointer::root().child(key))
}

/// The string at a key of an object, if it is one.
pub(crate) fn text<'n>(object: &'n Node, key: &str) -> Option<&'n str> {
    object.member(key)?.value().as_str()
}

/// Whether a value is an empty string or only spaces.
pub(crate) fn is_blank(node: &Node) -> bool {
    matches!(node.kind(), NodeKind::String(text) if text.trim().is_empty())
}
