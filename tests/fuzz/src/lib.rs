//! Fuzz targets. Each takes any bytes, and panics if the program panics or breaks a promise.
//!
//! `cargo fuzz run --features libfuzzer <target>` searches for such bytes with a nightly compiler.
//! `cargo xtask fuzz` and the tests run the same functions with changed packs on the stable
//! compiler.

mod bytes;
mod documents;
mod packs;
mod rendering;

pub use bytes::{encoding, layout};
pub use documents::{json, yaml};
pub use packs::{archive, chart, expression, pack};
pub use rendering::{GIVEN_VALUES, rendering};

/// A target: its name and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("archive", archive),
    ("chart", chart),
    ("encoding", encoding),
    ("expression", expression),
    ("json", json),
    ("layout", layout),
    ("pack", pack),
    ("rendering", rendering),
    ("yaml", yaml),
];

/// The mark before the path of each file in a text that contains a whole pack or chart, see [`pack`].
pub const FILE_MARK: &str = "%%% ";

/// The files in such a text, each with its path. What stands before the first mark is in none.
fn marked(bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let mark = FILE_MARK.as_bytes();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|at| *at == 0 || bytes[at - 1] == b'\n')
        .filter(|at| bytes[*at..].starts_with(mark))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| {
        let part = &bytes[start + mark.len()..end];
        let line_end = part.iter().position(|byte| *byte == b'\n');
        let (path, rest) = part.split_at(line_end.unwrap_or(part.len()));
        let path = std::str::from_utf8(path).ok()?;
        Some((path.trim(), rest.get(1..).unwrap_or_default()))
    });
    parts.flatten().collect()
}
