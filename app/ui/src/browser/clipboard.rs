//! Puts texts into the clipboard.

use leptos::prelude::window;
use leptos::task::spawn_local;
use pack_editor::Message;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Puts a text into the clipboard, and tells the first of two sentences then, or the second where the
/// browser refuses.
pub(crate) fn copy(text: &str, [done, refused]: [&'static str; 2], tell: Box<dyn Fn(Message)>) {
    let clipboard = window().navigator().clipboard();
    // Browsers have it for pages of secure servers only.
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return tell(Message::error(refused));
    }
    let written = clipboard.write_text(text);
    spawn_local(async move {
        tell(match JsFuture::from(written).await {
            Ok(_) => Message::done(done),
            Err(_) => Message::error(refused),
        });
    });
}
