//! The files of an archive, one of which can be read. A place in an archive is the path of a file in it,
//! and a line of that: `/web~1templates~1a.yaml/12`.

use std::sync::Arc;

use leptos::prelude::*;
use pack_archive::{Entry, Limits};
use pack_editor::Asked;
use pack_model::File;
use pack_once::sort::sort_by;
use pack_once::view::{CollectView, RwSignal, Signal, effect, handler, live, memo};

use crate::view::components::size;
use crate::view::reveal;

/// The files of an archive, or why it cannot be read.
type Unpacked = Option<Arc<Result<Vec<Entry>, String>>>;

fn contents(file: Signal<Option<File>>) -> Signal<Unpacked> {
    let unpack = |file: &File| {
        let contents = pack_archive::read(&file.bytes, &Limits::default());
        contents
            .map(|contents| {
                let mut entries = contents.entries;
                sort_by(&mut entries, &|one, other| one.path.cmp(&other.path));
                entries
            })
            .map_err(|error| error.to_string())
    };
    memo(move || file.with(|file| file.as_ref().map(|file| Arc::new(unpack(file)))))
}

/// The files of an archive; one of them can be read.
#[component]
pub(crate) fn ArchiveFiles(
    /// The archive.
    file: Signal<Option<File>>,
    /// The place that is asked for, which may be in it.
    #[prop(optional)]
    asked: Option<Signal<Asked>>,
) -> impl IntoView {
    let contents = contents(file);
    let chosen = RwSignal::new(None::<String>);
    let line = RwSignal::new(None::<usize>);
    effect(move || {
        let place = asked.and_then(|asked| asked.get());
        if let Some([path, rest @ ..]) = place.as_ref().map(|(_, place)| place.pointer.tokens()) {
            let found = contents.with_untracked(|contents| found(contents.as_deref()?, path));
            if found.is_some() {
                chosen.set(found);
                line.set(rest.first().and_then(|line| line.parse().ok()));
                reveal::focus_soon(".inside__line".to_owned());
            }
        }
    });
    let files = move || match contents.get().as_deref() {
        None => ().into_any(),
        Some(Err(reason)) => view! { <li class="listing__error">{reason.clone()}</li> }.into_any(),
        Some(Ok(entries)) => entries
            .iter()
            .map(|entry| file_button(entry, chosen, line))
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
        let starts = || std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let at = line
            .get()
            .and_then(|line| starts().nth(line.checked_sub(1)?));
        let (before, rest) = text.split_at(at.unwrap_or(text.len()));
        let (marked, after) = rest.split_at(rest.find('\n').unwrap_or(rest.len()));
        let marked = at.map(|_| {
            view! { <mark class="inside__line" tabindex="-1">{marked.to_owned()}</mark> }.into_any()
        });
        let (before, after) = (before.to_owned(), after.to_owned());
        let label = format!("Text of {path}");
        Some(
            view! { <pre class="inside__text" tabindex="0" role="region" aria-label=label>{before} {marked} {after}</pre> },
        )
    };
    view! {
        <div class="inside">
            <ul class="inside__files" aria-label="Files in the archive">{live(files)}</ul>
            {live(text)}
        </div>
    }
}

fn file_button(
    entry: &Entry,
    chosen: RwSignal<Option<String>>,
    line: RwSignal<Option<usize>>,
) -> impl IntoView {
    let path = entry.path.clone();
    let here = path.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&here));
    view! {
        <li>
            <button
                type="button"
                class="inside__file"
                aria-pressed=move || is_chosen().to_string()
                on:click=handler({
                    let path = path.clone();
                    move |_| {
                        line.set(None);
                        chosen.set(Some(path.clone()));
                    }
                })
            >
                <span>{path.clone()}</span>
                <span class="inside__size">{size::in_words(entry.bytes.len())}</span>
            </button>
        </li>
    }
}

/// The file of a path, as the renderer names it: its first part is the chart's name. The folder of the archive
/// may have another one, and some archives have no folder.
fn found(contents: &Result<Vec<Entry>, String>, path: &str) -> Option<String> {
    let inner = |path: &str| Some(path.split_once('/')?.1.to_owned());
    let wanted = inner(path)?;
    let entries = contents.as_ref().ok()?;
    let has_folder = !entries.iter().any(|entry| entry.path == "Chart.yaml");
    let mut paths = entries.iter().map(|entry| &entry.path);
    let found = paths.find(|path| match has_folder {
        true => inner(path).as_ref() == Some(&wanted),
        false => **path == wanted,
    });
    found.cloned()
}

/// The text of a file, or what else it is.
fn text(entry: &Entry) -> String {
    match File::new(entry.bytes.clone()).text() {
        Some("") => "(This file is empty.)".to_owned(),
        Some(text) => text.to_owned(),
        None => "(This is not text.)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_found_in_archives_with_any_folder_or_none() {
        let archive = |paths: &[&str]| {
            let entries = paths.iter().map(|path| Entry {
                path: (*path).to_owned(),
                bytes: Arc::default(),
                executable: false,
            });
            Ok(entries.collect())
        };
        let template = "web/templates/a.yaml";
        for (paths, expected) in [
            (
                vec!["web1/Chart.yaml", "web1/templates/a.yaml"],
                Some("web1/templates/a.yaml"),
            ),
            (
                vec!["Chart.yaml", "charts/templates/a.yaml", "templates/a.yaml"],
                Some("templates/a.yaml"),
            ),
            (vec!["web/Chart.yaml"], None),
        ] {
            let found = found(&archive(&paths), template);
            assert_eq!(found.as_deref(), expected);
        }
    }
}
