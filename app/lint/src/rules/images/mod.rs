//! Rules on the images that values.yaml lists.

pub(in crate::rules) mod duplicate_image;
pub(in crate::rules) mod image_as_text;
pub(in crate::rules) mod image_invalid;
pub(in crate::rules) mod image_key_misspelt;
pub(in crate::rules) mod image_not_listed;
pub(in crate::rules) mod image_tag_floating;
pub(in crate::rules) mod image_undetermined;
pub(in crate::rules) mod image_unused;
pub(in crate::rules) mod image_without_registry;
pub(in crate::rules) mod images_missing;

use pack_model::ImageReference;
use pack_model::deployment::images::ImageRow;
use pack_model::vocabulary::Layer;
use serde_json::Value;

use crate::reading::context::Context;
use crate::reading::images::listed::IMAGES;
use crate::reading::values::Values;
use crate::reading::values::misspelt_keys::is_misspelt;

/// Whether a pack that must list its images has no list, or an empty one.
fn counts_as_missing(context: &Context<'_>, values: &Values<'_>) -> bool {
    let list = values.value(IMAGES);
    let is_nothing = match list {
        None | Some(Value::Null) => !is_misspelt(values, IMAGES),
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
    };
    is_nothing
        && is_in_layer_with_images(context)
        && (installs_something(context) || context.for_community)
}

/// Whether the images of a pack are listed in it: not those of operating systems and of Kubernetes.
fn is_in_layer_with_images(context: &Context<'_>) -> bool {
    let layer = context.manifest.layer();
    !matches!(layer, None | Some(Layer::Os | Layer::K8s))
}

/// Whether a pack has charts or manifests.
fn installs_something(context: &Context<'_>) -> bool {
    !context.manifest.charts().is_empty() || !context.manifest.kube_manifests().is_empty()
}

/// Whether a name means the same image tomorrow.
fn is_pinned(name: &str) -> bool {
    ImageReference::parse(name).is_some_and(|reference| !reference.is_floating())
}

/// Where an image is used: the object and the template.
fn used_at(image: &ImageRow) -> String {
    let Some((first, others)) = image.places.split_first() else {
        return String::new();
    };
    let place = format!("{}, {}", first.object, first.template);
    match others.len() {
        0 => place,
        count => format!("{place} and {count} more"),
    }
}
