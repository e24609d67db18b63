//! A pack without pack.json.

use pack_model::facts::files::{chart_stem, split_version};
use pack_model::facts::{oci, version};
use pack_model::path::PACK_JSON;
use pack_model::{CHART_LIST, Change, FILE_LISTS, File, FilePath, Pack, Place};
use serde_json::{Value, json};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a pack without `pack.json` at its root.
    ///
    /// ## Why is this bad
    /// `pack.json` holds the name, version and layer of the pack. A registry rejects a pack
    /// without it.
    ///
    /// ## Example
    /// ```text
    /// values.yaml
    /// logo.png
    /// charts/prometheus-2.3.4.tgz
    /// ```
    ///
    /// ## How to fix
    /// Create `pack.json`. The fix writes one that lists the charts and manifests in the pack and
    /// takes name and version from its folder or the first chart; check them. If the file exists under a
    /// different spelling, the fix renames it.
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
    let message = "pack.json is missing, and a registry rejects a pack without it. Create it, then set name, version and layer.";
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
            let known = name_and_version(pack);
            let (name, version) = known.clone().unwrap_or_default();
            let name = oci::slug(&name).unwrap_or_else(|| "pack".to_owned());
            let label = format!("Create pack.json with the name {name}");
            let text = metadata(pack, &name, &version);
            let create = vec![Change::put_file(path, File::of_text(&text))];
            match known {
                Some(_) => report.safe("create", label, create),
                // The pack does not say its name.
                None => report.ask("create", label, create),
            };
        }
    }
}

/// A pack.json with what is known from the files of a pack.
fn metadata(pack: &Pack, name: &str, version: &str) -> String {
    let version = version::nearest(version).unwrap_or_else(|| "1.0.0".to_owned());
    let mut metadata = json!({
        "name": name,
        "displayName": name,
        "version": version,
        "layer": "addon",
        "cloudTypes": ["all"],
    });
    for list in FILE_LISTS {
        let paths: Vec<_> = pack.files_of(list).map(FilePath::as_str).collect();
        if !paths.is_empty() {
            metadata[list.key] = Value::from(paths);
        }
    }
    format!("{metadata:#}\n")
}

/// Name and version in the name of the pack's folder, or else of its first chart archive: both are named
/// `<name>-<version>`.
fn name_and_version(pack: &Pack) -> Option<(String, String)> {
    let archive = pack.files_of(&CHART_LIST).next();
    let archive = archive.and_then(|path| chart_stem(path.name()));
    let names = pack.origin().folder.as_deref().into_iter().chain(archive);
    let mut parts = names.filter_map(|name| {
        let (name, version) = split_version(name);
        Some((name.to_owned(), version?.to_owned()))
    });
    parts.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn reports_a_folder_without_metadata() {
        let sample = Sample::addon().without(PACK_JSON).chart(
            "charts/kube-state-metrics-2.3.4.tgz",
            &[("Chart.yaml", "name: kube-state-metrics\nversion: 1.0.0\n")],
        );
        let fixed = sample
            .fires(RULE.id, &["" /* pack.json itself */])
            .fixed(RULE.id, "create");
        assert_eq!(fixed.value("/name"), "kube-state-metrics");
        assert_eq!(fixed.value("/version"), "2.3.4");
        assert_eq!(
            fixed.value("/charts"),
            json!(["charts/kube-state-metrics-2.3.4.tgz"])
        );
        assert_eq!(
            fixed.value("/kubeManifests"),
            json!(["manifests/sample.yaml"])
        );
        fixed.silent(RULE.id);
    }

    #[test]
    fn offers_to_rename_a_file_that_is_called_otherwise() {
        let text = Sample::addon().pack.text(PACK_JSON).unwrap().to_owned();
        let sample = Sample::addon().without(PACK_JSON).file("Pack.JSON", &text);
        sample
            .fires(RULE.id, &[""])
            .fixed(RULE.id, "rename")
            .clean();
    }
}
