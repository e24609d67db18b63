//! One thing that differs, and for files and objects the lines that do.

use leptos::prelude::*;
use pack_model::compare::{Area, Kind, Line, Texts};
use pack_model::comparison::{self, CONTEXT};
use pack_once::view::{Callback, Signal, handler, live, memo};

use super::shared::{OfArea, Shared, focus_first, line_of};
use crate::view::components::finding::difference::{Acts, shown};

/// So many lines are shown with what differs in their texts, and the others when the user asks for it.
const OPEN: usize = 20;

/// Texts in which more runs of lines differ are shown when the user asks for it.
const RUNS: usize = 20;

/// The same for texts in which more bytes differ.
const BYTES: usize = 8_000;

/// So many further lines are shown when the user asks for more.
const MORE: usize = 20;

/// The line at an index of an area.
pub(super) fn row(
    shared: Shared,
    found: Signal<Option<OfArea>>,
    area: Area,
    index: usize,
) -> Option<AnyView> {
    let listing = found.get()?.found;
    let listing = &listing.listing;
    let Line {
        path,
        words,
        can_take_back,
    } = listing.line(area, index)?;
    let (kind, sign) = match words.kind {
        Kind::Added => ("Added", "+"),
        Kind::Removed => ("Removed", "−"),
        Kind::Changed => ("Changed", "±"),
    };
    let take_back = (can_take_back && shared.has_acts).then(|| {
        let (word, verb) = shared.words(area);
        let label = format!("{verb} {}", words.name);
        view! {
            <button
                type="button"
                class="button button--small change__act"
                data-testid="change-revert"
                aria-label=label
                on:click=handler(move |_| shared.take_back(area, index))
            >
                {word}
            </button>
        }
        .into_any()
    });
    let texts = listing.texts(area, index).is_some().then(|| {
        let path = path.clone();
        let asked = memo({
            let path = path.clone();
            move || shared.opened.with(|opened| opened.get(&path).copied())
        });
        live(move || {
            let listing = found.get()?.found;
            let texts = listing.listing.texts(area, index)?;
            Some(lines(
                shared,
                (area, index),
                words.kind,
                &path,
                texts,
                asked.get(),
            ))
        })
    });
    let value = |class: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <code class=class>{text}</code> }.into_any())
    };
    let view = view! {
        <section
            class="change"
            data-testid="change"
            data-area=area.id()
            data-kind=words.kind.word()
            data-path=path
            data-index=index
        >
            <div class="change__head">
                <span class="change__sign" title=kind>
                    <span aria-hidden="true">{sign}</span>
                    <span class="visually-hidden">{kind}</span>
                </span>
                <div class="change__words">
                    <code class="change__name">{words.name}</code>
                    {value("change__before", words.before)}
                    {value("change__after", words.after)}
                    <span class="change__note">{words.note}</span>
                </div>
                {take_back}
            </div>
            {texts}
        </section>
    };
    Some(view.into_any())
}

/// The lines of a text that differ, or the button that shows them.
fn lines(
    shared: Shared,
    (area, index): (Area, usize),
    kind: Kind,
    path: &str,
    texts: Texts<'_>,
    // How many lines around a change are shown, if the user has asked for that.
    asked: Option<usize>,
) -> AnyView {
    let is_changed = kind == Kind::Changed;
    let runs = texts.runs.len();
    let bytes = texts
        .runs
        .iter()
        .map(|run| run.before.len() + run.after.len());
    let is_short =
        texts.is_telling && index < OPEN && runs <= RUNS && bytes.sum::<usize>() <= BYTES;
    let is_closed = asked.is_none() && !is_short;
    let path = path.to_owned();
    let now = asked.unwrap_or(CONTEXT);
    let more = Callback::new(move |place: usize| {
        let next = if is_closed { CONTEXT } else { now + MORE };
        shared.opened.update(|opened| {
            opened.insert(path.clone(), next);
        });
        let text = line_of(area, index) + " .difference__lines";
        let gap = format!("{text} [data-testid=difference-more][data-place=\"{place}\"]");
        focus_first(vec![gap, text]);
    });
    if is_closed {
        let label = match (is_changed, runs) {
            (true, 1) => "Show 1 difference".to_owned(),
            (true, count) => format!("Show {count} differences"),
            _ => "Show its text".to_owned(),
        };
        return view! {
            <button type="button" class="button button--small" data-testid="change-open" on:click=handler(move |_| more.run(0))>
                {label}
            </button>
        }
        .into_any();
    }
    let lines = comparison::lines(texts.before, texts.after, &texts.runs, now);
    let can_take_back = area == Area::File && is_changed && shared.has_acts;
    let acts = Acts {
        more: Some(more),
        take_back: can_take_back
            .then(|| Callback::new(move |run| shared.take_lines_back(index, run))),
        words: shared.words(area),
        is_split: is_changed && shared.is_split.get(),
    };
    shown(lines, acts)
}
