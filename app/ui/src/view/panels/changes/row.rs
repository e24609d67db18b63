//! One thing that differs, and for files and objects the lines that do.

use leptos::prelude::*;
use pack_model::compare::{Area, Kind, Line, Texts};
use pack_model::comparison::{self, CONTEXT};
use pack_once::view::{Callback, handler};

use super::shared::Shared;
use crate::view::components::finding::difference::{Acts, shown};

/// So many lines are shown with what differs in their texts, and the others when the user asks for it.
const OPEN: usize = 20;

/// Texts in which more runs of lines differ are shown when the user asks for it.
const RUNS: usize = 20;

/// The same for texts in which more bytes differ.
const BYTES: usize = 8_000;

/// So many further lines are shown when the user asks for more.
const MORE: usize = 20;

/// The line at an index of an area, as it is now.
pub(super) fn row(shared: Shared, area: Area, index: usize) -> Option<AnyView> {
    let found = shared.found.get()?;
    let Line {
        path,
        words,
        can_take_back,
    } = found.listing.line(area, index)?;
    let (kind, sign) = match words.kind {
        Kind::Added => ("Added", "+"),
        Kind::Removed => ("Removed", "−"),
        Kind::Changed => ("Changed", "±"),
    };
    let (name, is_default) = (words.name.clone(), area == Area::Default);
    let take_back = (can_take_back && shared.has_acts).then(|| {
        let (word, label) = match is_default {
            true => ("Use chart’s", format!("Use the chart’s {name}")),
            false => ("Revert", format!("Revert {name}")),
        };
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
    let texts = found.listing.texts(area, index);
    let texts = texts.map(|texts| lines(shared, area, index, &path, texts));
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
fn lines(shared: Shared, area: Area, index: usize, path: &str, texts: Texts<'_>) -> AnyView {
    let asked = shared.opened.with(|opened| opened.get(path).copied());
    let bytes = texts
        .runs
        .iter()
        .map(|run| run.before.len() + run.after.len());
    let is_short = index < OPEN && texts.runs.len() <= RUNS && bytes.sum::<usize>() <= BYTES;
    let (path, now) = (path.to_owned(), asked.unwrap_or(CONTEXT));
    let more = Callback::new(move |()| {
        let next = match asked {
            None if !is_short => CONTEXT,
            _ => now + MORE,
        };
        shared.opened.update(|opened| {
            opened.insert(path.clone(), next);
        });
    });
    if asked.is_none() && !is_short {
        let label = match texts.runs.len() {
            1 => "Show 1 difference".to_owned(),
            count => format!("Show {count} differences"),
        };
        return view! {
            <button type="button" class="button button--small" data-testid="change-open" on:click=handler(move |_| more.run(()))>
                {label}
            </button>
        }
        .into_any();
    }
    let lines = comparison::lines(texts.before, texts.after, texts.runs, now);
    let take_back = (area == Area::File && shared.has_acts)
        .then(|| Callback::new(move |run| shared.take_lines_back(index, run)));
    let acts = Acts {
        more: Some(more),
        take_back,
    };
    let class = match shared.is_split.get() {
        true => "difference__split",
        false => "",
    };
    view! { <div class=class>{shown(lines, acts)}</div> }.into_any()
}
