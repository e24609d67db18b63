//! One tab a draft: the browser's Web Locks tell whether another tab of this page has it open.
//!
//! Where the browser has none (a page that did not come over HTTPS), nobody is told beforehand; a
//! draft that two tabs save is still overwritten by neither, see `storage::save`.

use std::cell::RefCell;

use futures::channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::tabs;
use crate::workspace::Workspace;

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

/// A draft that this tab has.
struct Held {
    draft: String,
    /// Gives it free.
    release: Function,
}

thread_local! {
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

/// Holds the open draft from now on, and no other.
pub(crate) fn follow(workspace: Workspace) {
    Effect::new(move || {
        let open = workspace.draft.get();
        release_all_but(open.as_deref());
        if let Some(draft) = open {
            spawn_local(async move {
                if !take(workspace, &draft, false).await {
                    tabs::lost(workspace, &draft);
                }
            });
        }
    });
}

/// Takes a draft for this tab, by force also from another one, which is told. Gives whether this
/// tab has it.
pub(crate) async fn take(workspace: Workspace, draft: &str, by_force: bool) -> bool {
    let Some(locks) = locks().filter(|_| !is_held(draft)) else {
        return true;
    };
    let (sender, granted) = oneshot::channel();
    let name = draft.to_owned();
    let grant = Closure::once(move |lock: JsValue| {
        let is_granted = !lock.is_null();
        let held = is_granted.then(|| hold(name));
        // Whoever waits is below.
        let _ = sender.send(is_granted);
        held.map_or(JsValue::UNDEFINED, Into::into)
    });
    let options = Object::new();
    let option = if by_force { "steal" } else { "ifAvailable" };
    // A plain object takes any property.
    let _ = Reflect::set(&options, &option.into(), &true.into());
    let name = format!("pack-editor.draft.{draft}");
    let Ok(request) = locks.request(&name, &options, grant.as_ref().unchecked_ref()) else {
        return true;
    };
    let draft = draft.to_owned();
    spawn_local(async move {
        // It ends when the draft is given free, and fails when another tab takes it by force.
        let ended = JsFuture::from(request).await;
        drop(grant);
        if forget(&draft) && ended.is_err() {
            tabs::lost(workspace, &draft);
        }
    });
    granted.await.unwrap_or(true)
}

fn locks() -> Option<LockManager> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Notes that a draft is this tab's. It is so until the promise is kept.
fn hold(draft: String) -> Promise {
    Promise::new(&mut |release, _| {
        let draft = draft.clone();
        HELD.with_borrow_mut(|held| held.push(Held { draft, release }));
    })
}

fn is_held(draft: &str) -> bool {
    HELD.with_borrow(|held| held.iter().any(|one| one.draft == draft))
}

/// Notes that a draft is not this tab's any more. Gives whether it was.
fn forget(draft: &str) -> bool {
    HELD.with_borrow_mut(|held| {
        let before = held.len();
        held.retain(|one| one.draft != draft);
        held.len() < before
    })
}

fn release_all_but(draft: Option<&str>) {
    let others: Vec<_> = HELD.with_borrow_mut(|held| {
        held.extract_if(.., |one| Some(one.draft.as_str()) != draft)
            .collect()
    });
    for other in others {
        // It keeps the promise, which cannot fail.
        let _ = other.release.call0(&JsValue::NULL);
    }
}
