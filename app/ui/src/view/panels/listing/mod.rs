//! Files that pack.json lists: charts and manifests, those that are listed, those that are not, and
//! those that are missing.

mod acting;
mod adding;
mod changes;
mod inside;
mod row;
mod rows;

pub(crate) mod charts;
pub(crate) mod manifests;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Entry;
use pack_model::import::Brought;
use pack_model::{Change, FilePath, Pack, Pointer};
use web_sys::File;

use crate::browser::pick;
use crate::memo::memo;
use crate::view::components::each::Each;
use crate::view::components::finding::FieldFindings;
use crate::view::components::input::ask_file::AskFile;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::when::When;
use crate::view::fields::form::Form;
use crate::view::fields::{Property, RawField, pack_json};
use crate::workspace::{Message, Workspace, use_workspace};
pub(crate) use changes::{removal, renaming};
pub(crate) use inside::Inside;
use row::ListedRow;

/// A kind of listed files.
pub(crate) struct Kind {
    /// The list's key at the root of pack.json.
    pub(crate) key: &'static str,
    /// The folder of the files, ending in `/`.
    pub(crate) folder: &'static str,
    /// What several are called.
    pub(crate) plural: &'static str,
    /// The id of the input that adds files.
    pub(crate) add_input: &'static str,
    /// The id of the input that replaces a file.
    pub(crate) replace_input: &'static str,
    /// What the browser offers first when files are picked.
    pub(crate) accept: &'static str,
    /// What the list is for.
    pub(crate) hint: &'static str,
    /// What is said while there is nothing.
    pub(crate) empty: &'static str,
    /// Whether a file of the folder belongs into the list.
    pub(crate) fits: fn(&FilePath) -> bool,
    /// Where an added file goes, judged by its content, or why it cannot be added.
    pub(crate) place: fn(&Entry) -> Result<FilePath, String>,
    /// Whether replacing one moves it to the place of its new content.
    pub(crate) moves_when_replaced: bool,
    /// What is shown of a file.
    pub(crate) describe: fn(Memo<Option<pack_model::File>>) -> AnyView,
    /// Whether the page can look into a file, or else opens it as text.
    pub(crate) is_archive: bool,
    /// What else is worth saying about the pack.
    pub(crate) remark: fn(&pack_model::Pack) -> Option<String>,
    /// What added files bring along into other files of the pack.
    pub(crate) brings: fn(&Pack, &[Change]) -> Brought,
    /// The folder of the pack that a listed file which is missing can be made from.
    pub(crate) source: fn(&Pack, &FilePath) -> Option<String>,
    /// Makes a file from such a folder.
    pub(crate) made: fn(&Pack, &str) -> Option<pack_model::File>,
}

impl Kind {
    /// The place of the list.
    fn list(&self) -> Pointer {
        Pointer::root().child(self.key)
    }
}

/// The form of a kind.
pub(crate) fn view(kind: &'static Kind) -> AnyView {
    let workspace = use_workspace();
    let rows = memo(move || {
        workspace.pack.with(|pack| {
            workspace
                .manifest
                .with(|manifest| rows::rows(kind, pack, manifest))
        })
    });
    let is_list = memo(move || {
        workspace.manifest.with(|manifest| {
            manifest
                .json()
                .get(&kind.list())
                .is_none_or(|node| node.items().is_some())
        })
    });
    let remark = memo(move || workspace.pack.with(kind.remark));
    let replace = AskFile::new();
    view! {
        <Form>
            <p class="form__hint">{kind.hint}</p>
            <When
                when=move || is_list.get()
                fallback=move || view! { <RawField property=Property::new(kind.list(), kind.key, false) /> }
            >
                <FieldFindings file=pack_json() pointer=kind.list() />
            </When>
            <div class="listing" data-place-file=pack_json().to_string() data-place=kind.list().to_string()>
                <Each each=move || rows.get() key=rows::Row::identity let:row>
                    <ListedRow kind rows identity=row.identity() replace />
                </Each>
            </div>
            <When when=move || rows.with(Vec::is_empty)>
                <p class="form__empty">{kind.empty}</p>
            </When>
            <div class="form__buttons">
                <PickButton
                    id=kind.add_input
                    label=format!("Add {}", kind.plural)
                    icon="plus"
                    picks=Picks::Files
                    accept=kind.accept
                    pick=move |files| add(workspace, kind, files)
                />
                {replace.view(kind.replace_input, "File to replace with", kind.accept)}
            </div>
            {move || remark.get().map(|remark| view! { <p class="form__hint">{remark}</p> })}
        </Form>
    }
    .into_any()
}

/// Reads picked files and adds them.
fn add(workspace: Workspace, kind: &'static Kind, files: Vec<File>) {
    spawn_local(async move {
        match pick::read(files).await {
            Ok(entries) => adding::add(workspace, kind, entries),
            Err(error) => workspace.tell(Message::error(error.to_string())),
        }
    });
}
