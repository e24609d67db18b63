//! The list of findings: file by file, one row each, of which only those near the window are drawn.

mod keys;
mod rows;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::Diagnostic;
use pack_once::view::{Callback, RwSignal, Signal, effect, handler, live, memo};
use web_sys::Element;

use super::counted::in_words;
use super::filter::Filter;
use super::fix_all::fix_file;
use crate::browser::window::focus;
use crate::view::components::finding::{Opening, Shown};
use crate::view::components::long_list::LongList;
use crate::view::findings::{finding_of_list, use_findings};
use crate::view::reveal;
use rows::{Kind, Row, key, kind, names, rows};

/// About how high a row is, in root ems.
const ROW: f64 = 2.9;

/// What the list remembers. Copying it copies the handles.
#[derive(Clone, Copy)]
struct State {
    judged: Signal<Arc<Judged>>,
    /// The indices of the findings that are shown.
    shown: Signal<Vec<usize>>,
    /// The rows, in their order.
    rows: Signal<Vec<Row>>,
    /// What tells the rows apart, in their order.
    names: Signal<Vec<u64>>,
    /// The row that has to be in the page.
    wanted: RwSignal<Option<usize>>,
    /// The keys of the findings that are open.
    open: RwSignal<Vec<u64>>,
    /// The key of the finding that was chosen last.
    current: RwSignal<Option<u64>>,
    /// The key of the finding that Tab reaches: the one that was chosen last, or the first.
    tab: Signal<Option<u64>>,
    /// The kinds of which all findings are shown.
    asked: RwSignal<Vec<Kind>>,
}

/// The findings that are chosen to be shown.
#[component]
pub(super) fn List(
    /// Their indices among all findings of the pack.
    shown: Signal<Vec<usize>>,
    /// The finding that the keys led to, by its index, with a number that tells two times apart.
    walked: Signal<Option<(u64, usize)>>,
    /// What hides findings.
    filter: Filter,
    /// Called with findings whose safe fixes should be made.
    on_fix: Callback<Vec<Diagnostic>>,
) -> impl IntoView {
    let judged = use_findings().judged;
    let asked = RwSignal::new(Vec::new());
    let rows = memo(move || {
        judged.with(|judged| {
            shown.with(|shown| asked.with(|asked| rows(&judged.diagnostics, shown, asked)))
        })
    });
    let current = RwSignal::new(None);
    let tab = memo(move || {
        judged.with(|judged| {
            rows.with(|rows| {
                let mut keys = rows.iter().filter_map(|row| match row {
                    Row::Finding(index) => judged.diagnostics.get(*index).map(key),
                    _ => None,
                });
                let first = keys.next();
                let chosen = current.get();
                let is_there =
                    chosen.is_some() && (chosen == first || keys.any(|key| Some(key) == chosen));
                if is_there { chosen } else { first }
            })
        })
    });
    let names =
        memo(move || judged.with(|judged| rows.with(|rows| names(&judged.diagnostics, rows))));
    let state = State {
        judged,
        shown,
        rows,
        names,
        wanted: RwSignal::new(None),
        open: RwSignal::new(Vec::new()),
        current,
        tab,
        asked,
    };
    effect(move || {
        if let Some((_, index)) = walked.get() {
            // A finding that the filters hide is hidden no longer.
            if shown.with_untracked(|shown| shown.binary_search(&index).is_err()) {
                filter.clear();
            }
            state.lead_to(index);
        }
    });
    let count = memo(move || names.with(Vec::len));
    let key = Callback::new(move |index| state.name(index).to_string());
    let row = Callback::new(move |index| {
        let name = untrack(|| state.name(index));
        let drawn = memo(move || state.drawn(name));
        live(move || drawn.get().map(|drawn| row_view(state, drawn, on_fix))).into_any()
    });
    let wanted = state.wanted.read_only();
    view! {
        <div
            class="problems__list"
            on:keydown=handler(keys::pressed)
            on:focusin=handler(move |event: ev::FocusEvent| {
                if let Some(key) = keys::row_of(&event) {
                    state.current.set(Some(key));
                }
            })
        >
            <LongList count key row around=|rows| rows class="problems__block" height=ROW wanted />
        </div>
    }
}

/// A row, with the finding that it shows.
type Drawn = (Row, Option<Diagnostic>);

fn row_view(state: State, drawn: Drawn, on_fix: Callback<Vec<Diagnostic>>) -> AnyView {
    match drawn {
        (Row::Finding(_), Some(found)) => {
            let opening = state.opening(key(&found));
            finding_of_list(found, Shown::InList, opening)
        }
        (Row::File(file), _) => {
            let name = file.to_string();
            let fix = fix_file(state.judged, state.shown, file, on_fix);
            view! {
                <div class="problems__file">
                    <h3 class="problems__name">{name}</h3>
                    {fix}
                </div>
            }
            .into_any()
        }
        (Row::More(kind, count), _) => more(state, kind, count),
        (Row::Finding(_), None) => ().into_any(),
    }
}

/// What shows the rest of a kind.
fn more(state: State, kind: Kind, count: usize) -> AnyView {
    let show = move |_| {
        let is_it = |row: &Row| matches!(row, Row::More(of, _) if *of == kind);
        let at = state
            .rows
            .with_untracked(|rows| rows.iter().position(is_it));
        state.asked.update(|asked| asked.push(kind.clone()));
        // The first of them stands where the button stood.
        let first = state.rows.with_untracked(|rows| {
            let mut rows = rows.iter().skip(at.unwrap_or_default());
            rows.find_map(|row| match row {
                Row::Finding(index) => Some(*index),
                _ => None,
            })
        });
        if let Some(first) = first {
            state.when_drawn(first, reveal::show);
        }
    };
    view! {
        <button type="button" class="problems__more" data-testid="problems-more" on:click=handler(show)>
            {format!("and {} more", in_words(count))}
        </button>
    }
    .into_any()
}

impl State {
    /// What tells the row at an index from the others.
    fn name(self, index: usize) -> u64 {
        let name = self.names.with(|names| names.get(index).copied());
        name.unwrap_or_default()
    }

    /// The row of a name, while there is one. Where it stands among all findings is nothing that it shows.
    fn drawn(self, name: u64) -> Option<Drawn> {
        let at = self
            .names
            .with(|names| names.iter().position(|other| *other == name))?;
        match self.rows.with(|rows| rows.get(at).cloned())? {
            Row::Finding(index) => {
                let found = self
                    .judged
                    .with(|judged| judged.diagnostics.get(index).cloned());
                Some((Row::Finding(0), found))
            }
            other => Some((other, None)),
        }
    }

    /// Whether a finding is open and current.
    fn opening(self, key: u64) -> Opening {
        Opening {
            key: Some(key),
            is_open: memo(move || self.open.with(|open| open.contains(&key))),
            is_current: memo(move || self.tab.get() == Some(key)),
            on_open: Callback::new(move |opens| {
                self.current.set(Some(key));
                self.open.update(|open| {
                    open.retain(|other| *other != key);
                    if opens {
                        open.push(key);
                    }
                });
            }),
        }
    }

    /// Opens the finding at an index among all, and brings it into view.
    fn lead_to(self, index: usize) {
        let Some(found) = self
            .judged
            .with_untracked(|judged| judged.diagnostics.get(index).cloned())
        else {
            return;
        };
        let of_index = |rows: &Vec<Row>| rows.iter().position(|row| *row == Row::Finding(index));
        let mut at = self.rows.with_untracked(of_index);
        if at.is_none() {
            // It is one of many.
            self.asked.update(|asked| asked.push(kind(&found)));
            at = self.rows.with_untracked(of_index);
        }
        let Some(at) = at else { return };
        let key = key(&found);
        self.current.set(Some(key));
        self.open.set(vec![key]);
        self.wanted.set(Some(at));
        self.when_drawn(index, |row| {
            reveal::scroll_to(row);
            true
        });
    }

    /// Does something with the row of the finding at an index among all, once it is drawn.
    fn when_drawn(self, index: usize, act: fn(&Element) -> bool) {
        let key = self
            .judged
            .with_untracked(|judged| judged.diagnostics.get(index).map(key));
        request_animation_frame(move || {
            let row = format!(".problems__list [data-key=\"{}\"]", key.unwrap_or_default());
            if let Some(row) = focus::all(&row).first() {
                act(row);
            }
        });
    }
}
