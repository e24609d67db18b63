//! Fixes for a path in a list of files that leads to no file.

use pack_model::manifest::Listed;
use pack_model::path::CHARTS;
use pack_model::{CHART_LIST, Change, FileList, FilePath, Pack, Packaging, Pointer};
use pack_syntax::sorting::sort;
use serde_json::{Map, Value};

use crate::judge::changes::pack_json::{remove, set};
use crate::judge::changes::values::remove as remove_value;
use crate::judge::findings::Report;
use crate::judge::fixes::packaging;
use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::Similarity;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::listing::{is_chart_folder, unlisted};
use crate::reading::text::is_among;
use crate::reading::values::pointer;

/// Longer lists get no fix that packages a folder: it reads all folders for each path.
const FEW: usize = 20;

/// Fixes for the paths of one list. What all of them share is computed once, as a list may have
/// thousands of wrong paths.
pub(crate) struct PathFixes<'a> {
    pack: &'a Pack,
    list: &'a FileList,
    /// The files that belong in the list and are not listed.
    unlisted: Vec<FilePath>,
    /// The section of values.yaml for the listed files, and its content.
    section: &'static str,
    given: Option<&'a Map<String, Value>>,
    /// The keys in that section that certainly belong to a listed file, sorted.
    used: Vec<String>,
    packs_folders: bool,
    /// The files that can be moved: those that are not listed, in a chart's folder, or at the root.
    others: Vec<FilePath>,
}

impl<'a> PathFixes<'a> {
    /// The fixes for one list.
    pub(crate) fn new(list: &'a FileList, context: &'a Context<'_>) -> Self {
        let is_charts = *list == CHART_LIST;
        let mut used: Vec<_> = if is_charts {
            let charts = context.charts().into_iter();
            charts.map(|(_, chart)| chart.chart.name.clone()).collect()
        } else {
            let manifests = context.manifests().into_iter();
            manifests.map(|(path, _)| path.stem().to_owned()).collect()
        };
        sort(&mut used);
        let section = list.folder.trim_end_matches('/');
        let listed = context.manifest.listed(list).into_iter();
        let mut listed: Vec<_> = listed.filter_map(|listed| inside(&listed.path)).collect();
        sort(&mut listed);
        let is_in_chart = |path: &FilePath| {
            path.as_str().starts_with(CHARTS) && path.as_str().matches('/').count() > 1
        };
        let others = context.pack.files().map(|(path, _)| path).filter(|path| {
            let is_free = !path.folder().is_empty() && !is_among(&listed, path.as_str());
            is_free && !is_in_chart(path)
        });
        Self {
            others: others.cloned().collect(),
            pack: context.pack,
            list,
            unlisted: unlisted(list, context),
            section,
            given: context.values().and_then(|values| values.map(&[section])),
            used,
            packs_folders: is_charts && context.manifest.listed(list).len() <= FEW,
        }
    }

    /// Offers the file that is probably meant. Unless its name is similar, also offers to package
    /// the chart's folder, or else to remove the path.
    pub(crate) fn offer(&self, mut report: Report<'_>, listed: &Listed) {
        if let Some((similarity, candidate)) = self.candidate(&listed.path) {
            let mut changes = vec![set(listed.pointer.clone(), candidate.as_str())];
            let mut label = format!("Use {candidate} instead");
            if let Some(path) = self.there(&listed.path) {
                label = format!("{label}, and remove {path}");
                changes.push(Change::remove_file(path));
            }
            report = report.ask("use-candidate", label, changes);
            if similarity > Similarity::None {
                return;
            }
        }
        if let Some((from, to)) = self.elsewhere(&listed.path) {
            let label = format!("Move {from} to {to}");
            report = report.ask("move-file", label, vec![Change::rename_file(from, to)]);
        }
        if let Some(made) = self.packaging(&listed.path) {
            let relist = set(listed.pointer.clone(), made.archive.as_str());
            report.package(packaging::label(&made), made, relist);
        } else {
            self.offer_removal(report, listed);
        }
    }

    /// Offers to remove a path with its file, if there is one, and its values, which nothing would
    /// use.
    pub(crate) fn offer_removal(&self, report: Report<'_>, listed: &Listed) {
        let mut changes = vec![remove(listed.pointer.clone())];
        let mut along = "";
        if let Some(path) = self.there(&listed.path) {
            changes.push(Change::remove_file(path));
            along = ", and its file";
        }
        if let Some(values) = self.values_for(&listed.path) {
            changes.push(remove_value(values));
            along = match along {
                "" => ", and its values",
                _ => ", with its file and values",
            };
        }
        let label = format!("Remove “{}” from the list{along}", listed.path);
        report.ask("remove", label, changes);
    }

    /// The file that is probably meant by a wrong path: of those that belong in the list and are
    /// not listed, the one with the most similar name, or the only one.
    pub(crate) fn candidate(&self, path: &str) -> Option<(Similarity, FilePath)> {
        let mut found: Vec<_> = self
            .unlisted
            .iter()
            .map(|other| (Similarity::of(path, other.as_str()), other))
            .collect();
        let most = found.iter().map(|(similarity, _)| *similarity).max()?;
        found.retain(|(similarity, _)| *similarity == most);
        match found.as_slice() {
            [(similarity, only)] => Some((*similarity, (*only).clone())),
            _ => None,
        }
    }

    /// The only file of the same name in another folder, and where the list expects it.
    fn elsewhere(&self, path: &str) -> Option<(FilePath, FilePath)> {
        let to = FilePath::new(&inside(path)?).ok()?;
        let mut others = self.others.iter();
        let mut next = || others.find(|other| other.name() == to.name());
        let from = next()?.clone();
        (next().is_none() && self.pack.file(to.as_str()).is_none()).then_some((from, to))
    }

    /// The archive that a listed path should lead to, packaged from the chart's folder.
    fn packaging(&self, path: &str) -> Option<Packaging> {
        let resolved = inside(path).filter(|_| self.packs_folders)?;
        if is_chart_folder(self.list, self.pack, &resolved) {
            packaging::of(self.pack, &resolved)
        } else {
            packaging::at(self.pack, &resolved)
        }
    }

    /// The file that a listed path leads to, if it exists.
    fn there(&self, path: &str) -> Option<FilePath> {
        let path = FilePath::new(&inside(path)?).ok()?;
        self.pack.file(path.as_str()).is_some().then_some(path)
    }

    /// The place of the values that belong to a listed file and to no other.
    fn values_for(&self, path: &str) -> Option<Pointer> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let is_charts = *self.list == CHART_LIST;
        let is_for = |key: &&String| {
            let fits = if is_charts {
                file.starts_with(key.as_str())
            } else {
                file.split('.').next() == Some(key.as_str())
            };
            fits && !is_among(&self.used, key)
        };
        let key = self.given?.keys().find(is_for)?;
        Some(pointer(&[self.section, key]))
    }
}
