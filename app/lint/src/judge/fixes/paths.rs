//! Fixes for a path in a list of files that leads to no file.

use pack_model::manifest::Listed;
use pack_model::path::CHARTS;
use pack_model::{CHART_LIST, Change, FileList, FilePath, Pack, Packaging, Pointer, chart};
use pack_once::sort::sort;
use serde_json::{Map, Value};

use crate::judge::changes::pack_json::{remove, set};
use crate::judge::changes::values::{remove as remove_value, rename_key};
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

/// The most paths with fixes: each is compared with all files, and with all values of the list's files.
const MOST_FIXED: usize = 50;

/// Fixes for the paths of one list. What all of them share is computed once, as a list may have
/// thousands of wrong paths.
pub(crate) struct PathFixes<'a> {
    context: &'a Context<'a>,
    pack: &'a Pack,
    list: &'a FileList,
    /// The files that belong in the list and are not listed.
    unlisted: Vec<FilePath>,
    /// The section of values.yaml for the listed files, and its content.
    section: &'static str,
    given: Option<&'a Map<String, Value>>,
    /// The keys in that section that certainly belong to a listed file, each with the path of the file.
    used: Vec<(String, String)>,
    packs_folders: bool,
    /// The files that can be moved: those that are not listed, in a chart's folder, or at the root.
    others: Vec<FilePath>,
}

impl<'a> PathFixes<'a> {
    /// The fixes for one list.
    pub(crate) fn new(list: &'a FileList, context: &'a Context<'a>) -> Self {
        let is_charts = *list == CHART_LIST;
        let used = if is_charts {
            let charts = context.charts().into_iter();
            let path = |listed: &Listed| inside(&listed.path).unwrap_or_default();
            charts
                .map(|(listed, chart)| (chart.chart.name.clone(), path(&listed)))
                .collect()
        } else {
            let manifests = context.manifests().into_iter();
            manifests
                .map(|(path, _)| (path.stem().to_owned(), path.to_string()))
                .collect()
        };
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
            context,
            pack: context.pack,
            list,
            unlisted: unlisted(list, context),
            section,
            given: context.values().and_then(|values| values.map(&[section])),
            used,
            packs_folders: is_charts && context.manifest.listed(list).len() <= FEW,
        }
    }

    /// Whether the path of an index among the wrong ones gets fixes.
    pub(crate) fn are_for(&self, index: usize) -> bool {
        index < MOST_FIXED
    }

    /// Offers the file that is probably meant. Unless its name is similar, also offers to package
    /// the chart's folder, or else to remove the path.
    pub(crate) fn offer(&self, mut report: Report<'_>, listed: &Listed) {
        if let Some((similarity, candidate)) = self.candidate(&listed.path)
            && let Some(renamed) = self.values_moved(&listed.path, &candidate)
        {
            let mut changes = vec![set(listed.pointer.clone(), candidate.as_str())];
            changes.extend(renamed);
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
        // Left behind, the folder would be a chart that is not listed.
        if let Some(folder) = self.folder_of(&listed.path) {
            let files = self.pack.files_in(&folder);
            changes.extend(files.map(|(path, _)| Change::remove_file(path.clone())));
            along = ", and its folder";
        }
        let values = self.values_of_unknown(&listed.path);
        let values = values.unwrap_or_else(|| self.values_for(&listed.path).into_iter().collect());
        if !values.is_empty() {
            changes.extend(values.into_iter().map(remove_value));
            along = match along {
                "" => ", and its values",
                ", and its folder" => ", with its folder and values",
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
        if self.is_folder(&resolved) {
            packaging::of(self.pack, &resolved)
        } else {
            packaging::at(self.pack, &resolved)
        }
    }

    /// The folder of the chart that a path means, if no other listed chart is in it.
    fn folder_of(&self, path: &str) -> Option<String> {
        let resolved = inside(path).filter(|_| *self.list == CHART_LIST)?;
        if self.is_folder(&resolved) {
            return Some(format!("{}/", resolved.trim_end_matches('/')));
        }
        let archive = FilePath::new(&resolved).ok()?;
        let has_other = || {
            let mut archives = self.pack.files_of(self.list);
            archives.any(|other| *other != archive)
        };
        let found = || chart::folder_of(self.pack, &archive);
        (self.packs_folders && !has_other()).then(found).flatten()
    }

    fn is_folder(&self, path: &str) -> bool {
        is_chart_folder(self.list, self.pack, path)
    }

    /// What becomes of the values if another file is listed instead: the changes that keep them with it.
    /// `None` if the file and the values do not fit, or the file is no chart.
    fn values_moved(&self, path: &str, candidate: &FilePath) -> Option<Vec<Change>> {
        let before = self.values_for(path);
        let key = before.as_ref().and_then(Pointer::last);
        if *self.list == CHART_LIST {
            let name = &self.context.chart(candidate.as_str())?.ok()?.chart.name;
            let is_free = self.used.iter().all(|(used, _)| used != name);
            let fits = is_free && key.is_none_or(|key| key == name);
            return fits.then(Vec::new);
        }
        let reading = self.context.manifest_at(candidate.as_str())?;
        let stem = candidate.stem();
        let is_renamed = key.is_some_and(|key| key != stem);
        let is_taken = self.given.is_some_and(|given| given.contains_key(stem));
        if is_renamed && is_taken {
            return None;
        }
        let values = self.given.and_then(|given| given.get(key.unwrap_or(stem)));
        let fits = reading.finds_values(self.context, key.unwrap_or(stem)) && reading.uses(values);
        if key != Some(stem) && !fits {
            return None;
        }
        let renamed = before.filter(|_| is_renamed);
        Some(
            renamed
                .map(|key| rename_key(key, stem))
                .into_iter()
                .collect(),
        )
    }

    /// The file that a listed path leads to, if it exists.
    fn there(&self, path: &str) -> Option<FilePath> {
        let path = FilePath::new(&inside(path)?).ok()?;
        self.pack.file(path.as_str()).is_some().then_some(path)
    }

    /// The places of all values for charts that no other chart uses, if the path leads to the only chart whose
    /// name is not known: nothing would use them.
    fn values_of_unknown(&self, path: &str) -> Option<Vec<Pointer>> {
        let resolved = inside(path)?;
        let is_known = |path: &str| self.used.iter().any(|(_, used)| used == path);
        let mut listed = self.context.manifest.listed(self.list).into_iter();
        let mut others = listed.by_ref().filter_map(|listed| inside(&listed.path));
        let is_only = others.all(|other| other == resolved || is_known(&other));
        if *self.list != CHART_LIST || is_known(&resolved) || !is_only || !self.unlisted.is_empty()
        {
            return None;
        }
        let keys = self.given?.keys();
        let keys = keys.filter(|key| self.used.iter().all(|(used, _)| used != *key));
        Some(keys.map(|key| pointer(&[self.section, key])).collect())
    }

    /// The place of the values that belong to a listed file and to no other.
    fn values_for(&self, path: &str) -> Option<Pointer> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let resolved = inside(path);
        let is_charts = *self.list == CHART_LIST;
        let is_own = |path: &String| resolved.as_ref() == Some(path);
        let own = self.used.iter().find(|(_, path)| is_own(path));
        let is_for = |key: &&String| {
            let fits = match own {
                Some((own, _)) => own == *key,
                None if is_charts => file.starts_with(key.as_str()),
                None => file.split('.').next() == Some(key.as_str()),
            };
            let mut others = self.used.iter().filter(|(_, path)| !is_own(path));
            fits && others.all(|(used, _)| used != *key)
        };
        let key = self.given?.keys().find(is_for)?;
        Some(pointer(&[self.section, key]))
    }
}
