//! Changes: what differs between the open pack and another one, by area, each with what takes it back.

mod proposal;
mod row;
mod shared;

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::{ChangesEvent, CompareWith, Compared, Event, Progress, Rendered};
use pack_model::compare::Area;
use pack_model::compare::report::Report;
use pack_once::view::{Callback, CollectView, RwSignal, Show, Signal, effect, handler, live, memo};

pub(crate) use proposal::proposal;

use crate::view::components::icon::Icon;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::long_list::LongList;
use crate::view::components::markdown::Markdown;
use crate::wire::{Workspace, use_workspace};
use shared::{OfArea, Shared};

/// About how high a line is, in root ems.
const ROW: f64 = 3.0;

/// What is shown below the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Nothing is known yet.
    Nothing,
    /// Nothing differs.
    Same,
    /// What differs in words.
    Summary,
    /// An area.
    Area(Area),
}

/// The section.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    effect(move || untrack(|| tell(workspace, ChangesEvent::Shown)));
    let base = memo(move || workspace.compared.with(|compared| compared.base.clone()));
    let deployment = workspace.deployment();
    let deployed = memo(move || {
        let before = workspace
            .compared
            .with(|compared| compared.deployment.clone())?;
        Some((before, deployment.get().unwrap_or_default()))
    });
    let stops_renderer = memo(move || workspace.compared.with(|compared| compared.stops_renderer));
    let with = memo(move || workspace.compared.with(|compared| compared.with.clone()));
    let is_other = memo(move || {
        with.with(|with| matches!(with, CompareWith::Draft(_) | CompareWith::Files(_)))
    });
    let shared = Shared::start(base, deployed, is_other);
    let tab = RwSignal::new(None::<Area>);
    // The other pack is rendered once somebody wants to see what differs in objects, as the summary tells, too.
    let is_wanted = memo(move || {
        let differs = shared.found.with(|found| {
            let found = found.as_ref();
            found.is_some_and(|found| !found.listing.comparison.is_empty())
        });
        let is_shown = differs && matches!(tab.get(), None | Some(Area::Object));
        is_shown && deployed.with(Option::is_none) && base.with(Option::is_some)
    });
    effect(move || {
        // One that takes the place of another is rendered, too.
        with.track();
        base.track();
        if is_wanted.get() {
            untrack(|| tell(workspace, ChangesEvent::Render));
        }
    });
    let shown = memo(move || {
        let found = shared.found.get();
        let is_same = found.map(|found| found.listing.comparison.is_empty());
        match (is_same, tab.get()) {
            (None, _) => Shown::Nothing,
            (Some(true), _) => Shown::Same,
            (_, None) => Shown::Summary,
            (_, Some(area)) => Shown::Area(area),
        }
    });
    let body = move || match shown.get() {
        Shown::Nothing => view! { <p class="form__hint" role="status">"Comparing…"</p> }.into_any(),
        Shown::Same => same(workspace.compared),
        Shown::Summary => summary(shared, workspace, stops_renderer),
        Shown::Area(area) => list(shared, area, workspace.rendered, stops_renderer),
    };
    let tabs = std::iter::once(None).chain(Area::ALL.map(Some));
    let tabs = tabs.map(|one| tab_button(shared, tab, one)).collect_view();
    view! {
        <div class="form changes">
            {choices(workspace)}
            <div class="segmented changes__tabs" role="group" aria-label="Areas">
                {tabs}
            </div>
            {live(body)}
        </div>
    }
    .into_any()
}

fn tell(workspace: Workspace, event: ChangesEvent) {
    workspace.send(Event::Changes(event));
}

fn tab_button(shared: Shared, tab: RwSignal<Option<Area>>, one: Option<Area>) -> AnyView {
    let (id, label) = one.map_or(("summary", "Summary"), |area| (area.id(), area.label()));
    let count = move || {
        one.map(|area| shared.total(area))
            .filter(|count| *count > 0)
    };
    view! {
        <button
            type="button"
            class="segmented__one"
            data-testid=format!("changes-{id}")
            aria-pressed=move || (tab.get() == one).to_string()
            on:click=handler(move |_| tab.set(one))
        >
            {label}
            <span class="changes__count">{live(count)}</span>
        </button>
    }
    .into_any()
}

/// With what the pack is compared.
fn choices(workspace: Workspace) -> AnyView {
    let chosen = memo(move || workspace.compared.with(|compared| written(&compared.with)));
    let option = move |(with, label): (CompareWith, String)| {
        let value = written(&with);
        let is_chosen = chosen.with(|chosen| *chosen == value);
        view! { <option value=value prop:selected=is_chosen>{label}</option> }
    };
    let options = move || {
        workspace
            .compared
            .with(|compared| all(compared).into_iter().map(option).collect_view())
    };
    let choose = move |event| {
        let value: String = event_target_value(&event);
        let all = workspace.compared.with_untracked(|compared| all(compared));
        let found = all.into_iter().find(|(with, _)| written(with) == value);
        if let Some((with, _)) = found {
            tell(workspace, ChangesEvent::With(with));
        }
    };
    let pick = move |files| {
        workspace.read_picked(files, move |entries| {
            tell(workspace, ChangesEvent::Files(entries))
        });
    };
    view! {
        <div class="form__buttons">
            <label class="changes__with">
                "Compare with"
                <select class="input input--small" data-testid="compare-with" on:change=handler(choose)>
                    {live(options)}
                </select>
            </label>
            <PickButton id="compare-files" label="Choose archive" icon="file" picks=Picks::Files class="button--small" on_pick=pick />
            <PickButton id="compare-folder" label="Choose folder" icon="folder" picks=Picks::Folder class="button--small" on_pick=pick />
        </div>
    }
    .into_any()
}

/// All that can be chosen, each with its label.
fn all(compared: &Compared) -> Vec<(CompareWith, String)> {
    let mut all = vec![(CompareWith::Opened, "As opened".to_owned())];
    if let Some(version) = &compared.predecessor {
        let label = format!("The version it was made from ({version})");
        all.push((CompareWith::Predecessor, label));
    }
    if let CompareWith::Files(name) = &compared.with {
        all.push((compared.with.clone(), name.clone()));
    }
    let drafts = compared.drafts.iter();
    all.extend(drafts.map(|draft| {
        let label = format!("Draft {} {}", draft.title, draft.version);
        (CompareWith::Draft(draft.id.clone()), label)
    }));
    all
}

/// A choice as the value of its option.
fn written(with: &CompareWith) -> String {
    match with {
        CompareWith::Opened => "opened".to_owned(),
        CompareWith::Predecessor => "made-from".to_owned(),
        CompareWith::Files(_) => "files".to_owned(),
        CompareWith::Draft(draft) => format!("draft {draft}"),
    }
}

/// What is said where nothing differs.
fn same(compared: Signal<Arc<Compared>>) -> AnyView {
    let text = move || {
        compared.with(|compared| match compared.with {
            CompareWith::Opened => "No changes since it was opened. Edit the pack, or compare it with another one above.",
            CompareWith::Predecessor => "No changes since the version it was made from. Drop a newer chart here to start.",
            CompareWith::Draft(_) | CompareWith::Files(_) => "Both packs are the same.",
        })
    };
    view! { <p class="form__empty" data-testid="changes-none">{live(text)}</p> }.into_any()
}

/// What differs in words, ready to be copied.
fn summary(shared: Shared, workspace: Workspace, stops_renderer: Signal<bool>) -> AnyView {
    let (bundle, rendered) = (workspace.bundle, workspace.rendered);
    let is_partial = move || {
        let found = shared.found.get();
        let is_rendered = found.is_some_and(|found| found.listing.rendered.is_some());
        let is_failed = rendered.with(|rendered| rendered.progress == Progress::Failed);
        !is_rendered && !is_failed && !stops_renderer.get()
    };
    let text = move |written: fn(&Report) -> String| {
        let found = shared.found.get();
        let report = found.map(|found| found.listing.report(&found.before, &found.after));
        report.as_ref().map(written).unwrap_or_default()
    };
    let copy = move |_| shared.copy(untrack(|| text(Report::markdown)));
    view! {
        <div class="form__buttons">
            <button type="button" class="button button--small" data-testid="changes-copy" on:click=handler(copy)>
                <Icon name="copy" />
                "Copy as Markdown"
            </button>
        </div>
        <Show when=is_partial>
            <p class="form__hint" role="status">"Rendering both packs…"</p>
        </Show>
        <div data-testid="changes-summary-text">
            <Markdown bundle text=memo(move || text(Report::excerpt)) prefix="changes-" />
        </div>
    }
    .into_any()
}

/// The lines of an area, with what can be done with all of them.
fn list(
    shared: Shared,
    area: Area,
    rendered: Signal<Arc<Rendered>>,
    stops_renderer: Signal<bool>,
) -> AnyView {
    let count = memo(move || shared.count(area));
    let more = match area {
        Area::File => Some(split_buttons(shared.is_split)),
        Area::Object => Some(object_buttons(shared)),
        Area::Default => Some(defaults_button(shared)),
        _ => None,
    };
    let is_known = move || {
        let found = shared.found.get();
        area != Area::Object || found.is_some_and(|found| found.listing.rendered.is_some())
    };
    let none = move || {
        let is_failed = rendered.with(|rendered| rendered.progress == Progress::Failed);
        let text = match (is_known(), is_failed, stops_renderer.get()) {
            (true, ..) if shared.total(area) != 0 => "Only version labels or checksums differ.",
            (true, ..) => "Nothing differs here.",
            (false, false, false) => "Rendering both packs…",
            (false, _, true) => {
                "Objects cannot be compared, because the renderer stopped over the other pack."
            }
            (false, true, false) => {
                "Objects cannot be compared, because the part of the editor that renders charts is not there or has stopped: try again in Deployment."
            }
        };
        view! { <p class="form__empty" role="status">{text}</p> }
    };
    let none = move || live(none);
    view! {
        {more}
        <Show when=move || count.get() != 0 fallback=none>
            {rows(shared, area, count)}
        </Show>
    }
    .into_any()
}

/// The lines of an area.
fn rows(shared: Shared, area: Area, count: Signal<usize>) -> AnyView {
    let found = memo(move || {
        let found = shared.found.get()?;
        Some(OfArea { found, area })
    });
    let row =
        Callback::new(move |index| live(move || row::row(shared, found, area, index)).into_any());
    view! {
        <LongList
            count
            row
            around=|rows| view! { <div class="changes__rows">{rows}</div> }.into_any()
            height=ROW
            wanted=Signal::stored(None)
        />
    }
    .into_any()
}

fn split_buttons(is_split: RwSignal<bool>) -> AnyView {
    let one = move |is_on: bool, label: &'static str, id: &'static str| {
        view! {
            <button
                type="button"
                class="segmented__one"
                data-testid=id
                aria-pressed=move || (is_split.get() == is_on).to_string()
                on:click=handler(move |_| is_split.set(is_on))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="segmented changes__sides" role="group" aria-label="Lines">
            {one(false, "Unified", "changes-unified")}
            {one(true, "Side by side", "changes-split")}
        </div>
    }
    .into_any()
}

/// How objects are shown, and which ones.
fn object_buttons(shared: Shared) -> AnyView {
    let left_out = memo(move || shared.only_versions());
    let label = move || {
        let count = left_out.get();
        let noun = if count == 1 { "object" } else { "objects" };
        format!("Hide {count} {noun} in which only version labels or checksums differ")
    };
    view! {
        <div class="form__buttons">
            {split_buttons(shared.is_split)}
            <Show when=move || left_out.get() != 0>
                <button
                    type="button"
                    class="button button--small"
                    data-testid="changes-brief"
                    aria-pressed=move || shared.is_brief.get().to_string()
                    on:click=handler(move |_| shared.is_brief.update(|is_brief| *is_brief = !*is_brief))
                >
                    {live(label)}
                </button>
            </Show>
        </div>
    }
    .into_any()
}

fn defaults_button(shared: Shared) -> AnyView {
    let has_some = move || {
        let found = shared.found.get();
        found.is_some_and(|found| !found.listing.take_defaults().is_empty())
    };
    view! {
        <Show when=has_some>
            <div class="form__buttons">
                <button
                    type="button"
                    class="button button--small"
                    data-testid="changes-take-defaults"
                    on:click=handler(move |_| shared.take_defaults())
                >
                    "Use all chart defaults"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
