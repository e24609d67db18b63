//! What a person types or chooses with: fields with their labels, inputs, and pickers of files.

pub(crate) mod ask_file;
pub(crate) mod combobox;
pub(crate) mod field;
pub(crate) mod pick;
pub(crate) mod text;
