//! A file input out of sight, for buttons in rows: one input serves them all.

use leptos::html;
use leptos::prelude::*;
use pack_once::view::{Callback, handler};
use web_sys::File;

use crate::browser::input::pick;

/// A way to ask for files. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(crate) struct AskFile {
    input: NodeRef<html::Input>,
    then: StoredValue<Option<Callback<Vec<File>>>>,
}

impl AskFile {
    /// A way to ask that has to be put into the page by [`AskFile::view`].
    pub(crate) fn new() -> Self {
        Self {
            input: NodeRef::new(),
            then: StoredValue::new(None),
        }
    }

    /// Opens the browser's dialog, and hands over what is picked in it.
    pub(crate) fn ask(self, then: impl Fn(Vec<File>) + Send + Sync + 'static) {
        self.then.set_value(Some(Callback::new(then)));
        if let Some(input) = self.input.get_untracked() {
            input.click();
        }
    }

    /// The input. It is out of the tab order, since buttons lead to it.
    pub(crate) fn view(
        self,
        test_id: &'static str,
        label: &'static str,
        accept: &'static str,
    ) -> impl IntoView {
        let take = move |event: web_sys::Event| {
            let files = pick::picked(&event);
            if let (false, Some(then)) = (files.is_empty(), self.then.get_value()) {
                then.run(files);
            }
        };
        view! {
            <input
                class="visually-hidden"
                type="file"
                tabindex="-1"
                node_ref=self.input
                data-testid=test_id
                aria-label=label
                accept=accept
                on:change=handler(take)
            />
        }
    }
}
