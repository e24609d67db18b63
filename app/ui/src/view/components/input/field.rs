//! A labelled control for one place of a document, with its help and its findings right under it.
//!
//! Tests find a control by `data-testid`: `field-` and the place's path without its first slash,
//! such as `field-displayName`, `field-annotations/imageId` or
//! `field-constraints/dependencies/0/packName`. A `/` or `~` inside a key stands as `~1` or `~0`,
//! as in the path itself. Of other files than pack.json the name comes first, without its ending:
//! `field-values-pack/namespace`.

use std::sync::atomic::{AtomicU64, Ordering};

use leptos::prelude::*;
use pack_model::{FilePath, Pointer, Severity, path};

use crate::memo::memo;
use crate::view::components::finding::FieldFindings;
use crate::workspace::use_workspace;

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

/// A label, the control that `children` makes, one line of help, and the findings of the place.
#[component]
pub(crate) fn Field<F, V>(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// One line of help; none in tables, whose heading explains the column.
    #[prop(into, optional)]
    help: Signal<String>,
    /// The document.
    file: FilePath,
    /// The place in it.
    #[prop(into)]
    pointer: Signal<Pointer>,
    /// Whether the place must not be empty.
    #[prop(optional)]
    required: bool,
    /// Whether the field stands in a table, where a heading shows its label on wide screens.
    #[prop(optional)]
    in_table: bool,
    /// Makes the control.
    children: F,
) -> impl IntoView
where
    F: FnOnce(Control) -> V,
    V: IntoView,
{
    let id = unique_id("field");
    let (help_id, findings_id) = (format!("{id}-help"), format!("{id}-findings"));
    let control = Control {
        id: id.clone(),
        described_by: format!("{help_id} {findings_id}"),
        test_id: {
            let file = file.clone();
            Signal::derive(move || pointer.with(|pointer| test_id_in(&file, pointer)))
        },
        invalid: is_invalid(file.clone(), pointer),
    };
    let place_file = file.to_string();
    view! {
        <div
            class="field"
            class:field--in-table=in_table
            data-place-file=place_file
            data-place=move || pointer.get().to_string()
        >
            <label class="field__label" for=id>
                {move || label.get()}
                {required.then(|| view! { <span class="field__required">" (required)"</span> })}
            </label>
            {children(control)}
            <p class="field__help" id=help_id>{move || help.get()}</p>
            {move || view! { <FieldFindings file=file.clone() pointer=pointer.get() id=findings_id.clone() /> }}
        </div>
    }
}

/// Whether an error stands at a place.
pub(crate) fn is_invalid(file: FilePath, pointer: Signal<Pointer>) -> Signal<bool> {
    let workspace = use_workspace();
    let invalid = memo(move || {
        let pointer = pointer.get();
        workspace.judged.with(|judged| {
            judged.diagnostics.iter().any(|found| {
                found.severity == Severity::Error
                    && found.place.file == file
                    && found.place.pointer == pointer
            })
        })
    });
    invalid.into()
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
