//! What the browser keeps for the page from one visit to the next: drafts with their files and steps,
//! where the user was in each, which one is open, and what was set.

mod database;
pub(crate) mod drafts;
pub(crate) mod last_open;
pub(crate) mod last_place;
pub(crate) mod preferences;
