//! Downloads a file.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers bytes as a download under a name.
pub(crate) fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let url = object_url(media_type, bytes)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Browsers that start the download later need the address a while longer.
    revoke_later(url, 60_000);
    Ok(())
}

/// Gives an address of bytes back after some milliseconds.
pub(crate) fn revoke_later(url: String, milliseconds: u32) {
    gloo::timers::callback::Timeout::new(milliseconds, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// An address under which the page can show bytes. Whoever asks for it revokes it.
pub(crate) fn object_url(media_type: &str, bytes: &[u8]) -> Result<String, JsValue> {
    Url::create_object_url_with_blob(&blob(media_type, bytes)?)
}

/// Bytes as the browser's own object.
pub(crate) fn blob(media_type: &str, bytes: &[u8]) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)
}
