//! The judge of packs: one file a rule, each with its explanation, its check, its fixes and tests.
//!
//! A rule looks at a whole pack and reports findings with symbolic places; it has no clock, no
//! browser and no memory of its own. What is costly to derive from a file is derived once and kept
//! as long as the file's bytes stay, see [`Judge`].

mod found_images;
mod image;
mod judge;
mod reading;
mod rules;
#[cfg(test)]
mod testing;

pub use judge::options::Options;
pub use judge::rule::Rule;
pub use judge::{Judge, check};
pub use rules::{index, rule, rules};
