//! Which object of Deployment is chosen. Other sections and the list of commands choose one, too.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Rendered;
use pack_model::deployment::effect::keyed;
use pack_once::view::{RwSignal, Signal};

use crate::wire::Location;

/// The chosen object. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct ChosenObject {
    location: Location,
    rendered: Signal<Arc<Rendered>>,
    /// Whether its text covers the list where only one of them has room.
    pub(crate) is_open: RwSignal<bool>,
}

impl ChosenObject {
    /// The one that the address names, if it names one.
    pub(crate) fn of(location: Location, rendered: Signal<Arc<Rendered>>) -> Self {
        Self {
            location,
            rendered,
            is_open: RwSignal::new(location.object.with_untracked(Option::is_some)),
        }
    }

    /// Its key as a text: see [`pack_model::deployment::effect::ObjectKey`]. It may be gone; `None` for
    /// all objects that are listed.
    pub(crate) fn key(self) -> Signal<Option<String>> {
        self.location.object
    }

    /// Chooses an object, or all that are listed.
    pub(crate) fn choose(self, key: Option<String>) {
        self.location.show_object(key);
    }

    /// The key of the object at an index of the deployment.
    pub(crate) fn key_at(self, index: usize) -> Option<String> {
        self.rendered.with_untracked(|rendered| {
            let (key, _) = keyed(&rendered.deployment).nth(index)?;
            Some(key.to_string())
        })
    }

    /// Chooses an object, and shows its text.
    pub(crate) fn open(self, key: String) {
        self.choose(Some(key));
        self.is_open.set(true);
    }
}
