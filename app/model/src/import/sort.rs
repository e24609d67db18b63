//! Unpacks files and sorts them into packs, charts, manifests and the rest.

use pack_archive::{
    ArchiveKind, Contents, Entry, Limits, Reason, is_macos_metadata, layer_of_oci_layout,
    read_as_helm,
};

use super::found_chart::{FoundChart, drop_same_charts, take_libraries};
use super::{ImportError, naming};
use pack_once::sort;
use pack_syntax::encoding::decode;

use crate::chart::{Chart, ChartError};
use crate::facts::files::HELM_EXTENSION;
use crate::facts::manifest_text::is_manifest;
use crate::format::files::{CHART_YAML, CHARTS, MANIFESTS};
use crate::pack::manifest::Manifest;
use crate::pack::path;

/// How deep archives may be nested: the download of a build is often a tar.gz inside a zip.
const NESTED: usize = 3;
/// How many of the files that were left out are named.
const NAMED: usize = 5;

/// Files that were unpacked, and the packs among them.
#[derive(Debug)]
pub struct Unpacked {
    /// All files.
    pub(super) entries: Vec<Entry>,
    /// Notices for the user, each a sentence.
    pub(super) notices: Vec<String>,
    /// The folder that holds everything, ending in `/`, or an empty text.
    pub(super) root: String,
    /// The folders with a pack.json, ending in `/` or empty, without those inside another one.
    pub(super) packs: Vec<String>,
}

impl Unpacked {
    /// Whether there is a pack, or several.
    pub fn has_pack(&self) -> bool {
        !self.packs.is_empty()
    }

    /// Whether there are several packs.
    pub fn has_several(&self) -> bool {
        self.packs.len() > 1
    }
}

/// The sorted files. If there is a pack, `charts`, `manifests` and `rest` stay empty.
pub(super) struct Sorted {
    /// All files.
    pub(super) entries: Vec<Entry>,
    /// Notices for the user, each a sentence.
    pub(super) notices: Vec<String>,
    /// The folder that holds everything, ending in `/`, or an empty text.
    pub(super) root: String,
    /// The charts, archives first.
    pub(super) charts: Vec<FoundChart>,
    /// The names of the charts that are libraries, which are in no pack of their own.
    pub(super) libraries: Vec<String>,
    /// The broken charts, and what is wrong with them.
    pub(super) broken: Vec<(String, ChartError)>,
    /// The manifests in the order of their paths.
    pub(super) manifests: Vec<Entry>,
    /// Everything else.
    pub(super) rest: Vec<Entry>,
}

impl Sorted {
    /// Whether this is a pack that only lacks pack.json: it has values.yaml or a logo, and at least one
    /// more member of a pack. With just two members, all charts and manifests must be in the folders
    /// of a pack: a chart with a values.yaml beside it may as well be meant for a new pack.
    pub(super) fn is_pack_without_metadata(&self) -> bool {
        let below = |path: &str| format!("{}{path}", self.root);
        let has_file = |name: &str| {
            let path = below(name);
            self.entries.iter().any(|entry| entry.path == path)
        };
        let [charts, manifests] = [CHARTS, MANIFESTS].map(below);
        let has_folder = |folder: &String| {
            self.entries
                .iter()
                .any(|entry| entry.path.starts_with(folder))
        };
        let [values, logo, presets, schema] = [
            path::VALUES_YAML,
            path::LOGO_PNG,
            path::PRESETS_YAML,
            path::SCHEMA_YAML,
        ]
        .map(has_file);
        let members = [
            values,
            logo,
            presets,
            schema,
            has_folder(&charts),
            has_folder(&manifests),
        ];
        let in_place = self
            .charts
            .iter()
            .all(|found| found.path.starts_with(&charts))
            && self
                .manifests
                .iter()
                .all(|found| found.path.starts_with(&manifests));
        let count = members.iter().filter(|has| **has).count();
        (values || logo) && (count > 2 || (count == 2 && in_place))
    }

    /// The paths of all files.
    pub(super) fn paths(&self) -> Vec<String> {
        self.entries
            .iter()
            .map(|entry| entry.path.clone())
            .collect()
    }
}

/// Unpacks files and finds the packs among them.
///
/// # Errors
///
/// If the files exceed the limits, if there are none, or if an archive cannot be read.
pub fn unpacked(entries: Vec<Entry>, limits: &Limits) -> Result<Unpacked, ImportError> {
    let (entries, notices) = unpack(entries, limits)?;
    Ok(Unpacked {
        root: common_folder(files(&entries)),
        packs: outermost(&entries, path::PACK_JSON),
        notices,
        entries,
    })
}

/// Sorts files that were unpacked.
pub(super) fn sort(unpacked: Unpacked) -> Sorted {
    let has_pack = unpacked.has_pack();
    let mut sorted = Sorted {
        root: unpacked.root,
        charts: Vec::new(),
        libraries: Vec::new(),
        broken: Vec::new(),
        manifests: Vec::new(),
        rest: Vec::new(),
        notices: unpacked.notices,
        entries: unpacked.entries,
    };
    if !has_pack {
        sorted
            .entries
            .retain(|entry| !is_macos_metadata(&entry.path));
        sort_members(&mut sorted);
        drop_same_charts(&mut sorted.charts, &mut sorted.notices);
        sorted.libraries = take_libraries(&mut sorted.charts, &mut sorted.notices);
    }
    sorted
}

/// The files without those that macOS adds beside them.
fn files(entries: &[Entry]) -> impl Iterator<Item = &Entry> + Clone {
    let files = entries.iter();
    files.filter(|entry| !is_macos_metadata(&entry.path))
}

/// Unpacks a single archive, unless it is a Helm chart. Of an OCI layout, its one layer is taken.
fn unpack(entries: Vec<Entry>, limits: &Limits) -> Result<(Vec<Entry>, Vec<String>), ImportError> {
    let mut left_out = Vec::new();
    let mut contents = pack_archive::from_loose(entries, limits)?;
    for _ in 0..=NESTED {
        left_out.append(&mut contents.left_out);
        if let Some(layer) = layer_of_oci_layout(&contents.entries)? {
            contents.entries = vec![layer];
        }
        let mut all = files(&contents.entries);
        let (Some(only), None) = (all.next(), all.next()) else {
            break;
        };
        let bytes = only.bytes.clone();
        drop(all);
        let Some(kind) = pack_archive::detect(&bytes) else {
            break;
        };
        let inner = pack_archive::read(&bytes, limits)?;
        if kind == ArchiveKind::GzipTar && is_chart_archive(&inner, &bytes, limits) {
            break;
        }
        contents = inner;
    }
    left_out.append(&mut contents.left_out);
    let mut notices: Vec<_> = left_out
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    if left_out.len() > NAMED {
        let count = left_out.len() - NAMED;
        notices.push(format!("{count} more files were left out."));
    }
    match contents.entries.as_slice() {
        [] if notices.is_empty() => Err(ImportError::Empty),
        [] => Err(ImportError::NothingTaken(notices.join(" "))),
        _ => Ok((contents.entries, notices)),
    }
}

/// Whether an archive is a chart as it was read, or as Helm reads it, which takes a backslash as `/`.
fn is_chart_archive(contents: &Contents, bytes: &[u8], limits: &Limits) -> bool {
    let mut left_out = contents.left_out.iter();
    is_chart(contents)
        || left_out.any(|member| member.reason == Reason::Backslash)
            && read_as_helm(bytes, limits).is_ok_and(|contents| is_chart(&contents))
}

/// Whether an archive is a chart: it has Chart.yaml at its root or in a top folder.
///
/// Some charts contain the pack.json of a pack. They differ from a pack in that they do not contain the
/// files that pack.json lists.
fn is_chart(contents: &Contents) -> bool {
    let find = |path: &str| contents.entries.iter().find(|entry| entry.path == path);
    let mut abouts = contents
        .entries
        .iter()
        .filter_map(|entry| entry.path.strip_suffix(CHART_YAML));
    let Some(folder) = abouts.find(|folder| is_top(folder)) else {
        return false;
    };
    let Some(metadata) = find(&format!("{folder}{}", path::PACK_JSON)) else {
        let is_metadata = |path: &str| path.strip_suffix(path::PACK_JSON).is_some_and(is_top);
        return !contents
            .entries
            .iter()
            .any(|entry| is_metadata(&entry.path));
    };
    let metadata = Manifest::read(&String::from_utf8_lossy(&metadata.bytes));
    let mut listed = metadata
        .charts()
        .into_iter()
        .chain(metadata.kube_manifests());
    !listed.any(|listed| find(&format!("{folder}{}", listed.path)).is_some())
}

/// Whether a path is empty, which is the root, or a folder in the root with its final `/`.
fn is_top(folder: &str) -> bool {
    folder.is_empty() || folder.find('/') == Some(folder.len() - 1)
}

/// The folders that hold a file of this name, without those inside another such folder.
fn outermost(entries: &[Entry], name: &str) -> Vec<String> {
    let mut folders: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry.path.strip_suffix(name))
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .collect();
    // A folder sorts right before everything in it.
    sort::sort(&mut folders);
    let mut outermost: Vec<String> = Vec::new();
    for folder in folders {
        if !outermost
            .last()
            .is_some_and(|last| folder.starts_with(last.as_str()))
        {
            outermost.push(folder.to_owned());
        }
    }
    outermost
}

/// The folder that holds all files, ending in `/`, or an empty text.
fn common_folder<'e>(mut entries: impl Iterator<Item = &'e Entry> + Clone) -> String {
    let Some((top, _)) = entries
        .clone()
        .next()
        .and_then(|entry| entry.path.split_once('/'))
    else {
        return String::new();
    };
    let top = format!("{top}/");
    if entries.all(|entry| entry.path.starts_with(&top)) {
        top
    } else {
        String::new()
    }
}

/// Sorts files into charts, manifests and the rest.
fn sort_members(sorted: &mut Sorted) {
    let folders = outermost(&sorted.entries, CHART_YAML);
    for entry in &sorted.entries {
        if folders
            .iter()
            .any(|folder| entry.path.starts_with(folder.as_str()))
        {
            continue;
        }
        if matches!(
            pack_archive::detect(&entry.bytes),
            Some(ArchiveKind::GzipTar)
        ) {
            match Chart::read(&entry.bytes) {
                Ok(chart) => sorted.charts.push(FoundChart {
                    path: entry.path.clone(),
                    file_name: archive_name(&entry.path, &chart),
                    bytes: entry.bytes.clone(),
                    chart,
                }),
                Err(ChartError::NoChartYaml) => sorted.rest.push(entry.clone()),
                Err(error) => sorted.broken.push((entry.path.clone(), error)),
            }
        } else if is_manifest(&entry.bytes) {
            sorted.manifests.push(entry.clone());
        } else if let Some((encoding, text)) =
            decode(&entry.bytes).filter(|(_, text)| is_manifest(text.as_bytes()))
        {
            let path = &entry.path;
            let notice = format!("{path} was {encoding} and became UTF-8, which clusters read.");
            sorted.notices.push(notice);
            sorted.manifests.push(Entry {
                bytes: text.into_bytes().into(),
                ..entry.clone()
            });
        } else {
            sorted.rest.push(entry.clone());
        }
    }
    for folder in folders {
        match pack_folder(&sorted.entries, &folder) {
            Ok(chart) => sorted.charts.push(chart),
            Err(error) => sorted.broken.push((naming::folder_name(&folder), error)),
        }
    }
    sort::sort_by(&mut sorted.manifests, &|one, other| {
        one.path.cmp(&other.path)
    });
}

/// The name of a chart's archive: its own if it ends as Helm ends it, else the one that Helm gives.
fn archive_name(path: &str, chart: &Chart) -> String {
    match naming::file_name(path) {
        name if name.ends_with(HELM_EXTENSION) => name.to_owned(),
        _ => chart.file_name().replace(['/', '\\'], "-"),
    }
}

/// Packs an unpacked chart as `helm package` does, with one folder of the chart's name.
fn pack_folder(entries: &[Entry], folder: &str) -> Result<FoundChart, ChartError> {
    let inside = entries
        .iter()
        .filter_map(|entry| Some((entry, entry.path.strip_prefix(folder)?)));
    let files: Vec<_> = inside
        .map(|(entry, path)| Entry {
            path: path.to_owned(),
            ..entry.clone()
        })
        .collect();
    let chart = Chart::from_entries(files)?;
    let bytes = pack_archive::write_tar_gz(&chart.name, &chart.files)?;
    Ok(FoundChart {
        path: folder.to_owned(),
        file_name: archive_name("", &chart),
        bytes: bytes.into(),
        chart,
    })
}
