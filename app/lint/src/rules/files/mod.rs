//! Rules on the other files of a pack.

pub(in crate::rules) mod case_collision;
pub(in crate::rules) mod file_name_not_portable;
pub(in crate::rules) mod folder_name_differs;
pub(in crate::rules) mod logo_damaged;
pub(in crate::rules) mod logo_heavy;
pub(in crate::rules) mod logo_missing;
pub(in crate::rules) mod logo_not_png;
pub(in crate::rules) mod logo_not_square;
pub(in crate::rules) mod logo_small;
pub(in crate::rules) mod misnamed_file;
pub(in crate::rules) mod readme_is_a_template;
pub(in crate::rules) mod readme_missing;
pub(in crate::rules) mod renamed_across_versions;
pub(in crate::rules) mod stray_file;
