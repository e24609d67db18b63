//! README: how it will be shown, and on wide screens its text beside it.

use leptos::prelude::*;
use pack_model::{File, FilePath, Pointer, path};
use pack_once::view::{Show, Signal, memo};

use crate::browser::storage::preferences;
use crate::view::code::CodeView;
use crate::view::components::markdown::Markdown;
use crate::view::components::splitter::{Grip, Splitter, style};
use crate::view::findings::FieldFindings;
use crate::view::open_pack::use_pack;
use crate::wire::use_workspace;

/// The preference that keeps the width of the page.
const PAGE_WIDTH: &str = "readme-width";

/// The form.
pub(crate) fn view() -> AnyView {
    let bundle = use_workspace().bundle;
    let file = FilePath::of(path::README_MD);
    let held = use_pack().file(file.clone());
    let text =
        memo(move || held.with(|held| held.as_ref().and_then(File::text).map(str::to_owned)));
    let has_text = memo(move || text.with(Option::is_some));
    let is_blank =
        move || text.with(|text| text.as_ref().is_some_and(|text| text.trim().is_empty()));
    let shown = move || text.get().unwrap_or_default();
    let width = preferences::kept(PAGE_WIDTH, 0.0);
    view! {
        <div class="readme" class:readme--shown=move || has_text.get()>
            <FieldFindings file=file.clone() pointer=Pointer::root() />
            <div class="readme__sides" data-along style:--page-width=move || style(width)>
                <div class="readme__text"><CodeView file /></div>
                <Show when=move || has_text.get()>
                    <div class="readme__side">
                        <Splitter label="Width of the README’s page" size=width range=(200.0, 1800.0) grip=Grip::Before />
                        <section class="readme__page" aria-label="The README as Palette shows it" data-testid="readme-page" data-along-page tabindex="0">
                            <Show when=is_blank>
                                <p class="form__hint">"The README is empty."</p>
                            </Show>
                            <Markdown bundle text=Signal::derive(shown) prefix="readme-" />
                        </section>
                    </div>
                </Show>
            </div>
        </div>
    }
    .into_any()
}
