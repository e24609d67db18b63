//! Drafts and the history, also when storage fails.

mod addresses;
mod drafts;
mod failures;
mod folders;
mod history;
mod journal;
mod start;
mod tabs;
mod travels;
