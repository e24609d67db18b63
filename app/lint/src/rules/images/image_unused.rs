//! A listed image that nothing uses.

use pack_model::deployment::Deployment;
use pack_model::deployment::images::ImageState;
use pack_model::path::PRESETS_YAML;
use pack_model::{CHART_LIST, ImageReference, MANIFEST_LIST};
use pack_once::sort::set;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::ChartReading;
use crate::reading::context::Context;
use crate::reading::images::listed::{listed_images, rows};
use crate::reading::pack_json::listing::unlisted;
use crate::reading::values::at;
use crate::rules::images::{installs_something, is_in_layer_with_images};

declare_rule! {
    /// ## What it does
    /// Reports an image in `pack.content.images` that neither the rendered charts and manifests name,
    /// nor any part of the charts that is switched off, nor a test, nor any text of the charts, the
    /// manifests or presets.yaml. Only where all of the pack is listed and can be rendered, and not
    /// where another version of the image is used and not listed: that is reported as
    /// `image-not-listed`.
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
    let is_known =
        deployment.is_whole() && deployment.switched_off.is_some() && is_all_listed(context);
    let values = context
        .values()
        .filter(|_| is_known && is_in_layer_with_images(context) && installs_something(context));
    let Some(listed) = values.and_then(|values| listed_images(&values)) else {
        return;
    };
    let rows = rows(&listed, deployment);
    let repository = |name: &str| ImageReference::parse(name).map(|image| image.repository());
    let unlisted = rows.iter().filter(|row| row.state == ImageState::Unlisted);
    let unlisted = set(unlisted.filter_map(|row| repository(&row.name)));
    for row in &rows {
        let entry = row.entry.and_then(|entry| listed.get(entry));
        let (Some(entry), Some(repository)) = (entry, repository(&row.name)) else {
            continue;
        };
        let is_unused = row.state == ImageState::Unused && !row.switched_off;
        if !is_unused || unlisted.contains(&repository) || is_mentioned(context, &row.name) {
            continue;
        }
        let message = format!(
            "No object that the pack deploys uses the image {}, so clusters may mirror it for nothing. Remove it, unless an operator uses it later.",
            row.name
        );
        let label = format!("Remove {}", row.name);
        let report = findings.report(at(entry.place()), message);
        // An empty list is another finding where images are used, and for the community repository.
        let may_be_empty = unlisted.is_empty() && !context.for_community;
        if listed.len() > 1 || may_be_empty {
            report.ask("remove", label, vec![remove(entry.pointer.clone())]);
        }
    }
}

/// Whether all charts and manifests of a pack are listed and can be read: what others name might be
/// meant to be deployed.
fn is_all_listed(context: &Context<'_>) -> bool {
    let lists = [&CHART_LIST, &MANIFEST_LIST];
    context.charts().len() == context.manifest.charts().len()
        && lists.iter().all(|list| unlisted(list, context).is_empty())
}

/// Whether a text of the pack names an image, in any version: in a part that is rendered for another cluster
/// or with other values.
fn is_mentioned(context: &Context<'_>, name: &str) -> bool {
    let Some(image) = ImageReference::parse(name) else {
        return true;
    };
    let whole = image
        .registry
        .map(|registry| format!("{registry}/{}", image.path));
    let mentions = |text: &str| {
        // Behind a slash the path belongs to another registry.
        let mut paths = text.match_indices(image.path);
        let is_own = |before: &str| !before.ends_with('/');
        whole
            .as_ref()
            .is_some_and(|whole| text.contains(whole.as_str()))
            || (image.path.contains('/') && paths.any(|(at, _)| text.get(..at).is_some_and(is_own)))
    };
    let presets = context.pack.text(PRESETS_YAML).into_iter();
    let manifests = context.manifests().into_iter();
    let manifests = manifests.filter_map(|(path, _)| context.pack.text(path.as_str()));
    let is_in_chart = |reading: &ChartReading| {
        let files = reading.chart.files.iter();
        let mut files =
            files.filter(|file| file.path.ends_with(".yaml") || file.path.ends_with(".tpl"));
        files.any(|file| std::str::from_utf8(&file.bytes).is_ok_and(mentions))
    };
    presets.chain(manifests).any(mentions)
        || context
            .charts()
            .iter()
            .any(|(_, reading)| is_in_chart(reading))
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
            .file("manifests/sample.yaml", "kind: ConfigMap\n")
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
        let newer = [(
            "templates/a.yaml",
            "{{ if semverCompare \">2\" .Capabilities.KubeVersion.Version }}image: x.io/new:1{{ end }}",
        )];
        chart(&newer, "- image: x.io/new:2\n").silent(RULE.id);
        let elsewhere = [("templates/a.yaml", "# y.io/org/old\n")];
        chart(&elsewhere, "- image: x.io/org/old:2\n")
            .fires(RULE.id, &["values.yaml/pack/content/images/0/image"]);
    }

    #[test]
    fn nothing_is_said_where_something_fails_or_has_another_version() {
        let failing = [("templates/a.yaml", "{{ fail \"x\" }}")];
        chart(&failing, "- image: x.io/old:1\n").silent(RULE.id);
        Sample::images("- image: nginx:0\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
        Sample::images("- image: x.io/old:1\n")
            .file("manifests/sample.yaml", "kind: ConfigMap\n")
            .set("/layer", "k8s")
            .silent(RULE.id);
    }
}
