//! Packs at the command line: checks and fixes them, findings as text or for programs, renders their charts,
//! names the images that they deploy, and tells what differs between two of them.
//!
//! It reads packs as the page does and runs the same rules, which are all in `pack-lint`, and the same
//! renderer, `pack-helm`.

pub mod check;
pub mod diff;
pub mod folder;
pub mod images;
mod listed;
mod parallel;
mod patterns;
pub mod render;
pub mod source;

use std::process::ExitCode;

/// How a run ends, for the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong, or nothing that fails a run.
    Clean,
    /// At least one pack has an error, or a warning where that was asked for.
    Errors,
    /// At least one source is not a pack, cannot be read or cannot be changed.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Errors => Self::from(1),
            Outcome::Unreadable => Self::from(2),
        }
    }
}

/// The error where the work on a pack broke off, which is a bug.
fn broke_off() -> anyhow::Error {
    anyhow::anyhow!("the work on this pack broke off")
}
