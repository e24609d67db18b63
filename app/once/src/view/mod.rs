//! What Leptos compiles anew for each use, compiled once: for views.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "what stands in for Leptos' own is made with it"
)]

mod callback;
mod collect_view;
mod control_flow;
mod effect;
mod handler;
mod live;
mod reader;
mod rw_signal;
mod signal;

pub use callback::Callback;
pub use collect_view::CollectView;
pub use control_flow::{For, Show};
pub use effect::{effect, effect_from_last};
pub use handler::handler;
pub use live::live;
pub use rw_signal::RwSignal;
pub use signal::{Signal, memo, memo_from_last};
