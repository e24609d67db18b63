//! The order of the repository: what ARCHITECTURE.md promises, asked of cargo and of the files.

mod crates;
mod documents;
mod folders;
mod sources;
mod tables;
