//! The logo: choose, see, replace, draw, convert, scale, download or remove it.

use leptos::prelude::*;
use pack_model::logo::{self, ImageKind};
use pack_model::{File, FilePath, LogoAction, Pointer, path};
use pack_once::view::{Show, Signal, handler, live, memo};

use crate::browser::LOGO_INPUT;
use crate::browser::picture;
use crate::view::components::icon::Icon;
use crate::view::components::icon::logo::LogoImage;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::size::in_words;
use crate::view::findings::FieldFindings;
use crate::view::reveal;
use crate::wire::{Opening, use_workspace};

/// What the browser offers first when an image is picked.
const IMAGES: &str = "image/png,image/jpeg,image/svg+xml,image/webp,image/gif,image/avif";

/// The section's form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let opening: Opening = expect_context();
    reveal::follow(workspace.location.asked);
    let file = workspace.file(FilePath::of(path::LOGO_PNG));
    let is_there = memo(move || file.with(Option::is_some));
    let facts = memo(move || file.with(|file| file.as_ref().map(Facts::of)));
    let address = picture::address_of(file);
    let category = memo(move || workspace.manifest.with(|manifest| manifest.category()));
    let at_size = move |size: &'static str| view! { <LogoImage address category class=size /> };
    let strip = move |theme: &'static str| {
        view! {
            <div class="logo__strip" data-theme=theme>
                {at_size("logo__at logo__at--52")}
                {at_size("logo__at logo__at--32")}
                {at_size("logo__at logo__at--16")}
            </div>
        }
    };
    view! {
        <div class="logo" data-place-file=path::LOGO_PNG data-place="">
            <p class="logo__help">
                "Palette shows the logo at 52 × 52 pixels. A square image with a transparent background looks best; other formats are converted to PNG."
            </p>
            <div class="logo__now">
                <div class="logo__large">{at_size("logo__at logo__at--large")}</div>
                <div class="logo__side">
                    <p class="logo__facts">
                        {live(move || facts.get().map_or_else(|| "No logo yet, so Palette shows the category's icon.".to_owned(), |facts| facts.in_words()))}
                    </p>
                    <div class="logo__actions">
                        <PickButton
                            id=LOGO_INPUT
                            label=Signal::derive(move || if is_there.get() { "Replace" } else { "Choose an image" }.to_owned())
                            icon="upload"
                            picks=Picks::File
                            accept=IMAGES
                            class="button--primary"
                            on_pick=move |files| opening.picked_logo(files)
                        />
                        {action("fix", "Generate from category", move || workspace.change_logo(LogoAction::Draw))}
                        <Show when=move || is_there.get()>
                            {action("download", "Download", move || workspace.download_file(&FilePath::of(path::LOGO_PNG)))}
                            {action("trash", "Remove", move || workspace.remove_logo())}
                        </Show>
                    </div>
                    <p class="logo__hint">"Or drop an image anywhere on the page."</p>
                </div>
            </div>
            <FieldFindings file=FilePath::of(path::LOGO_PNG) pointer=Pointer::root() />
            <h3>"Sizes in Palette"</h3>
            <div class="logo__strips">{strip("light")} {strip("dark")}</div>
        </div>
    }
    .into_any()
}

fn action(icon: &'static str, label: &'static str, run: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=handler(move |_| run())>
            <Icon name=icon />
            {label}
        </button>
    }
}

/// The facts about a logo that need no decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    kind: Option<ImageKind>,
    size: Option<(u32, u32)>,
    bytes: usize,
}

impl Facts {
    fn of(file: &File) -> Self {
        Self {
            kind: ImageKind::of(&file.bytes),
            size: logo::size(&file.bytes),
            bytes: file.size(),
        }
    }

    fn in_words(self) -> String {
        let kind = self
            .kind
            .map_or("Unknown image format", ImageKind::label)
            .to_owned();
        let size = self
            .size
            .map(|(width, height)| format!("{width} × {height} px"));
        [Some(kind), size, Some(in_words(self.bytes))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(facts: Facts, words: &str) {
        assert_eq!(facts.in_words(), words);
    }

    #[test]
    fn a_logo_is_told_in_words() {
        let png = Facts {
            kind: Some(ImageKind::Png),
            size: Some((200, 100)),
            bytes: 15_700,
        };
        check(png, "PNG · 200 × 100 px · 15.7 kB");
        check(
            Facts {
                bytes: 128_001,
                size: None,
                ..png
            },
            "PNG · 128.0 kB",
        );
        check(
            Facts {
                kind: None,
                size: None,
                bytes: 12,
            },
            "Unknown image format · 12 bytes",
        );
    }
}
