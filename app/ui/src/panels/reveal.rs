//! Leads to the control of a place that was asked for: it scrolls into view and takes the focus.
//!
//! Elements say which place they stand for by `data-place-file` and `data-place`, so a panel needs
//! no list of its controls, and rows that come and go take care of themselves.

use leptos::prelude::*;
use pack_model::{Place, Pointer};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::workspace::use_workspace;

/// What of an element can take the focus.
const FOCUSABLE: &str =
    "input:enabled, select:enabled, textarea:enabled, button:enabled, a[href], [tabindex]";

/// Shows every place that is asked for while the panel is in the page.
pub(crate) fn follow() {
    let workspace = use_workspace();
    Effect::new(move || {
        if let Some((_, place)) = workspace.location.asked.get() {
            // What is shown of the place may still be on its way into the page.
            request_animation_frame(move || reveal(&place));
        }
    });
}

fn reveal(place: &Place) {
    let elements = all("[data-place]");
    let of_file = elements
        .into_iter()
        .filter(|element| attribute(element, "data-place-file") == place.file.as_str());
    let (pointers, elements): (Vec<Pointer>, Vec<Element>) = of_file
        .filter_map(|element| Some((attribute(&element, "data-place").parse().ok()?, element)))
        .unzip();
    if let Some(element) = nearest(&pointers, &place.pointer).and_then(|index| elements.get(index))
    {
        show(element);
    }
}

/// Scrolls an element into view and puts the focus on it or on the first control in it.
pub(crate) fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(element);
}

/// Puts the focus on the first element that a selector finds, once the page shows it.
pub(crate) fn focus_soon(selector: String) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(&selector) {
            focus(&element);
        }
    });
}

/// Puts the focus on an element or on the first control in it that is seen.
fn focus(element: &Element) {
    let is_one = element.matches(FOCUSABLE).unwrap_or(false);
    let controls = if is_one {
        vec![element.clone()]
    } else {
        within(element)
    };
    let mut controls = controls
        .into_iter()
        .filter_map(|control| control.dyn_into::<HtmlElement>().ok());
    if let Some(control) = controls.find(|control| control.offset_parent().is_some()) {
        // A control that cannot take the focus leaves it where it is, which is all that can be done.
        let _ = control.focus();
    }
}

/// The controls in an element.
fn within(element: &Element) -> Vec<Element> {
    element
        .query_selector_all(FOCUSABLE)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

fn all(selector: &str) -> Vec<Element> {
    document()
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

fn elements(list: &NodeList) -> Vec<Element> {
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
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
