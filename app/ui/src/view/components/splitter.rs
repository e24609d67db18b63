//! The border of a pane, which moves by mouse, finger or keys, and makes the pane wider or higher.

use leptos::html;
use leptos::prelude::*;
use pack_once::view::{RwSignal, effect, handler};
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// How far an arrow key moves the border, in CSS pixels.
const STEP: f64 = 24.0;

/// Which border of its pane it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grip {
    /// The one at the left.
    Before,
    /// The one at the right.
    After,
    /// The one at the top.
    Above,
}

impl Grip {
    /// How large a pane is in the direction in which the border moves.
    fn size(self, pane: &Element) -> f64 {
        let shape = pane.get_bounding_client_rect();
        match self {
            Self::Before | Self::After => shape.width(),
            Self::Above => shape.height(),
        }
    }

    /// How large a pane gets whose border moves to where the pointer is.
    fn dragged(self, pane: &Element, event: &PointerEvent) -> f64 {
        let shape = pane.get_bounding_client_rect();
        match self {
            Self::Before => shape.right() - f64::from(event.client_x()),
            Self::After => f64::from(event.client_x()) - shape.left(),
            Self::Above => shape.bottom() - f64::from(event.client_y()),
        }
    }

    /// How much larger a key makes the pane.
    fn step(self, key: &str) -> Option<f64> {
        Some(match (self, key) {
            (Self::Before, "ArrowLeft")
            | (Self::After, "ArrowRight")
            | (Self::Above, "ArrowUp") => STEP,
            (Self::Before, "ArrowRight")
            | (Self::After, "ArrowLeft")
            | (Self::Above, "ArrowDown") => -STEP,
            (_, "Home") => f64::NEG_INFINITY,
            (_, "End") => f64::INFINITY,
            _ => return None,
        })
    }
}

/// A size for the style; empty where that decides.
pub(crate) fn style(size: RwSignal<f64>) -> String {
    match size.get() {
        size if size > 0.0 => format!("{size}px"),
        _ => String::new(),
    }
}

/// A border of the element that it stands in. A double click or Enter gives the pane back the size that
/// the style has for it.
#[component]
pub(crate) fn Splitter(
    /// What is moved, for screen readers.
    label: &'static str,
    /// The size of the pane, in CSS pixels; zero where the style decides.
    size: RwSignal<f64>,
    /// The smallest and the largest size.
    range: (f64, f64),
    /// Which border it is.
    grip: Grip,
) -> impl IntoView {
    let border = NodeRef::<html::Div>::new();
    let measured = RwSignal::new(0.0_f64);
    // The pane may have left the page since.
    let pane = move || border.try_get_untracked().flatten()?.parent_element();
    let measure = move || {
        request_animation_frame(move || {
            if let Some(pane) = pane() {
                measured.set(grip.size(&pane).round());
            }
        });
    };
    effect(move || {
        size.track();
        if border.get().is_some() {
            measure();
        }
    });
    let set = move |wanted: f64| size.set(wanted.clamp(range.0, range.1).round());
    let drag = move |event: PointerEvent| {
        if let (true, Some(pane)) = (event.buttons() & 1 == 1, pane()) {
            set(grip.dragged(&pane, &event));
        }
    };
    let grab = move |event: PointerEvent| {
        if let Some(border) = border.get_untracked() {
            // Without the capture, the border only moves while the pointer is on it.
            let _ = border.set_pointer_capture(event.pointer_id());
        }
    };
    let press = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "Enter" {
            size.set(0.0);
        } else if let (Some(step), Some(pane)) = (grip.step(&key), pane()) {
            set(grip.size(&pane) + step);
        } else {
            return;
        }
        event.prevent_default();
    };
    let class = match grip {
        Grip::Before => "splitter splitter--before",
        Grip::After => "splitter splitter--after",
        Grip::Above => "splitter splitter--above",
    };
    view! {
        <div
            class=class
            role="separator"
            node_ref=border
            aria-orientation=if grip == Grip::Above { "horizontal" } else { "vertical" }
            aria-label=label
            title="Drag to resize, double-click to reset"
            aria-valuenow=move || measured.get().to_string()
            aria-valuemin=range.0.to_string()
            aria-valuemax=range.1.to_string()
            tabindex="0"
            on:pointerdown=handler(grab)
            on:pointermove=handler(drag)
            on:dblclick=handler(move |_| size.set(0.0))
            on:keydown=handler(press)
            on:focus=handler(move |_| measure())
        ></div>
    }
}
