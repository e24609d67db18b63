//! Files that pack.json lists: charts and manifests, those that are listed, those that are not, and
//! those that are missing.

mod acting;
mod adding;
mod kind;
mod row;
mod rows;

pub(crate) mod charts;
pub(crate) mod manifests;

use leptos::prelude::*;
use pack_once::view::{Callback, Show, live, memo};

use crate::view::components::input::ask_file::AskFile;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::long_list::LongList;
use crate::view::fields::{Property, RawField};
use crate::view::findings::FieldFindings;
use crate::view::form::Form;
use crate::view::form::document::pack_json;
use crate::view::open_pack::use_pack;
use crate::wire::use_workspace;
pub(crate) use kind::FileKind;
use row::ListedRow;

/// About how high a row is, in root ems.
const ROW: f64 = 7.0;

/// The form of a kind.
pub(crate) fn view(kind: &'static FileKind) -> AnyView {
    let open = use_pack();
    let location = use_workspace().location;
    let on_open = Callback::new(move |file| location.open_file(file));
    let rows = memo(move || {
        open.pack.with(|pack| {
            open.manifest
                .with(|manifest| rows::rows(kind, pack, manifest))
        })
    });
    let identity = move |index: usize| {
        rows.with(|rows| rows.get(index).map(rows::FileRow::identity))
            .unwrap_or_default()
    };
    let wanted = memo(move || {
        let asked = open.asked.get();
        let (_, place) = asked?;
        if place.file == pack_json() {
            return open.asked_item(&place.file, &kind.list.pointer());
        }
        rows.with(|rows| rows.iter().position(|row| row.path == place.file.as_str()))
    });
    let is_list = memo(move || {
        open.manifest.with(|manifest| {
            manifest
                .json()
                .get(&kind.list.pointer())
                .is_none_or(|node| node.items().is_some())
        })
    });
    let remark = memo(move || open.pack.with(kind.remark));
    let replace = AskFile::new();
    view! {
        <Form>
            <p class="form__hint">{kind.hint}</p>
            <Show
                when=move || is_list.get()
                fallback=move || view! { <RawField property=Property::new(kind.list.pointer(), kind.list.key, false) /> }
            >
                <FieldFindings file=pack_json() pointer=kind.list.pointer() />
            </Show>
            <div class="listing" data-place-file=pack_json().to_string() data-place=kind.list.pointer().to_string()>
                <LongList
                    count=memo(move || rows.with(Vec::len))
                    key=Callback::new(move |index| format!("{:?}", identity(index)))
                    row=Callback::new(move |index| {
                        let identity = identity(index);
                        view! { <ListedRow kind rows identity replace on_open /> }.into_any()
                    })
                    around=|rows| view! { <div class="listing__rows">{rows}</div> }.into_any()
                    height=ROW
                    wanted
                />
            </div>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="form__empty">{kind.empty}</p>
            </Show>
            <div class="form__buttons">
                <PickButton
                    id=kind.add_input
                    label=format!("Add {}", kind.list.plural)
                    icon="plus"
                    picks=Picks::Files
                    accept=kind.list.accepted
                    on_pick=move |files| {
                        adding::read(open, files, move |entries| adding::add(open, kind, entries));
                    }
                />
                {replace.view(kind.replace_input, "Replacement file", kind.list.accepted)}
            </div>
            {live(move || remark.get().map(|remark| view! { <p class="form__hint">{remark}</p> }.into_any()))}
        </Form>
    }
    .into_any()
}
