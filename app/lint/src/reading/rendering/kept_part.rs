//! What is kept of a chart or manifest between renderings: what it became, and all that this depends on.

use pack_model::deployment::{NeededValue, SwitchedOffImage};

use super::part::{Inputs, Part};
use super::trials::switches::SwitchSearch;

/// A part with all that it was made of.
pub(super) struct KeptPart {
    /// `None` where there is nothing to render.
    pub(super) inputs: Option<Inputs>,
    /// The same with other samples for macros, where that differs.
    other: Option<Inputs>,
    pub(super) part: Part,
    /// The search for what is switched off, while it is under way.
    pub(super) search: Option<SwitchSearch>,
    pub(super) switched_off: Option<Vec<SwitchedOffImage>>,
    /// What it is given beside the values of the pack; `None` as long as nobody has asked for it.
    pub(super) needed: Option<Vec<NeededValue>>,
}

impl KeptPart {
    pub(super) fn new(inputs: Option<Inputs>, other: Option<Inputs>, part: Part) -> Self {
        Self {
            inputs,
            other,
            part,
            search: None,
            switched_off: None,
            needed: None,
        }
    }

    /// What was made of the same.
    pub(super) fn of_same(
        before: Option<Self>,
        inputs: &Inputs,
        other: Option<&Inputs>,
    ) -> Option<Self> {
        before.filter(|before| {
            before.inputs.as_ref() == Some(inputs) && before.other.as_ref() == other
        })
    }
}
