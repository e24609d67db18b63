//! Adds files to the open pack, as one transaction that can be undone.

use pack_archive::{Entry, Limits};
use serde_json::json;

use super::found_chart::FoundChart;
use super::sort;
use super::{Import, ImportError, NewCharts, chart_values, from_manifests, naming};
use crate::chart::Chart;
use crate::edit::Change;
use crate::edit::Transaction;
use crate::facts::file_list::{CHART_LIST, FileList, MANIFEST_LIST};
use crate::logo::ImageKind;
use crate::pack::Pack;
use crate::pack::document::JsonFile;
use crate::pack::file::File;
use crate::pack::manifest::Listed;
use crate::pack::path::{FilePath, LOGO_PNG, PACK_JSON};

/// What to do with files that are added while a pack is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// Add them to the pack.
    Files {
        /// The changes of the pack.
        transaction: Transaction,
        /// The files that are replaced.
        replaced: Vec<FilePath>,
        /// Notices for the user, each a sentence.
        notices: Vec<String>,
        /// The charts whose images the pack is to list.
        new: NewCharts,
    },
    /// They are another pack: ask the user whether to open it instead.
    Pack(Import),
    /// They are a single image that is not a PNG, which must be converted to become the logo.
    Image {
        /// The kind of the image.
        kind: ImageKind,
        /// The image.
        file: Entry,
    },
}

/// Adds files to an open pack: charts and manifests are stored and listed, a PNG becomes the logo, and
/// every other file keeps its own path.
///
/// # Errors
///
/// If the files exceed the limits, or an archive or chart cannot be read.
pub fn add_to(pack: &Pack, entries: Vec<Entry>, limits: &Limits) -> Result<Addition, ImportError> {
    let unpacked = sort::unpacked(entries, limits)?;
    let is_metadata = matches!(unpacked.entries.as_slice(), [only] if only.path == PACK_JSON);
    if unpacked.has_pack() && !is_metadata {
        return Ok(Addition::Pack(super::pack(unpacked)?));
    }
    let mut sorted = sort::sort(unpacked);
    match sorted.entries.as_slice() {
        [only] if is_metadata => sorted.rest.push(only.clone()),
        [only] => {
            let kind = ImageKind::of(&only.bytes).filter(|kind| *kind != ImageKind::Png);
            if let Some(kind) = kind {
                return Ok(Addition::Image {
                    kind,
                    file: only.clone(),
                });
            }
        }
        _ => {}
    }
    if let Some((file, error)) = sorted.broken.into_iter().next() {
        return Err(ImportError::Chart { file, error });
    }
    let count = sorted.charts.len() + sorted.manifests.len() + sorted.rest.len();
    if count == 0 && !sorted.libraries.is_empty() {
        return Err(ImportError::Library(sorted.libraries));
    }
    let mut joining = Joining::new(pack, sorted.notices);
    sorted
        .charts
        .into_iter()
        .for_each(|chart| joining.chart(chart));
    sorted
        .manifests
        .into_iter()
        .for_each(|manifest| joining.manifest(manifest));
    let logo = logo_among(&sorted.rest);
    for entry in sorted.rest {
        match &logo {
            Some(path) if *path == entry.path => joining.put(LOGO_PNG.to_owned(), entry),
            _ => joining.put(entry.path.clone(), entry),
        };
    }
    Ok(joining.finish(count))
}

/// The path of the PNG at the top that becomes the logo, if there is exactly one.
fn logo_among(rest: &[Entry]) -> Option<String> {
    let mut pngs = rest.iter().filter(|entry| {
        !entry.path.contains('/') && ImageKind::of(&entry.bytes) == Some(ImageKind::Png)
    });
    let first = pngs.next()?;
    match pngs.next() {
        None => Some(first.path.clone()),
        Some(_) => None,
    }
}

/// The changes so far.
struct Joining<'a> {
    pack: &'a Pack,
    /// pack.json, if it exists and can be changed.
    pack_json: Option<JsonFile>,
    changes: Vec<Change>,
    put: Vec<FilePath>,
    replaced: Vec<FilePath>,
    notices: Vec<String>,
    /// The added charts, whose values are still to be added to values.yaml.
    charts: Vec<(FilePath, Chart)>,
}

impl<'a> Joining<'a> {
    fn new(pack: &'a Pack, notices: Vec<String>) -> Self {
        let manifest = pack.manifest();
        let is_whole = manifest.json().root().is_some() && manifest.json().problems().is_empty();
        let pack_json = is_whole.then(JsonFile::pack);
        Self {
            pack,
            pack_json,
            changes: Vec::new(),
            put: Vec::new(),
            replaced: Vec::new(),
            notices,
            charts: Vec::new(),
        }
    }

    /// Stores a chart and lists it. It replaces a listed archive of the same chart.
    fn chart(&mut self, found: FoundChart) {
        let name = naming::unique_path(CHART_LIST.folder, &found.file_name, &self.just_put());
        let older = self
            .listed_archive_of(&found.chart)
            .filter(|listed| listed.path != name);
        let Some(path) = self.put(name, Entry::new(String::new(), found.bytes)) else {
            return;
        };
        match (older, self.pack_json.clone()) {
            (Some(older), Some(pack_json)) => {
                let value = json!(path.as_str());
                self.changes
                    .push(Change::set(pack_json, older.pointer, value));
                if let Ok(old) = FilePath::new(&older.path) {
                    self.notices.push(format!(
                        "{old} was replaced by {path}: both are the chart {}.",
                        found.chart.name
                    ));
                    self.changes.push(Change::remove_file(old.clone()));
                    self.replaced.push(old);
                }
            }
            _ => self.list(&CHART_LIST, &path),
        }
        self.charts.push((path, found.chart));
    }

    /// Stores a manifest and lists it.
    fn manifest(&mut self, entry: Entry) {
        let name = from_manifests::file_name(&entry.path);
        let path = naming::unique_path(MANIFEST_LIST.folder, &name, &self.just_put());
        if let Some(path) = self.put(path, entry) {
            self.list(&MANIFEST_LIST, &path);
        }
    }

    /// Stores a file under a path.
    fn put(&mut self, path: String, entry: Entry) -> Option<FilePath> {
        let path = match FilePath::new(&path) {
            Ok(path) => path,
            Err(error) => {
                self.notices.push(format!("A file was left out: {error}."));
                return None;
            }
        };
        let before = self.pack.file(path.as_str());
        let file = File {
            bytes: entry.bytes,
            executable: entry.executable,
        };
        if before.is_some_and(|before| *before != file) {
            self.replaced.push(path.clone());
        }
        self.changes.push(Change::put_file(path.clone(), file));
        self.put.push(path.clone());
        Some(path)
    }

    /// Lists a path in pack.json, unless it is listed already.
    fn list(&mut self, list: &FileList, path: &FilePath) {
        let listed = self.pack.manifest().listed(list);
        if listed.iter().any(|listed| *path == listed.path.as_str()) {
            return;
        }
        let Some(file) = self.pack_json.clone() else {
            self.notices.push(format!(
                "{path} could not be listed, because pack.json is missing or broken."
            ));
            return;
        };
        self.changes
            .push(Change::append(file, list.pointer(), json!(path.as_str())));
    }

    /// The listed archive that holds a chart of the same name.
    fn listed_archive_of(&self, chart: &Chart) -> Option<Listed> {
        self.pack.manifest().charts().into_iter().find(|listed| {
            let archive = self.pack.file(&listed.path);
            archive.is_some_and(|file| {
                Chart::read(&file.bytes).is_ok_and(|other| other.name == chart.name)
            })
        })
    }

    /// The paths that this transaction has written, which no second file may have.
    fn just_put(&self) -> Vec<String> {
        self.put.iter().map(ToString::to_string).collect()
    }

    fn finish(mut self, count: usize) -> Addition {
        let added = chart_values(self.pack, &self.changes, &self.charts);
        self.changes.extend(added.changes);
        self.notices.extend(added.notices);
        let label = match self.put.as_slice() {
            [only] if self.replaced.contains(only) => format!("Replace {only}"),
            [only] => format!("Add {only}"),
            _ => format!("Add {count} files"),
        };
        let transaction = Transaction::new(label, self.changes);
        Addition::Files {
            transaction,
            replaced: self.replaced,
            notices: self.notices,
            new: added.new,
        }
    }
}
