//! What no bytes may break: each target takes any bytes and fails by a panic, where a promise of the
//! program does not hold or something in it panics itself.
//!
//! `cargo fuzz run --features libfuzzer <target>` searches for such bytes by what they reach, with a
//! nightly compiler; `cargo xtask fuzz` and the tests try changed packs on the same functions with the
//! compiler that is at hand.

mod documents;
mod packs;

pub use documents::{json, yaml};
pub use packs::{archive, chart, expression, pack};

/// A target: its name and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets by name.
pub const TARGETS: &[Target] = &[
    ("archive", archive),
    ("chart", chart),
    ("expression", expression),
    ("json", json),
    ("pack", pack),
    ("yaml", yaml),
];

/// What stands before the path of each file in a text that holds a whole pack, see [`pack`].
pub const FILE_MARK: &str = "%%% ";
