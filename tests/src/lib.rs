//! Shared code of the whole-system tests: packs, archives good and bad, a file server, and a
//! browser that is driven as a person would drive it.

pub mod archive_tools;
pub mod browser;
pub mod checks;
pub mod community;
pub mod corpus;
pub mod file_server;
pub mod fixing;
pub mod fuzzing;
pub mod mutations;
pub mod packs;
pub mod random;
pub mod repository;
pub mod snapshot;
pub mod values_edits;

use pack_lint::Options;
use pack_model::{Audience, Diagnostic, Pack};

/// The date on which packs are checked here, so that findings do not depend on the clock.
pub const TODAY: &str = "2026-01-15";

/// All findings of a pack for the own registry.
pub fn findings_of(pack: &Pack) -> Vec<Diagnostic> {
    findings_for(pack, Audience::Own)
}

/// All findings of a pack for the community repository.
pub fn community_findings_of(pack: &Pack) -> Vec<Diagnostic> {
    findings_for(pack, Audience::Community)
}

/// All findings of a pack for an audience.
pub fn findings_for(pack: &Pack, audience: Audience) -> Vec<Diagnostic> {
    pack_lint::check(
        pack,
        &Options {
            audience,
            today: TODAY.to_owned(),
        },
    )
}
