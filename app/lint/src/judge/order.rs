//! Sorts findings in the order in which they are listed.

use pack_model::locate::nearest;
use pack_model::path::PACK_JSON;
use pack_model::{Diagnostic, Part, Place, Pointer};
use pack_once::sort::sort_by_cached_key;

use crate::reading::context::Context;

/// Sorts by file, place and severity: see [`Diagnostic::order`].
pub(crate) fn sort(diagnostics: &mut [Diagnostic], context: &Context<'_>) {
    sort_by_cached_key(diagnostics, &|found| {
        found.order(start(&found.place, context))
    });
}

/// The byte at which a place starts, or else the nearest entry above it that exists.
pub(in crate::judge) fn start(place: &Place, context: &Context<'_>) -> usize {
    if let Part::Text { start, .. } = place.part {
        return start;
    }
    let span = |pointer: &Pointer, on_key: bool| {
        if pointer.is_root() {
            return Some(0..0);
        }
        if place.file == PACK_JSON {
            let json = context.manifest.json();
            return match on_key {
                true => json.key_span(pointer),
                false => Some(json.get(pointer)?.span()),
            };
        }
        let yaml = context.yaml(place.file.as_str())?;
        match on_key {
            true => yaml.key_span(pointer),
            false => Some(yaml.get(pointer)?.span()),
        }
    };
    nearest(place, span).map_or(0, |span| span.start)
}
