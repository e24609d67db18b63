//! Packs for tests: packs without problems, with problems and of unusual shapes, and the archives
//! that contain them.

pub mod broken;
pub mod chart;
pub mod containers;
pub mod fixture;
pub mod folder;
pub mod hostile;
pub mod image;
pub mod large;
pub mod long_values;
pub mod shapes;
