//! Rules on the images that values.yaml lists.

pub(super) mod duplicate_image;
pub(super) mod image_as_text;
pub(super) mod image_invalid;
pub(super) mod image_key_misspelt;
pub(super) mod image_not_listed;
pub(super) mod image_tag_floating;
pub(super) mod image_without_registry;
pub(super) mod images_missing;
