//! Markdown as GitHub writes it, shown as elements of the page: READMEs and the pages of rules.
//!
//! The code editor's JavaScript reads it, with the parser that also colors it there (`show.js`). A text
//! cannot run anything: HTML is shown as text, links lead only to harmless addresses, and images are
//! shown as their alternative text, because the page loads nothing from elsewhere.

mod excerpt;

use js_sys::Promise;
use leptos::html;
use leptos::prelude::*;
use pack_once::view::{Signal, effect};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::browser::bundle::{Bundle, Loading};

pub(crate) use excerpt::excerpt;

#[wasm_bindgen]
extern "C" {
    /// The bundle, in which Markdown is read.
    type Module;

    #[wasm_bindgen(method, js_name = showMarkdown)]
    fn show(this: &Module, host: &HtmlElement, text: &str, prefix: &str);

    #[wasm_bindgen(method)]
    fn excerpt(this: &Module, text: &str, length: usize) -> Promise;
}

/// A Markdown text. What cannot be read, because the code editor could not be loaded, is shown as it is
/// written.
#[component]
pub(crate) fn Markdown(
    /// The code editor's JavaScript.
    bundle: Bundle,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What the ids of headings begin with, which links within the text lead to.
    prefix: &'static str,
) -> impl IntoView {
    bundle.load();
    let host = NodeRef::<html::Div>::new();
    effect(move || {
        let loading = bundle.loading();
        let Some(host) = host.get() else {
            return;
        };
        text.with(|text| match bundle.module::<Module>() {
            Some(module) => module.show(&host, text, prefix),
            None if loading == Some(Loading::Failed) => host.set_text_content(Some(text)),
            None => {}
        });
    });
    view! { <div class="markdown" node_ref=host></div> }
}
