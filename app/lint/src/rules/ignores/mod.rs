//! Rules on what a pack ignores.

pub(in crate::rules) mod ignore_invalid;
pub(crate) mod ignore_unused;
