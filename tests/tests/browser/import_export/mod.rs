//! How packs come in and leave: opening, dropping, templates, export.

mod charts;
mod dropping;
mod exporting;
mod opening;
mod other_tools;
mod templates;
