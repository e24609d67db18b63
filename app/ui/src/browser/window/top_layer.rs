//! The browser's top layer, where dialogs and popovers lie above the page: what came last is above the others.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Brings a popover above what came before it. In a browser without popovers it stays where it is.
pub(crate) fn raise(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(popover) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // It may not have been there, which is no error.
        let _ = popover.hide_popover();
        let _ = popover.show_popover();
    }
}
