//! What a person types or chooses with: inputs, lists of suggestions, and pickers of files.

pub(crate) mod ask_file;
pub(crate) mod combobox;
pub(crate) mod control;
pub(crate) mod new_name;
pub(crate) mod pick;
pub(crate) mod text;
