//! The templates of new packs. Each is complete except for what only the user knows, and lists that.

mod addon;
mod assemble;
mod os;
mod readme;

pub(crate) use assemble::NewPack;
pub use readme::{Parameter, Readme};

use crate::pack::Pack;

/// A template of a new pack.
#[derive(Debug)]
pub struct Template {
    /// Its id, `new-<id>` in the page.
    pub id: &'static str,
    /// The name that people see.
    pub label: &'static str,
    /// When to choose it, in one line.
    pub description: &'static str,
    /// What the user has to fill in, in order.
    pub todo: &'static [Todo],
}

/// Something that the user has to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Todo {
    /// The file.
    pub file: &'static str,
    /// The place in the file as a JSON pointer; empty for the whole file.
    pub pointer: &'static str,
    /// What to do, as a sentence.
    pub text: &'static str,
}

/// Makes the parts of a template's packs.
type Parts = fn() -> NewPack;

/// The parts of each template's packs. They are not in [`TEMPLATES`], so that the start page can show the
/// templates without loading what they are made of. A test fails if one is missing.
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
    /// A new pack. It would be empty if the template had no parts, which a test rules out.
    pub fn build(&self) -> Pack {
        PARTS
            .iter()
            .find(|(id, _)| *id == self.id)
            .map(|(_, parts)| parts().build())
            .unwrap_or_default()
    }
}

/// The parts of the packs that are meant to get charts.
pub(crate) fn for_charts() -> [NewPack; 2] {
    [addon::helm(), addon::blank()]
}

/// All templates, the most frequent first.
pub const TEMPLATES: &[Template] = &[
    addon::HELM,
    addon::MANIFESTS,
    os::AWS,
    os::AZURE,
    os::VSPHERE_LOCAL,
    os::VSPHERE_REMOTE,
    addon::BLANK,
];

/// The names and display names that packs of the templates have until the user names them.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("my-chart-pack", "My Chart Pack"),
    ("my-manifest-pack", "My Manifest Pack"),
    ("my-pack", "My Pack"),
    ("my-os-aws", "My OS for AWS"),
    ("my-os-azure", "My OS for Azure"),
    ("my-os-vsphere", "My OS for VMware"),
];

/// The example of a manifest: its path, and a line that nobody writes himself.
pub const EXAMPLE: (&str, &str) = (
    "manifests/my-app.yaml",
    "# From manifests.my-app.logLevel in values.yaml.",
);

/// The template with an id.
pub fn template(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.id == id)
}

/// What every new pack needs.
const NAME: Todo = Todo {
    file: "pack.json",
    pointer: "/name",
    text: "Give the pack a name and a display name. Later versions keep them.",
};

/// The drawn logo is only a placeholder.
const LOGO: Todo = Todo {
    file: "logo.png",
    pointer: "",
    text: "Replace the generated logo with your own.",
};

#[cfg(test)]
mod tests {
    use pack_syntax::{Json, Pointer, Yaml};

    use super::*;
    use crate::format::annotations::os_annotations_for;

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
    fn the_templates_are_those_that_have_parts() {
        let templates = TEMPLATES.iter().map(|template| template.id);
        assert!(templates.eq(PARTS.iter().map(|(id, _)| *id)));
    }

    #[test]
    fn the_placeholders_are_those_of_the_packs() {
        for template in TEMPLATES {
            let pack = template.build();
            let manifest = pack.manifest();
            let (name, shown) = (manifest.name(), manifest.display_name());
            let names = (name.unwrap_or_default(), shown.unwrap_or_default());
            let mut known = PLACEHOLDERS.iter();
            assert!(known.any(|(name, shown)| (*name, *shown) == (&names.0, &names.1)));
            if let Some(text) = pack.text(EXAMPLE.0) {
                assert!(text.contains(EXAMPLE.1), "{}", template.id);
            }
        }
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
            for annotation in os_annotations_for(&manifest.cloud_types()) {
                let key = annotation.key;
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
