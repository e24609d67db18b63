//! A folder or file of the tree, and what can be done with it.

use std::collections::HashSet;

use leptos::prelude::*;
use pack_archive::Format;
use pack_model::{FilePath, Pack, Pointer, export};
use pack_once::view::{RwSignal, Signal, handler, live, memo};

use super::acts::Acts;
use super::name_form::NameForm;
use crate::view::components::icon::Icon;
use crate::view::components::input::ask_file::AskFile;
use crate::view::components::size;
use crate::view::findings::FieldFindings;
use crate::view::reveal;

/// What the rows of a tree share.
#[derive(Clone, Copy)]
pub(super) struct Tree {
    pub(super) pack: Signal<Pack>,
    pub(super) acts: Acts,
    /// The folders that are closed.
    pub(super) closed: RwSignal<HashSet<String>>,
    /// The file whose path is being changed.
    pub(super) renaming: RwSignal<Option<FilePath>>,
    pub(super) replace: AskFile,
}

/// A folder, to open and to close.
#[component]
pub(super) fn FolderRow(tree: Tree, path: String, depth: usize) -> impl IntoView {
    let name = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let is_open = {
        let path = path.clone();
        move || tree.closed.with(|closed| !closed.contains(&path))
    };
    let expanded = is_open.clone();
    let switch = move |_| {
        tree.closed.update(|closed| {
            if !closed.remove(&path) {
                closed.insert(path.clone());
            }
        });
    };
    view! {
        <li class="files__row" style:--depth=depth.to_string()>
            <button type="button" class="files__name" aria-expanded=move || expanded().to_string() on:click=handler(switch)>
                <span class="files__arrow" class:files__arrow--open=is_open><Icon name="chevron-right" /></span>
                <span>{name}</span>
            </button>
        </li>
    }
}

/// A file.
#[component]
pub(super) fn FileRow(tree: Tree, path: FilePath, depth: usize) -> impl IntoView {
    let file = super::file(tree.pack, path.clone());
    let facts = move || file.with(|file| file.as_ref().map(|file| size::in_words(file.size())));
    let is_executable = move || file.with(|file| file.as_ref().is_some_and(|file| file.executable));
    let is_renaming = {
        let path = path.clone();
        memo(move || {
            tree.renaming
                .with(|renaming| renaming.as_ref() == Some(&path))
        })
    };
    let name = {
        let path = path.clone();
        move || name_or_form(tree, &path, is_renaming.get())
    };
    let executable = move || {
        is_executable().then(|| {
            view! { <span class="badge" title="Executable file">"executable"</span> }.into_any()
        })
    };
    let pushed = (!export::holds(Format::TarGz, path.as_str())).then(|| {
        view! { <span class="badge" title="It stays in the folder and in a zip">"not pushed"</span> }.into_any()
    });
    view! {
        <li
            class="files__row"
            style:--depth=depth.to_string()
            data-testid="file"
            data-path=path.to_string()
            data-place-file=path.to_string()
            data-place=""
        >
            {name}
            <span class="files__facts">{pushed} {live(executable)} {live(facts)}</span>
            <span class="files__buttons" hidden=move || is_renaming.get()>{buttons(tree, path.clone())}</span>
            <FieldFindings file=path.clone() pointer=Pointer::root() />
        </li>
    }
}

/// The file's name, which opens it, or the form that changes its path.
fn name_or_form(tree: Tree, path: &FilePath, is_renaming: bool) -> AnyView {
    let path = path.clone();
    if !is_renaming {
        let name = path.name().to_owned();
        let open = move |_| tree.acts.open.run(path.clone());
        return view! {
            <button type="button" class="files__name" on:click=handler(open)>
                <span class="files__arrow"><Icon name="file" /></span>
                <span>{name}</span>
            </button>
        }
        .into_any();
    }
    let label = format!("New path of {path}");
    let cancel = {
        let path = path.clone();
        move |()| {
            tree.renaming.set(None);
            focus(&path);
        }
    };
    let take = {
        let from = path.clone();
        move |typed: String| {
            let to = tree.acts.rename.try_run((from.clone(), typed));
            if let Some(to) = to.transpose()? {
                tree.renaming.set(None);
                focus(&to);
            }
            Ok(())
        }
    };
    view! { <NameForm label name=path.to_string() done="Rename" take cancel /> }.into_any()
}

fn buttons(tree: Tree, path: FilePath) -> impl IntoView {
    let button = |icon: &'static str, does: &'static str, act: fn(Tree, FilePath)| {
        let path = path.clone();
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                aria-label=format!("{does} {path}")
                title=does
                data-file-button=icon
                on:click=handler(move |_| act(tree, path.clone()))
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        {button("edit", "Rename", |tree, path| tree.renaming.set(Some(path)))}
        {button("upload", "Replace", replace)}
        {button("download", "Download", |tree, path| tree.acts.download.run(path))}
        {button("trash", "Remove", remove)}
    }
}

/// Asks for a file and takes over its content.
fn replace(tree: Tree, path: FilePath) {
    tree.replace
        .ask(move |files| tree.acts.replace.run((path.clone(), files)));
}

/// Removes a file. The focus goes to the row that takes its place.
fn remove(tree: Tree, path: FilePath) {
    let next = tree.pack.with_untracked(|pack| {
        let after = pack
            .files()
            .map(|(other, _)| other)
            .find(|other| **other > path);
        after
            .or_else(|| {
                pack.files()
                    .map(|(other, _)| other)
                    .take_while(|other| **other < path)
                    .last()
            })
            .cloned()
    });
    tree.acts.remove.run(path);
    match next {
        Some(next) => focus(&next),
        None => reveal::focus_soon("#files-input".to_owned()),
    }
}

/// Puts the focus on the row of a file.
pub(super) fn focus(path: &FilePath) {
    let path = path.as_str().replace('"', "\\\"");
    reveal::focus_soon(format!(
        "[data-testid=\"file\"][data-path=\"{path}\"] .files__name"
    ));
}
