//! `--values` and `--set`: what is given over the values of a chart or of a pack.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use pack_helm::value::{Map, Value};
use pack_helm::{Error, Stage};

use super::set;

/// The parts of a pack's values.yaml.
const PARTS: [&str; 3] = ["pack", "charts", "manifests"];

/// How deep values are merged. Deeper ones are made to break their readers.
const MAX_DEPTH: usize = 100;

/// The values in a file.
pub(super) fn in_file(path: &Path) -> Result<Map, Error> {
    let text = fs::read(path).map_err(|error| {
        let path = path.display();
        Error::new(Stage::ValuesFile, format!("{path}: {error}"))
    })?;
    pack_helm::read_values(&text)
}

/// What the command line gives: the texts of its files, the later ones over the earlier, and then single
/// values. Both were read once, so they can be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    files: Vec<Vec<u8>>,
    set: Vec<String>,
}

impl Given {
    /// Reads the files.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or is no YAML, if a path cannot be set, or, for a pack, if it is none in
    /// values.yaml: it would change nothing.
    pub(super) fn read(files: &[PathBuf], set: &[String], is_for_pack: bool) -> Result<Self> {
        let mut given = Self {
            files: Vec::new(),
            set: set.to_vec(),
        };
        for path in files {
            let name = path.display();
            let text = fs::read(path).with_context(|| format!("reading {name}"))?;
            pack_helm::read_values(&text).with_context(|| format!("reading {name}"))?;
            given.files.push(text);
        }
        let all = Map::default();
        given.apply(&all)?;
        let wrong = all.to_vec().into_iter();
        let mut wrong = wrong.map(|(key, _)| key.lossy().into_owned());
        let wrong = wrong.find(|key| is_for_pack && !PARTS.contains(&key.as_str()));
        if let Some(key) = wrong {
            bail!(
                "{key} is no part of a pack's values, so it would change nothing: a path begins with pack., charts. or manifests., as in charts.web.{key}"
            );
        }
        Ok(given)
    }

    /// Puts all over other values.
    pub(super) fn apply(&self, values: &Map) -> Result<(), Error> {
        for text in &self.files {
            merge(values, &pack_helm::read_values(text)?, 0);
        }
        for set in &self.set {
            let applied = set::apply(set, values);
            applied.map_err(|error| Error::new(Stage::ValuesFile, error.to_string()))?;
        }
        Ok(())
    }
}

/// Merges maps into others. Anything else replaces what is there.
fn merge(values: &Map, added: &Map, depth: usize) {
    for (key, value) in added.to_vec() {
        let inner = values.get(&*key.lossy());
        match (inner.as_ref().and_then(Value::as_map), value.as_map()) {
            (Some(inner), Some(added)) if depth < MAX_DEPTH => merge(inner, added, depth + 1),
            _ => values.insert(key, value),
        }
    }
}
