//! The beginning of a Markdown text, as plain text.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::File;
use pack_once::view::{RwSignal, Signal, effect, memo};
use wasm_bindgen_futures::JsFuture;

use super::Module;
use crate::browser::bundle::Bundle;

/// Marks make a text longer than its words, though seldom so many times.
const MARKS: usize = 8;

/// The beginning of a file without its marks, cut after so many characters; `None` where there is no
/// such text, and empty until it can be told.
pub(crate) fn excerpt(
    bundle: Bundle,
    is_wanted: Signal<bool>,
    file: Signal<Option<File>>,
    length: usize,
) -> Signal<Option<String>> {
    let start = memo(move || {
        file.with(|file| {
            let text = file.as_ref()?.text()?;
            Some(text.chars().take(MARKS * length).collect::<String>())
        })
    });
    let shown = RwSignal::new(None);
    let count = StoredValue::new(0_u32);
    effect(move || {
        let number = count.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        bundle.loading();
        let Some(start) = start.get() else {
            shown.set(None);
            return;
        };
        let module = bundle.module::<Module>().filter(|_| is_wanted.get());
        let Some(module) = module else {
            shown.set(Some(String::new()));
            return;
        };
        spawn_local(async move {
            let words = JsFuture::from(module.excerpt(&start, length)).await;
            let words = words.ok().and_then(|words| words.as_string());
            // The pack may be closed by then, or another text be shown.
            if count.try_get_value() == number {
                shown.set(words.or(Some(start)));
            }
        });
    });
    shown.read_only()
}
