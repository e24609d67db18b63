//! What the forms of several sections are made of.

pub(super) mod object_changes;
pub(super) mod preset_choices;
pub(super) mod rows;
