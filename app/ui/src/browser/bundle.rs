//! The code editor's JavaScript.
//!
//! It is a file of its own, which the page asks for once it has started: nobody waits for it who
//! only fills in forms.

use js_sys::Promise;
use leptos::prelude::*;
use pack_once::view::RwSignal;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The browser's own `import()`.
    #[wasm_bindgen(js_name = import)]
    fn import(address: &str) -> Promise;
}

/// Where the loading of the bundle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loading {
    /// Not there yet.
    Pending,
    /// Loaded.
    Ready,
    /// Not to be had.
    Failed,
}

/// The bundle, loaded or not. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(crate) struct Bundle {
    /// Where the loading stands; nothing before it was asked for.
    loading: RwSignal<Option<Loading>>,
    module: StoredValue<Option<JsValue>, LocalStorage>,
}

impl Bundle {
    /// Nothing is loaded yet.
    pub(crate) fn new() -> Self {
        Self {
            loading: RwSignal::new(None),
            module: StoredValue::new_local(None),
        }
    }

    /// Where the loading stands; nothing before it was asked for.
    pub(crate) fn loading(self) -> Option<Loading> {
        self.loading.get()
    }

    /// The bundle as those see it who know a part of it, once it is loaded.
    pub(crate) fn module<M: JsCast>(self) -> Option<M> {
        let module = self.module.get_value()?;
        Some(module.unchecked_into())
    }

    /// Starts to load the bundle, unless it is loaded or loading.
    pub(crate) fn load(self) {
        if matches!(
            self.loading.get_untracked(),
            Some(Loading::Pending | Loading::Ready)
        ) {
            return;
        }
        self.loading.set(Some(Loading::Pending));
        leptos::task::spawn_local(async move {
            let outcome = match address() {
                Some(address) => JsFuture::from(import(&address)).await,
                None => Err(JsValue::NULL),
            };
            self.loading.set(Some(match outcome {
                Ok(module) => {
                    self.module.set_value(Some(module));
                    Loading::Ready
                }
                Err(error) => {
                    leptos::logging::warn!("the code editor could not be loaded: {error:?}");
                    Loading::Failed
                }
            }));
        });
    }
}

/// The address of the bundle, which the build writes into the page.
fn address() -> Option<String> {
    let named = document()
        .query_selector(r#"meta[name="pack-code-editor"]"#)
        .ok()
        .flatten()?;
    let base = document().base_uri().ok().flatten()?;
    let url = web_sys::Url::new_with_base(&named.get_attribute("content")?, &base).ok()?;
    Some(url.href())
}
