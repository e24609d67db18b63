//! What a new pack can start from. Each template is complete but for what only its user knows, and
//! says what that is.

mod addon;
mod assemble;
mod os;
mod readme;

pub(crate) use assemble::NewPack;
pub use readme::{Parameter, Readme};

use crate::pack::Pack;

/// A start for a new pack.
#[derive(Debug)]
pub struct Template {
    /// Names it in the page: `new-<id>`.
    pub id: &'static str,
    /// The name that people see.
    pub label: &'static str,
    /// When to choose it, in one line.
    pub description: &'static str,
    /// What only the user knows, in the order to fill it in.
    pub todo: &'static [Todo],
}

/// Something that a template leaves to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Todo {
    /// The file that it is written in.
    pub file: &'static str,
    /// The place in the file as a JSON pointer; empty for the whole file.
    pub pointer: &'static str,
    /// What to do, as a sentence.
    pub text: &'static str,
}

/// What a template makes its packs of.
type Parts = fn() -> NewPack;

/// The parts of each template's packs. A table of its own, so that a page can show the templates
/// without holding what they are made of.
const PARTS: &[(&str, Parts)] = &[
    (addon::HELM.id, addon::helm),
    (addon::MANIFESTS.id, addon::manifests),
    (os::AWS.id, os::aws),
    (os::AZURE.id, os::azure),
    (os::VSPHERE_LOCAL.id, os::vsphere_local),
    (os::VSPHERE_REMOTE.id, os::vsphere_remote),
    (addon::BLANK.id, addon::blank),
];

impl Template {
    /// A new pack; an empty one if the template had no parts, which a test rules out.
    pub fn build(&self) -> Pack {
        PARTS
            .iter()
            .find(|(id, _)| *id == self.id)
            .map(|(_, parts)| parts().build())
            .unwrap_or_default()
    }
}

/// Every template, the commonest first.
pub const TEMPLATES: &[Template] = &[
    addon::HELM,
    addon::MANIFESTS,
    os::AWS,
    os::AZURE,
    os::VSPHERE_LOCAL,
    os::VSPHERE_REMOTE,
    addon::BLANK,
];

/// The template with an id.
pub fn template(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.id == id)
}

/// What every new pack needs first.
const NAME: Todo = Todo {
    file: "pack.json",
    pointer: "/name",
    text: "Give the pack a name and a display name, which later versions keep.",
};

/// The drawn logo only holds the place.
const LOGO: Todo = Todo {
    file: "logo.png",
    pointer: "",
    text: "Replace the drawn logo with your own.",
};

#[cfg(test)]
mod tests {
    use pack_syntax::{Json, Pointer, Yaml};

    use super::*;
    use crate::format::vocabulary;

    #[test]
    fn the_ids_are_those_of_the_page() {
        let ids: Vec<_> = TEMPLATES.iter().map(|template| template.id).collect();
        let expected = [
            "helm",
            "manifests",
            "os-aws",
            "os-azure",
            "os-vsphere-local",
            "os-vsphere-remote",
            "blank",
        ];
        assert_eq!(ids, expected);
    }

    #[test]
    fn every_template_has_all_files_and_strict_documents() {
        for Template { id, .. } in TEMPLATES {
            let pack = template(id).unwrap().build();
            let json = Json::read(pack.text("pack.json").unwrap());
            assert_eq!(json.problems(), [], "{id}");
            for (path, file) in pack.files().filter(|(path, _)| path.extension() == "yaml") {
                let yaml = Yaml::read(file.text().unwrap());
                assert_eq!(yaml.problems(), [], "{id}: {path}");
            }
            assert!(pack.text("values.yaml").is_some(), "{id}");
            assert!(
                crate::logo::png_size(&pack.file("logo.png").unwrap().bytes).is_some(),
                "{id}"
            );
            assert!(pack.text("README.md").unwrap().starts_with("# "), "{id}");
        }
    }

    #[test]
    fn every_template_lists_only_what_it_has_and_has_a_category() {
        for template in TEMPLATES {
            let pack = template.build();
            let manifest = pack.manifest();
            for listed in manifest
                .charts()
                .into_iter()
                .chain(manifest.kube_manifests())
            {
                assert!(
                    pack.file(&listed.path).is_some(),
                    "{}: {}",
                    template.id,
                    listed.path
                );
            }
            assert!(manifest.category().is_some(), "{}", template.id);
        }
    }

    #[test]
    fn os_templates_have_every_annotation_that_their_cloud_needs_and_no_password() {
        for template in TEMPLATES
            .iter()
            .filter(|template| template.id.starts_with("os-"))
        {
            let manifest = template.build().manifest();
            for key in vocabulary::os_annotation_keys(&manifest.cloud_types()) {
                assert!(manifest.annotation(key).is_some(), "{}: {key}", template.id);
            }
            assert_eq!(
                manifest.annotation("sshPassword").unwrap_or_default(),
                "",
                "{}",
                template.id
            );
        }
    }

    #[test]
    fn every_todo_names_a_place_that_is_there() {
        for template in TEMPLATES {
            let pack = template.build();
            assert!(!template.todo.is_empty(), "{}", template.id);
            for todo in template.todo {
                let pointer: Pointer = todo.pointer.parse().unwrap();
                let text = pack.text(todo.file);
                let found = match todo.file.rsplit('.').next() {
                    Some("json") => Json::read(text.unwrap()).get(&pointer).is_some(),
                    Some("yaml") => Yaml::read(text.unwrap()).get(&pointer).is_some(),
                    _ => pack.file(todo.file).is_some() && pointer.is_root(),
                };
                assert!(found, "{}: {} {}", template.id, todo.file, todo.pointer);
            }
        }
    }
}
