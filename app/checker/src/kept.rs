//! The pack that a worker keeps between messages.

use pack_lint::Options;
use pack_model::Pack;
use pack_model::checking::Check;

/// The pack, as the page last sent it.
#[derive(Debug, Default)]
pub(crate) struct KeptPack(Pack);

/// A change did not fit the pack that the worker keeps.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unfit;

/// A revision that is to be answered, and how it is checked.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) revision: u64,
    pub(crate) options: Options,
}

impl KeptPack {
    /// Makes the changes of a check. Nothing is due if more of them follow.
    ///
    /// # Errors
    ///
    /// If a change does not fit the pack: then that is not the page's any more.
    pub(crate) fn take(&mut self, check: Check) -> Result<Option<Due>, Unfit> {
        if check.fresh {
            self.0 = Pack::default();
        }
        for edit in check.edits {
            edit.apply(&mut self.0).ok_or(Unfit)?;
        }
        self.0.set_origin(check.origin);
        Ok((!check.has_more).then_some(Due {
            revision: check.revision,
            options: Options {
                audience: check.audience,
                today: check.today,
            },
        }))
    }

    /// The pack.
    pub(crate) fn pack(&self) -> &Pack {
        &self.0
    }
}
