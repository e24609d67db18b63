//! What the format of a pack is: the names of its files, the properties of its documents, and the
//! values and macros that Palette knows. Forms, completion, rules and the JSON schema are derived
//! from these tables.

pub mod annotations;
pub mod documents;
pub mod files;
pub mod macros;
pub mod pack_json;
pub mod property;
pub mod schema;
pub mod vocabulary;
