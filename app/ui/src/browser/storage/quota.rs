//! How much of the browser's storage this page uses, and whether the browser keeps it when the disk is
//! full.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What the browser says of the storage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quota {
    /// The bytes that are used.
    pub(crate) used: f64,
    /// The bytes that there are at most.
    pub(crate) all: f64,
    /// Whether nothing of it is deleted but by the user.
    pub(crate) is_kept: bool,
    /// Whether the browser did not agree to that.
    pub(crate) is_refused: bool,
}

/// What the browser says; nothing where it says nothing, as without HTTPS.
pub(crate) async fn read() -> Option<Quota> {
    let storage = storage()?;
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let bytes = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    let is_kept = JsFuture::from(storage.persisted().ok()?).await.ok()?;
    Some(Quota {
        used: bytes("usage")?,
        all: bytes("quota")?,
        is_kept: is_kept.is_truthy(),
        is_refused: false,
    })
}

/// Asks the browser to delete nothing but what the user deletes. Gives whether it agrees.
pub(crate) async fn ask() -> bool {
    let asked = storage().and_then(|storage| storage.persist().ok());
    match asked {
        Some(asked) => JsFuture::from(asked)
            .await
            .is_ok_and(|is_kept| is_kept.is_truthy()),
        None => false,
    }
}

/// The browser's interface, which a page that did not come over HTTPS does not have.
fn storage() -> Option<StorageManager> {
    let storage = Reflect::get(&window().navigator(), &JsValue::from("storage")).ok()?;
    storage.is_object().then(|| storage.unchecked_into())
}
