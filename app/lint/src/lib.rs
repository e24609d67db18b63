//! The judge of packs: one file a rule, each with its explanation, its check, its fixes and tests.
//!
//! A rule looks at a whole pack and reports findings with symbolic places; it has no clock, no
//! browser and no memory of its own. What is costly to derive from a file is derived once and kept
//! as long as the file's bytes stay, see [`Judge`].

mod chart_reading;
mod chart_values;
mod context;
mod date;
mod dotted;
mod enabled_presets;
mod expression;
mod findings;
mod found_images;
mod image;
mod judge;
mod layers;
mod listed;
mod listed_images;
mod listed_paths;
mod macros;
mod manifest_readers;
mod manifest_reading;
mod manifest_values;
mod merge_conflict;
mod misspelt_values;
mod nearest;
mod oci;
mod order;
mod pack_images;
mod packaging;
mod parameters;
mod presets;
mod properties;
mod reading;
mod refusal;
mod remedies;
mod rule;
mod rules;
mod schema;
mod semantic_version;
mod template_reads;
mod template_text;
#[cfg(test)]
mod testing;
mod text_lines;
mod unknown_value;
mod values;

pub use judge::{Judge, Options, check};
pub use rule::Rule;
pub use rules::{rule, rules};
