//! The manifests of a pack, rendered: each is a template of its own, whose `.Values` are
//! `manifests.<file name without extension>`.

use std::borrow::Cow;

use pack_helm::template::{self, File, Limits};
use pack_helm::value::{Map, MapType, Value};
use pack_helm::{Error, Stage};
use pack_model::Pack;
use pack_model::deployment::Source;

use super::Rendering;
use super::values::PackValues;
use crate::reading::pack_json::listed_path::inside;

impl Rendering {
    /// Adds what the manifest at a path of pack.json becomes.
    pub(super) fn add_manifest(&mut self, pack: &Pack, path: &str, values: &PackValues<'_>) {
        let file = inside(path).and_then(|path| pack.file(&path));
        let Some(file) = file else {
            let message = format!("stat {path}: no such file or directory");
            return self.fail(path, &Error::new(Stage::Load, message));
        };
        let text = String::from_utf8_lossy(&file.bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match rendered(path, text, values) {
            Ok(text) => self.add_text(path, &Source::Manifest(path.to_owned()), &text),
            Err(error) => self.fail(path, &error),
        }
    }
}

/// A manifest as it is applied.
fn rendered<'t>(path: &str, text: &'t str, values: &PackValues<'_>) -> Result<Cow<'t, str>, Error> {
    if !text.contains("{{") {
        return Ok(Cow::Borrowed(text));
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let release = values.release_of_manifests();
    let release = Map::from_iter([
        ("Name", Value::text(release.name)),
        ("Namespace", Value::text(release.namespace)),
        ("Service", Value::text("Helm")),
    ]);
    let given = Value::Map(values.of_manifest(stem));
    let dot = Map::from_iter([("Values", given), ("Release", Value::Map(release))]);
    let file = File {
        path: path.into(),
        text: values.macros().replaced(text).into(),
        base_path: folder.into(),
        values: dot.converted(MapType::Values),
    };
    let files = template::render(vec![file], Limits::default())?;
    let text = files
        .into_iter()
        .flat_map(|file| file.text)
        .collect::<Vec<u8>>();
    Ok(Cow::Owned(String::from_utf8_lossy(&text).into_owned()))
}
