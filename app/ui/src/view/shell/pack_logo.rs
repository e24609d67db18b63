//! The logo of the open pack, for bars and lists that name the pack beside it.

use leptos::prelude::*;
use pack_model::{FilePath, path};
use pack_once::view::memo;

use crate::browser::picture;
use crate::view::components::icon::logo::LogoImage;
use crate::view::open_pack::use_pack;

/// The logo of the open pack, small, for bars and lists that name the pack beside it.
#[component]
pub(crate) fn PackLogo() -> impl IntoView {
    let open = use_pack();
    let address = picture::address_of(open.file(FilePath::of(path::LOGO_PNG)));
    let category = memo(move || open.manifest.with(|manifest| manifest.category()));
    view! { <LogoImage address category class="pack-logo" /> }
}
