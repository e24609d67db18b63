//! Rules on the other files of a pack.

pub(super) mod logo_missing;
