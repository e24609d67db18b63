//! Plain text with line numbers, in the browser's own text area.
//!
//! All that the Code view knows of its editor is this component's properties.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pack_model::Severity;
use web_sys::HtmlTextAreaElement;

use super::offsets::{Selection, carried, with_plain_ends};
use crate::memo::memo;
use crate::view::components::input::text::scripted;

/// A part of the text to show and select, numbered; without a part, the text as a whole.
pub(super) type Asked = (u64, Option<Selection>);

/// A text to edit.
#[component]
pub(super) fn TextArea(
    /// What is edited, which is also its label.
    name: String,
    /// The text as the file holds it.
    text: Signal<String>,
    /// The part to show and select.
    asked: Memo<Option<Asked>>,
    /// The lines, from 1, that carry a mark.
    marks: Memo<Vec<(u32, Severity)>>,
    /// Called with the whole text at each keystroke.
    on_input: impl Fn(String) + Clone + 'static,
    /// Called when the user goes elsewhere.
    on_leave: impl Fn() + 'static,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let scrolled = RwSignal::new(0);
    let lines = memo(move || text.with(|text| with_plain_ends(text).matches('\n').count() + 1));
    let known = keep_in_step(area, text);
    let take = move |typed: String| {
        known.set_value(Some(typed.clone()));
        on_input(typed);
    };
    let take_change = take.clone();
    Effect::new(move || {
        if let (Some(area), Some((_, selection))) = (area.get(), asked.get()) {
            // The text may still be on its way into the area.
            request_animation_frame(move || reveal(&area, selection));
        }
    });
    view! {
        <div class="code__box" style:--digits=move || lines.get().to_string().len().to_string()>
            <div class="code__gutter" aria-hidden="true">
                <div class="code__lines" style:transform=move || format!("translateY({}px)", -scrolled.get())>
                    <pre class="code__numbers">{move || numbers(lines.get())}</pre>
                    {move || marks.get().into_iter().map(mark).collect_view()}
                </div>
            </div>
            <textarea
                class="code__text"
                node_ref=area
                data-testid="code"
                data-file=name.clone()
                aria-label=format!("Text of {name}")
                wrap="off"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                on:input=move |event| take(event_target_value(&event))
                on:change=move |event| scripted(&event, &take_change)
                on:blur=move |_| on_leave()
                on:scroll=move |event: ev::Event| scrolled.set(event_target::<HtmlTextAreaElement>(&event).scroll_top())
            ></textarea>
        </div>
    }
}

/// Takes over what changed elsewhere, with the caret where it belongs. Gives what the area shows.
fn keep_in_step(
    area: NodeRef<html::Textarea>,
    text: Signal<String>,
) -> StoredValue<Option<String>> {
    // Asking the area itself would copy a large text at each keystroke once more.
    let known = StoredValue::new(None::<String>);
    Effect::new(move || {
        let Some(area) = area.get() else {
            return;
        };
        let text = text.with(|text| with_plain_ends(text));
        let before = known.get_value();
        if before.as_ref() == Some(&text) {
            return;
        }
        replace(&area, before.as_deref().unwrap_or_default(), &text);
        known.set_value(Some(text));
    });
    known
}

/// Gives the area another text; caret, selection and scrolling stay with their neighbours.
fn replace(area: &HtmlTextAreaElement, before: &str, after: &str) {
    let caret = |offset: Result<Option<u32>, _>| {
        carried(before, after, offset.ok().flatten().unwrap_or_default())
    };
    let (start, end) = (caret(area.selection_start()), caret(area.selection_end()));
    let (top, left) = (area.scroll_top(), area.scroll_left());
    area.set_value(after);
    // A text area of the page has a selection, so this cannot fail.
    let _ = area.set_selection_range(start, end);
    area.set_scroll_top(top);
    area.set_scroll_left(left);
}

/// Puts the focus into the area and selects a part of its text, whose first line comes into the
/// upper third of the area unless it is in view.
fn reveal(area: &HtmlTextAreaElement, selection: Option<Selection>) {
    // An area that is out of the page by now cannot take the focus, and nobody misses it.
    let _ = area.focus();
    let Some(selection) = selection else {
        return;
    };
    let top = area.scroll_top();
    let _ = area.set_selection_range(selection.start, selection.end);
    let (line, height) = (line_height(area), area.client_height());
    let from_top = line * f64::from(selection.line) - f64::from(top);
    let is_in_view = (0.0..f64::from(height) - 2.0 * line).contains(&from_top);
    let wanted = f64::from(top) + from_top - f64::from(height) / 3.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "pixels of a text area fit an i32"
    )]
    area.set_scroll_top(if is_in_view {
        top
    } else {
        wanted.max(0.0) as i32
    });
}

/// The height of a line in pixels.
fn line_height(area: &HtmlTextAreaElement) -> f64 {
    let style = window().get_computed_style(area).ok().flatten();
    let height = style.and_then(|style| style.get_property_value("line-height").ok());
    height
        .and_then(|height| height.trim_end_matches("px").parse().ok())
        .unwrap_or(20.0)
}

/// The numbers of all lines, one a line.
fn numbers(lines: usize) -> String {
    (1..=lines).map(|line| format!("{line}\n")).collect()
}

fn mark((line, severity): (u32, Severity)) -> impl IntoView {
    view! { <span class=format!("code__mark code__mark--{}", severity.id()) style:--line=(line - 1).to_string()></span> }
}
