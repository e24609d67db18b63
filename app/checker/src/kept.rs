//! The pack that a worker keeps between messages.

use pack_lint::Options;
use pack_model::Pack;
use pack_model::checking::Check;

/// The pack, as the page last sent it.
#[derive(Debug, Default)]
pub(crate) struct KeptPack(Pack);

/// A revision that is to be answered, and how it is checked.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) revision: u64,
    pub(crate) options: Options,
}

impl KeptPack {
    /// Takes over the files of a check. `None` if more of them follow.
    pub(crate) fn take(&mut self, check: Check) -> Option<Due> {
        if check.fresh {
            self.0 = Pack::default();
        }
        for (path, file) in check.files {
            self.0.put(path, file);
        }
        self.0.set_origin(check.origin);
        (!check.has_more).then_some(Due {
            revision: check.revision,
            options: Options {
                audience: check.audience,
                today: check.today,
            },
        })
    }

    /// The pack.
    pub(crate) fn pack(&self) -> &Pack {
        &self.0
    }
}
