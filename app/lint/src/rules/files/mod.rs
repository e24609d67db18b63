//! Rules on the other files of a pack.

pub(super) mod case_collision;
pub(super) mod folder_name_differs;
pub(super) mod logo_damaged;
pub(super) mod logo_heavy;
pub(super) mod logo_missing;
pub(super) mod logo_not_png;
pub(super) mod logo_not_square;
pub(super) mod logo_small;
pub(super) mod misnamed_file;
pub(super) mod readme_is_a_template;
pub(super) mod readme_missing;
pub(super) mod renamed_across_versions;
pub(super) mod stray_file;
