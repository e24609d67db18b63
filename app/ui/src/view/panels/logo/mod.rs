//! The logo: choose, see, replace, draw, convert, scale, download or remove it.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use pack_model::logo::{self, ImageKind};
use pack_model::{Change, File, FilePath, LogoAction, Place, Pointer, Transaction, path};
use wasm_bindgen::JsCast;

use crate::browser::{download, pick, picture};
use crate::memo::memo;
use crate::view::components::finding::FieldFindings;
use crate::view::components::icon::Icon;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::size::in_words;
use crate::view::components::when::When;
use crate::view::preview::LogoImage;
use crate::view::reveal;
use crate::workspace::{Message, Workspace, use_workspace};

/// The id of the file input, and the name that tests know it by.
const INPUT: &str = "logo-input";
/// What the browser offers first when an image is picked.
const IMAGES: &str = "image/png,image/jpeg,image/svg+xml,image/webp,image/gif";
/// The length of the longer side after scaling down, in pixels: the first with which the image is light.
const SCALED: [u32; 3] = [512, 256, 128];

/// The section's form.
pub(crate) fn view() -> AnyView {
    reveal::follow();
    let workspace = use_workspace();
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
                "Palette shows the logo on the pack's card, at most 52 pixels wide and high. A square PNG with a transparent \
                 background looks best, light and dark. Other images become PNG when you choose them."
            </p>
            <div class="logo__now">
                <div class="logo__large">{at_size("logo__at logo__at--large")}</div>
                <div class="logo__side">
                    <p class="logo__facts">
                        {move || facts.get().map_or_else(|| "No logo yet: Palette shows the category's icon.".to_owned(), |facts| facts.in_words())}
                    </p>
                    <div class="logo__actions">
                        <PickButton
                            id=INPUT
                            label=Signal::derive(move || if is_there.get() { "Replace" } else { "Choose an image" }.to_owned())
                            icon="upload"
                            picks=Picks::File
                            accept=IMAGES
                            class="button--primary"
                            pick=move |files| choose(workspace, files)
                        />
                        {action("fix", "Draw from category", move || spawn_local(perform(workspace, LogoAction::Draw)))}
                        <When when=move || is_there.get()>
                            {action("download", "Download", move || offer(workspace))}
                            {action("trash", "Remove", move || remove(workspace))}
                        </When>
                    </div>
                    <p class="logo__hint">"Or drop an image anywhere on the page."</p>
                </div>
            </div>
            <FieldFindings file=FilePath::of(path::LOGO_PNG) pointer=Pointer::root() />
            <h3>"At the sizes of Palette"</h3>
            <div class="logo__strips">{strip("light")} {strip("dark")}</div>
        </div>
    }
    .into_any()
}

fn action(icon: &'static str, label: &'static str, run: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| run()>
            <Icon name=icon />
            {label}
        </button>
    }
}

/// What is known of a logo without decoding it.
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
            .map_or("Not an image that is known here", ImageKind::label)
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

/// Makes the first of some picked files the logo.
fn choose(workspace: Workspace, files: Vec<web_sys::File>) {
    spawn_local(async move {
        let one = files.into_iter().take(1).collect();
        match pick::read(one).await {
            Ok(entries) => {
                for entry in entries {
                    take(workspace, &entry.path, &entry.bytes).await;
                }
            }
            Err(error) => workspace.tell(Message::error(error.to_string())),
        }
    });
}

/// Makes an image the logo, as PNG, and tells what became of it.
pub(crate) async fn take(workspace: Workspace, name: &str, bytes: &[u8]) {
    let Some(kind) = ImageKind::of(bytes) else {
        return workspace.tell(Message::error(format!(
            "“{name}” is no image that can become the logo, so the logo is as it was. Use PNG, JPEG, SVG, WebP or GIF.",
        )));
    };
    let draft = workspace.draft.get_untracked();
    let png = picture::to_png(bytes, kind, None).await;
    if workspace.draft.get_untracked() != draft {
        return;
    }
    match png {
        Ok(png) => {
            let size = logo::png_size(&png).unwrap_or_default();
            let told = match kind {
                ImageKind::Png => Message::done(format!(
                    "“{name}” is the logo now, byte for byte as it came."
                )),
                _ => Message::done(format!(
                    "“{name}” is the logo now. It was {} and became a PNG of {} × {} pixels, since Palette takes only PNG.",
                    kind.label(),
                    size.0,
                    size.1
                )),
            };
            put(workspace, "Replace logo", png);
            workspace.tell(told);
        }
        Err(error) => workspace.tell(Message::error(format!(
            "“{name}” did not become the logo: {error}. The logo is as it was.",
        ))),
    }
}

/// Does what a fix asks of the logo.
pub(crate) async fn perform(workspace: Workspace, action: LogoAction) {
    match action {
        LogoAction::Choose => {
            workspace.location.show(&place());
            tick().await;
            open_picker();
        }
        LogoAction::Draw => {
            let (category, name) = workspace.manifest.with_untracked(|manifest| {
                (
                    manifest.category(),
                    manifest
                        .display_name()
                        .or_else(|| manifest.name())
                        .unwrap_or_default(),
                )
            });
            put(
                workspace,
                "Draw logo",
                logo::draw(category, &logo::initials(&name)),
            );
        }
        LogoAction::Convert => rewrite(workspace, "Convert logo to PNG").await,
        LogoAction::ScaleDown => rewrite(workspace, "Scale down logo").await,
    }
}

/// Writes the logo anew, as one step.
async fn rewrite(workspace: Workspace, label: &str) {
    if let Some(change) = rewritten(workspace).await {
        workspace.apply(Transaction::new(label, vec![change]).at(place()));
    }
}

/// The change that writes the logo anew as PNG, scaled down if it is heavy. There is none where that
/// cannot be done, which the user is told, or where the logo was changed meanwhile.
pub(crate) async fn rewritten(workspace: Workspace) -> Option<Change> {
    let logo = move || {
        workspace
            .pack
            .with_untracked(|pack| pack.file(path::LOGO_PNG).cloned())
    };
    let before = logo()?;
    let written = light_png(&before.bytes).await;
    if logo().as_ref() != Some(&before) {
        return None;
    }
    match written {
        Ok(png) => Some(replacement(png)),
        Err(reason) => {
            let text = format!("logo.png was left as it is: {reason}.");
            workspace.tell(Message::error(text));
            None
        }
    }
}

/// An image as a PNG that is not heavy, if that can be.
async fn light_png(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let kind =
        ImageKind::of(bytes).ok_or("it is no image that is known here. Choose another one")?;
    let in_size = async |max| {
        let png = picture::to_png(bytes, kind, max).await;
        png.map_err(|error| error.to_string())
    };
    let mut png = in_size(None).await?;
    for max in SCALED {
        if !logo::is_heavy(png.len(), logo::png_size(&png).unwrap_or_default()) {
            break;
        }
        png = in_size(Some(max)).await?;
    }
    Ok(png)
}

fn replacement(png: Vec<u8>) -> Change {
    Change::put_file(FilePath::of(path::LOGO_PNG), File::new(png))
}

/// Puts a PNG in the place of the logo, as one step.
fn put(workspace: Workspace, label: &str, png: Vec<u8>) -> bool {
    workspace.apply(Transaction::new(label, vec![replacement(png)]).at(place()))
}

fn remove(workspace: Workspace) {
    let change = Change::remove_file(FilePath::of(path::LOGO_PNG));
    workspace.apply(Transaction::new("Remove logo", vec![change]).at(place()));
}

fn offer(workspace: Workspace) {
    let file = workspace
        .pack
        .with_untracked(|pack| pack.file(path::LOGO_PNG).cloned());
    let offered = file.map(|file| {
        let mime = ImageKind::of(&file.bytes).map_or("application/octet-stream", ImageKind::mime);
        download::offer(path::LOGO_PNG, mime, &file.bytes)
    });
    if let Some(Err(_)) = offered {
        workspace.tell(Message::error(
            "The browser refused the download. Allow downloads for this page and try again.",
        ));
    }
}

fn place() -> Place {
    Place::file(FilePath::of(path::LOGO_PNG))
}

/// Opens the browser's picker of the section, which must be in the page.
fn open_picker() {
    let input = document().get_element_by_id(INPUT);
    if let Some(input) = input.and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Browsers open the picker only soon after a click; the focus shows the way where they refuse.
        let _ = input.focus();
        input.click();
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
            "Not an image that is known here · 12 bytes",
        );
    }
}
