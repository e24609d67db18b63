//! Makes a new pack of Kubernetes manifests.

use pack_archive::Entry;
use serde_json::json;

use super::sort::Sorted;
use super::values::PackValues;
use super::{Import, naming};
use crate::facts::file_list::MANIFEST_LIST;
use crate::facts::files::is_manifest_name;
use crate::facts::layers::Layers;
use crate::facts::{images, label};
use crate::pack::path::{LOGO_PNG, README_MD};
use crate::template::{NewPack, Parameter, Readme};

/// The pack of the manifests, of which there is at least one.
pub(super) fn new_pack(sorted: Sorted) -> Import {
    let mut notices = sorted.notices;
    let called = match sorted.root.trim_end_matches('/') {
        "" => sorted
            .manifests
            .first()
            .map(|first| stem(&first.path))
            .unwrap_or_default(),
        folder => folder,
    };
    let name = label::nearest(called).unwrap_or_else(|| "my-manifest-pack".to_owned());
    let mut values = PackValues::new(&name);
    let (mut files, listed) = store(&sorted.manifests, &mut values);
    files.extend(beside(sorted.rest, &sorted.root, &mut notices));
    notices.push(
        "Manifests have no version, so the pack's version is 0.1.0. Change it to the version of the software."
            .to_owned(),
    );
    notices.push(CHOOSE_ADDON_TYPE.to_owned());
    let title = naming::title(&name);
    let pack = NewPack {
        manifest: json!({
            "name": name,
            "displayName": title,
            "version": "0.1.0",
            "layer": "addon",
            "cloudTypes": ["all"],
            "annotations": {},
            (MANIFEST_LIST.key): listed,
        }),
        values: values.text(),
        readme: Readme {
            title,
            parameters: vec![Parameter::namespace(&name)],
            usage: Readme::ADDON_USAGE.to_owned(),
            ..Readme::default()
        },
        files,
    };
    Import::Manifests {
        pack: pack.build(),
        notices,
    }
}

/// The notice for a pack whose category is unknown.
pub(super) const CHOOSE_ADDON_TYPE: &str =
    "Choose an add-on type in Overview: Palette lists the pack under it.";

/// The manifests as files of a pack, and the list of their paths. Their images are added to the values.
pub(super) fn store(manifests: &[Entry], values: &mut PackValues) -> (Vec<Entry>, Vec<String>) {
    let mut files = Vec::new();
    let mut listed = Vec::new();
    for manifest in manifests {
        let path = naming::unique_path(MANIFEST_LIST.folder, &file_name(&manifest.path), &listed);
        let text = String::from_utf8_lossy(&manifest.bytes);
        let lines = images::image_lines(&text);
        let found = images::in_manifest(&path, &lines, &Layers::default());
        values.add_images(images::to_list(found));
        files.push(Entry {
            path: path.clone(),
            ..manifest.clone()
        });
        listed.push(path);
    }
    (files, listed)
}

/// The name of a manifest's file. It gets `.yaml` unless it has an extension of YAML or JSON.
pub(super) fn file_name(path: &str) -> String {
    let name = naming::file_name(path);
    match is_manifest_name(name) {
        true => name.to_owned(),
        false => format!("{name}.yaml"),
    }
}

/// The logo and the README among the files beside charts or manifests; a notice names the others.
pub(super) fn beside(rest: Vec<Entry>, root: &str, notices: &mut Vec<String>) -> Vec<Entry> {
    let mut files = Vec::new();
    let mut left_out = Vec::new();
    for entry in rest {
        match entry.path.strip_prefix(root).unwrap_or(&entry.path) {
            LOGO_PNG => files.push(Entry {
                path: LOGO_PNG.to_owned(),
                ..entry
            }),
            name if name.eq_ignore_ascii_case(README_MD) => files.push(Entry {
                path: README_MD.to_owned(),
                ..entry
            }),
            path => left_out.push(path.to_owned()),
        }
    }
    if !left_out.is_empty() {
        notices.push(format!(
            "Left out, because a new pack has no place for it: {}.",
            naming::some_of(&left_out)
        ));
    }
    files
}

/// A file's name without its extension.
fn stem(path: &str) -> &str {
    let name = naming::file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
