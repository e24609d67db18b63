//! What survives: drafts, the history, and both when storage fails.

mod drafts;
mod failures;
mod history;
