//! Presets: sets of values that the users of a pack choose from. Of each group at most one is chosen. It first
//! removes paths from the values, and then adds values.

mod applying;
mod conflicts;
mod difference;
mod groups;
mod keeping;

#[cfg(test)]
mod testing;

pub use applying::{Applied, NotApplied, added, applied};
pub use conflicts::{Conflict, Kind, conflicts};
pub use difference::{Difference, from_charts, since};
pub use groups::{Preset, PresetGroup, counted, full_ids, preset_id, presets};
pub use keeping::{
    as_added, create, duplicate, fresh, in_step, list, made_of, preselect, set_added, write,
};
