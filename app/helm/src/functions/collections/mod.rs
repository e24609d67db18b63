//! Lists, dictionaries, and what values are: their types, which are equal, which are empty.

pub(super) mod dicts;
mod equal;
pub(super) mod lists;
pub(super) mod types;
