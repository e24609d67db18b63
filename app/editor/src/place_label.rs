//! How places are named where findings are listed.

use pack_model::Place;

/// The path and the line of a place in its file, each behind a dot.
pub fn in_file(place: &Place, line: Option<u32>) -> String {
    let path = place.pointer.tokens().join(" › ");
    let line = line.map(|line| format!("line {line}")).unwrap_or_default();
    let parts = [path, line].into_iter().filter(|part| !part.is_empty());
    parts.map(|part| format!(" · {part}")).collect()
}
