//! An image that is used but not listed.

use pack_model::deployment::Deployment;
use pack_model::deployment::images::{ImageRow, ImageState};
use pack_model::facts::version::without_v;
use pack_model::{ImageReference, Pointer};
use serde_json::json;

use crate::judge::changes::values::{append, set};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::{IMAGES, ListedImage, listed_images, rows};
use crate::reading::values::{at, pointer};
use crate::rules::images::{counts_as_missing, is_pinned, used_at};

declare_rule! {
    /// ## What it does
    /// Reports an image that a cluster would get from the pack and `pack.content.images` does not
    /// list, and names the object and the template that use it. The charts and manifests are
    /// rendered with the values of the pack. Images of containers are certain. An image is only
    /// probable if an argument, an environment variable, a ConfigMap, a custom resource or an
    /// annotation of the chart names it. Parts that are switched off do not count, nor do tests. If
    /// a chart cannot be rendered, its images are read from its values and templates.
    ///
    /// ## Why is this bad
    /// Clusters without internet access, and edge clusters in local mode, get only the listed
    /// images. Without this image, the deployment fails there.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: docker.io/library/nginx:1.26.0
    /// charts:
    ///   web:
    ///     image: docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Add it, or correct the version of the matching entry. The fix shows its change first if the
    /// image is only probable. An image whose tag may change has no fix: give it a fixed tag where it
    /// is used.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "image-not-listed", Warning, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    // A missing list is reported by another rule.
    let listed = listed_images(&values).filter(|_| !counts_as_missing(context, &values));
    let Some(listed) = listed else {
        return;
    };
    let rows = rows(&listed, deployment);
    let versions = Versions::of(&listed, &rows);
    for image in &rows {
        let is_reported = image.state == ImageState::Unlisted && !image.switched_off;
        // What is not known before the deployment is told by another rule.
        if !is_reported || (image.certain && image.varies) {
            continue;
        }
        let how = if image.certain {
            "is used"
        } else {
            "is probably used"
        };
        let other = versions.other(&image.name);
        let advice = match other {
            Some((_, text)) => format!("Add it, or correct “{text}” in the list."),
            None => "Add it.".to_owned(),
        };
        let message = format!(
            "The image {} {how} ({}) but not listed, so clusters without internet access do not get it. {advice}",
            image.name,
            used_at(image)
        );
        let list = pointer(IMAGES);
        let add = append(list.clone(), json!({ "image": image.name }));
        let report = findings.report(at(list), message);
        // An entry whose image may change is another finding.
        if !is_pinned(&image.name) {
            continue;
        }
        let label = format!("Add {}", image.name);
        if let Some((place, text)) = other {
            // Usually the version was not updated; sometimes both are used.
            let name = in_style_of(text, image);
            let replace = format!("Change “{text}” to {name}");
            let change = set(place.clone(), name);
            report
                .ask("replace", replace, vec![change])
                .ask("add", label, vec![add]);
        } else if image.certain {
            report.safe("add", label, vec![add]);
        } else {
            // A probable image may not exist.
            report.ask("add", label, vec![add]);
        }
    }
}

/// The name of an image, with the `v` before the chart's own version that another entry has.
fn in_style_of(listed: &str, image: &ImageRow) -> String {
    let has_v = |name: &str| {
        let tag = ImageReference::parse(name).and_then(|reference| reference.tag);
        tag.is_some_and(|tag| without_v(tag).is_some())
    };
    let other = image.other_name.clone();
    let other = other.filter(|_| has_v(listed) && !has_v(&image.name));
    other.unwrap_or_else(|| image.name.clone())
}

/// An entry of the list.
struct Version<'v> {
    repository: String,
    place: Pointer,
    text: &'v str,
    /// Whether something names it.
    is_named: bool,
}

/// What the list has.
struct Versions<'v>(Vec<Version<'v>>);

impl<'v> Versions<'v> {
    fn of(listed: &[ListedImage<'v>], rows: &[ImageRow]) -> Self {
        let mut versions = Vec::new();
        for row in rows {
            let Some(listed) = row.entry.and_then(|entry| listed.get(entry)) else {
                continue;
            };
            if let (Some(reference), Some(text)) = (listed.reference(), listed.text()) {
                versions.push(Version {
                    repository: reference.repository(),
                    place: listed.place(),
                    text,
                    is_named: row.state == ImageState::Used || row.switched_off,
                });
            }
        }
        Self(versions)
    }

    /// The place and text of the only entry that lists another version of an image, which is not
    /// used.
    fn other(&self, name: &str) -> Option<(&Pointer, &'v str)> {
        let repository = ImageReference::parse(name)?.repository();
        let mut same = self.0.iter().filter(|one| one.repository == repository);
        match (same.next()?, same.next()) {
            (one, None) if !one.is_named => Some((&one.place, one.text)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Safety;

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: nginx:1\n";

    #[test]
    fn a_chart_that_takes_its_own_version_was_upgraded() {
        let values = "pack:\n  namespace: sample\n  content:\n    images:\n    - image: x.io/a:v1.0.0\ncharts:\n  web:\n    image: {tag: ''}\n";
        let chart = |version: &str| {
            let about = format!("name: web\nversion: 1.0.0\nappVersion: {version}\n");
            let own = "image:\n  repository: x.io/a\n  tag: ''\n";
            // Where a chart does not render, its texts are read.
            let files = [
                ("Chart.yaml", about.as_str()),
                ("values.yaml", own),
                ("templates/a.yaml", "{{ fail \"x\" }}"),
            ];
            Sample::addon()
                .chart("charts/web.tgz", &files)
                .file("values.yaml", values)
                .set("/charts", json!(["charts/web.tgz"]))
        };
        chart("1.0.0").silent(RULE.id);
        let sample = chart("1.1.0").fires(RULE.id, &["values.yaml/pack/content/images"]);
        let fixed = sample.fixed(RULE.id, "replace").silent(RULE.id);
        let expected = values.replace("v1.0.0", "v1.1.0");
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn images_that_may_be_others_tomorrow_are_not_added() {
        let sample = Sample::images("- image: x.io/a:1\n")
            .file("manifests/sample.yaml", &POD.replace("nginx:1", "nginx"))
            .fires(RULE.id, &["values.yaml/pack/content/images"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn images_of_manifests_are_added() {
        let both = format!("{POD}  - image: x.io/a:1\n");
        let sample = Sample::images("- image: x.io/a:1\n").file("manifests/sample.yaml", &both);
        let fixed = sample
            .fires(RULE.id, &["values.yaml/pack/content/images"])
            .fixed(RULE.id, "add")
            .clean();
        assert!(
            fixed
                .text("values.yaml")
                .ends_with("      - image: docker.io/library/nginx:1\n")
        );
    }

    #[test]
    fn another_version_may_be_replaced() {
        let sample = Sample::images("- image: docker.io/library/nginx:0\n")
            .file("manifests/sample.yaml", POD);
        let sample = sample.fires(RULE.id, &["values.yaml/pack/content/images"]);
        let found = sample.findings_of(RULE.id);
        let fixes: Vec<_> = found[0]
            .fixes
            .iter()
            .map(|fix| (fix.id.as_str(), fix.safety))
            .collect();
        assert_eq!(fixes, [("replace", Safety::Ask), ("add", Safety::Ask)]);
        let fixed = sample.fixed(RULE.id, "replace").clean();
        assert!(
            fixed
                .text("values.yaml")
                .ends_with("      - image: docker.io/library/nginx:1\n")
        );
    }

    #[test]
    fn images_of_charts_are_those_of_the_packs_values() {
        let own = "image:\n  repository: x.io/a\n  tag: v1\n";
        let values = "pack:\n  content:\n    images:\n    - image: x.io/a:v1\ncharts:\n  web:\n    image:\n      tag: v2\n";
        let pod = POD.replace(
            "nginx:1",
            "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
        );
        let files = [
            ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            ("values.yaml", own),
            ("templates/pod.yaml", pod.as_str()),
        ];
        let sample = Sample::addon()
            .chart("charts/web.tgz", &files)
            .set("/charts", json!(["charts/web.tgz"]))
            .file("values.yaml", values);
        let sample = sample.fires(RULE.id, &["values.yaml/pack/content/images"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("x.io/a:v2 is used (Pod a, web/templates/pod.yaml)"),
            "{message}"
        );
        sample.fixed(RULE.id, "replace").silent(RULE.id);
    }

    #[test]
    fn listed_and_templated_images_are_left() {
        Sample::images("- image: nginx:1\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
        Sample::images("- docker.io/library/nginx:1\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
        Sample::images("- image: \"{{ .spectro.var.r }}/library/nginx:1\"\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
        Sample::addon()
            .file("values.yaml", "pack:\n  namespace: sample\n")
            .file("manifests/sample.yaml", POD)
            .silent(RULE.id);
    }
}
