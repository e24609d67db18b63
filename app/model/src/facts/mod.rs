//! What rules, forms, import and export all ask: one answer to each question about the texts and
//! files of a pack.

pub mod image_reference;
