//! The order in which findings are listed.

use std::ops::Range;

use pack_model::path::{PACK_JSON, VALUES_YAML};
use pack_model::{Diagnostic, Part, Place, Pointer};

use crate::context::Context;

/// Sorts by file (pack.json first, then values.yaml, then the others by path), place and severity.
pub(crate) fn sort(diagnostics: &mut [Diagnostic], context: &Context<'_>) {
    pack_syntax::sort_by_key(diagnostics, |diagnostic| {
        let file = diagnostic.place.file.clone();
        let rank = match file.as_str() {
            PACK_JSON => 0,
            VALUES_YAML => 1,
            _ => 2,
        };
        (
            rank,
            file,
            start(&diagnostic.place, context),
            diagnostic.severity,
        )
    });
}

/// The byte at which a place starts: what it names, or the nearest entry above that exists.
fn start(place: &Place, context: &Context<'_>) -> usize {
    if let Part::Text { start, .. } = place.part {
        return start;
    }
    if place.pointer.is_root() {
        return 0;
    }
    let on_key = place.part == Part::Key;
    let spans = |pointer: &Pointer| -> Option<Range<usize>> {
        if place.file == PACK_JSON {
            let json = context.manifest.json();
            let key = if on_key { json.key_span(pointer) } else { None };
            return key.or_else(|| Some(json.get(pointer)?.span()));
        }
        let yaml = context.yaml(place.file.as_str())?;
        let key = if on_key { yaml.key_span(pointer) } else { None };
        key.or_else(|| Some(yaml.get(pointer)?.span()))
    };
    let mut above = std::iter::successors(Some(place.pointer.clone()), Pointer::parent)
        .take_while(|pointer| !pointer.is_root());
    above
        .find_map(|pointer| spans(&pointer))
        .map_or(0, |span| span.start)
}
