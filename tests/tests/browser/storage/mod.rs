//! Drafts and the history, also when storage fails.

mod drafts;
mod failures;
mod history;
