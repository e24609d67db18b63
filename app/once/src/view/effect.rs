//! What is done again when something changes.
//!
//! Leptos' own effect is compiled for each use, with the task that waits for changes. The page has thirty:
//! this saves about 4 kB of it with brotli.

use leptos::prelude::Effect;

/// Does something after the page is drawn, and again when what it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    of(Box::new(run));
}

/// Does something after the page is drawn, and again when what it reads changes. It is given what it
/// returned last, which is nothing at first.
pub fn effect_from_last<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    effect(move || last = Some(run(last.take())));
}

fn of(run: Box<dyn FnMut()>) {
    Effect::new(run);
}
