//! The button that switches between light and dark, on every screen.

use leptos::prelude::*;
use pack_once::view::{Callback, handler};

use crate::view::components::icon::Icon;

/// Switches between light and dark.
#[component]
pub(crate) fn ThemeButton(
    /// Called when it is clicked.
    #[prop(into)]
    on_switch: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--quiet"
            data-testid="theme"
            aria-label="Switch between light and dark"
            title="Switch between light and dark"
            on:click=handler(move |_| on_switch.run(()))
        >
            <Icon name="theme" />
        </button>
    }
}
