//! Leaving the page in WebKit, which keeps it as it stands, with what it has just begun to read or write:
//! the next page, in any tab, would wait for that in vain. So it is given up when the page is kept.

use js_sys::{Array, Reflect};
use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::IdbTransaction;

/// How many transactions are looked after at a time. More never go on at once.
const MOST: u32 = 8;

/// The transactions that were begun last. Copies share them.
#[derive(Clone, Default)]
pub(super) struct Begun(Array);

impl Begun {
    /// Gives up from now on what was begun, when the page is left and kept.
    pub(super) fn follow_page(&self) {
        if !is_webkit() {
            return;
        }
        let begun = self.clone();
        when_kept(move || begun.abort());
    }

    /// Looks after a transaction.
    pub(super) fn add(&self, transaction: &IdbTransaction) {
        if self.0.push(transaction) > MOST {
            self.0.shift();
        }
    }

    /// Gives up what was begun and can come to no end. The browser refuses it for the rest.
    fn abort(&self) {
        for transaction in self.0.iter() {
            let _ = transaction.unchecked_into::<IdbTransaction>().abort();
        }
    }
}

/// Does something from now on when the page is left and the browser keeps it as it stands.
pub(super) fn when_kept(act: impl Fn() + 'static) {
    let leaving = window_event_listener(ev::pagehide, move |event| {
        if event.persisted() {
            act();
        }
    });
    // The page listens as long as it lives.
    std::mem::forget(leaving);
}

fn is_webkit() -> bool {
    let vendor = Reflect::get(&window().navigator(), &"vendor".into());
    vendor.is_ok_and(|vendor| vendor == "Apple Computer, Inc.")
}
