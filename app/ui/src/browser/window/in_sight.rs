//! Tells which elements come into sight and which leave it, so that a long list draws only what is seen.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Watches elements. Dropping it ends that.
pub(crate) struct InSight {
    observer: IntersectionObserver,
    _report: Closure<dyn FnMut(Array)>,
}

impl InSight {
    /// Reports each watched element with whether it is in sight: at first, and whenever that changes.
    pub(crate) fn new(report: Box<dyn Fn(Element, bool)>) -> Option<Self> {
        let report = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            for entry in entries {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                report(entry.target(), entry.is_intersecting());
            }
        });
        let observer = IntersectionObserver::new(report.as_ref().unchecked_ref()).ok()?;
        Some(Self {
            observer,
            _report: report,
        })
    }

    /// Watches an element, once.
    pub(crate) fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }
}

impl Drop for InSight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
