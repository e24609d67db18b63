//! Parameters: what schema.yaml asks of values, a row for each path.

mod add;
mod fields;
mod row;
mod trying;

use leptos::prelude::*;
use pack_model::parameters::{self, Parameter};
use pack_model::{FilePath, Transaction, Values, path};
use pack_once::view::{Callback, Show, Signal, memo};
use serde_json::Value;

use crate::view::components::long_list::LongList;
use crate::view::fields::value_paths::ValuePaths;
use crate::view::form::Form;
use crate::view::form::document::Document;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::reveal;
use add::AddParameter;

/// About how high a row is, in root ems.
const ROW: f64 = 20.0;

/// What all rows share. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Shared {
    open: OpenPack,
    /// The entries of schema.yaml.
    listed: Signal<Vec<Parameter>>,
    /// What values.yaml holds.
    values: Signal<Option<Value>>,
}

/// The form.
pub(crate) fn view() -> AnyView {
    let open = use_pack();
    let (document, schema) = Document::yaml(path::SCHEMA_YAML, |_, _| None);
    let entries = memo(move || schema.with(|schema| parameters::listed(schema.yaml())));
    let text = open.file(Values::file());
    let values = memo(move || {
        text.with(|file| {
            let text = file.as_ref()?.text()?;
            let pack = open.pack;
            pack.with_untracked(|pack| pack.read_yaml(text)).value()
        })
    });
    let shared = Shared {
        open,
        listed: memo(move || entries.get().unwrap_or_default()),
        values,
    };
    let count = memo(move || shared.listed.with(Vec::len));
    let path = move |at: usize| {
        let listed = shared.listed;
        listed.with(|listed| {
            listed
                .get(at)
                .map(|one| one.path.clone())
                .unwrap_or_default()
        })
    };
    let wanted = memo(move || {
        let (_, place) = open.asked.get()?;
        let asked = place.pointer.tokens().first()?;
        let is_here = place.file == path::SCHEMA_YAML;
        is_here.then(|| shared.position(asked)).flatten()
    });
    view! {
        <Form document>
            <p class="form__hint">
                "What users of the pack are asked for in Palette: a type and its limits, hints, and whether a value is required. Each entry describes the value at its path in values.yaml."
            </p>
            <Show
                when=move || entries.with(Option::is_some)
                fallback=|| view! { <p class="form__text">"schema.yaml does not hold entries by path, so it cannot be edited here. Fix it in the Code view."</p> }
            >
                <Show when=move || count.get() == 0>
                    <p class="form__empty">"No parameters. Add the first one below."</p>
                </Show>
                <LongList
                    count
                    key=Callback::new(path)
                    row=Callback::new(move |at| row::view(shared, untrack(|| path(at))))
                    around=|rows| rows
                    class="parameters"
                    height=ROW
                    wanted
                />
                <AddParameter shared />
                <ValuePaths />
            </Show>
        </Form>
    }
    .into_any()
}

impl Shared {
    /// The index of the entry with a path.
    fn position(self, path: &str) -> Option<usize> {
        self.listed
            .with(|listed| listed.iter().position(|one| one.path == path))
    }

    /// Makes a step of what could be written, or gives back why it could not.
    fn apply(self, step: Result<Transaction, String>) -> Option<String> {
        match step {
            Ok(step) => {
                self.open.apply(step);
                None
            }
            Err(reason) => Some(reason),
        }
    }

    /// Removes an entry. The focus goes to the one after it.
    fn remove(self, parameter: &Parameter) {
        let at = untrack(|| self.position(&parameter.path)).unwrap_or_default();
        self.open.apply(parameter.removed());
        let next = self.listed.with_untracked(|listed| {
            let next = listed.get(at).or_else(|| listed.last());
            next.map(|next| next.path.clone())
        });
        match next {
            Some(path) => focus(&path, "remove"),
            None => reveal::focus_soon("#parameter-path".to_owned()),
        }
    }

    /// Moves an entry over its neighbour, and the focus with it.
    fn shift(self, path: &str, is_after: bool, control: &str) {
        let Some(from) = untrack(|| self.position(path)) else {
            return;
        };
        let last = self.listed.with_untracked(Vec::len).saturating_sub(1);
        let to = match is_after {
            true => (from + 1).min(last),
            false => from.saturating_sub(1),
        };
        if to != from {
            self.open.apply(parameters::shifted(path, from, to));
            // At an end its button is hidden, and the next key must not remove what was moved.
            let control = match control {
                "up" if to == 0 => "down",
                "down" if to == last => "up",
                _ => control,
            };
            focus(path, control);
        }
    }
}

/// Puts the focus on a control of the row with a path.
fn focus(path: &str, control: &str) {
    let path = path.replace('\\', "\\\\").replace('"', "\\\"");
    reveal::focus_soon(format!(
        "[data-testid=parameter][data-path=\"{path}\"] [data-testid=parameter-{control}]"
    ));
}

/// The path of schema.yaml.
fn file() -> FilePath {
    FilePath::of(path::SCHEMA_YAML)
}
