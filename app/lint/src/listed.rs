//! The files that pack.json lists, and those that it should.

use pack_model::manifest::Listed;
use pack_model::path::{CHARTS, MANIFESTS, PACK_JSON};
use pack_model::{Change, FilePath, Pack, Place, Pointer};
use pack_syntax::json::Node;

use crate::chart_reading::ChartReading;
use crate::context::{Context, at, remove, set};
use crate::findings::{Findings, Report};
use crate::listed_paths::{Likeness, meant};
use crate::packaging::Packaging;
use crate::properties::{self, has_misspelt};
use crate::values;

pub(crate) use crate::listed_paths::inside;

/// A list of paths in pack.json and the files that belong into it.
pub(crate) struct Listing {
    /// The property.
    pub(crate) key: &'static str,
    /// What one listed file is called.
    pub(crate) noun: &'static str,
    /// Whether a file of the pack belongs into the list.
    belongs: fn(&FilePath) -> bool,
}

/// The Helm charts: archives directly below `charts/`.
pub(crate) const CHART_LISTING: Listing = Listing {
    key: "charts",
    noun: "chart",
    belongs: is_chart,
};

/// The Kubernetes manifests: YAML and JSON files below `manifests/`.
pub(crate) const MANIFEST_LISTING: Listing = Listing {
    key: "kubeManifests",
    noun: "manifest",
    belongs: is_manifest,
};

fn is_chart(path: &FilePath) -> bool {
    // A copy such as `x.orig.tgz` is a leftover that nobody wants listed.
    let copy = [".orig", ".bak", ".old"]
        .iter()
        .any(|suffix| path.stem().to_ascii_lowercase().ends_with(suffix));
    path.folder() == CHARTS && path.extension() == "tgz" && !is_hidden(path) && !copy
}

fn is_manifest(path: &FilePath) -> bool {
    path.as_str().starts_with(MANIFESTS)
        && matches!(path.extension().as_str(), "yaml" | "yml" | "json")
        && !is_hidden(path)
}

fn is_hidden(path: &FilePath) -> bool {
    path.as_str().split('/').any(|part| part.starts_with('.'))
}

impl Listing {
    /// The paths that pack.json lists.
    pub(crate) fn listed(&self, context: &Context<'_>) -> Vec<Listed> {
        if self.key == CHART_LISTING.key {
            context.manifest.charts()
        } else {
            context.manifest.kube_manifests()
        }
    }

    /// The files that belong into the list and do not stand there, in the order of their paths.
    pub(crate) fn unlisted(&self, context: &Context<'_>) -> Vec<FilePath> {
        let listed: Vec<_> = self
            .listed(context)
            .iter()
            .filter_map(|listed| inside(&listed.path))
            .collect();
        let files = context
            .pack
            .files()
            .map(|(path, _)| path)
            .filter(|path| (self.belongs)(path));
        files
            .filter(|path| !listed.iter().any(|listed| path.as_str() == listed))
            .cloned()
            .collect()
    }

    /// Reports each listed path that has no file. `more` may say more about one.
    pub(crate) fn report_missing(
        &self,
        context: &Context<'_>,
        findings: &mut Findings,
        more: fn(&Pack, &str) -> Option<String>,
    ) {
        for Listed { pointer, path } in self.listed(context) {
            let missing =
                |path: &String| context.pack.file(path).is_none() && !self.is_folder(context, path);
            let Some(resolved) = inside(&path).filter(missing) else {
                continue;
            };
            let noun = self.noun;
            let detail = more(context.pack, &resolved)
                .unwrap_or_else(|| "There is no such file in the pack.".to_owned());
            let message = format!(
                "pack.json lists the {noun} “{path}”. {detail} Palette cannot install what is not there. Add the file, or correct or remove the path."
            );
            let report = findings.report(at(pointer.clone()), message);
            self.offer_mending(context, report, &Listed { pointer, path });
        }
    }

    /// Offers the file that is probably meant. Unless that is called alike, offers also to make the archive of the chart's folder, or else to remove the path.
    pub(crate) fn offer_mending(&self, context: &Context<'_>, report: Report<'_>, listed: &Listed) {
        let mut report = report;
        if let Some((likeness, candidate)) = self.candidate(context, &listed.path) {
            let mut changes = vec![set(listed.pointer.clone(), candidate.as_str())];
            let mut label = format!("Use {candidate} instead");
            if let Some(path) = there(context.pack, &listed.path) {
                label = format!("{label}, and remove {path}");
                changes.push(Change::RemoveFile { path });
            }
            report = report.ask("use-candidate", label, changes);
            if likeness > Likeness::None {
                return;
            }
        }
        if let Some(made) = self.packaging(context, &listed.path) {
            let label = made.label();
            let relist = set(listed.pointer.clone(), made.archive.as_str());
            report.ask("package", label, vec![made.change, relist]);
        } else {
            self.offer_removal(context, report, listed);
        }
    }

    /// The archive that a listed path should lead to, made of the chart's folder.
    fn packaging(&self, context: &Context<'_>, path: &str) -> Option<Packaging> {
        let resolved = inside(path).filter(|_| self.key == CHART_LISTING.key)?;
        if self.is_folder(context, &resolved) {
            Packaging::of(context.pack, &resolved)
        } else {
            Packaging::at(context.pack, &resolved)
        }
    }

    /// Offers to remove a path with its file, if there is one, and the values that are for it: they
    /// would arrive nowhere.
    pub(crate) fn offer_removal(&self, context: &Context<'_>, report: Report<'_>, listed: &Listed) {
        let mut changes = vec![remove(listed.pointer.clone())];
        let mut along = "";
        if let Some(path) = there(context.pack, &listed.path) {
            changes.push(Change::RemoveFile { path });
            along = ", and the file";
        }
        if let Some(values) = self.values_for(context, &listed.path) {
            changes.push(values::remove(values));
            along = match along {
                "" => ", with its values",
                _ => ", with the file and its values",
            };
        }
        let label = format!("Remove “{}” from the list{along}", listed.path);
        report.ask("remove", label, changes);
    }

    /// The file that is probably meant where a listed path is wrong: of those that belong into the list
    /// and do not stand there the one that is called most alike, or the only one.
    fn candidate(&self, context: &Context<'_>, path: &str) -> Option<(Likeness, FilePath)> {
        let unlisted = self.unlisted(context).into_iter();
        let mut found: Vec<_> = unlisted
            .map(|other| (Likeness::of(path, other.as_str()), other))
            .collect();
        let most = found.iter().map(|(likeness, _)| *likeness).max()?;
        found.retain(|(likeness, _)| *likeness == most);
        match found.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The place of the values for a listed file that no other one gets.
    fn values_for(&self, context: &Context<'_>, path: &str) -> Option<Pointer> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let charts = self.key == CHART_LISTING.key;
        let (section, others): (_, Vec<String>) = if charts {
            let named = |(_, reading): (_, &ChartReading)| reading.chart.name.clone();
            ("charts", context.charts().into_iter().map(named).collect())
        } else {
            let stem = |(path, _): (FilePath, _)| path.stem().to_owned();
            (
                "manifests",
                context.manifests().into_iter().map(stem).collect(),
            )
        };
        let is_for = |key: &&String| {
            let fits = if charts {
                file.starts_with(key.as_str())
            } else {
                file.split('.').next() == Some(key.as_str())
            };
            fits && !others.contains(key)
        };
        let key = context.values()?.map(&[section])?.keys().find(is_for)?;
        Some(values::pointer(&[section, key]))
    }

    /// The files that listed paths without a file probably mean, so that they are no findings of
    /// their own.
    fn meant(&self, context: &Context<'_>) -> Vec<FilePath> {
        let mut found = Vec::new();
        for listed in self.listed(context) {
            match inside(&listed.path) {
                None => found.extend(
                    meant(context.pack, &listed.path).and_then(|path| FilePath::new(&path).ok()),
                ),
                Some(path) if context.pack.file(&path).is_none() => {
                    let candidate = self.candidate(context, &path);
                    let alike = candidate.filter(|(likeness, _)| *likeness > Likeness::None);
                    found.extend(alike.map(|(_, path)| path));
                }
                Some(_) => {}
            }
        }
        found
    }

    /// Whether a path leads to the folder of an unpacked chart, which is a finding of its own.
    pub(crate) fn is_folder(&self, context: &Context<'_>, path: &str) -> bool {
        let inner = format!("{}/Chart.yaml", path.trim_end_matches('/'));
        self.key == CHART_LISTING.key && context.pack.file(&inner).is_some()
    }

    /// Puts a file into the list.
    pub(crate) fn add(&self, path: &FilePath, index: usize) -> Change {
        Change::Insert {
            file: FilePath::of(PACK_JSON),
            pointer: Pointer::root().child(self.key),
            index,
            value: path.as_str().into(),
        }
    }

    /// Whether the list is a list or missing for certain, so that what it does not name is not listed.
    pub(crate) fn is_certain(&self, context: &Context<'_>) -> bool {
        let Some(root) = context.manifest.json().root() else {
            return false;
        };
        context.is_sound()
            && context
                .property(self.key)
                .is_none_or(|list| list.items().is_some())
            && !has_misspelt(root, properties::ROOT, self.key)
    }

    /// Reports each file that belongs into the list and does not stand there.
    pub(crate) fn report_unlisted(&self, context: &Context<'_>, findings: &mut Findings) {
        let list = context.property(self.key).and_then(Node::items);
        let index = list.map_or(0, <[_]>::len);
        // Where the list itself is wrong, that is the finding.
        if !self.is_certain(context) {
            return;
        }
        let meant = self.meant(context);
        let unlisted = self.unlisted(context).into_iter();
        for path in unlisted.filter(|path| !meant.contains(path)) {
            let (noun, key) = (self.noun, self.key);
            let message = format!(
                "The {noun} {path} is not listed in `{key}`, so Palette does not install it. List it, or remove the file."
            );
            let add = self.add(&path, index);
            findings.report(Place::file(path), message).safe(
                "list",
                format!("Add it to {key}"),
                vec![add],
            );
        }
    }
}

/// The file that a listed path leads to, if it is there.
fn there(pack: &Pack, path: &str) -> Option<FilePath> {
    let path = FilePath::new(&inside(path)?).ok()?;
    pack.file(path.as_str()).is_some().then_some(path)
}
