//! The files of an archive, one of which can be read.

use std::sync::Arc;

use leptos::prelude::*;
use pack_archive::{Entry, Limits};
use pack_model::File;

use crate::memo::memo;
use crate::view::components::size;

/// The files of an archive, or why it cannot be read.
type Unpacked = Option<Arc<Result<Vec<Entry>, String>>>;

fn contents(file: Memo<Option<File>>) -> Memo<Unpacked> {
    let unpack = |file: &File| {
        let contents = pack_archive::read(&file.bytes, &Limits::default());
        contents
            .map(|contents| contents.entries)
            .map_err(|error| error.to_string())
    };
    memo(move || file.with(|file| file.as_ref().map(|file| Arc::new(unpack(file)))))
}

/// The files of an archive; one of them can be read.
#[component]
pub(crate) fn ArchiveFiles(
    /// The archive.
    file: Memo<Option<File>>,
) -> impl IntoView {
    let contents = contents(file);
    let chosen = RwSignal::new(None::<String>);
    let files = move || match contents.get().as_deref() {
        None => ().into_any(),
        Some(Err(reason)) => view! { <li class="listing__error">{reason.clone()}</li> }.into_any(),
        Some(Ok(entries)) => entries
            .iter()
            .map(|entry| file_button(entry, chosen))
            .collect_view()
            .into_any(),
    };
    let text = move || {
        let path = chosen.get()?;
        let contents = contents.get();
        let Some(Ok(entries)) = contents.as_deref() else {
            return None;
        };
        let text = text(entries.iter().find(|entry| entry.path == path)?);
        let label = format!("Text of {path}");
        Some(
            view! { <pre class="inside__text" tabindex="0" role="region" aria-label=label>{text}</pre> },
        )
    };
    view! {
        <div class="inside">
            <ul class="inside__files" aria-label="Files in the archive">{files}</ul>
            {text}
        </div>
    }
}

fn file_button(entry: &Entry, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let path = entry.path.clone();
    let here = path.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&here));
    view! {
        <li>
            <button
                type="button"
                class="inside__file"
                aria-pressed=move || is_chosen().to_string()
                on:click={
                    let path = path.clone();
                    move |_| chosen.set(Some(path.clone()))
                }
            >
                <span>{path.clone()}</span>
                <span class="inside__size">{size::in_words(entry.bytes.len())}</span>
            </button>
        </li>
    }
}

/// The text of a file, or what else it is.
fn text(entry: &Entry) -> String {
    match File::new(entry.bytes.clone()).text() {
        Some("") => "(This file is empty.)".to_owned(),
        Some(text) => text.to_owned(),
        None => "(This is not text.)".to_owned(),
    }
}
