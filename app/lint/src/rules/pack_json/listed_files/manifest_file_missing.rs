//! A listed manifest whose file is missing.

use pack_model::MANIFEST_LIST;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::pack_json::listed_files::missing::report_missing;

declare_rule! {
    /// ## What it does
    /// Reports a path in `kubeManifests` without a file.
    ///
    /// ## Why is this bad
    /// Palette applies the listed manifests in their order. If one is missing, pushing or deploying
    /// the pack fails.
    ///
    /// ## Example
    /// ```json
    /// { "kubeManifests": ["manifests/deploy.yaml"] }
    /// ```
    /// with only `manifests/deployment.yaml` in the pack.
    ///
    /// ## How to fix
    /// Add the file, or correct or remove the path. The fix uses the only manifest that is not
    /// listed, or moves the file of that name from another folder; otherwise it removes the path
    /// and its values.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to Kubernetes manifest files.
    "manifest-file-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    report_missing(&MANIFEST_LIST, context, findings, |_, _| None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn takes_the_only_candidate_or_removes_the_path() {
        let sample = Sample::addon().set("/kubeManifests", json!(["manifests/sampel.yaml"]));
        let sample = sample
            .fires(RULE.id, &["/kubeManifests/0"])
            .silent("unlisted-manifest");
        let fixed = sample.clone().fixed(RULE.id, "use-candidate").clean();
        assert_eq!(fixed.value("/kubeManifests/0"), "manifests/sample.yaml");
        let fixed = sample
            .without("manifests/sample.yaml")
            .fixed(RULE.id, "remove");
        assert_eq!(fixed.clean().value("/kubeManifests"), json!([]));
    }

    #[test]
    fn a_file_of_that_name_is_moved_unless_it_is_needed_elsewhere() {
        let sample = Sample::addon().without("manifests/sample.yaml");
        let object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\n";
        let fixed = sample
            .clone()
            .file("manifest/sample.yaml", object)
            .fixed(RULE.id, "move-file")
            .clean();
        assert_eq!(fixed.text("manifests/sample.yaml"), object);
        let others = [
            ("manifests/values.yaml", "values.yaml"),
            ("manifests/x.yaml", "charts/web/templates/x.yaml"),
        ];
        for (listed, path) in others {
            let sample = sample
                .clone()
                .file(path, "")
                .set("/kubeManifests/0", listed);
            let found = sample.findings_of(RULE.id);
            assert!(
                found[0].fixes.iter().all(|fix| fix.id != "move-file"),
                "{path}"
            );
        }
    }

    #[test]
    fn what_is_there_is_found() {
        Sample::addon().silent(RULE.id);
        Sample::addon()
            .set("/kubeManifests/0", "./manifests/sample.yaml")
            .silent(RULE.id);
    }
}
