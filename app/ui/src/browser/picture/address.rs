//! Object URLs for bytes that the page shows, revoked some time after nothing shows them any more.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::File;
use pack_once::view::{Signal, memo};
use wasm_bindgen::JsValue;

use crate::browser::download;

/// How long the browser keeps bytes that nothing shows any more, in milliseconds. An element that just
/// left the page, or is about to show other bytes, may still be loading them.
const GRACE: u32 = 10_000;

/// An address of bytes. The browser keeps the bytes as long as this lives, and a while longer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    /// An address of bytes of a media type.
    pub(crate) fn of_bytes(media_type: &str, bytes: &[u8]) -> Result<Self, JsValue> {
        download::object_url(media_type, bytes).map(Self)
    }

    /// An address that carries a text in itself: browsers let canvases be read again after such a
    /// picture was drawn on them, whatever it contains.
    pub(crate) fn of_text(media_type: &str, text: &str) -> Self {
        Self(format!(
            "data:{media_type};charset=utf-8,{}",
            String::from(js_sys::encode_uri_component(text))
        ))
    }

    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        let url = std::mem::take(&mut self.0);
        // An address that carries its text has nothing to give back.
        if url.starts_with("blob:") {
            download::revoke_later(url, GRACE);
        }
    }
}

/// The address of a logo, which changes only when its bytes do.
///
/// It is served as the PNG that it should be, as Palette does; browsers recognise other images
/// with pixels by their bytes.
pub(crate) fn address_of(logo: Signal<Option<File>>) -> Signal<Option<String>> {
    let held = memo(move || {
        logo.with(|logo| {
            Some(Arc::new(
                Address::of_bytes("image/png", &logo.as_ref()?.bytes).ok()?,
            ))
        })
    });
    Signal::derive(move || held.with(|address| Some(address.as_ref()?.as_str().to_owned())))
}
