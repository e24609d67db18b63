//! The sections of the editor: their forms, and the files that these change.

mod changes;
mod charts;
mod deployment;
mod fields;
mod files;
mod images;
mod invalid_input;
mod logo;
mod objects;
mod parameters;
mod presets;
mod preview;
mod readme;
mod values;
