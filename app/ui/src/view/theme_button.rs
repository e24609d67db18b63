//! The button that switches between light and dark, on every screen.

use leptos::prelude::*;

use crate::view::components::icon::Icon;
use crate::wire::use_workspace;

/// Switches between light and dark.
#[component]
pub(crate) fn ThemeButton() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <button
            type="button"
            class="button button--quiet"
            data-testid="theme"
            aria-label="Switch between light and dark"
            title="Switch between light and dark"
            on:click=move |_| workspace.switch_theme()
        >
            <Icon name="theme" />
        </button>
    }
}
