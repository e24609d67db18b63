//! The files that pack.json lists, and those that it should.

use pack_model::manifest::Listed;
use pack_model::path::{CHARTS, MANIFESTS, PACK_JSON};
use pack_model::{Change, FilePath, Pack, Place, Pointer};

use crate::context::{Context, at, remove, set};
use crate::findings::{Findings, Report};
use crate::properties::{self, has_misspelt};

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
            let report = self.offer_candidate(context, report, &pointer);
            report.ask(
                "remove",
                format!("Remove “{path}” from the list"),
                vec![remove(pointer)],
            );
        }
    }

    /// Offers the only file that belongs into the list and does not stand there.
    pub(crate) fn offer_candidate<'f>(
        &self,
        context: &Context<'_>,
        report: Report<'f>,
        pointer: &Pointer,
    ) -> Report<'f> {
        let unlisted = self.unlisted(context);
        let [candidate] = unlisted.as_slice() else {
            return report;
        };
        report.ask(
            "use-candidate",
            format!("Use {candidate} instead"),
            vec![set(pointer.clone(), candidate.as_str())],
        )
    }

    /// Whether a path leads to the folder of an unpacked chart, which is a finding of its own.
    pub(crate) fn is_folder(&self, context: &Context<'_>, path: &str) -> bool {
        let inner = format!("{}/Chart.yaml", path.trim_end_matches('/'));
        self.key == CHART_LISTING.key && context.pack.file(&inner).is_some()
    }

    /// Reports each file that belongs into the list and does not stand there.
    pub(crate) fn report_unlisted(&self, context: &Context<'_>, findings: &mut Findings) {
        let Some(root) = context
            .manifest
            .json()
            .root()
            .filter(|_| context.is_sound())
        else {
            return;
        };
        let list = context.property(self.key);
        let len = list.map_or(Some(0), |list| Some(list.items()?.len()));
        // Where the list itself is wrong, that is the finding.
        let (Some(index), false) = (len, has_misspelt(root, properties::ROOT, self.key)) else {
            return;
        };
        for path in self.unlisted(context) {
            let (noun, key) = (self.noun, self.key);
            let message = format!(
                "The {noun} {path} is not listed in `{key}`, so Palette does not install it. List it, or remove the file."
            );
            let add = Change::Insert {
                file: FilePath::of(PACK_JSON),
                pointer: Pointer::root().child(key),
                index,
                value: path.as_str().into(),
            };
            findings.report(Place::file(path), message).safe(
                "list",
                format!("Add it to {key}"),
                vec![add],
            );
        }
    }
}

/// A listed path as the path of a file, without `./`; `None` where it leaves the pack.
pub(crate) fn inside(path: &str) -> Option<String> {
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if path.starts_with('/')
        || drive
        || path.contains('\\')
        || path.split('/').any(|part| part == "..")
    {
        return None;
    }
    Some(
        path.split('/')
            .filter(|part| *part != ".")
            .collect::<Vec<_>>()
            .join("/"),
    )
}
