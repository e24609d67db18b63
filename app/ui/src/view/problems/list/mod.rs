//! The list of findings: file by file, one line each, of which only those near the window are drawn.
//!
//! The rows stand in blocks. A block that is far from the window is an empty box of about its height.

mod keys;
mod rows;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::Diagnostic;
use pack_once::view::{Callback, CollectView, For, RwSignal, Signal, effect, handler, live, memo};
use web_sys::Element;

use super::counted::in_words;
use super::filter::Filter;
use super::fix_all::fix_file;
use crate::browser::window::focus;
use crate::browser::window::in_sight::InSight;
use crate::view::components::finding::{Opening, Shown};
use crate::view::findings::{finding_of_list, use_findings};
use crate::view::reveal;
use rows::{Kind, Row, key, kind, rows};

/// How many rows a block has. Blocks of a usual pack are all drawn.
const BLOCK: usize = 64;

/// So many blocks are drawn in any case, also while the list is not shown.
const FIRST: usize = 2;

/// About how high a row is, in CSS pixels.
const ROW: usize = 30;

/// What the list remembers. Copying it copies the handles.
#[derive(Clone, Copy)]
struct State {
    judged: Signal<Arc<Judged>>,
    /// The indices of the findings that are shown.
    shown: Signal<Vec<usize>>,
    /// The rows, in their order.
    rows: Signal<Vec<Row>>,
    /// The blocks that are in sight.
    in_sight: RwSignal<Vec<usize>>,
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
    let state = State {
        judged,
        shown,
        rows,
        in_sight: RwSignal::new(vec![0]),
        open: RwSignal::new(Vec::new()),
        current,
        tab,
        asked,
    };
    state.watch();
    effect(move || {
        if let Some((_, index)) = walked.get() {
            // A finding that the filters hide is hidden no longer.
            if shown.with_untracked(|shown| shown.binary_search(&index).is_err()) {
                filter.clear();
            }
            state.lead_to(index);
        }
    });
    let blocks = memo(move || rows.with(|rows| rows.len().div_ceil(BLOCK)));
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
            <For each=move || 0..blocks.get() key=|block| *block let:block>
                {block_view(state, block, on_fix)}
            </For>
        </div>
    }
}

/// The rows of a block, or a box of their height.
fn block_view(state: State, block: usize, on_fix: Callback<Vec<Diagnostic>>) -> AnyView {
    let is_near = memo(move || {
        let mut in_sight = state.in_sight.get().into_iter();
        block < FIRST || in_sight.any(|seen| seen.abs_diff(block) <= 1)
    });
    let rows = memo(move || match is_near.get() {
        true => state.drawn(block),
        false => Default::default(),
    });
    let height = move || {
        let count = state
            .rows
            .with(|rows| rows.iter().skip(block * BLOCK).take(BLOCK).len());
        (!is_near.get()).then(|| format!("{}px", count * ROW))
    };
    let row = move |(row, found): (Row, Option<Diagnostic>)| match (row, found) {
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
    };
    view! {
        <div class="problems__block" data-block=block style:block-size=height>
            {live(move || rows.get().into_iter().map(row).collect_view())}
        </div>
    }
    .into_any()
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
    /// The rows of a block with their findings.
    fn drawn(self, block: usize) -> Vec<(Row, Option<Diagnostic>)> {
        self.judged.with(|judged| {
            self.rows.with(|rows| {
                let rows = rows.iter().skip(block * BLOCK).take(BLOCK);
                let with_finding = |row: &Row| {
                    let found = match row {
                        Row::Finding(index) => judged.diagnostics.get(*index).cloned(),
                        _ => None,
                    };
                    (row.clone(), found)
                };
                rows.map(with_finding).collect()
            })
        })
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

    /// Keeps in step which blocks are in sight.
    fn watch(self) {
        let report = move |element: Element, is_seen: bool| {
            let block = element.get_attribute("data-block");
            let Some(block) = block.and_then(|block| block.parse::<usize>().ok()) else {
                return;
            };
            self.in_sight.update(|in_sight| {
                in_sight.retain(|seen| *seen != block);
                if is_seen {
                    in_sight.push(block);
                }
            });
        };
        let observer = StoredValue::new_local(InSight::new(Box::new(report)));
        effect(move || {
            self.rows.track();
            request_animation_frame(move || {
                observer.try_with_value(|observer| {
                    let Some(observer) = observer else { return };
                    for block in focus::all(".problems__block") {
                        observer.watch(&block);
                    }
                });
            });
        });
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
        self.in_sight.update(|in_sight| in_sight.push(at / BLOCK));
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
