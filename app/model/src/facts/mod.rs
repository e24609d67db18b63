//! Facts that rules, forms, import and export share: one answer to each question about the texts
//! and files of a pack.

pub mod composed;
pub mod date;
pub mod dotted_path;
pub mod enabled_presets;
pub mod file_list;
pub mod files;
pub mod image_reference;
pub mod images;
pub mod label;
pub mod layers;
pub mod manifest_text;
pub mod oci;
pub mod template_text;
pub mod version;
