//! The diff of a file: removed and added lines, with some lines around them.

use leptos::prelude::*;
use pack_model::comparison::{Line, LineState, compare};
use pack_model::{File, FilePath};
use pack_once::view::{Callback, CollectView, handler};

/// A file before and after a change; one of them may not exist.
pub(crate) fn difference(path: &FilePath, before: Option<&File>, after: Option<&File>) -> AnyView {
    let text = |file: Option<&File>| file.map_or(Some(""), File::text).map(str::to_owned);
    let title = match (before, after) {
        (None, _) => format!("{path} (new file)"),
        (_, None) => format!("{path} (removed)"),
        _ => path.to_string(),
    };
    let (before, after) = (text(before), text(after));
    let lines = before.zip(after);
    let lines = lines.map(|(before, after)| compare(&before, &after));
    view! {
        <h3 class="difference__file">{title}</h3>
        {shown(lines.unwrap_or_default(), Acts::default())}
    }
    .into_any()
}

/// The diff of two texts.
pub(crate) fn text_difference(before: &str, after: &str) -> AnyView {
    shown(compare(before, after), Acts::default())
}

/// What can be done with lines that differ.
#[derive(Clone, Copy, Default)]
pub(crate) struct Acts {
    /// Shows more of the lines that are left out.
    pub(crate) more: Option<Callback<()>>,
    /// Takes back the run of lines at an index.
    pub(crate) take_back: Option<Callback<usize>>,
}

/// Lines that differ.
pub(crate) fn shown(lines: Vec<Line>, acts: Acts) -> AnyView {
    let note = lines
        .is_empty()
        .then(|| view! { <p class="difference__note">"No line of text differs."</p> }.into_any());
    // Lines in groups: each run of changed ones is a group.
    let mut groups: Vec<(bool, Vec<AnyView>)> = Vec::new();
    for line in lines {
        let is_changed = matches!(line.state, LineState::Removed | LineState::Added);
        let begins = line.begins.is_some();
        match groups.last_mut() {
            Some((was_changed, group)) if *was_changed == is_changed && !begins => {
                group.push(one(line, acts));
            }
            _ => groups.push((is_changed, vec![one(line, acts)])),
        }
    }
    let groups = groups.into_iter();
    let groups = groups.map(|(_, group)| view! { <div class="difference__group">{group}</div> });
    view! {
        {note}
        <div class="difference__lines">{groups.collect_view()}</div>
    }
    .into_any()
}

fn one(line: Line, acts: Acts) -> AnyView {
    let is_omitted = line.state == LineState::Omitted;
    let more = acts.more.filter(|_| is_omitted);
    let run = acts.take_back.zip(line.begins);
    let number = line.number;
    let (kind, prefix, text) = match line.state {
        LineState::Unchanged => ("unchanged", "", line.text),
        LineState::Removed => ("removed", "Removed: ", line.text),
        LineState::Added => ("added", "Added: ", line.text),
        LineState::Omitted => ("omitted", "", format!("{number} more lines")),
    };
    let text = match more {
        Some(more) => act("difference-more", text.clone(), text, move || more.run(())),
        None => text.into_any(),
    };
    let revert = run.map(|(back, run)| {
        let label = format!("Revert from line {number}");
        act("lines-revert", label, "Revert".to_owned(), move || {
            back.run(run);
        })
    });
    view! {
        <div class="difference__line" data-kind=kind>
            <span class="difference__number">{(!is_omitted).then_some(number)}</span>
            <span class="difference__text">
                <span class="visually-hidden">{prefix}</span>
                {text}
            </span>
            {revert}
        </div>
    }
    .into_any()
}

fn act(id: &'static str, label: String, words: String, run: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="difference__act" data-testid=id aria-label=label on:click=handler(move |_| run())>
            {words}
        </button>
    }
    .into_any()
}
