//! Rules on `annotations` of pack.json.

pub(in crate::rules) mod os_annotation_empty;
pub(in crate::rules) mod os_annotation_missing;
pub(in crate::rules) mod password_in_annotations;
pub(in crate::rules) mod skip_k8s_install_not_boolean;
pub(in crate::rules) mod source_annotation_missing;
