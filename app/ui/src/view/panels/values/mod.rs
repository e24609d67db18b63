//! Values: what Palette itself reads, the outline of values.yaml, and beside each path what the chart
//! has of its own.

mod detail;
mod from_chart;
mod outline;
mod settings;
mod texts;
mod window;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use pack_model::values::outline::{self as lines, Line};
use pack_model::values::own::OwnValues;
use pack_model::{Chart, File, Part, Place, Pointer, Severity, Values};

use crate::memo::memo;
use crate::view::components::when::When;
use crate::view::fields::document::Document;
use crate::view::fields::form::{Fields, Whole};
use crate::workspace::{Workspace, use_workspace};
use detail::Detail;
use from_chart::AbsentCharts;
use outline::Outline;
use settings::{Maps, Settings};

/// What the parts of the form share. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Shared {
    workspace: Workspace,
    document: Document,
    values: Memo<Values>,
    /// The lines of the outline.
    lines: Memo<Arc<Vec<Line>>>,
    /// The listed charts that can be read.
    charts: Memo<Arc<Vec<OwnValues>>>,
    /// The path that was chosen, which may have gone since.
    chosen: RwSignal<Pointer>,
    /// The path that is shown: the chosen one, or the nearest above it.
    shown: Memo<Pointer>,
    /// The paths whose lines are open although that is not usual, or closed although it is.
    turned: RwSignal<BTreeSet<Pointer>>,
}

/// The form.
pub(crate) fn view() -> AnyView {
    let (document, values) = Document::values();
    let shared = Shared::new(document, values);
    follow(shared);
    let is_empty = move || shared.lines.with(|lines| lines.is_empty());
    view! {
        <div class="form">
            <Whole document />
            <Fields document><Settings shared /></Fields>
            <section class="form__group" aria-labelledby="values-paths">
                <h3 class="form__heading" id="values-paths">"All values"</h3>
                <Fields document><AbsentCharts shared /></Fields>
                <When
                    when=move || !is_empty()
                    fallback=|| view! { <p class="form__empty">"There are no values yet. Write them in the Code view."</p> }
                >
                    <div class="values__paths">
                        <Outline shared />
                        <Detail shared is_beside_code=false />
                    </div>
                </When>
            </section>
            <Fields document><Maps shared /></Fields>
        </div>
    }
    .into_any()
}

/// What stands beside the code: what the chart has of its own at the path under the caret.
pub(crate) fn beside_code() -> AnyView {
    let (document, values) = Document::values_at_rest();
    let shared = Shared::new(document, values);
    Effect::new(move || {
        if let Some(pointer) = shared.at_caret() {
            shared.choose(&pointer);
        }
    });
    view! { <Detail shared is_beside_code=true /> }.into_any()
}

/// The values of the listed charts, read again only when an archive or the list of them changes.
fn charts(workspace: Workspace) -> Memo<Arc<Vec<OwnValues>>> {
    let archives = memo(move || {
        let listed = workspace.manifest.with(pack_model::Manifest::charts);
        workspace.pack.with(|pack| {
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

/// Leads to the path at which the caret of the code stands, and chooses every place of values.yaml
/// that is asked for.
fn follow(shared: Shared) {
    if let Some(pointer) = untrack(move || shared.at_caret()) {
        let place = Place::value(Values::file(), pointer);
        shared.workspace.location.ask(&place);
    }
    Effect::new(move || {
        if let Some((_, place)) = shared.workspace.location.asked.get()
            && place.file == Values::file()
            && !matches!(place.part, Part::Text { .. })
        {
            shared.choose(&place.pointer);
        }
    });
}

impl Shared {
    fn new(document: Document, values: Memo<Values>) -> Self {
        let workspace = use_workspace();
        let chosen = RwSignal::new(Pointer::root());
        Self {
            workspace,
            document,
            values,
            lines: memo(move || values.with(|values| Arc::new(lines::outline(values.yaml())))),
            charts: charts(workspace),
            chosen,
            shown: memo(move || values.with(|values| chosen.with(|chosen| values.nearest(chosen)))),
            turned: RwSignal::new(BTreeSet::new()),
        }
    }

    /// The path at which the caret of the code stands, if it stands at one.
    fn at_caret(self) -> Option<Pointer> {
        let byte = self.workspace.location.caret_in(&Values::file())?;
        let pointer = self.values.with_untracked(|values| values.at(byte));
        (!pointer.is_root()).then_some(pointer)
    }

    /// Shows a path, and opens what it lies in.
    fn choose(self, pointer: &Pointer) {
        let pointer = self.values.with_untracked(|values| values.nearest(pointer));
        for above in std::iter::successors(pointer.parent(), Pointer::parent) {
            if !above.is_root() && !self.is_open(&above) {
                self.turn(&above);
            }
        }
        self.chosen.set(pointer);
    }

    /// Whether the lines below a path are shown. Until the user says otherwise that is so at the top
    /// and for each chart.
    fn is_open(self, pointer: &Pointer) -> bool {
        let usual = match pointer.tokens() {
            [_] => true,
            [charts, _] => charts == "charts",
            _ => false,
        };
        usual != self.turned.with(|turned| turned.contains(pointer))
    }

    /// Opens or closes a path.
    fn turn(self, pointer: &Pointer) {
        self.turned.update(|turned| {
            if !turned.remove(pointer) {
                turned.insert(pointer.clone());
            }
        });
    }

    /// The worst severity at or below each path that has a finding there.
    fn marks(self) -> Memo<BTreeMap<Pointer, Severity>> {
        let workspace = self.workspace;
        memo(move || {
            let mut worst = BTreeMap::new();
            workspace.judged.with(|judged| {
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
