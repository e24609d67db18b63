//! A listed image that nothing uses.

use std::collections::BTreeSet;

use pack_model::ImageReference;
use pack_model::deployment::Deployment;
use pack_model::deployment::images::ImageState;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::{listed_images, rows};
use crate::reading::values::at;
use crate::rules::images::{installs_something, is_in_layer_with_images};

declare_rule! {
    /// ## What it does
    /// Reports an image in `pack.content.images` that neither the rendered charts and manifests name,
    /// nor any part of the charts that is switched off, nor a test. Only where all of the pack can be
    /// rendered, and not where another version of the image is used and not listed: that is reported
    /// as `image-not-listed`.
    ///
    /// ## Why is this bad
    /// Registries and edge devices without internet access get the image for nothing. Often it is
    /// a version that was used before.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: docker.io/library/nginx:1.27.0
    ///       - image: docker.io/library/redis:7.2.4
    /// charts:
    ///   web:
    ///     image: docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Remove it, unless an operator uses it for what it creates later.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "image-unused", Info, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let is_known = deployment.is_whole() && deployment.switched_off.is_some();
    let values = context
        .values()
        .filter(|_| is_known && is_in_layer_with_images(context) && installs_something(context));
    let Some(listed) = values.and_then(|values| listed_images(&values)) else {
        return;
    };
    let rows = rows(&listed, deployment);
    let repository = |name: &str| ImageReference::parse(name).map(|image| image.repository());
    let unlisted = rows.iter().filter(|row| row.state == ImageState::Unlisted);
    let unlisted: BTreeSet<_> = unlisted.filter_map(|row| repository(&row.name)).collect();
    for row in &rows {
        let entry = row.entry.and_then(|entry| listed.get(entry));
        let (Some(entry), Some(repository)) = (entry, repository(&row.name)) else {
            continue;
        };
        let is_unused = row.state == ImageState::Unused && !row.switched_off;
        if !is_unused || unlisted.contains(&repository) {
            continue;
        }
        let message = format!(
            "Nothing that the pack deploys names the image {}, so it is mirrored for nothing. Remove it, unless an operator uses it later.",
            row.name
        );
        let label = format!("Remove {}", row.name);
        let report = findings.report(at(entry.place()), message);
        report.ask("remove", label, vec![remove(entry.pointer.clone())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: nginx:1\n";

    fn chart(templates: &[(&str, &str)], list: &str) -> Sample {
        let mut files = vec![
            ("Chart.yaml", "name: web\nversion: 1.0.0\napiVersion: v2\n"),
            ("values.yaml", "metrics: {enabled: false}\n"),
        ];
        files.extend(templates);
        Sample::images(list)
            .chart("charts/web-1.0.0.tgz", &files)
            .set("/charts", json!(["charts/web-1.0.0.tgz"]))
    }

    #[test]
    fn images_that_nothing_names_are_removed() {
        let list = "- image: nginx:1\n- image: x.io/old:1\n";
        let sample = Sample::images(list).file("manifests/sample.yaml", POD);
        let fixed = sample
            .fires(RULE.id, &["values.yaml/pack/content/images/1/image"])
            .fixed(RULE.id, "remove")
            .silent(RULE.id);
        assert!(!fixed.text("values.yaml").contains("old"));
    }

    #[test]
    fn what_is_switched_off_or_tested_counts_as_named() {
        let off = format!(
            "{{{{ if .Values.metrics.enabled }}}}\n{}{{{{ end }}}}\n",
            POD.replace("nginx", "x.io/off")
        );
        let test = POD
            .replace("nginx", "x.io/test")
            .replace("{name: a}", "{name: b, annotations: {helm.sh/hook: test}}");
        let templates = [
            ("templates/a.yaml", off.as_str()),
            ("templates/b.yaml", test.as_str()),
        ];
        chart(&templates, "- image: x.io/off:1\n- image: x.io/test:1\n").silent(RULE.id);
    }

    #[test]
    fn nothing_is_said_where_something_fails_or_has_another_version() {
        let failing = [("templates/a.yaml", "{{ fail \"x\" }}")];
        chart(&failing, "- image: x.io/old:1\n").silent(RULE.id);
        Sample::images("- image: nginx:0\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
        Sample::images("- image: x.io/old:1\n")
            .set("/layer", "k8s")
            .silent(RULE.id);
    }
}
