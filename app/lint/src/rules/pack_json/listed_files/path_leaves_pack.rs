//! A listed path that points outside the pack.

use pack_model::FILE_LISTS;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::fixes::paths::PathFixes;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::listed_path::meant;

declare_rule! {
    /// ## What it does
    /// Reports a path in `charts` or `kubeManifests` that is absolute, or contains `..` or a
    /// backslash.
    ///
    /// ## Why is this bad
    /// Paths are relative to the pack and use `/`. Files outside the pack are not pushed, and a
    /// backslash separates folders on Windows only.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["..\\shared\\prometheus-2.3.4.tgz"] }
    /// ```
    ///
    /// ## How to fix
    /// Put the file into the pack and list its path there: `charts/prometheus-2.3.4.tgz`. The fix
    /// does that if the file is in the pack; otherwise it removes the path.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative paths.
    "path-leaves-pack", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for list in FILE_LISTS {
        let fixes = PathFixes::new(list, context);
        let mut reported = 0;
        for listed in context.manifest.listed(list) {
            if inside(&listed.path).is_some() {
                continue;
            }
            let (noun, path) = (list.noun, &listed.path);
            let message = if path.contains('\\') {
                format!(
                    "The {noun} path “{path}” contains “\\”, so the file is not found. Use “/” between folders."
                )
            } else {
                format!(
                    "The {noun} path “{path}” points outside the pack, so the file is not found. Use a path relative to the pack, without “..”."
                )
            };
            let report = findings.report(at(listed.pointer.clone()), message);
            reported += 1;
            if !fixes.are_for(reported - 1) {
                continue;
            }
            match meant(context.pack, &listed.path) {
                Some(found) => {
                    let change = set(listed.pointer, found.as_str());
                    report.ask("replace", format!("Change to {found}"), vec![change]);
                }
                None => fixes.offer_removal(report, &listed),
            }
        }
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
                    .fixed(RULE.id, "replace")
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
        sample.fixed(RULE.id, "remove").silent(RULE.id);
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
