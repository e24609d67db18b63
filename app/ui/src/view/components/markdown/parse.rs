//! The parser of Markdown (parse.js), as Rust sees it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::bundle;

#[wasm_bindgen]
extern "C" {
    /// The bundle, in which the parser is.
    type Module;

    #[wasm_bindgen(method, catch)]
    fn parse(this: &Module, text: &str) -> Result<String, JsValue>;
}

/// The list of the [parts](super::source::Part::whole) of a text whose lines end in LF.
///
/// Nothing while the parser is not loaded, which a reactive caller hears of when it is, and of texts
/// that go deeper than the parser can.
pub(super) fn list(text: &str) -> Option<String> {
    bundle::loading().track();
    bundle::module::<Module>()?.parse(text).ok()
}
