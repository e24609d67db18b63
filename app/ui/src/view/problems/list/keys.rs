//! The keys of the list: up and down go from finding to finding, right opens one and left closes it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::browser::window::focus;

/// The line of a finding.
const LINE: &str = ".finding__go";

/// Does what a key of the list does.
pub(super) fn pressed(event: KeyboardEvent) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let Some(target) = target else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let lines = focus::all(&format!(".problems__list {LINE}"));
    let row = target.closest(".finding").ok().flatten();
    let line = row.and_then(|row| row.query_selector(LINE).ok().flatten());
    let Some(at) = lines.iter().position(|other| Some(other) == line.as_ref()) else {
        return;
    };
    let is_open = lines[at].get_attribute("aria-expanded").as_deref() == Some("true");
    let next = match event.key().as_str() {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => lines.len() - 1,
        "ArrowRight" if !is_open => return toggle(&event, &lines[at]),
        "ArrowLeft" if is_open => {
            focus::within(&lines[at]);
            return toggle(&event, &lines[at]);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(line) = lines.get(next) {
        focus::within(line);
    }
}

/// The key of the finding in which an event happens.
pub(super) fn row_of(event: &Event) -> Option<u64> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row = target.closest("[data-key]").ok().flatten()?;
    row.get_attribute("data-key")?.parse().ok()
}

/// Opens or closes the finding of a line, without leading to its place.
fn toggle(event: &KeyboardEvent, line: &Element) {
    event.prevent_default();
    if let Some(line) = line.dyn_ref::<HtmlElement>() {
        line.click();
    }
}
