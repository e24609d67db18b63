//! Ways to break a sound pack, each the fault that one rule is about: that the rule finds it where
//! it was made, and that its fixes mend it, is then tried on any pack.

mod charts;
mod constraints;
mod documents;
mod files;
mod images;
mod listings;
mod metadata;
mod options;
mod sound;
mod subject;
mod trial;
mod values;

pub use sound::{addon, os};
pub use subject::{Expected, Subject};
pub use trial::{Outcome, Trials};

/// What the fixes of a mutation's finding are to do besides leaving it gone and bringing no new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mends {
    /// One of them gives the unbroken meaning back, with every comment.
    Meaning,
    /// There is at least one.
    Finding,
    /// There is none: only the user knows what is right.
    Nothing,
    /// There may be some, depending on the pack.
    Perhaps,
}

/// One way to break a pack.
#[derive(Debug, Clone, Copy)]
pub struct Mutation {
    /// The rule that finds it.
    pub rule: &'static str,
    /// What is done, in a few words.
    pub how: &'static str,
    /// Does it, and says where it is to be found; nothing where a pack cannot be broken like this.
    pub make: fn(&mut Subject) -> Option<Expected>,
    /// What the fixes are to do.
    pub mends: Mends,
    /// The rules whose findings come with it, since it is more than one fault.
    pub with: &'static [&'static str],
    /// The rules whose findings may follow a fix, since it leaves something to be filled in or
    /// decided.
    pub leaves: &'static [&'static str],
}

impl Mutation {
    /// A mutation that comes alone and whose fix gives the unbroken meaning back.
    const fn new(
        rule: &'static str,
        how: &'static str,
        make: fn(&mut Subject) -> Option<Expected>,
    ) -> Self {
        Self {
            rule,
            how,
            make,
            mends: Mends::Meaning,
            with: &[],
            leaves: &[],
        }
    }

    /// The same with other fixes.
    const fn mends(self, mends: Mends) -> Self {
        Self { mends, ..self }
    }

    /// The same beside findings of these rules.
    const fn with(self, with: &'static [&'static str]) -> Self {
        Self { with, ..self }
    }

    /// The same with fixes that leave findings of these rules.
    const fn leaves(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }
}

/// All ways to break a pack.
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
        files::MUTATIONS,
    ]
    .concat()
}
