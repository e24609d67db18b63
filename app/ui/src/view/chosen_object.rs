//! Which object of Deployment is chosen. The list of commands chooses one, too, so this outlives the
//! section; it ends with the open pack.

use leptos::prelude::*;

/// The chosen object. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct ChosenObject {
    /// Its key as a text: see [`pack_model::deployment::effect::ObjectKey`]. It may be gone; `None` for
    /// all objects that are listed.
    pub(crate) key: RwSignal<Option<String>>,
    /// Whether its text covers the list where only one of them has room.
    pub(crate) is_open: RwSignal<bool>,
}

impl ChosenObject {
    /// None is chosen.
    pub(crate) fn none() -> Self {
        Self {
            key: RwSignal::new(None),
            is_open: RwSignal::new(false),
        }
    }

    /// Chooses an object, and shows its text.
    pub(crate) fn open(self, key: String) {
        self.key.set(Some(key));
        self.is_open.set(true);
    }
}
