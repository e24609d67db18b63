//! Rules on the bytes and characters of texts, whatever file they are in.

pub(in crate::rules) mod invisible_character;
pub(in crate::rules) mod text_not_utf8;
