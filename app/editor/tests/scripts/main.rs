//! Scripts of events: what happens to editors in one or two tabs over one storage and one table of
//! locks, without a browser.

#![allow(clippy::disallowed_methods, reason = "tests are not in the page")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a script that cannot go on has failed"
)]

mod addresses;
mod changes;
mod closing;
mod drafts;
mod files;
mod folders;
mod ignoring;
mod logo;
mod page;
mod rendering;
mod screens;
mod storage;
mod tabs;
mod travels;
mod world;
