//! What the browser keeps for the page from one visit to the next: drafts with their files and steps,
//! where the user was in each, which one is open, and what was set.

mod database;
pub(crate) mod drafts;
mod folder;
mod journal;
pub(crate) mod last_open;
pub(crate) mod last_place;
mod leaving;
pub(crate) mod preferences;
pub(crate) mod quota;
mod whole;

use js_sys::JSON;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// The value that a storage has under a name, as JSON that the browser reads.
fn read<T: DeserializeOwned>(storage: &Storage, name: &str) -> Option<T> {
    let kept = storage.get_item(name).ok()??;
    serde_wasm_bindgen::from_value(JSON::parse(&kept).ok()?).ok()
}
