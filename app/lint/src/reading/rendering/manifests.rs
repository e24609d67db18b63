//! The manifests of a pack, rendered: each is a template of its own, whose `.Values` are
//! `manifests.<file name without extension>`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use pack_helm::template::{self, File, Kept};
use pack_helm::value::{Map, MapType, Value};
use pack_helm::{Capabilities, Error, Options, Stage};
use pack_model::Pack;
use pack_model::deployment::Source;
use pack_once::sort::set;

use super::charts::OTHER_RANDOM;
use super::part::{Content, Inputs, Part};
use super::values::PackValues;
use super::values::lookup::fingerprint;
use crate::reading::pack_json::listed_path::inside;

/// A manifest that is there, ready to be rendered.
pub(super) struct Manifest<'t> {
    path: &'t str,
    text: Cow<'t, str>,
}

/// A manifest as it is applied.
pub(super) struct Applied<'t> {
    pub(super) text: Cow<'t, str>,
    /// Something in it varies from run to run in Helm.
    pub(super) varies: bool,
}

impl<'t> Manifest<'t> {
    /// The manifest at a path of pack.json.
    pub(super) fn find(pack: &'t Pack, path: &'t str) -> Result<Self, Error> {
        let file = inside(path).and_then(|path| pack.file(&path));
        let Some(file) = file else {
            let message = format!("stat {path}: no such file or directory");
            return Err(Error::new(Stage::Load, message));
        };
        let text = match file.bytes.strip_prefix("\u{feff}".as_bytes()) {
            Some(rest) => String::from_utf8_lossy(rest),
            None => String::from_utf8_lossy(&file.bytes),
        };
        Ok(Self { path, text })
    }

    /// Whether anything is replaced in it.
    pub(super) fn is_template(&self) -> bool {
        self.text.contains("{{")
    }

    /// All that its rendering depends on. The text is part of it: most manifests are no templates.
    pub(super) fn inputs(&self, values: &PackValues, capabilities: &Rc<Capabilities>) -> Inputs {
        let (given, text) = match self.is_template() {
            true => (
                values.of_manifest(stem(self.path)),
                Cow::Owned(values.macros().replaced(&self.text)),
            ),
            false => (Map::default(), Cow::Borrowed(&*self.text)),
        };
        Inputs {
            reading: 0,
            values: fingerprint(&given, &text),
            release: values.release_of_manifests(),
            capabilities: Rc::clone(capabilities),
        }
    }

    /// Renders it; `other` are the values with other samples, where there are any.
    pub(super) fn part(
        &self,
        values: &PackValues,
        other: Option<&PackValues>,
        capabilities: &Capabilities,
    ) -> Part {
        let rendered = match self.rendered(values, capabilities, 0) {
            Ok(rendered) => rendered,
            Err(error) => return Part::failed(None, self.path, &error),
        };
        let mut part = self.part_of(&rendered.text);
        if other.is_some() || rendered.varies {
            let other = other.unwrap_or(values);
            let others = match self.rendered(other, capabilities, OTHER_RANDOM) {
                Ok(rendered) => set(self.part_of(&rendered.text).names()),
                Err(_) => BTreeSet::new(),
            };
            part.varying = set(part.names().filter(|name| !others.contains(name)));
        }
        part
    }

    fn part_of(&self, text: &str) -> Part {
        let source = Source::Manifest(self.path.to_owned());
        let template = || Some(Cow::Borrowed(&*self.text));
        Part {
            contents: vec![Rc::new(Content::read(self.path, &source, text, &template))],
            is_rendered: true,
            ..Part::default()
        }
    }

    /// The manifest as it is applied.
    pub(super) fn rendered(
        &self,
        values: &PackValues,
        capabilities: &Capabilities,
        random: u64,
    ) -> Result<Applied<'_>, Error> {
        if !self.is_template() {
            return Ok(Applied {
                text: Cow::Borrowed(&self.text),
                varies: false,
            });
        }
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let release = values.release_of_manifests();
        let release = Map::from_iter([
            ("Name", Value::text(release.name)),
            ("Namespace", Value::text(release.namespace)),
            ("Service", Value::text("Helm")),
        ]);
        let given = Value::Map(values.of_manifest(stem(self.path)));
        let dot = Map::from_iter([
            ("Values", given),
            ("Release", Value::Map(release)),
            ("Capabilities", capabilities.to_value()),
        ]);
        let file = File {
            path: self.path.into(),
            text: values.macros().replaced(&self.text).into(),
            base_path: folder.into(),
            values: dot.converted(MapType::Values),
        };
        let options = Options {
            random,
            ..Options::default()
        };
        let files = template::render_with(vec![file], &options, &Kept::default())?;
        let varies = files.iter().any(|file| file.varies);
        let text = files.into_iter().flat_map(|file| file.text);
        let text = text.collect::<Vec<u8>>();
        Ok(Applied {
            text: Cow::Owned(String::from_utf8_lossy(&text).into_owned()),
            varies,
        })
    }
}

/// The name of a file without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
