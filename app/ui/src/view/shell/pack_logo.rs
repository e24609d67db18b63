//! The logo of the open pack, for bars and lists that name the pack beside it.

use leptos::prelude::*;
use pack_model::{FilePath, path};

use crate::browser::picture;
use crate::view::components::icon::logo::LogoImage;
use crate::wire::use_workspace;

/// The logo of the open pack, small, for bars and lists that name the pack beside it.
#[component]
pub(crate) fn PackLogo() -> impl IntoView {
    let workspace = use_workspace();
    let address = picture::address_of(workspace.file(FilePath::of(path::LOGO_PNG)));
    let category = Memo::new(move |_| workspace.manifest.with(|manifest| manifest.category()));
    view! { <LogoImage address category class="pack-logo" /> }
}
