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

/// What can be done with lines that differ, and how they are shown.
#[derive(Clone, Copy, Default)]
pub(crate) struct Acts {
    /// Shows more of the lines that are left out, by the place of these among all that are.
    pub(crate) more: Option<Callback<usize>>,
    /// Takes back the run of lines at an index.
    pub(crate) take_back: Option<Callback<usize>>,
    /// The words for that: on the button, and before the lines' number for those who do not see it.
    pub(crate) words: (&'static str, &'static str),
    /// Both sides stand beside each other, where there is room.
    pub(crate) is_split: bool,
}

/// Lines that differ.
pub(crate) fn shown(lines: Vec<Line>, acts: Acts) -> AnyView {
    let note = lines
        .is_empty()
        .then(|| view! { <p class="difference__note">"No line of text differs."</p> }.into_any());
    // Lines in groups: each run of changed ones is a group.
    let mut groups: Vec<(bool, Vec<AnyView>)> = Vec::new();
    let mut gaps = 0;
    for line in lines {
        let is_changed = matches!(line.state, LineState::Removed | LineState::Added);
        let begins = line.begins.is_some();
        gaps += usize::from(line.state == LineState::Omitted);
        let view = one(line, gaps, acts);
        match groups.last_mut() {
            Some((was_changed, group)) if *was_changed == is_changed && !begins => group.push(view),
            _ => groups.push((is_changed, vec![view])),
        }
    }
    let groups = groups.into_iter();
    let groups = groups.map(|(_, group)| view! { <div class="difference__group">{group}</div> });
    view! {
        {note}
        <div class="difference__lines" class:difference__split=acts.is_split tabindex="-1">
            {groups.collect_view()}
        </div>
    }
    .into_any()
}

fn one(line: Line, gap: usize, acts: Acts) -> AnyView {
    let number = line.number;
    let (kind, prefix) = match line.state {
        LineState::Unchanged => ("unchanged", ""),
        LineState::Removed => ("removed", "Removed: "),
        LineState::Added => ("added", "Added: "),
        LineState::Omitted => {
            let text = format!("{number} more lines");
            let text = match acts.more {
                Some(more) => act("difference-more", gap, text.clone(), text, move || {
                    more.run(gap)
                }),
                None => text.into_any(),
            };
            return row("omitted", None, "", text, None);
        }
    };
    let text = match line.words.is_empty() {
        true => line.text.clone().into_any(),
        false => marked(&line),
    };
    let end = (!line.end.is_empty())
        .then(|| view! { <span class="difference__end">{line.end}</span> }.into_any());
    let run = acts.take_back.zip(line.begins);
    let revert = run.map(|(back, run)| {
        let (word, words) = acts.words;
        let label = format!("{words} lines from {number}");
        act("lines-revert", run, label, word.to_owned(), move || {
            back.run(run)
        })
    });
    // The same line stands on the left as well, with its number there.
    let left = line.old_number.filter(|_| acts.is_split);
    let left = left.map(|old| row("same", Some(old), "", line.text.into_any(), None));
    let text = view! {
        {text}
        {end}
    };
    view! {
        {left}
        {row(kind, Some(number), prefix, text.into_any(), revert)}
    }
    .into_any()
}

fn row(
    kind: &'static str,
    number: Option<usize>,
    prefix: &'static str,
    text: AnyView,
    act: Option<AnyView>,
) -> AnyView {
    let is_copy = kind == "same";
    view! {
        <div class="difference__line" data-kind=kind aria-hidden=is_copy.then_some("true")>
            <span class="difference__number">{number}</span>
            <span class="difference__text">
                <span class="visually-hidden">{prefix}</span>
                {text}
            </span>
            {act}
        </div>
    }
    .into_any()
}

/// The text of a line, in which the words that differ are marked.
fn marked(line: &Line) -> AnyView {
    let part = |bytes: std::ops::Range<usize>| line.text.get(bytes).unwrap_or_default().to_owned();
    let mut end = 0;
    let mut parts = Vec::new();
    for word in &line.words {
        parts.push(part(end..word.start).into_any());
        parts.push(view! { <mark class="difference__word">{part(word.clone())}</mark> }.into_any());
        end = word.end;
    }
    parts.push(part(end..line.text.len()).into_any());
    parts.into_any()
}

/// A button in a line, with its place among those that do the same.
fn act(
    id: &'static str,
    place: usize,
    label: String,
    words: String,
    run: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="difference__act"
            data-testid=id
            data-place=place
            aria-label=label
            on:click=handler(move |_| run())
        >
            {words}
        </button>
    }
    .into_any()
}
