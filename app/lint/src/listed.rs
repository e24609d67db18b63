//! The files that pack.json lists, and those that it should.

use pack_model::manifest::Listed;
use pack_model::path::{CHARTS, MANIFESTS, PACK_JSON};
use pack_model::{Change, FilePath, Pack, Place, Pointer};
use pack_syntax::json::Node;

use crate::context::{Context, at};
use crate::findings::Findings;
use crate::listed_paths::{Likeness, meant};
use crate::properties::{self, has_misspelt};
use crate::remedies::Remedies;

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
        let listed = self.listed(context);
        let mut listed: Vec<_> = listed.iter().filter_map(|one| inside(&one.path)).collect();
        pack_model::sort(&mut listed);
        let files = context
            .pack
            .files()
            .map(|(path, _)| path)
            .filter(|path| (self.belongs)(path));
        files
            .filter(|path| !is_among(&listed, path.as_str()))
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
        let remedies = Remedies::new(self, context);
        for Listed { pointer, path } in self.listed(context) {
            let missing = |path: &String| {
                context.pack.file(path).is_none() && !self.is_folder(context.pack, path)
            };
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
            remedies.offer(report, &Listed { pointer, path });
        }
    }

    /// The files that listed paths without a file probably mean, so that they are no findings of
    /// their own.
    fn meant(&self, context: &Context<'_>) -> Vec<FilePath> {
        let remedies = Remedies::new(self, context);
        let mut found = Vec::new();
        for listed in self.listed(context) {
            match inside(&listed.path) {
                None => found.extend(
                    meant(context.pack, &listed.path).and_then(|path| FilePath::new(&path).ok()),
                ),
                Some(path) if context.pack.file(&path).is_none() => {
                    let candidate = remedies.candidate(&path);
                    let alike = candidate.filter(|(likeness, _)| *likeness > Likeness::None);
                    found.extend(alike.map(|(_, path)| path));
                }
                Some(_) => {}
            }
        }
        found
    }

    /// Whether a path leads to the folder of an unpacked chart, which is a finding of its own.
    pub(crate) fn is_folder(&self, pack: &Pack, path: &str) -> bool {
        let inner = format!("{}/Chart.yaml", path.trim_end_matches('/'));
        self.key == CHART_LISTING.key && pack.file(&inner).is_some()
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
        let unlisted = self.unlisted(context);
        let names = self.chart_names(context, &unlisted);
        for path in unlisted.into_iter().filter(|path| !meant.contains(path)) {
            let (noun, key) = (self.noun, self.key);
            let message = format!(
                "The {noun} {path} is not listed in `{key}`, so Palette does not install it. List it, or remove the file."
            );
            let add = vec![self.add(&path, index)];
            let label = format!("Add it to {key}");
            let name = self.chart_name(context, &path);
            let same = names.iter().filter(|other| Some(*other) == name.as_ref());
            let is_only = same.count() <= 1;
            let report = findings.report(Place::file(path), message);
            // Two versions of one chart are rarely both meant.
            match is_only {
                true => report.safe("list", label, add),
                false => report.ask("list", label, add),
            };
        }
    }

    /// The names of all charts that are listed, or could be.
    fn chart_names(&self, context: &Context<'_>, unlisted: &[FilePath]) -> Vec<String> {
        let listed = context.charts().into_iter();
        let listed = listed.map(|(_, reading)| reading.chart.name.clone());
        let unlisted = unlisted
            .iter()
            .filter_map(|path| self.chart_name(context, path));
        listed.chain(unlisted).collect()
    }

    /// The name of the chart in a file that belongs into the list.
    fn chart_name(&self, context: &Context<'_>, path: &FilePath) -> Option<String> {
        let is_charts = self.key == CHART_LISTING.key;
        let chart = is_charts.then(|| context.chart(path.as_str())).flatten()?;
        Some(chart.ok()?.chart.name.clone())
    }
}

/// Whether a text is one of many, which are sorted.
pub(crate) fn is_among(sorted: &[String], text: &str) -> bool {
    sorted
        .binary_search_by(|one| one.as_str().cmp(text))
        .is_ok()
}
