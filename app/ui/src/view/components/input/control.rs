//! The attributes that connect a control with its label, its help, its findings and its tests.
//!
//! Tests find a control by `data-testid`: `field-` and the place's path without its first slash,
//! such as `field-displayName`, `field-annotations/imageId` or
//! `field-constraints/dependencies/0/packName`. A `/` or `~` inside a key stands as `~1` or `~0`,
//! as in the path itself. Of other files than pack.json the name comes first, without its ending:
//! `field-values-pack/namespace`.

use std::sync::atomic::{AtomicU64, Ordering};

use pack_model::{FilePath, Pointer, path};
use pack_once::view::Signal;

/// What a control needs to belong to its label, its help, its findings and its tests.
#[derive(Debug, Clone)]
pub(crate) struct Control {
    /// The control's `id`.
    pub(crate) id: String,
    /// The control's `aria-describedby`.
    pub(crate) described_by: String,
    /// The control's `data-testid`.
    pub(crate) test_id: Signal<String>,
    /// Whether an error stands at the control's place.
    pub(crate) invalid: Signal<bool>,
}

/// An `id` that no other element of the page has.
pub(crate) fn unique_id(prefix: &str) -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    format!("{prefix}-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// The `data-testid` of the control for a place.
pub(crate) fn test_id(pointer: &Pointer) -> String {
    format!("field-{}", pointer.to_string().trim_start_matches('/'))
}

/// The same for a place of any file.
pub(crate) fn test_id_in(file: &FilePath, pointer: &Pointer) -> String {
    if *file == path::PACK_JSON {
        return test_id(pointer);
    }
    let path = pointer.to_string();
    format!("field-{}-{}", file.stem(), path.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_ids_are_paths_without_the_first_slash() {
        for (pointer, expected) in [
            ("/name", "field-name"),
            (
                "/constraints/dependencies/0/packName",
                "field-constraints/dependencies/0/packName",
            ),
            ("/annotations/a~1b", "field-annotations/a~1b"),
        ] {
            let pointer: Pointer = pointer.parse().unwrap();
            assert_eq!(test_id(&pointer), expected);
        }
        let values = FilePath::new("values.yaml").unwrap();
        let namespace = "/pack/namespace".parse().unwrap();
        assert_eq!(
            test_id_in(&values, &namespace),
            "field-values-pack/namespace"
        );
    }
}
