//! The user's preferences: theme, audience, registry, last format.
//!
//! A browser that stores nothing, such as a private window, gives the defaults each time.

use gloo::storage::{LocalStorage, Storage as _};
use leptos::prelude::Get;
use pack_archive::Format;
use pack_editor::Views;
use pack_model::Audience;
use pack_once::view::{RwSignal, effect_from_last};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::read;
use crate::browser::window::theme::Theme;

const THEME: &str = "theme";
const AUDIENCE: &str = "audience";
const FORMAT: &str = "format";
const VIEWS: &str = "views";

/// The value kept under a name.
pub(crate) fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    read(&LocalStorage::raw(), &format!("pack-editor.{name}"))
}

/// Keeps a value under a name, where the browser allows it.
pub(crate) fn set<T: Serialize>(name: &str, value: T) {
    // A preference that cannot be kept costs the user one click next time, which no message is worth.
    let _ = LocalStorage::set(format!("pack-editor.{name}"), value);
}

/// The value kept under a name, which each change of it keeps.
pub(crate) fn kept<T>(name: &'static str, default: T) -> RwSignal<T>
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let value = RwSignal::new(get(name).unwrap_or(default));
    effect_from_last(move |is_later: Option<bool>| {
        let value = value.get();
        if is_later == Some(true) {
            set(name, value);
        }
        true
    });
    value
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

/// The format of the last export.
pub(crate) fn last_format() -> Option<Format> {
    let last = get::<String>(FORMAT)?;
    Format::ALL
        .into_iter()
        .find(|format| format.extension() == last)
}

/// The views that were chosen for sections.
pub(crate) fn views() -> Views {
    let written: Option<String> = get(VIEWS);
    Views::read(&written.unwrap_or_default())
}

/// Keeps the theme.
pub(crate) fn keep_theme(theme: Theme) {
    set(THEME, theme.id());
}

/// Keeps the audience.
pub(crate) fn keep_audience(audience: Audience) {
    set(AUDIENCE, audience);
}

/// Keeps the format of an export.
pub(crate) fn keep_format(format: Format) {
    set(FORMAT, format.extension());
}

/// Keeps the views of sections.
pub(crate) fn keep_views(views: Views) {
    set(VIEWS, views.written());
}
