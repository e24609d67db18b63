//! A text that is only read, in the code editor: with colors, folding, search and copying, and nothing
//! that changes it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use pack_model::edit::typing::{self, Stroke, Walker};
use pack_once::view::{Signal, effect, effect_from_last, live};

use super::binding::{Calls, Module, Offers, Open, Options, Words};
use crate::browser::bundle::{Bundle, Loading};
use crate::view::components::input::control::unique_id;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// What the text is of. What was folded stays so only while this is the same.
    pub(crate) of: String,
    /// The text.
    pub(crate) text: Arc<str>,
}

/// A YAML text.
#[component]
pub(crate) fn ShownText(
    /// The code editor's JavaScript.
    bundle: Bundle,
    /// The text.
    shown: Signal<Shown>,
    /// What it is, for screen readers.
    label: &'static str,
    /// The name by which tests know it.
    test_id: &'static str,
) -> impl IntoView {
    bundle.load();
    let plain = move || {
        view! {
            <textarea
                class="code__box code__text"
                data-testid=test_id
                aria-label=label
                wrap="off"
                readonly
                prop:value=move || shown.with(|shown| shown.text.to_string())
            ></textarea>
        }
        .into_any()
    };
    live(move || {
        match (bundle.module(), bundle.loading()) {
        (Some(module), _) => view! { <Text module shown label test_id /> }.into_any(),
        (None, Some(Loading::Failed)) => plain(),
        (None, _) => {
            view! { <p class="code__box code__loading" role="status">"Loading the code editor…"</p> }
                .into_any()
        }
    }
    })
}

#[component]
fn Text(
    module: Module,
    shown: Signal<Shown>,
    label: &'static str,
    test_id: &'static str,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let help_id = unique_id("shown-text");
    let description = help_id.clone();
    effect(move || {
        let Some(host) = host.get() else {
            return;
        };
        let now = shown.get_untracked();
        let options = Options {
            text: typing::shown(&now.text),
            language: "yaml",
            label: label.to_owned(),
            description: &description,
            top: 0,
            caret: 0,
            wraps: false,
            read_only: true,
        };
        let editor = Open::new(&module, &host, &options, Rc::new(Silent));
        effect_from_last(move |before: Option<Shown>| {
            let before = before.unwrap_or_else(|| now.clone());
            let now = shown.get();
            follow(&editor, &before, &now);
            now
        });
    });
    view! {
        <div class="code__box code__editor" node_ref=host data-testid=test_id tabindex="-1"></div>
        <p class="visually-hidden" id=help_id>"This text can only be read. Ctrl+F searches it, and Tab leaves it."</p>
    }
}

/// Shows a text in place of another one.
fn follow(editor: &Open, before: &Shown, now: &Shown) {
    if before.of == now.of {
        let strokes = typing::strokes(&before.text, &now.text);
        if !strokes.is_empty() {
            editor.change(&strokes);
        }
        return;
    }
    let end = Walker::new(&before.text).unit(before.text.len());
    editor.change(&[Stroke {
        from: 0,
        to: end,
        insert: typing::shown(&now.text).to_owned(),
    }]);
    editor.select(0..0, "");
}

/// Nothing of such a text is reported, and nothing is asked about it.
struct Silent;

impl Calls for Silent {
    fn typed(&self, _: Vec<Stroke>, _: bool) {}
    fn left(&self) {}
    fn rested(&self, _: usize, _: Option<usize>) {}
    fn fix(&self, _: usize, _: usize) {}
    fn complete(&self, _: usize, _: bool) -> Option<Offers> {
        None
    }
    fn explain(&self, _: usize) -> Option<Words> {
        None
    }
    fn indent(&self, _: usize) -> Option<usize> {
        None
    }
    fn undo(&self) {}
    fn redo(&self) {}
    fn turn_wrap(&self) {}
    fn failed(&self) {}
}
