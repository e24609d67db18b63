//! What the parts of the form of values.yaml share.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Rendered;
use pack_model::values::dotted;
use pack_model::values::form::{Filter, Form, Input, Rows};
use pack_model::values::own::OwnValues;
use pack_model::{Change, Chart, File, Pack, Place, Pointer, Severity, Transaction, Values};
use pack_once::view::{Callback, RwSignal, Signal, memo};

use crate::view::findings::use_findings;
use crate::view::form::document::{Document, State};
use crate::view::open_pack::{OpenPack, use_pack};

/// What the parts of the form share. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) open: OpenPack,
    pub(super) document: Document,
    pub(super) values: Signal<Values>,
    /// Whether values.yaml can be changed.
    pub(super) is_sound: Signal<bool>,
    /// The listed charts that can be read.
    pub(super) charts: Signal<Arc<Vec<OwnValues>>>,
    /// The path that was chosen, which may not exist any more.
    pub(super) chosen: RwSignal<Pointer>,
    /// The path that is shown: the chosen one, or the nearest above it.
    pub(super) shown: Signal<Pointer>,
    /// The paths that were opened or closed by the user, against what is usual for them.
    pub(super) turned: RwSignal<HashSet<Pointer>>,
    /// What is searched for.
    pub(super) search: RwSignal<String>,
    /// Which values are shown.
    pub(super) filter: RwSignal<Filter>,
    /// What is typed in rows and is not what stands in values.yaml.
    pub(super) drafts: RwSignal<BTreeMap<Pointer, String>>,
    /// The row that is typed in. Its input stays what it was, whatever is typed.
    pub(super) typing: RwSignal<Option<(Pointer, Input)>>,
    /// What a cluster gets, and what a value changes about it.
    pub(super) rendered: Signal<Arc<Rendered>>,
    /// Called with the path of the value whose effect should be shown.
    pub(super) on_effect: Callback<Pointer>,
}

impl Shared {
    pub(super) fn new(
        document: Document,
        values: Signal<Values>,
        rendered: Signal<Arc<Rendered>>,
        on_effect: Callback<Pointer>,
    ) -> Self {
        let open = use_pack();
        let chosen = RwSignal::new(Pointer::root());
        let charts = charts(open);
        let shown = move || {
            values.with(|values| {
                charts
                    .with(|charts| chosen.with(|chosen| Form::new(values, charts).nearest(chosen)))
            })
        };
        Self {
            open,
            document,
            values,
            is_sound: memo(move || document.state(open) == State::Sound),
            charts,
            chosen,
            shown: memo(shown),
            turned: RwSignal::new(HashSet::new()),
            search: RwSignal::new(String::new()),
            filter: RwSignal::new(Filter::All),
            drafts: RwSignal::new(BTreeMap::new()),
            typing: RwSignal::new(None),
            rendered,
            on_effect,
        }
    }

    /// Reads the form.
    pub(super) fn form<T>(self, read: impl FnOnce(Form<'_>) -> T) -> T {
        let charts = self.charts;
        self.values
            .with(|values| charts.with(|charts| read(Form::new(values, charts))))
    }

    /// Whether a search or a filter decides which rows there are.
    pub(super) fn is_filtered(self) -> bool {
        self.filter.get() != Filter::All || self.search.with(|search| !search.trim().is_empty())
    }

    /// The rows.
    pub(super) fn rows(self) -> Rows {
        let filter = self.filter.get();
        self.form(|form| match self.is_filtered() {
            true => self.search.with(|search| form.found_rows(search, filter)),
            false => {
                let turned = self.turned.get();
                form.open_rows(&|pointer| is_open(&turned, pointer))
            }
        })
    }

    /// Makes a step of what the form changes at a place. A key typed after another one in the same input is part of
    /// the same step.
    pub(super) fn edit(
        self,
        doing: &str,
        place: &Pointer,
        is_typed: bool,
        change: impl FnOnce(Form<'_>, &Pack) -> Vec<Change>,
    ) -> bool {
        let pack = self.open.pack;
        let changes = untrack(move || pack.with(|pack| self.form(|form| change(form, pack))));
        if changes.is_empty() {
            return false;
        }
        let step = Transaction::new(format!("{doing} {}", dotted(place)), changes);
        let step = step.at(Place::value(Values::file(), place.clone()));
        match is_typed {
            true => self.open.apply(step.merging(format!("value:{place}"))),
            false => {
                let is_made = self.open.apply(step);
                self.open.end_step();
                is_made
            }
        }
    }

    /// Removes what the pack has at a place, or else what was typed there in vain.
    pub(super) fn remove(self, place: &Pointer) {
        self.drafts.update(|drafts| {
            drafts.remove(place);
        });
        let entry = untrack(|| self.form(|form| form.entry(place)));
        let can_be = self.is_sound.get_untracked();
        let Some(entry) = entry.filter(|entry| can_be && entry.can_be_removed) else {
            return;
        };
        let doing = if entry.has_default { "Reset" } else { "Remove" };
        self.edit(doing, place, false, |form, pack| form.remove(pack, place));
    }

    /// The path at a byte of values.yaml, if there is one.
    pub(super) fn at(self, byte: usize) -> Option<Pointer> {
        let pointer = self.values.with_untracked(|values| values.at(byte));
        (!pointer.is_root()).then_some(pointer)
    }

    /// Shows a path, and opens the rows above it.
    pub(super) fn choose(self, pointer: &Pointer) {
        let pointer = untrack(|| self.form(|form| form.nearest(pointer)));
        for above in std::iter::successors(pointer.parent(), Pointer::parent) {
            if !above.is_root() && !self.is_open(&above) {
                self.turn(&above);
            }
        }
        self.chosen.set(pointer);
    }

    /// Whether the lines below a path are shown.
    pub(super) fn is_open(self, pointer: &Pointer) -> bool {
        self.turned.with(|turned| is_open(turned, pointer))
    }

    /// Opens or closes a path.
    pub(super) fn turn(self, pointer: &Pointer) {
        self.turned.update(|turned| {
            if !turned.remove(pointer) {
                turned.insert(pointer.clone());
            }
        });
    }

    /// The worst severity at or below each path that has a finding there.
    pub(super) fn marks(self) -> Signal<BTreeMap<Pointer, Severity>> {
        let judged = use_findings().judged;
        memo(move || {
            let mut worst = BTreeMap::new();
            judged.with(|judged| {
                for found in &judged.diagnostics {
                    if found.place.file != Values::file() {
                        continue;
                    }
                    let above =
                        std::iter::successors(Some(found.place.pointer.clone()), Pointer::parent);
                    for pointer in above {
                        let mark = worst.entry(pointer).or_insert(found.severity);
                        *mark = found.severity.min(*mark);
                    }
                }
            });
            worst
        })
    }
}

/// Whether the lines below a path are shown. Usually that is so at the top, but not for what few packs have, and for
/// each chart.
fn is_open(turned: &HashSet<Pointer>, pointer: &Pointer) -> bool {
    let usual = match pointer.tokens() {
        [root] => root != "readinessCheck",
        [charts, _] => charts == "charts",
        _ => false,
    };
    usual != turned.contains(pointer)
}

/// The values of the listed charts, read again only when an archive or the list of them changes.
fn charts(open: OpenPack) -> Signal<Arc<Vec<OwnValues>>> {
    let archives = memo(move || {
        let listed = open.manifest.with(pack_model::Manifest::charts);
        open.pack.with(|pack| {
            let files = listed.iter().filter_map(|listed| pack.file(&listed.path));
            files.cloned().collect::<Vec<File>>()
        })
    });
    memo(move || {
        let charts = archives.with(|archives| {
            let read = archives
                .iter()
                .filter_map(|file| Chart::read(&file.bytes).ok());
            read.map(OwnValues::of).collect()
        });
        Arc::new(charts)
    })
}
