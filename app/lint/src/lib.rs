//! The judge of packs: which rules does a pack break, where, and what fixes it?
//!
//! - `reading`: what rules ask of a pack. Each file is read once, and again only when it changes.
//!   `reading::rendering` makes of a pack what a cluster gets.
//! - `judge`: what a rule is, how it reports findings and offers fixes, and the run over all rules.
//! - `rules`: one file a rule, with its explanation, check, fixes and tests; and the table of all.
//!
//! A rule looks at a whole pack and reports findings with symbolic places. It has no clock, no
//! browser and no memory of its own.

mod judge;
mod reading;
mod rules;
#[cfg(test)]
mod testing;

pub use judge::options::Options;
pub use judge::rule::{Community, Rule};
pub use judge::{Judge, check};
pub use reading::rendering::{
    ListedParts, Renderer, deploy, deploy_and_explore, deploy_and_try_values,
};
pub use rules::{index, page, rules};
