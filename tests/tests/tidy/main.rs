//! The order of the repository: what ARCHITECTURE.md promises, checked with cargo and the files.

mod crates;
mod documents;
mod folders;
mod lints;
mod sources;
mod tables;
