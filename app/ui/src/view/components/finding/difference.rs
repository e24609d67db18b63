//! The diff of a file: removed and added lines, with some lines around them.

use leptos::prelude::*;
use pack_model::comparison::{Line, LineState, compare};
use pack_model::{File, FilePath};
use pack_once::view::CollectView;

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
        {shown(lines.unwrap_or_default())}
    }
    .into_any()
}

/// The diff of two texts.
pub(crate) fn text_difference(before: &str, after: &str) -> AnyView {
    shown(compare(before, after))
}

fn shown(lines: Vec<Line>) -> AnyView {
    let note = lines
        .is_empty()
        .then(|| view! { <p class="difference__note">"No line of text differs."</p> }.into_any());
    let lines = lines.into_iter().map(|line| {
        let (kind, prefix, text) = match line.state {
            LineState::Unchanged => ("unchanged", "", line.text),
            LineState::Removed => ("removed", "Removed: ", line.text),
            LineState::Added => ("added", "Added: ", line.text),
            LineState::Omitted => ("omitted", "", format!("{} more lines", line.number)),
        };
        view! {
            <div class="difference__line" data-kind=kind>
                <span class="difference__number">
                    {(line.state != LineState::Omitted).then_some(line.number)}
                </span>
                <span class="difference__text">
                    <span class="visually-hidden">{prefix}</span>
                    {text}
                </span>
            </div>
        }
    });
    view! {
        {note}
        <div class="difference__lines">{lines.collect_view()}</div>
    }
    .into_any()
}
