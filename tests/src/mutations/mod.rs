//! Mutations: ways to break a valid pack, each with an error that one rule is about. The tests
//! check that the rule finds the error at its place, and that the fixes remove it.

mod charts;
mod constraints;
mod documents;
mod files;
mod images;
mod listings;
mod metadata;
mod options;
mod rendered;
mod sound;
mod subject;
mod texts;
mod trial;
mod values;

pub use sound::{addon, os};
pub use subject::{Expected, Subject};
pub use trial::{Outcome, Trials};

/// What the fixes must do, besides removing the finding without causing a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// One of them restores the original data, with every comment.
    RestoreMeaning,
    /// There is at least one fix.
    RemoveFinding,
    /// There is no fix, because only the user knows the right value.
    None,
    /// There may be fixes, depending on the pack.
    Any,
}

/// One way to break a pack.
#[derive(Debug, Clone, Copy)]
pub struct Mutation {
    /// The rule that finds the error.
    pub rule: &'static str,
    /// A short description.
    pub how: &'static str,
    /// Breaks the pack, and returns the expected place of the finding. `None` if the pack cannot be
    /// broken in this way.
    pub make: fn(&mut Subject) -> Option<Expected>,
    /// What the fixes must do.
    pub fixes: Fixes,
    /// The rules that also find something, because the mutation causes several errors.
    pub with: &'static [&'static str],
    /// The rules that may find something less bad after a fix, because the user has to complete it.
    pub leaves: &'static [&'static str],
    /// Whether it is an error for the community repository only.
    pub only_community: bool,
}

impl Mutation {
    /// A mutation with a single finding and a fix that restores the original data.
    const fn new(
        rule: &'static str,
        how: &'static str,
        make: fn(&mut Subject) -> Option<Expected>,
    ) -> Self {
        Self {
            rule,
            how,
            make,
            fixes: Fixes::RestoreMeaning,
            with: &[],
            leaves: &[],
            only_community: false,
        }
    }

    /// The same with another requirement for the fixes.
    const fn fixes(self, fixes: Fixes) -> Self {
        Self { fixes, ..self }
    }

    /// The same with findings of these rules as well.
    const fn with(self, with: &'static [&'static str]) -> Self {
        Self { with, ..self }
    }

    /// The same, for the community repository only.
    const fn only_community(self) -> Self {
        Self {
            only_community: true,
            ..self
        }
    }

    /// The same with fixes after which these rules may find something.
    const fn leaves(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }
}

/// All mutations.
pub fn mutations() -> Vec<Mutation> {
    [
        metadata::MUTATIONS,
        documents::MUTATIONS,
        listings::MUTATIONS,
        constraints::MUTATIONS,
        values::MUTATIONS,
        charts::MUTATIONS,
        images::MUTATIONS,
        options::MUTATIONS,
        rendered::MUTATIONS,
        files::MUTATIONS,
        texts::MUTATIONS,
    ]
    .concat()
}
