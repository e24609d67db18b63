//! One property of a document as a form shows it and changes it.

use leptos::prelude::*;
use pack_model::{Change, FilePath, Place, Pointer, Transaction};
use pack_once::view::{Signal, memo};
use serde_json::Value;

use crate::view::components::input::control::Control;
use crate::view::form::document::{Document, FieldValue};
use crate::view::form::field::Field;
use crate::view::open_pack::{OpenPack, use_pack};

/// A place of a document and the one way to change it by typing.
#[derive(Clone, Copy)]
pub(crate) struct Property {
    open: OpenPack,
    /// The document.
    pub(crate) document: Document,
    /// The place, which changes when its key is renamed.
    pub(crate) pointer: Signal<Pointer>,
    /// Its label in the form.
    pub(crate) label: Signal<String>,
    /// Whether the property stays, as empty text, when the user empties it; otherwise it is
    /// removed.
    pub(crate) required: bool,
    emptied: StoredValue<Option<Emptied>>,
}

/// The document before and after a property was emptied, and so removed.
struct Emptied {
    before: String,
    after: String,
}

impl Property {
    /// The property at a place of pack.json.
    pub(crate) fn new(
        pointer: impl Into<Signal<Pointer>>,
        label: impl Into<Signal<String>>,
        required: bool,
    ) -> Self {
        Self::of(Document::pack_json(), pointer, label, required)
    }

    /// The property at a place of a document.
    pub(crate) fn of(
        document: Document,
        pointer: impl Into<Signal<Pointer>>,
        label: impl Into<Signal<String>>,
        required: bool,
    ) -> Self {
        Self {
            open: use_pack(),
            document,
            pointer: pointer.into(),
            label: label.into(),
            required,
            emptied: StoredValue::new(None),
        }
    }

    /// What stands there.
    pub(crate) fn held(self) -> Signal<FieldValue> {
        memo(move || self.document.held(&self.pointer.get()))
    }

    /// The path of the document.
    pub(crate) fn file(self) -> FilePath {
        self.document.file()
    }

    /// Sets the property to the text that was typed, or removes it if it is optional and the text
    /// is empty.
    pub(crate) fn type_text(self, text: String) {
        if text.is_empty() && !self.required {
            self.empty();
        } else {
            self.type_value(Value::String(text));
        }
    }

    /// Sets the property to a value that was typed.
    pub(crate) fn type_value(self, value: Value) {
        let set = Change::set(
            self.document.document_file(),
            self.pointer.get_untracked(),
            value,
        );
        let changes = self.put_back().into_iter().chain([set]).collect();
        self.apply(changes);
    }

    /// Makes changes that were typed.
    pub(crate) fn type_changes(self, changes: Vec<Change>) {
        self.apply(changes);
    }

    /// Removes the property because the user emptied its control. If they type again, it comes back
    /// to its old place.
    pub(crate) fn empty(self) {
        let pointer = self.pointer.get_untracked();
        let before = self.text();
        let is_there = untrack(|| self.document.held(&pointer) != FieldValue::Absent);
        if is_there && self.apply(vec![Change::remove(self.document.document_file(), pointer)]) {
            self.emptied.set_value(Some(Emptied {
                before,
                after: self.text(),
            }));
        }
    }

    /// Sets a value as a step of its own.
    pub(crate) fn choose(self, value: Value) {
        self.type_value(value);
        self.end_step();
    }

    /// Ends the step that typing makes.
    pub(crate) fn end_step(self) {
        self.open.end_step();
    }

    /// The label as part of a sentence, for the name of the step.
    fn step_label(self) -> String {
        format!("Change {}", in_sentence(&self.label.get_untracked()))
    }

    /// The change that undoes the removal of the property, if nothing else changed since.
    fn put_back(self) -> Option<Change> {
        let text = self.text();
        let before = self.emptied.with_value(|emptied| {
            emptied
                .as_ref()
                .filter(|emptied| emptied.after == text)
                .map(|emptied| emptied.before.clone())
        })?;
        self.emptied.set_value(None);
        Some(Change::set_text(self.file(), before))
    }

    fn apply(self, changes: Vec<Change>) -> bool {
        let pointer = self.pointer.get_untracked();
        let key = format!("field:{}{pointer}", self.document.name());
        let pack = self.open.pack;
        let changes = pack.with_untracked(|pack| self.document.with_others(pack, changes));
        let step =
            Transaction::new(self.step_label(), changes).at(Place::value(self.file(), pointer));
        self.open.apply(step.merging(key))
    }

    fn text(self) -> String {
        self.open.pack.with_untracked(|pack| {
            pack.text(self.document.name())
                .unwrap_or_default()
                .to_owned()
        })
    }
}

/// A label as it stands inside a sentence: "Display name" becomes "display name", "URL" stays.
pub(crate) fn in_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == '-' => first
            .to_lowercase()
            .chain([second])
            .chain(letters)
            .collect(),
        _ => label.to_owned(),
    }
}

/// The field of a property: its label, help and findings around the control that `children` makes.
#[component]
pub(super) fn PropertyField<F, V>(
    /// The property.
    property: Property,
    /// One line of help.
    help: Signal<String>,
    /// Whether the field stands in a table.
    in_table: bool,
    /// Makes the control.
    children: F,
) -> impl IntoView
where
    F: FnOnce(Control) -> V,
    V: IntoView,
{
    view! {
        <Field
            label=property.label
            help
            file=property.file()
            pointer=property.pointer
            required=property.required && !in_table
            in_table
            let:control
        >
            {children(control)}
        </Field>
    }
}

#[cfg(test)]
mod tests {
    use super::in_sentence;

    #[test]
    fn labels_fit_into_sentences() {
        for (label, expected) in [
            ("Display name", "display name"),
            ("URL", "URL"),
            ("imageId", "imageId"),
            ("Add-on type", "add-on type"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(label), expected);
        }
    }
}
