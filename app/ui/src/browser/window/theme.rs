//! Light and dark: following the system, or as the user set it.

use leptos::prelude::*;
use pack_once::view::{Signal, effect};

/// How light or dark the page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name in the page and in the browser's storage.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with a name.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.id() == id)
    }

    /// The one that the theme button leads to: away from what is seen now.
    pub(crate) fn next(self) -> Self {
        match (self, system_is_dark()) {
            (Self::System, true) | (Self::Dark, _) => Self::Light,
            (Self::System, false) | (Self::Light, _) => Self::Dark,
        }
    }
}

/// Whether a page of this theme is dark now.
pub(crate) fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::System => system_is_dark(),
        theme => theme == Theme::Dark,
    }
}

fn system_is_dark() -> bool {
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    query.is_some_and(|query| query.matches())
}

/// Keeps the page's `data-theme` in step; the stylesheet does the rest.
pub(crate) fn follow(theme: Signal<Theme>) {
    effect(move || {
        let theme = theme.get();
        if let Some(root) = document().document_element() {
            let set = match theme {
                Theme::System => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme.id()),
            };
            debug_assert!(set.is_ok(), "the attribute's name is legal");
        }
    });
}
