//! Packs for tests: sound ones, ones with problems, ones of unusual shapes, and the containers that
//! they come in.

pub mod broken;
pub mod chart;
pub mod containers;
pub mod fixture;
pub mod folder;
pub mod hostile;
pub mod image;
pub mod long_values;
pub mod shapes;
