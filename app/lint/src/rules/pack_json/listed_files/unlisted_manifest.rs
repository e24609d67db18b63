//! A manifest that lies in the pack and is not applied.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::listing::MANIFEST_LISTING;
use crate::rules::pack_json::listed_files::unlisted::report_unlisted;

declare_rule! {
    /// ## What it does
    /// Reports a YAML or JSON file below `manifests/` that `kubeManifests` does not list.
    ///
    /// ## Why is this bad
    /// Palette applies the manifests that are listed and nothing else. This one is carried along
    /// without effect.
    ///
    /// ## Example
    /// ```text
    /// manifests/namespace.yaml
    /// manifests/deployment.yaml
    /// ```
    /// with only the first one in `kubeManifests`.
    ///
    /// ## How to fix
    /// List it, or remove the file. Manifests are applied in the order of the list; move it where it
    /// belongs.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to Kubernetes manifest files.
    "unlisted-manifest", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    report_unlisted(&MANIFEST_LISTING, context, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn lists_them_at_the_end() {
        let sample = Sample::addon().file("manifests/more/a.yml", "kind: Service\n");
        let mended = sample
            .fires(RULE.id, &["manifests/more/a.yml"])
            .mended(RULE.id, "list")
            .clean();
        assert_eq!(
            mended.value("/kubeManifests"),
            json!(["manifests/sample.yaml", "manifests/more/a.yml"])
        );
        for path in ["manifests/b.json", "manifests/b.YAML"] {
            let sample = Sample::addon().file(path, "{}\n").fires(RULE.id, &[path]);
            sample.mended(RULE.id, "list").clean();
        }
        let sample = Sample::addon()
            .unset("/kubeManifests")
            .fires(RULE.id, &["manifests/sample.yaml"]);
        sample.mended(RULE.id, "list").clean();
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
