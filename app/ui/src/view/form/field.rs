//! A labelled control for one place of a document, with its help and its findings right under it.

use leptos::prelude::*;
use pack_model::{FilePath, Pointer};
use pack_once::view::{Signal, live, memo};

use crate::view::components::input::control::{Control, test_id_in, unique_id};
use crate::view::findings::{FieldFindings, use_findings};

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
                {live(move || label.get())}
                {required.then(|| view! { <span class="field__required">" (required)"</span> }.into_any())}
            </label>
            {children(control)}
            <p class="field__help" id=help_id>{live(move || help.get())}</p>
            {live(move || view! { <FieldFindings file=file.clone() pointer=pointer.get() id=findings_id.clone() /> })}
        </div>
    }
}

/// Whether an error stands at a place.
pub(crate) fn is_invalid(file: FilePath, pointer: Signal<Pointer>) -> Signal<bool> {
    let judged = use_findings().judged;
    memo(move || judged.with(|judged| judged.has_error_at(&file, &pointer.get())))
}
