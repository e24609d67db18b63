//! Rules on the images that values.yaml lists.

pub(in crate::rules) mod duplicate_image;
pub(in crate::rules) mod image_as_text;
pub(in crate::rules) mod image_invalid;
pub(in crate::rules) mod image_key_misspelt;
pub(in crate::rules) mod image_not_listed;
pub(in crate::rules) mod image_tag_floating;
pub(in crate::rules) mod image_without_registry;
pub(in crate::rules) mod images_missing;
