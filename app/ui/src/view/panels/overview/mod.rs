//! The Overview: the scalar properties of pack.json from the table of fields, the cloud types, and
//! every property that no form knows.

use leptos::prelude::*;
use pack_model::fields::{self, FIELDS, Field, Kind, Shown};
use pack_model::{Manifest, Pointer};

use crate::memo::memo;
use crate::view::components::each::Each;
use crate::view::fields::form::Form;
use crate::view::fields::{
    ChoiceField, DateField, Extras, OpenChoiceField, Property, TextField, TogglesField,
};
use crate::workspace::use_workspace;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let shown = memo(move || workspace.manifest.with(shown));
    view! {
        <Form>
            <div class="overview__fields">
                <Each each=move || shown.get() key=|field| field.key let:field>
                    <div class=format!("overview__field overview__field--{}", field.key)>{control(field)}</div>
                </Each>
            </div>
            <Extras object=Pointer::root() is_known=has_form />
        </Form>
    }
    .into_any()
}

fn property(key: &str, label: impl Into<Signal<String>>, required: bool) -> Property {
    Property::new(Pointer::root().child(key), label, required)
}

/// The control of a field.
fn control(field: &'static Field) -> AnyView {
    let property = property(field.key, field.label, field.required);
    let help = field.help;
    match field.kind {
        Kind::Text => view! { <TextField property help /> }.into_any(),
        Kind::Choice(choices) => view! { <ChoiceField property choices help /> }.into_any(),
        Kind::OpenChoice(choices) => view! { <OpenChoiceField property choices help /> }.into_any(),
        Kind::Toggles(choices) => view! { <TogglesField property choices help /> }.into_any(),
        Kind::Date => view! { <DateField property help /> }.into_any(),
    }
}

/// The fields that a pack's form has, in their order.
fn shown(manifest: &Manifest) -> Vec<&'static Field> {
    let is_present = |key: &str| manifest.json().get(&Pointer::root().child(key)).is_some();
    let is_shown = |field: &&Field| match field.shown {
        Shown::Always => true,
        Shown::For(layer) => manifest.layer() == Some(layer) || is_present(field.key),
        Shown::WhenPresent => is_present(field.key),
    };
    FIELDS.iter().filter(is_shown).collect()
}

/// Whether some form edits a property. That of Ansible roles is known, and too rare for a form.
fn has_form(key: &str) -> bool {
    fields::is_known(key) && key != "ansibleRoles"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let manifest = Manifest::read(text);
        let optional = ["addonType", "addonSubType", "cloudType"];
        let found: Vec<_> = shown(&manifest)
            .iter()
            .map(|field| field.key)
            .filter(|key| optional.contains(key))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn fields_are_shown_where_they_count_or_stand() {
        check("{}", &[]);
        check(r#"{"layer":"addon"}"#, &["addonType", "addonSubType"]);
        check(
            r#"{"layer":"os","addonType":"x","cloudType":"aws"}"#,
            &["addonType", "cloudType"],
        );
    }

    #[test]
    fn properties_without_a_form_are_told_apart() {
        for (key, expected) in [
            ("name", true),
            ("charts", true),
            ("ansibleRoles", false),
            ("commit_msg", false),
        ] {
            assert_eq!(has_form(key), expected, "{key}");
        }
    }
}
