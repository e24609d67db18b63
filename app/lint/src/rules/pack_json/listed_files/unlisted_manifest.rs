//! A manifest in the pack that is not listed.

use pack_model::MANIFEST_LIST;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::pack_json::listed_files::unlisted::report_unlisted;

declare_rule! {
    /// ## What it does
    /// Reports a YAML or JSON file below `manifests/` that `kubeManifests` does not list.
    ///
    /// ## Why is this bad
    /// Palette applies only the listed manifests. It ignores any other manifest in the pack.
    ///
    /// ## Example
    /// ```text
    /// manifests/namespace.yaml
    /// manifests/deployment.yaml
    /// ```
    /// with only the first one in `kubeManifests`.
    ///
    /// ## How to fix
    /// Add it to the list, or remove the file. Manifests are applied in the order of the list, so
    /// check its position.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to Kubernetes manifest files.
    "unlisted-manifest", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    report_unlisted(&MANIFEST_LIST, context, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn object(kind: &str) -> String {
        format!("{{apiVersion: v1, kind: {kind}, metadata: {{name: other}}}}\n")
    }

    #[test]
    fn lists_them_at_the_end() {
        let sample = Sample::addon().file("manifests/more/a.yml", &object("Service"));
        let fixed = sample
            .fires(RULE.id, &["manifests/more/a.yml"])
            .fixed(RULE.id, "list")
            .clean();
        assert_eq!(
            fixed.value("/kubeManifests"),
            json!(["manifests/sample.yaml", "manifests/more/a.yml"])
        );
        for path in ["manifests/b.json", "manifests/b.YAML"] {
            let sample = Sample::addon()
                .file(path, &object("Pod"))
                .fires(RULE.id, &[path]);
            sample.fixed(RULE.id, "list").clean();
        }
        let sample = Sample::addon()
            .unset("/kubeManifests")
            .fires(RULE.id, &["manifests/sample.yaml"]);
        sample.fixed(RULE.id, "list").clean();
    }

    #[test]
    fn other_files_and_lists_that_are_misspelt_are_not_its_matter() {
        Sample::addon()
            .file("manifests/README.md", "")
            .file("manifests/.hidden.yaml", "")
            .file("extra.yaml", "")
            .silent(RULE.id);
        let list = json!(["manifests/sample.yaml"]);
        Sample::addon()
            .unset("/kubeManifests")
            .set("/KubeManifests", list)
            .silent(RULE.id);
    }
}
