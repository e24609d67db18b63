//! Fuzz targets. Each takes any bytes, and panics if the program panics or breaks a promise.
//!
//! `cargo fuzz run --features libfuzzer <target>` searches for such bytes with a nightly compiler.
//! `cargo xtask fuzz` and the tests run the same functions with changed packs on the stable
//! compiler.

mod documents;
mod packs;

pub use documents::{json, yaml};
pub use packs::{archive, chart, expression, pack};

/// A target: its name and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("archive", archive),
    ("chart", chart),
    ("expression", expression),
    ("json", json),
    ("pack", pack),
    ("yaml", yaml),
];

/// The mark before the path of each file in a text that contains a whole pack, see [`pack`].
pub const FILE_MARK: &str = "%%% ";
