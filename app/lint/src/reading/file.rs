//! What was read from each file: computed on first use, and kept while the bytes are the same.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use pack_model::{ChartError, File, FilePath, Pack};
use pack_syntax::Yaml;
use pack_syntax::yaml::Cache;
use serde_json::Value;

use crate::reading::chart::ChartReading;
use crate::reading::logo::Logo;
use crate::reading::manifest::ManifestReading;
use crate::reading::presets::additions::additions;
use crate::reading::text::macros;

/// A file and what was read from it.
#[derive(Debug)]
pub(crate) struct FileReading {
    file: File,
    cache: Cache,
    yaml: OnceCell<Option<Yaml>>,
    data: OnceCell<Option<Value>>,
    logo: OnceCell<Logo>,
    chart: OnceCell<Result<ChartReading, ChartError>>,
    manifest: OnceCell<Option<ManifestReading>>,
    preset_additions: OnceCell<Vec<Option<Value>>>,
}

impl FileReading {
    fn new(pack: &Pack, file: &File) -> Self {
        Self {
            file: file.clone(),
            cache: pack.yaml_cache().clone(),
            yaml: OnceCell::new(),
            data: OnceCell::new(),
            logo: OnceCell::new(),
            chart: OnceCell::new(),
            manifest: OnceCell::new(),
            preset_additions: OnceCell::new(),
        }
    }

    /// The file as YAML, if it is text.
    pub(crate) fn yaml(&self) -> Option<&Yaml> {
        self.yaml
            .get_or_init(|| self.file.text().map(|text| self.cache.read(text)))
            .as_ref()
    }

    /// The data of the file as YAML, if it is a single document that every parser accepts.
    pub(crate) fn data(&self) -> Option<&Value> {
        let read = || {
            let yaml = self.yaml()?;
            // YAML reads a macro without quotes as a map.
            let whole =
                !yaml.is_broken() && yaml.documents() < 2 && macros::bare(yaml.text()).is_empty();
            whole.then(|| yaml.value()).flatten()
        };
        self.data.get_or_init(read).as_ref()
    }

    /// The file as a logo.
    pub(crate) fn logo(&self) -> &Logo {
        self.logo.get_or_init(|| Logo::read(&self.file.bytes))
    }

    /// The file as a chart archive.
    pub(crate) fn chart(&self) -> Result<&ChartReading, &ChartError> {
        self.chart
            .get_or_init(|| ChartReading::read(&self.file.bytes))
            .as_ref()
    }

    /// What each preset of the file adds to the values, if it is a presets.yaml.
    pub(crate) fn preset_additions(&self) -> &[Option<Value>] {
        self.preset_additions
            .get_or_init(|| self.data().map(additions).unwrap_or_default())
    }

    /// The file as a Kubernetes manifest, if it is text.
    pub(crate) fn manifest(&self) -> Option<&ManifestReading> {
        self.manifest
            .get_or_init(|| self.file.text().map(ManifestReading::read))
            .as_ref()
    }
}

/// The readings of all files of a pack.
#[derive(Debug, Default)]
pub(crate) struct Readings(HashMap<FilePath, FileReading>);

impl Readings {
    /// Keeps the readings of files whose bytes are the same, and drops the others.
    pub(crate) fn follow(&mut self, pack: &Pack) {
        let mut before = std::mem::take(&mut self.0);
        for (path, file) in pack.files() {
            let kept = before
                .remove(path)
                .filter(|reading| Arc::ptr_eq(&reading.file.bytes, &file.bytes));
            let reading = kept.unwrap_or_else(|| FileReading::new(pack, file));
            self.0.insert(path.clone(), reading);
        }
    }

    /// The reading of the file at a path.
    pub(crate) fn get(&self, path: &str) -> Option<&FileReading> {
        self.0.get(path)
    }
}
