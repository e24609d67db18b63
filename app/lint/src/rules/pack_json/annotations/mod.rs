//! Rules on `annotations` of pack.json.

pub(in crate::rules) mod os_annotation_empty;
pub(in crate::rules) mod os_annotation_missing;
pub(in crate::rules) mod password_in_annotations;
pub(in crate::rules) mod skip_k8s_install_not_boolean;
pub(in crate::rules) mod source_annotation_missing;

use pack_model::vocabulary::Layer;

use crate::reading::context::Context;

/// Whether a pack is an operating system. One with an add-on type is rather an add-on on the wrong layer,
/// which another rule reports.
fn is_os(context: &Context<'_>) -> bool {
    let addon_type = context.manifest.addon_type();
    let is_addon = addon_type.is_some_and(|addon_type| !addon_type.trim().is_empty());
    context.manifest.layer() == Some(Layer::Os) && !is_addon
}
