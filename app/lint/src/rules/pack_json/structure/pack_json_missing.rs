//! A pack without its metadata.

use pack_model::path::{CHARTS, MANIFESTS, PACK_JSON};
use pack_model::{Change, File, FilePath, Pack, Place};
use serde_json::{Value, json};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::oci;
use crate::reading::context::Context;
use crate::semantic_version;

declare_rule! {
    /// ## What it does
    /// Reports a folder without `pack.json` at its root.
    ///
    /// ## Why is this bad
    /// `pack.json` says what the pack is called and which layer it fills. A registry does not take a
    /// folder without it.
    ///
    /// ## Example
    /// ```text
    /// values.yaml
    /// logo.png
    /// charts/prometheus-2.3.4.tgz
    /// ```
    ///
    /// ## How to fix
    /// Create `pack.json`. The fix writes one that lists the charts and manifests found, with a name
    /// and version taken from the first chart; look them over. Where the file is there under another
    /// spelling, the fix renames it.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "pack-json-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let pack = context.pack;
    if pack.file(PACK_JSON).is_some() {
        return;
    }
    let message = "There is no pack.json, so no registry can tell what this pack is. Create it, then fill in name, version and layer.";
    let path = FilePath::of(PACK_JSON);
    let report = findings.report(Place::file(path.clone()), message);
    match context.misnamed(PACK_JSON) {
        Some(found) => {
            report.safe(
                "rename",
                format!("Rename {found} to pack.json"),
                rename_file(found, PACK_JSON),
            );
        }
        None => {
            let create = Change::PutFile {
                path,
                file: File::of_text(&metadata(pack)),
            };
            report.safe("create", "Create pack.json", vec![create]);
        }
    }
}

/// A pack.json that says of a pack what its files tell.
fn metadata(pack: &Pack) -> String {
    let paths = |folder: &'static str, extensions: &'static [&'static str]| -> Vec<String> {
        let files = pack
            .files_in(folder)
            .filter(|(path, _)| extensions.contains(&path.extension().as_str()));
        files.map(|(path, _)| path.to_string()).collect()
    };
    let charts: Vec<_> = paths(CHARTS, &["tgz"])
        .into_iter()
        .filter(|path| path.matches('/').count() == 1)
        .collect();
    let manifests = paths(MANIFESTS, &["yaml", "yml"]);
    let (name, version) = charts
        .first()
        .and_then(|path| name_and_version(path))
        .unwrap_or_default();
    let name = oci::slug(&name).unwrap_or_else(|| "my-pack".to_owned());
    let version = semantic_version::nearest(&version).unwrap_or_else(|| "1.0.0".to_owned());
    let mut metadata = json!({
        "name": name,
        "displayName": name,
        "version": version,
        "layer": "addon",
        "addonType": "system app",
        "cloudTypes": ["all"],
        "annotations": { "source": "community" },
    });
    for (key, list) in [("charts", charts), ("kubeManifests", manifests)] {
        if !list.is_empty() {
            metadata[key] = Value::from(list);
        }
    }
    format!("{metadata:#}\n")
}

/// The parts of a chart archive's path, as Helm names archives: `charts/<name>-<version>.tgz`.
fn name_and_version(path: &str) -> Option<(String, String)> {
    let stem = path.rsplit('/').next()?.strip_suffix(".tgz")?;
    let hyphens = stem.match_indices('-').map(|(at, _)| at);
    let at = hyphens.into_iter().find(|at| {
        let version = stem.get(at + 1..).unwrap_or_default();
        version
            .trim_start_matches('v')
            .starts_with(|c: char| c.is_ascii_digit())
    })?;
    Some((stem.get(..at)?.to_owned(), stem.get(at + 1..)?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn reports_a_folder_without_metadata() {
        let sample = Sample::addon().without(PACK_JSON).chart(
            "charts/kube-state-metrics-2.3.4.tgz",
            &[("Chart.yaml", "name: kube-state-metrics\n")],
        );
        let mended = sample
            .fires(RULE.id, &["" /* pack.json itself */])
            .mended(RULE.id, "create");
        assert_eq!(mended.value("/name"), "kube-state-metrics");
        assert_eq!(mended.value("/version"), "2.3.4");
        assert_eq!(
            mended.value("/charts"),
            json!(["charts/kube-state-metrics-2.3.4.tgz"])
        );
        assert_eq!(
            mended.value("/kubeManifests"),
            json!(["manifests/sample.yaml"])
        );
        mended.silent(RULE.id);
    }

    #[test]
    fn offers_to_rename_a_file_that_is_called_otherwise() {
        let text = Sample::addon().pack.text(PACK_JSON).unwrap().to_owned();
        let sample = Sample::addon().without(PACK_JSON).file("Pack.JSON", &text);
        sample
            .fires(RULE.id, &[""])
            .mended(RULE.id, "rename")
            .clean();
    }
}
