//! What the format of a pack is: the names of its files, the properties of its documents, and the
//! values and macros that Palette knows, and the API versions that Kubernetes took away. Forms, completion, rules and the JSON schema are derived
//! from these tables.

pub mod annotations;
pub mod api_versions;
pub mod documents;
pub mod files;
pub mod macros;
pub mod pack_json;
pub mod property;
pub mod schema;
pub mod vocabulary;
