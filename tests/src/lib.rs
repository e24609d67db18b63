//! What the whole-system tests share: packs of our own, containers good and bad, a file server,
//! and a browser that is driven as a person would drive it.

pub mod browser;
pub mod chart;
pub mod checks;
pub mod checksum;
pub mod corpus;
pub mod dice;
pub mod faulty;
pub mod fixture;
pub mod folder;
pub mod fuzzing;
pub mod hostile;
pub mod image;
pub mod long_values;
pub mod mutations;
pub mod raw;
pub mod repository;
pub mod shapes;
pub mod site;
pub mod snapshot;
pub mod tools;
pub mod values_edits;

use pack_lint::Options;
use pack_model::{Audience, Diagnostic, Pack};

/// The day on which packs are judged here, so that findings do not depend on the clock.
pub const TODAY: &str = "2026-01-15";

/// All findings of a pack for a registry of one's own.
pub fn judged(pack: &Pack) -> Vec<Diagnostic> {
    pack_lint::check(
        pack,
        &Options {
            audience: Audience::Own,
            today: TODAY.to_owned(),
        },
    )
}
