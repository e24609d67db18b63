//! Leads to the control of a place that was asked for: it scrolls into view and takes the focus.
//!
//! Elements say which place they stand for by `data-place-file` and `data-place`, so a panel needs
//! no list of its controls, and rows that come and go take care of themselves.

use leptos::prelude::*;
use pack_editor::Asked;
use pack_model::{Place, Pointer};
use pack_once::view::{Signal, effect};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::browser::window::focus;
pub(crate) use crate::browser::window::focus::soon as focus_soon;

/// Shows every place that is asked for while the panel is in the page.
pub(crate) fn follow(asked: Signal<Asked>) {
    let alive = StoredValue::new(());
    effect(move || {
        if let Some((_, place)) = asked.get() {
            // The control may not be in the page yet, and the previous panel may still be.
            request_animation_frame(move || {
                if alive.try_get_value().is_some() {
                    reveal(&place);
                }
            });
        }
    });
}

/// Scrolls to what shows a place and puts the focus there. Gives whether something took it.
pub(crate) fn reveal(place: &Place) -> bool {
    let elements = focus::all("[data-place]");
    let of_file = elements
        .into_iter()
        .filter(|element| attribute(element, "data-place-file") == place.file.as_str());
    let (pointers, elements): (Vec<Pointer>, Vec<Element>) = of_file
        .filter_map(|element| Some((attribute(&element, "data-place").parse().ok()?, element)))
        .unzip();
    nearest(&pointers, &place.pointer)
        .and_then(|index| elements.get(index))
        .is_some_and(show)
}

/// Scrolls an element into view and puts the focus on it or on the first control in it. Gives
/// whether something took the focus.
pub(crate) fn show(element: &Element) -> bool {
    scroll_to(element);
    focus::within(element)
}

/// Scrolls an element into view, no further than needed.
pub(crate) fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The index of the place that shows another best: the place itself, else the nearest above it,
/// else the first below it.
fn nearest(shown: &[Pointer], asked: &Pointer) -> Option<usize> {
    let above = shown
        .iter()
        .enumerate()
        .filter(|(_, pointer)| asked.starts_with(pointer));
    // `max_by_key` takes the last of equals, and the first one is the outermost in the page.
    let above = above
        .rev()
        .max_by_key(|(_, pointer)| pointer.tokens().len());
    above
        .or_else(|| {
            shown
                .iter()
                .enumerate()
                .find(|(_, pointer)| pointer.starts_with(asked))
        })
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_is_found() {
        let shown: Vec<Pointer> = [
            "/name",
            "/constraints/dependencies",
            "/constraints/dependencies/0/type",
        ]
        .map(|text| text.parse().unwrap())
        .into();
        for (asked, expected) in [
            ("/name", Some(0)),
            ("/constraints/dependencies/0/type", Some(2)),
            ("/constraints/dependencies/7", Some(1)),
            ("/constraints", Some(1)),
            ("/eol", None),
            ("", Some(0)),
        ] {
            assert_eq!(
                nearest(&shown, &asked.parse().unwrap()),
                expected,
                "{asked}"
            );
        }
    }
}
