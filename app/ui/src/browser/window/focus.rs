//! Keeps the keyboard's focus in the page: when the focused element is removed, the browser moves
//! the focus to the body.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, Node, NodeList};

/// What of an element can take the focus.
const FOCUSABLE: &str = "input:enabled, select:enabled, textarea:enabled, button:enabled, a[href], [contenteditable=true], [tabindex]";

/// Whether nothing has the focus.
pub(crate) fn is_lost() -> bool {
    let active = document().active_element();
    active.is_none_or(|active| active.tag_name() == "BODY")
}

/// Whether the focus is in an element that a selector finds.
pub(crate) fn is_in(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether the first element that a selector finds is shown.
pub(crate) fn is_seen(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| found.offset_parent().is_some())
}

/// Puts the focus on what a selector finds once the page shows it, a heading for one, unless
/// something has the focus by then.
pub(crate) fn land_on(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        if is_lost() {
            to(&selector);
        }
    });
}

/// Puts the focus on the first element that a selector finds, once the page shows it.
pub(crate) fn soon(selector: String) {
    request_animation_frame(move || {
        to(&selector);
    });
}

/// Puts the focus on the first element that a selector finds. Gives whether something took it.
pub(crate) fn to(selector: &str) -> bool {
    document()
        .query_selector(selector)
        .ok()
        .flatten()
        .is_some_and(|element| within(&element))
}

/// Puts the focus on an element or on the first control in it that is seen. Gives whether there is
/// one.
pub(crate) fn within(element: &Element) -> bool {
    let is_one = element.matches(FOCUSABLE).unwrap_or(false);
    let controls = if is_one {
        vec![element.clone()]
    } else {
        all_in(element, FOCUSABLE)
    };
    let mut controls = controls
        .into_iter()
        .filter_map(|control| control.dyn_into::<HtmlElement>().ok());
    controls
        .find(|control| control.offset_parent().is_some())
        .is_some_and(|control| control.focus().is_ok())
}

/// Clicks the control with an id, which has the focus then.
pub(crate) fn click(id: &str) {
    let control = document().get_element_by_id(id);
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        // Browsers open a picker only soon after a click; the focus shows the way where they refuse.
        let _ = control.focus();
        control.click();
    }
}

/// Goes up and down through the items of a list by the arrow keys. The first of them is its input: from a
/// control beside that, down goes to the second.
pub(crate) fn step(event: &KeyboardEvent, list: &str, item: &str) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let around = target
        .as_ref()
        .and_then(|target| target.closest(list).ok().flatten());
    let Some((target, around)) = target.zip(around) else {
        return;
    };
    let items = all_in(&around, item);
    let target: &Node = &target;
    let at = items.iter().position(|item| item.contains(Some(target)));
    let next = at.or(down.then_some(0)).and_then(|at| {
        if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        }
    });
    if let Some(next) = next.and_then(|next| items.get(next)) {
        event.prevent_default();
        within(next);
    }
}

/// Selects all of the input that an event is about.
pub(crate) fn select_all(event: &Event) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        input.select();
    }
}

/// Whether a sign that is pressed now would be typed somewhere.
pub(crate) fn is_typing() -> bool {
    is_in("input, textarea, select, [contenteditable=true]")
}

/// All elements of the page that a selector finds.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    document()
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

/// All elements in another that a selector finds.
pub(crate) fn all_in(element: &Element, selector: &str) -> Vec<Element> {
    element
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

fn elements(list: &NodeList) -> Vec<Element> {
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
}
