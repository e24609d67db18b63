//! The forms of the editor's sections.

pub(crate) mod annotations;
pub(crate) mod changes;
pub(crate) mod constraints;
pub(crate) mod deployment;
pub(crate) mod files;
pub(crate) mod images;
mod listing;
pub(crate) mod logo;
pub(crate) mod overview;
pub(crate) mod parameters;
mod parts;
pub(crate) mod presets;
pub(crate) mod readme;
mod template_link;
pub(crate) mod values;

use leptos::prelude::*;
use pack_editor::sections::Section;
use pack_model::FilePath;

use crate::view::code::CodeView;

/// Builds a form.
type Form = fn() -> AnyView;

/// The form of each section that has one.
const FORMS: &[(&str, Form)] = &[
    ("overview", overview::view),
    ("logo", logo::view),
    ("charts", listing::charts::view),
    ("manifests", listing::manifests::view),
    ("values", values::view),
    ("images", images::view),
    ("presets", presets::view),
    ("parameters", parameters::view),
    ("constraints", constraints::view),
    ("annotations", annotations::view),
    ("readme", readme::view),
    ("files", files::view),
    ("deployment", deployment::view),
    ("changes", changes::view),
];

/// The form of a section; `None` where there is only the Code view.
pub(crate) fn form(section: &Section) -> Option<AnyView> {
    FORMS
        .iter()
        .find(|(id, _)| *id == section.id)
        .map(|(_, form)| form())
}

/// The text of a section's file, with what tells of the caret in it.
pub(crate) fn code(section: &Section, file: FilePath) -> AnyView {
    let drawer: Option<Form> = (section.id == "values").then_some(values::drawer);
    view! { <CodeView file drawer /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_editor::sections::SECTIONS;

    #[test]
    fn every_section_finds_its_form() {
        for section in SECTIONS {
            let found = FORMS.iter().any(|(id, _)| *id == section.id);
            assert!(found, "{}", section.id);
        }
    }
}
