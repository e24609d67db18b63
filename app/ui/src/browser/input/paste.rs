//! What is pasted into the page: files, or a text that becomes one.

use js_sys::Array;
use leptos::ev;
use leptos::prelude::{WindowListenerHandle, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File, HtmlInputElement};

use super::pick;

/// The name of a file that is made of a pasted text. What it is shows in its content.
const NAME: &str = "pasted.yaml";

/// Tells of files that are pasted anywhere, and of texts that are pasted outside of fields.
pub(crate) fn listen(paste: impl Fn(Vec<File>) + 'static) -> WindowListenerHandle {
    window_event_listener(ev::paste, move |event| {
        let files = pasted(&event);
        if !files.is_empty() {
            event.prevent_default();
            paste(files);
        }
    })
}

fn pasted(event: &ClipboardEvent) -> Vec<File> {
    let Some(data) = event.clipboard_data() else {
        return Vec::new();
    };
    let files = data.files().map(|list| pick::listed(&list));
    if let Some(files) = files.filter(|files| !files.is_empty()) {
        return files;
    }
    let target = event.target();
    if target.is_some_and(|target| target.has_type::<HtmlInputElement>()) {
        return Vec::new();
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let file = File::new_with_str_sequence(&Array::of1(&text.into()).into(), NAME);
    file.into_iter().collect()
}
