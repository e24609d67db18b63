//! The file that is open: its text, its picture, the files of an archive, or a note.

use leptos::html;
use leptos::prelude::*;
use pack_editor::Asked;
use pack_model::logo::ImageKind;
use pack_model::{File, FilePath, Pack, path};
use pack_once::view::{Signal, effect, handler, live, memo};

use super::acts::Acts;
use super::row::focus;
use crate::browser::picture;
use crate::view::code::CodeView;
use crate::view::components::archive_files::ArchiveFiles;
use crate::view::components::icon::Icon;
use crate::view::components::size;

/// How a file is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Text, or nothing yet.
    Text,
    /// An image.
    Image,
    /// An archive that the page can look into.
    Archive,
    /// Anything else.
    Other,
}

/// A file by itself, with the way back to the tree.
#[component]
pub(super) fn OpenFile(
    file: FilePath,
    pack: Signal<Pack>,
    /// The place that was asked for.
    asked: Signal<Asked>,
    acts: Acts,
) -> impl IntoView {
    let held = super::file(pack, file.clone());
    let content = memo(move || held.with(|held| content(held.as_ref())));
    let heading = NodeRef::<html::Span>::new();
    // A place in a text takes the focus itself.
    let keeps_focus =
        content.get_untracked() != Content::Text || asked.with_untracked(Option::is_none);
    effect(move || {
        if let (Some(heading), true) = (heading.get(), keeps_focus) {
            // The heading is in the page, so it takes the focus.
            let _ = heading.focus();
        }
    });
    let back = {
        let file = file.clone();
        move |_| {
            acts.close.run(());
            focus(&file);
        }
    };
    let facts = move || held.with(|held| held.as_ref().map(|held| size::in_words(held.size())));
    let save = {
        let file = file.clone();
        move |_| acts.download.run(file.clone())
    };
    view! {
        <div class="files__open">
            <button type="button" class="button button--small" data-testid="files-back" on:click=handler(back)>
                "All files"
            </button>
            <span class="files__path" tabindex="-1" node_ref=heading>{file.to_string()}</span>
            <span class="files__facts">{live(facts)}</span>
            <button type="button" class="button button--quiet button--small" on:click=handler(save) hidden=move || held.with(Option::is_none)>
                <Icon name="download" />
                "Download"
            </button>
        </div>
        {live(move || shown(acts, file.clone(), held, content.get(), asked))}
    }
}

fn shown(
    acts: Acts,
    file: FilePath,
    held: Signal<Option<File>>,
    content: Content,
    asked: Signal<Asked>,
) -> AnyView {
    match content {
        Content::Text => view! { <CodeView file /> }.into_any(),
        Content::Image => {
            let address = picture::address_of(held);
            let alt = format!("Image {file}");
            let note = (file == path::LOGO_PNG).then(|| {
                let go = move |_| acts.change_logo.run(());
                view! { <button type="button" class="button button--small" on:click=handler(go)>"Change it under Logo"</button> }
            });
            view! {
                <div class="files__picture"><img src=move || address.get() alt=alt /></div>
                {note}
            }
            .into_any()
        }
        Content::Archive => view! {
            <div class="files__archive fills"><ArchiveFiles file=held asked /></div>
        }
        .into_any(),
        Content::Other => view! {
            <p class="form__empty">
                {format!("{file} is not text, an image or an archive, so it cannot be shown. It stays in the pack unchanged.")}
            </p>
        }
        .into_any(),
    }
}

fn content(file: Option<&File>) -> Content {
    let Some(file) = file else {
        return Content::Text;
    };
    if file.text().is_some() {
        Content::Text
    } else if ImageKind::of(&file.bytes).is_some() {
        Content::Image
    } else if pack_archive::detect(&file.bytes).is_some() {
        Content::Archive
    } else {
        Content::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_by_the_bytes() {
        assert_eq!(content(None), Content::Text);
        assert_eq!(content(Some(&File::of_text("<svg/>"))), Content::Text);
        assert_eq!(
            content(Some(&File::new(*b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))),
            Content::Image
        );
        assert_eq!(
            content(Some(&File::new(*b"\x1f\x8b\x08\0\0\0\0\0\0\xff"))),
            Content::Archive
        );
        assert_eq!(content(Some(&File::new(*b"\0\x01\x02"))), Content::Other);
    }
}
