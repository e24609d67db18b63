//! What the parts of the form of values.yaml share.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Rendered;
use pack_model::values::outline::{self as lines, Line};
use pack_model::values::own::OwnValues;
use pack_model::{Chart, File, Pointer, Severity, Values};
use pack_once::view::{Callback, RwSignal, Signal, memo};

use crate::view::findings::use_findings;
use crate::view::form::document::Document;
use crate::view::open_pack::{OpenPack, use_pack};

/// What the parts of the form share. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) open: OpenPack,
    pub(super) document: Document,
    pub(super) values: Signal<Values>,
    /// The lines of the outline.
    pub(super) lines: Signal<Arc<Vec<Line>>>,
    /// The listed charts that can be read.
    pub(super) charts: Signal<Arc<Vec<OwnValues>>>,
    /// The path that was chosen, which may not exist any more.
    pub(super) chosen: RwSignal<Pointer>,
    /// The path that is shown: the chosen one, or the nearest above it.
    pub(super) shown: Signal<Pointer>,
    /// The paths that were opened or closed by the user, against what is usual for them.
    pub(super) turned: RwSignal<HashSet<Pointer>>,
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
        Self {
            open,
            document,
            values,
            lines: memo(move || values.with(|values| Arc::new(lines::outline(values.yaml())))),
            charts: charts(open),
            chosen,
            shown: memo(move || values.with(|values| chosen.with(|chosen| values.nearest(chosen)))),
            turned: RwSignal::new(HashSet::new()),
            rendered,
            on_effect,
        }
    }

    /// The path at a byte of values.yaml, if there is one.
    pub(super) fn at(self, byte: usize) -> Option<Pointer> {
        let pointer = self.values.with_untracked(|values| values.at(byte));
        (!pointer.is_root()).then_some(pointer)
    }

    /// Shows a path, and opens the rows above it.
    pub(super) fn choose(self, pointer: &Pointer) {
        let pointer = self.values.with_untracked(|values| values.nearest(pointer));
        for above in std::iter::successors(pointer.parent(), Pointer::parent) {
            if !above.is_root() && !self.is_open(&above) {
                self.turn(&above);
            }
        }
        self.chosen.set(pointer);
    }

    /// Whether the lines below a path are shown. Usually that is so at the top and for each chart.
    pub(super) fn is_open(self, pointer: &Pointer) -> bool {
        let usual = match pointer.tokens() {
            [_] => true,
            [charts, _] => charts == "charts",
            _ => false,
        };
        usual != self.turned.with(|turned| turned.contains(pointer))
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
