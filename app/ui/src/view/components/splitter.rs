//! The handle between two panes, which moves by mouse, finger or arrow keys.

use leptos::prelude::*;
use pack_once::view::{RwSignal, handler};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// How far an arrow key moves the handle, in CSS pixels.
const STEP: f64 = 24.0;

/// The handle before the last pane of a row. It sets how wide that pane is.
#[component]
pub(crate) fn Splitter(
    /// What is moved, for screen readers.
    label: &'static str,
    /// The width of the pane after the handle, in CSS pixels.
    width: RwSignal<f64>,
    /// The smallest and the largest width.
    range: (f64, f64),
) -> impl IntoView {
    let set = move |wanted: f64| width.set(wanted.clamp(range.0, range.1));
    let drag = move |event: PointerEvent| {
        let held = event.buttons() & 1 == 1;
        let pane = event
            .current_target()
            .and_then(|handle| handle.dyn_into::<Element>().ok());
        if let (true, Some(handle)) = (held, pane) {
            let moved = f64::from(event.client_x()) - handle.get_bounding_client_rect().left();
            set(width.get_untracked() - moved);
        }
    };
    let grab = move |event: PointerEvent| {
        if let Some(handle) = event
            .current_target()
            .and_then(|handle| handle.dyn_into::<Element>().ok())
        {
            // Without the capture, the handle only moves while the pointer is on it.
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
    };
    let press = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => STEP,
            "ArrowRight" => -STEP,
            _ => return,
        };
        event.prevent_default();
        set(width.get_untracked() + step);
    };
    view! {
        <div
            class="splitter"
            role="separator"
            aria-orientation="vertical"
            aria-label=label
            aria-valuenow=move || width.get().round().to_string()
            aria-valuemin=range.0.to_string()
            aria-valuemax=range.1.to_string()
            tabindex="0"
            on:pointerdown=handler(grab)
            on:pointermove=handler(drag)
            on:keydown=handler(press)
        ></div>
    }
}
