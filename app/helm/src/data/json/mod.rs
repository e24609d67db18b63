//! JSON as Go's encoding/json reads and writes it.

mod reader;
mod scan;
mod writer;

pub(crate) use reader::{cannot_unmarshal, read, read_first};
pub(crate) use writer::{Layout, write, write_text};
