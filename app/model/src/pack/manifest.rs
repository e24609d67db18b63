//! pack.json: the metadata of a pack, read from its text.

use std::collections::BTreeMap;

use pack_once::sort::map;
use pack_syntax::{Json, Pointer};

use super::file::File;
use super::path::FilePath;
use crate::facts::composed::composed;
use crate::facts::file_list::{CHART_LIST, FileList, MANIFEST_LIST};
use crate::format::vocabulary::{self, Layer};

/// A path that pack.json lists, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The place in pack.json, such as `/charts/0`.
    pub pointer: Pointer,
    /// The path as it is written; where a file of the pack has that name in other characters of
    /// Unicode, as the file is called.
    pub path: String,
}

/// pack.json as far as it can be read.
#[derive(Debug, Clone)]
pub struct Manifest {
    json: Json,
    /// Listed paths, and what the files are called that have them in other characters.
    respelt: BTreeMap<String, String>,
}

impl PartialEq for Manifest {
    fn eq(&self, other: &Self) -> bool {
        self.json.text() == other.json.text()
    }
}

impl Eq for Manifest {}

impl Manifest {
    /// Reads a text. An empty text is an empty manifest.
    pub fn read(text: &str) -> Self {
        Self::of(Json::read(text))
    }

    /// The manifest of a document.
    pub(super) fn of(json: Json) -> Self {
        Self {
            json,
            respelt: BTreeMap::new(),
        }
    }

    /// Takes the paths of files for listed ones that name them in other characters of Unicode, such
    /// as `é` for `e` and an accent.
    pub(super) fn respell(&mut self, files: &BTreeMap<FilePath, File>) {
        let listed = [&CHART_LIST, &MANIFEST_LIST].map(|list| self.listed(list));
        let is_there = |path: &str| path.is_ascii() || files.contains_key(path);
        let listed = listed.into_iter().flatten().map(|listed| listed.path);
        let missing: Vec<_> = listed.filter(|path| !is_there(path)).collect();
        if missing.is_empty() {
            return;
        }
        // Of several that are alike the first counts.
        let files = files.keys().rev();
        let alike = map(files.map(|file| (composed(file.as_str()).into_owned(), file.to_string())));
        for path in missing {
            if let Some(file) = alike.get(&*composed(&path)) {
                self.respelt.insert(path, file.clone());
            }
        }
    }

    /// The document that this is a view of.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The text of a property at the root; `None` if it is absent or not a string.
    pub fn property(&self, key: &str) -> Option<String> {
        self.json.string(&Pointer::root().child(key))
    }

    /// The pack's name, which is also its repository in a registry.
    pub fn name(&self) -> Option<String> {
        self.property("name")
    }

    /// The name that Palette shows.
    pub fn display_name(&self) -> Option<String> {
        self.property("displayName")
    }

    /// The version, which is also the tag in a registry.
    pub fn version(&self) -> Option<String> {
        self.property("version")
    }

    /// The layer, if Palette knows it.
    pub fn layer(&self) -> Option<Layer> {
        Layer::from_id(&self.property("layer")?)
    }

    /// The add-on type as it is written.
    pub fn addon_type(&self) -> Option<String> {
        self.property("addonType")
    }

    /// The cloud types as they are written, without those that are not strings.
    pub fn cloud_types(&self) -> Vec<String> {
        self.strings("cloudTypes")
            .into_iter()
            .map(|listed| listed.path)
            .collect()
    }

    /// The chart archives that are listed.
    pub fn charts(&self) -> Vec<Listed> {
        self.listed(&CHART_LIST)
    }

    /// The Kubernetes manifests that are listed, in the order in which they are applied.
    pub fn kube_manifests(&self) -> Vec<Listed> {
        self.listed(&MANIFEST_LIST)
    }

    /// The paths in a list of files.
    pub fn listed(&self, list: &FileList) -> Vec<Listed> {
        let mut listed = self.strings(list.key);
        if !self.respelt.is_empty() {
            for listed in &mut listed {
                if let Some(file) = self.respelt.get(&listed.path) {
                    listed.path.clone_from(file);
                }
            }
        }
        listed
    }

    /// The annotations whose value is a string, in the order of the file.
    pub fn annotations(&self) -> Vec<(String, String)> {
        let annotations = Pointer::root().child("annotations");
        let members = self
            .json
            .get(&annotations)
            .and_then(|node| node.members())
            .unwrap_or_default();
        members
            .iter()
            .filter_map(|member| {
                Some((member.key().to_owned(), member.value().as_str()?.to_owned()))
            })
            .collect()
    }

    /// The text of one annotation.
    pub fn annotation(&self, key: &str) -> Option<String> {
        self.json
            .string(&Pointer::root().child("annotations").child(key))
    }

    /// The category in which Palette lists the pack: the add-on type of an add-on, otherwise the layer.
    pub fn category(&self) -> Option<&'static vocabulary::Category> {
        match self.layer()? {
            Layer::Addon => vocabulary::category(&self.addon_type()?),
            layer => vocabulary::category(layer.id()),
        }
    }

    /// The strings of a list at the root, with their places.
    fn strings(&self, key: &str) -> Vec<Listed> {
        let list = Pointer::root().child(key);
        let items = self
            .json
            .get(&list)
            .and_then(|node| node.items())
            .unwrap_or_default();
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let path = item.as_str()?.to_owned();
                Some(Listed {
                    pointer: list.child(index.to_string()),
                    path,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_palette_reads() {
        let manifest = Manifest::read(
            r#"{"name":"a","layer":"addon","addonType":"ai","charts":["charts/x.tgz",1],"annotations":{"source":"community","n":1},}"#,
        );
        assert_eq!(manifest.name().as_deref(), Some("a"));
        assert_eq!(manifest.layer(), Some(Layer::Addon));
        assert_eq!(
            manifest.category().map(|category| category.label),
            Some("AI")
        );
        assert_eq!(manifest.charts().len(), 1);
        assert_eq!(
            manifest.annotations(),
            [("source".to_owned(), "community".to_owned())]
        );
    }

    #[test]
    fn an_empty_text_is_an_empty_manifest() {
        let manifest = Manifest::read("");
        assert_eq!(
            (manifest.name(), manifest.cloud_types()),
            (None, Vec::new())
        );
    }
}
