//! A listed path that leads out of the pack.

use pack_model::Pack;

use crate::context::{Context, at, remove, set};
use crate::findings::Findings;
use crate::listed::{CHART_LISTING, MANIFEST_LISTING, inside};
use crate::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a path in `charts` or `kubeManifests` that is absolute, has a part `..`, or a
    /// backslash.
    ///
    /// ## Why is this bad
    /// Paths are relative to the pack and joined by `/`. What lies outside is not pushed along, and
    /// a backslash is a separator on Windows only.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["..\\shared\\prometheus-2.3.4.tgz"] }
    /// ```
    ///
    /// ## How to fix
    /// Put the file into the pack and list it by its path there: `charts/prometheus-2.3.4.tgz`.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative paths.
    "path-leaves-pack", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for listing in [CHART_LISTING, MANIFEST_LISTING] {
        for listed in listing.listed(context) {
            if inside(&listed.path).is_some() {
                continue;
            }
            let message = format!(
                "The {} path “{}” does not stay inside the pack, so the file is not found there. Use a path relative to the pack, with “/” and without “..”.",
                listing.noun, listed.path
            );
            let mut report = findings.report(at(listed.pointer.clone()), message);
            if let Some(found) = meant(context.pack, &listed.path) {
                let change = set(listed.pointer.clone(), found.as_str());
                report = report.ask("replace", format!("Change to {found}"), vec![change]);
            }
            let label = format!("Remove “{}” from the list", listed.path);
            report.ask("remove", label, vec![remove(listed.pointer)]);
        }
    }
}

/// The file of the pack that a path most likely means: the same one from the pack's folder on, or
/// the only one of that name.
fn meant(pack: &Pack, path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let parts = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    let parts: Vec<_> = parts.collect();
    let tails = (0..parts.len()).filter_map(|from| Some(parts.get(from..)?.join("/")));
    if let Some(tail) = tails.into_iter().find(|tail| pack.file(tail).is_some()) {
        return Some(tail);
    }
    let name = *parts.last()?;
    let mut same = pack
        .files()
        .map(|(path, _)| path)
        .filter(|path| path.name() == name);
    match (same.next(), same.next()) {
        (Some(only), None) => Some(only.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn finds_the_file_that_was_meant() {
        for path in [
            "/home/me/sample/manifests/sample.yaml",
            "manifests\\sample.yaml",
            "../manifests/sample.yaml",
            "C:\\packs\\sample.yaml",
            "manifests/../sample.yaml",
        ] {
            let sample = Sample::addon()
                .set("/kubeManifests/0", path)
                .fires(RULE.id, &["/kubeManifests/0"]);
            sample.clone().silent("manifest-file-missing");
            assert_eq!(
                sample
                    .mended(RULE.id, "replace")
                    .clean()
                    .value("/kubeManifests/0"),
                "manifests/sample.yaml"
            );
        }
    }

    #[test]
    fn a_path_without_file_can_be_removed() {
        let sample = Sample::addon()
            .set("/charts", json!(["/x.tgz"]))
            .fires(RULE.id, &["/charts/0"]);
        sample.mended(RULE.id, "remove").silent(RULE.id);
    }

    #[test]
    fn relative_paths_stay_inside() {
        for path in [
            "manifests/sample.yaml",
            "./manifests/sample.yaml",
            "manifests/a..b.yaml",
            "",
        ] {
            Sample::addon()
                .set("/kubeManifests/0", path)
                .silent(RULE.id);
        }
    }
}
