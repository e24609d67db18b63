//! The editor without a browser: which sections there are and where the user is in them.
//!
//! Nothing here knows how a thing is shown or kept, so all of it is tested natively.

mod screen;
pub mod sections;

pub use screen::{Screen, View};
