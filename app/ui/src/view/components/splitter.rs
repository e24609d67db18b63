//! A border between two panes that can be moved, by mouse, finger or arrow keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// How far an arrow key moves the border, in CSS pixels.
const STEP: f64 = 24.0;

/// The border before a pane at the end of its row. It sets how wide that pane is.
#[component]
pub(crate) fn Splitter(
    /// What is moved, for screen readers.
    label: &'static str,
    /// The width of the pane behind the border, in CSS pixels.
    width: RwSignal<f64>,
    /// The smallest and the largest width.
    range: (f64, f64),
) -> impl IntoView {
    let set = move |wanted: f64| width.set(wanted.clamp(range.0, range.1));
    let drag = move |event: PointerEvent| {
        let held = event.buttons() & 1 == 1;
        let pane = event
            .current_target()
            .and_then(|border| border.dyn_into::<Element>().ok());
        if let (true, Some(border)) = (held, pane) {
            let moved = f64::from(event.client_x()) - border.get_bounding_client_rect().left();
            set(width.get_untracked() - moved);
        }
    };
    let grab = move |event: PointerEvent| {
        if let Some(border) = event
            .current_target()
            .and_then(|border| border.dyn_into::<Element>().ok())
        {
            // Without the capture the border still moves, only not outside of itself.
            let _ = border.set_pointer_capture(event.pointer_id());
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
            on:pointerdown=grab
            on:pointermove=drag
            on:keydown=press
        ></div>
    }
}
