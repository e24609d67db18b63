//! One tab a draft: the browser's Web Locks tell whether another tab of this page has it open.
//!
//! Where the browser has none (a page that did not come over HTTPS), every lock is granted; a draft
//! that two tabs save is still overwritten by neither, see `Drafts::save`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use leptos::task::spawn_local;
use pack_editor::Event;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::report::Report;

#[wasm_bindgen]
extern "C" {
    /// The browser's locks; `web_sys` does not have them yet without a flag for the compiler.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// The drafts that this tab has, each with what gives it free.
type HeldLocks = Rc<RefCell<BTreeMap<String, Function>>>;

/// The locks of this tab.
#[derive(Clone)]
pub(crate) struct TabLocks {
    report: Report,
    held: HeldLocks,
}

impl TabLocks {
    /// No locks yet. From now on the drafts are free while the page is left.
    pub(crate) fn start(report: Report) -> Self {
        let locks = Self {
            report,
            held: HeldLocks::default(),
        };
        locks.follow_page();
        locks
    }

    /// Gives all drafts free when the page is left, and asks for them again when the user comes
    /// back. The browser may keep a page that was left, and its locks with it: then the page that
    /// follows in the same tab would not get the draft.
    fn follow_page(&self) {
        let given_free = Rc::new(RefCell::new(Vec::new()));
        let (locks, left) = (self.clone(), Rc::clone(&given_free));
        let leaving = window_event_listener(ev::pagehide, move |_| {
            let drafts: Vec<String> = locks.held.borrow().keys().cloned().collect();
            for draft in drafts {
                locks.release(&draft);
                left.borrow_mut().push(draft);
            }
        });
        let locks = self.clone();
        let returning = window_event_listener(ev::pageshow, move |_| {
            for draft in given_free.take() {
                // A tab that has it by now took it from this one.
                locks.ask(draft, false, Event::LockLost);
            }
        });
        // The page listens as long as it lives.
        std::mem::forget((leaving, returning));
    }

    /// Requests the lock of a draft. With `steal`, takes it even from another tab, which is
    /// notified. Reports whether this tab has the lock, and later if another tab takes it.
    pub(crate) fn request(&self, draft: String, steal: bool) {
        self.ask(draft, steal, Event::LockRefused);
    }

    fn ask(&self, draft: String, steal: bool, refused: fn(String) -> Event) {
        let report = Rc::clone(&self.report);
        let is_held = self.held.borrow().contains_key(&draft);
        let Some(locks) = locks().filter(|_| !is_held) else {
            return report(Event::LockGranted(draft));
        };
        let is_granted = Rc::new(Cell::new(false));
        let grant = {
            let (report, held) = (Rc::clone(&report), Rc::clone(&self.held));
            let (draft, is_granted) = (draft.clone(), Rc::clone(&is_granted));
            Closure::once(move |lock: JsValue| {
                if lock.is_null() {
                    report(refused(draft));
                    return JsValue::UNDEFINED;
                }
                is_granted.set(true);
                // The draft is this tab's until the promise is kept.
                let promise = Promise::new(&mut |release, _| {
                    held.borrow_mut().insert(draft.clone(), release);
                });
                report(Event::LockGranted(draft));
                promise.into()
            })
        };
        let options = Object::new();
        let option = if steal { "steal" } else { "ifAvailable" };
        // A plain object takes any property.
        let _ = Reflect::set(&options, &option.into(), &true.into());
        let name = format!("pack-editor.draft.{draft}");
        let Ok(request) = locks.request(&name, &options, grant.as_ref().unchecked_ref()) else {
            return report(Event::LockGranted(draft));
        };
        let held = Rc::clone(&self.held);
        spawn_local(async move {
            // It ends when the draft is given free, and fails when another tab takes it by force.
            let ended = JsFuture::from(request).await;
            drop(grant);
            let is_ours = held.borrow_mut().remove(&draft).is_some();
            match ended {
                Err(_) if is_ours => report(Event::LockLost(draft)),
                // The browser refused the request as such, so nobody has locks.
                Err(_) if !is_granted.get() => report(Event::LockGranted(draft)),
                _ => {}
            }
        });
    }

    /// Gives a draft free.
    pub(crate) fn release(&self, draft: &str) {
        let release = self.held.borrow_mut().remove(draft);
        if let Some(release) = release {
            // It keeps the promise, which cannot fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn locks() -> Option<LockManager> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
