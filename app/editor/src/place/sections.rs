//! The table of the editor's sections: what each is called, which places are its own, what it shows.

use pack_model::values::images;
use pack_model::{CHART_LIST, FileList, FilePath, MANIFEST_LIST, Place, path};

use crate::View;

/// A section of the editor.
#[derive(Debug)]
pub struct Section {
    /// Its id, as tests and addresses name it.
    pub id: &'static str,
    /// Its label in the navigation.
    pub label: &'static str,
    /// The file that its Code view shows; `None` where the form alone makes sense.
    pub file: Option<&'static str>,
    /// The path in that file under which all lies that the form shows.
    pub root: &'static [&'static str],
    /// The view that it opens in until the user prefers one.
    pub first_view: View,
    /// Whether a finding's place belongs here. The first section that says so has it.
    owns: fn(&Place) -> bool,
}

impl Section {
    /// Whether it changes what the card of the pack in Palette's list shows.
    pub fn is_on_card(&self) -> bool {
        matches!(self.id, "overview" | "logo")
    }

    /// The place in its file that its form shows; `None` where it has no file.
    pub fn place(&self) -> Option<Place> {
        let file = FilePath::new(self.file?).ok()?;
        Some(Place::value(file, self.root.iter().copied().collect()))
    }
}

impl PartialEq for Section {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Whether a place is in pack.json at or below a root property.
fn below(place: &Place, key: &str) -> bool {
    place.file == path::PACK_JSON
        && place
            .pointer
            .tokens()
            .first()
            .is_some_and(|token| token == key)
}

/// Whether a place is in a list of files, or in the folder of its files.
fn is_of_list(place: &Place, list: &FileList) -> bool {
    below(place, list.key) || place.file.as_str().starts_with(list.folder)
}

/// Whether a place is in pack.json, and not in a property that has a section of its own.
fn is_of_no_other_form(place: &Place) -> bool {
    let mut with_sections = SECTIONS
        .iter()
        .filter(|section| section.file == Some(path::PACK_JSON))
        .filter_map(|section| section.root.first());
    place.file == path::PACK_JSON && !with_sections.any(|key| below(place, key))
}

/// Whether a place is in the list of images or on it.
fn is_of_images(place: &Place) -> bool {
    place.file == path::VALUES_YAML && place.pointer.starts_with(&images::list())
}

/// All sections, in the order of the navigation.
pub const SECTIONS: &[Section] = &[
    Section {
        id: "overview",
        label: "Overview",
        file: Some(path::PACK_JSON),
        root: &[],
        first_view: View::Form,
        owns: is_of_no_other_form,
    },
    Section {
        id: "logo",
        label: "Logo",
        file: None,
        root: &[],
        first_view: View::Form,
        owns: |place| place.file == path::LOGO_PNG,
    },
    Section {
        id: "charts",
        label: "Charts",
        file: Some(path::PACK_JSON),
        root: &[CHART_LIST.key],
        first_view: View::Form,
        owns: |place| is_of_list(place, &CHART_LIST),
    },
    Section {
        id: "manifests",
        label: "Manifests",
        file: Some(path::PACK_JSON),
        root: &[MANIFEST_LIST.key],
        first_view: View::Form,
        owns: |place| is_of_list(place, &MANIFEST_LIST),
    },
    Section {
        id: "values",
        label: "Values",
        file: Some(path::VALUES_YAML),
        root: &[],
        first_view: View::Code,
        owns: |place| place.file == path::VALUES_YAML && !is_of_images(place),
    },
    Section {
        id: "images",
        label: "Images",
        file: Some(path::VALUES_YAML),
        root: &["pack", "content", "images"],
        first_view: View::Form,
        owns: is_of_images,
    },
    Section {
        id: "presets",
        label: "Presets",
        file: Some(path::PRESETS_YAML),
        root: &[],
        first_view: View::Form,
        owns: |place| place.file == path::PRESETS_YAML,
    },
    Section {
        id: "parameters",
        label: "Parameters",
        file: Some(path::SCHEMA_YAML),
        root: &[],
        first_view: View::Form,
        owns: |place| place.file == path::SCHEMA_YAML,
    },
    Section {
        id: "constraints",
        label: "Constraints",
        file: Some(path::PACK_JSON),
        root: &["constraints"],
        first_view: View::Form,
        owns: |place| below(place, "constraints"),
    },
    Section {
        id: "annotations",
        label: "Annotations",
        file: Some(path::PACK_JSON),
        root: &["annotations"],
        first_view: View::Form,
        owns: |place| below(place, "annotations"),
    },
    Section {
        id: "readme",
        label: "README",
        file: Some(path::README_MD),
        root: &[],
        first_view: View::Form,
        owns: |place| place.file == path::README_MD,
    },
    Section {
        id: "files",
        label: "Files",
        file: None,
        root: &[],
        first_view: View::Form,
        owns: |_| true,
    },
    Section {
        id: "deployment",
        label: "Deployment",
        file: None,
        root: &[],
        first_view: View::Form,
        owns: |_| false,
    },
    Section {
        id: "changes",
        label: "Changes",
        file: None,
        root: &[],
        first_view: View::Form,
        owns: |_| false,
    },
];

/// The section with an id.
pub fn section(id: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.id == id)
}

/// The section that a place belongs to.
pub fn section_of(place: &Place) -> &'static Section {
    SECTIONS
        .iter()
        .find(|section| (section.owns)(place))
        .unwrap_or_else(first)
}

/// The section that the editor opens with.
pub fn first() -> &'static Section {
    &SECTIONS[0]
}

#[cfg(test)]
mod tests {
    use pack_model::Pointer;

    use super::*;

    fn check(file: &str, pointer: &str, expected: &str) {
        let pointer: Pointer = pointer.parse().unwrap();
        let place = Place::value(FilePath::new(file).unwrap(), pointer);
        assert_eq!(section_of(&place).id, expected, "{file} {}", place.pointer);
    }

    #[test]
    fn what_a_form_shows_belongs_to_its_section() {
        for section in SECTIONS {
            if let Some(place) = section.place() {
                assert!(section_of(&place) == section, "{}", section.id);
            }
        }
    }

    #[test]
    fn every_place_has_its_section() {
        check("pack.json", "", "overview");
        check("pack.json", "/version", "overview");
        check("pack.json", "/charts/0", "charts");
        check("charts/x.tgz", "", "charts");
        check("pack.json", "/kubeManifests", "manifests");
        check(
            "pack.json",
            "/constraints/dependencies/0/type",
            "constraints",
        );
        check("pack.json", "/annotations/source", "annotations");
        check("values.yaml", "/pack", "values");
        check("values.yaml", "/pack/content/charts/0", "values");
        check("values.yaml", "/pack/content/images/0/image", "images");
        check("README.md", "", "readme");
        check("logo.png", "", "logo");
        check("notes/.DS_Store", "", "files");
    }
}
