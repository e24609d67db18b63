//! Where the user is: the table of sections, the screen and the place on it, and its address.

pub mod address;
pub(crate) mod link;
pub(crate) mod location;
pub(crate) mod screen;
pub mod sections;
pub(crate) mod views;
mod visiting;
