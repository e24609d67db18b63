//! What the user set once and finds again: theme, audience, registry, last format.
//!
//! A browser that keeps nothing (a private window) gives the defaults each time.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use pack_model::Audience;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::theme::Theme;
use crate::workspace::Workspace;

const THEME: &str = "theme";
const AUDIENCE: &str = "audience";

/// The value kept under a name.
pub(crate) fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    LocalStorage::get(format!("pack-editor.{name}")).ok()
}

/// Keeps a value under a name, where the browser allows it.
pub(crate) fn set<T: Serialize>(name: &str, value: T) {
    // A preference that cannot be kept costs the user one click next time, which no message is worth.
    let _ = LocalStorage::set(format!("pack-editor.{name}"), value);
}

/// The theme that was set last.
pub(crate) fn theme() -> Theme {
    get::<String>(THEME)
        .and_then(|id| Theme::from_id(&id))
        .unwrap_or_default()
}

/// The audience that was set last.
pub(crate) fn audience() -> Audience {
    get(AUDIENCE).unwrap_or_default()
}

/// Keeps theme and audience as they change.
pub(crate) fn keep(workspace: Workspace) {
    Effect::new(move || set(THEME, workspace.theme.get().id()));
    Effect::new(move || set(AUDIENCE, workspace.audience.get()));
}
