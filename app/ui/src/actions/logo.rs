//! The logo: made of an image that came in, drawn, converted, scaled, downloaded or removed.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use pack_model::logo::{self, ImageKind};
use pack_model::{Change, File, FilePath, LogoAction, Place, Transaction, path};
use wasm_bindgen::JsCast;

use crate::browser::{download, pick, picture};
use crate::workspace::{Message, Workspace};

/// The id of the file input, and the name that tests know it by.
pub(crate) const INPUT: &str = "logo-input";

/// The length of the longer side after scaling down, in pixels: the first with which the image is light.
const SCALED: [u32; 3] = [512, 256, 128];

impl Workspace {
    /// Makes the first of some picked files the logo.
    pub(crate) fn choose_logo(self, files: Vec<web_sys::File>) {
        spawn_local(async move {
            let one = files.into_iter().take(1).collect();
            match pick::read(one).await {
                Ok(entries) => {
                    for entry in entries {
                        take(self, &entry.path, &entry.bytes).await;
                    }
                }
                Err(error) => self.tell(Message::error(error.to_string())),
            }
        });
    }

    /// Does with the logo what a fix or a button asks for.
    pub(crate) fn change_logo(self, action: LogoAction) {
        spawn_local(perform(self, action));
    }

    /// Removes the logo.
    pub(crate) fn remove_logo(self) {
        let change = Change::remove_file(FilePath::of(path::LOGO_PNG));
        self.apply(Transaction::new("Remove logo", vec![change]).at(place()));
    }

    /// Offers a file of the pack as a download.
    pub(crate) fn download_file(self, path: &FilePath) {
        let Some(file) = self
            .pack
            .with_untracked(|pack| pack.file(path.as_str()).cloned())
        else {
            return;
        };
        let media_type =
            ImageKind::of(&file.bytes).map_or("application/octet-stream", ImageKind::mime);
        if download::offer(path.name(), media_type, &file.bytes).is_err() {
            self.tell(Message::error(NO_DOWNLOAD));
        }
    }
}

/// What is said where the browser refuses a download.
pub(super) const NO_DOWNLOAD: &str =
    "The browser blocked the download. Allow downloads for this page and try again.";

/// Makes an image the logo, as PNG, and tells what became of it.
pub(super) async fn take(workspace: Workspace, name: &str, bytes: &[u8]) {
    let Some(kind) = ImageKind::of(bytes) else {
        return workspace.tell(Message::error(format!(
            "“{name}” cannot be the logo. Use a PNG, JPEG, SVG, WebP or GIF image.",
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
                ImageKind::Png => Message::done(format!("“{name}” is now the logo, unchanged.")),
                _ => Message::done(format!(
                    "“{name}” is now the logo. It was {} and is now a PNG of {} × {} pixels, because Palette accepts only PNG.",
                    kind.label(),
                    size.0,
                    size.1
                )),
            };
            put(workspace, "Replace logo", png);
            workspace.tell(told);
        }
        Err(error) => workspace.tell(Message::error(format!(
            "“{name}” could not become the logo: {error}. The logo is unchanged.",
        ))),
    }
}

/// Does what a fix asks of the logo.
async fn perform(workspace: Workspace, action: LogoAction) {
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
pub(super) async fn rewritten(workspace: Workspace) -> Option<Change> {
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
            let text = format!("logo.png was not changed: {reason}.");
            workspace.tell(Message::error(text));
            None
        }
    }
}

/// An image as a PNG that is not heavy, if that can be.
async fn light_png(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let kind = ImageKind::of(bytes).ok_or("its image format is unknown. Choose another image")?;
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
