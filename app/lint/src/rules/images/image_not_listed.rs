//! An image that is used but not listed.

use pack_model::facts::images::FoundImage;
use pack_model::{ImageReference, Pointer};
use serde_json::json;

use crate::judge::changes::values::{append, set};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::{IMAGES, ListedImage, listed_images};
use crate::reading::images::used::{unlisted_images, used_images};
use crate::reading::text::is_among;
use crate::reading::values::{Values, at, pointer};
use pack_model::facts::version::without_v;

declare_rule! {
    /// ## What it does
    /// Reports an image that a chart or manifest uses and `pack.content.images` does not list, and
    /// says where it was found. Containers in manifests and templates, and values with a full
    /// image name, are certain. An image is only probable if its tag is the chart's own version, if
    /// it was found anywhere else, or if only the chart's annotations list it. Disabled parts of a
    /// chart are skipped.
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
    /// image is only probable or its tag may change.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "image-not-listed", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    // A missing list is reported by another rule.
    if listed_images(&values).is_none() {
        return;
    }
    let used = used_images(context, &values);
    let versions = Versions::of(&values, &used);
    for image in unlisted_images(&used, &values) {
        let how = if image.certain {
            "is used"
        } else {
            "is probably used"
        };
        let other = versions.other(&image.repository());
        let advice = match other {
            Some((_, text)) => format!("Add it, or correct “{text}” in the list."),
            None => "Add it.".to_owned(),
        };
        let message = format!(
            "The image {} {how} ({}) but not listed, so clusters without internet access do not get it. {advice}",
            image.name, image.source
        );
        let list = pointer(IMAGES);
        let add = append(list.clone(), json!({ "image": image.name }));
        let report = findings.report(at(list), message);
        let label = format!("Add {}", image.name);
        if let Some((place, text)) = other {
            // Usually the version was not updated; sometimes both are used.
            let name = in_style_of(text, &image);
            let replace = format!("Change “{text}” to {name}");
            let change = set(place.clone(), name);
            report
                .ask("replace", replace, vec![change])
                .ask("add", label, vec![add]);
        } else if image.certain && !image.is_floating() {
            report.safe("add", label, vec![add]);
        } else {
            // A probable image may not exist, and a floating tag may change.
            report.ask("add", label, vec![add]);
        }
    }
}

/// The name of an image, with the `v` before the chart's own version that another entry has.
fn in_style_of(listed: &str, image: &FoundImage) -> String {
    let has_v = |name: &str| {
        let tag = ImageReference::parse(name).and_then(|reference| reference.tag);
        tag.is_some_and(|tag| without_v(tag).is_some())
    };
    let other = image
        .respelt()
        .filter(|_| has_v(listed) && !has_v(&image.name));
    other.unwrap_or_else(|| image.name.clone())
}

/// What the list has, by repository.
struct Versions<'v> {
    /// Each entry's repository, place and text, and whether that version is used: sorted.
    listed: Vec<(String, Pointer, &'v str, bool)>,
}

impl<'v> Versions<'v> {
    /// The entries of the list, with the images that are used.
    fn of(values: &Values<'v>, used: &[FoundImage]) -> Self {
        let respelt = used.iter().filter_map(FoundImage::respelt);
        let mut used: Vec<_> = used.iter().map(|used| used.name.clone()).collect();
        used.extend(respelt);
        used.sort();
        let entries = listed_images(values).unwrap_or_default().into_iter();
        let entry = |listed: ListedImage<'v>| {
            let reference = listed.reference()?;
            let is_used = is_among(&used, &reference.canonical());
            Some((
                reference.repository(),
                listed.place(),
                listed.text()?,
                is_used,
            ))
        };
        let mut listed: Vec<_> = entries.filter_map(entry).collect();
        listed.sort_by(|one, other| one.0.cmp(&other.0));
        Self { listed }
    }

    /// The place and text of the only entry that lists another version of an image, which is not
    /// used.
    fn other(&self, repository: &str) -> Option<(&Pointer, &'v str)> {
        let first = self
            .listed
            .partition_point(|entry| entry.0.as_str() < repository);
        let mut same = self.listed.get(first..)?.iter();
        let mut next = || same.next().filter(|entry| entry.0 == repository);
        let (_, place, text, is_used) = next()?;
        (next().is_none() && !is_used).then_some((place, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Safety;

    const POD: &str = "spec:\n  containers:\n  - image: nginx:1\n";

    #[test]
    fn a_chart_that_takes_its_own_version_was_upgraded() {
        let values = "pack:\n  namespace: sample\n  content:\n    images:\n    - image: x.io/a:v1.0.0\ncharts:\n  web:\n    image: {tag: ''}\n";
        let chart = |version: &str| {
            let about = format!("name: web\nversion: 1.0.0\nappVersion: {version}\n");
            let own = "image:\n  repository: x.io/a\n  tag: ''\n";
            let files = [("Chart.yaml", about.as_str()), ("values.yaml", own)];
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
    fn images_that_may_be_others_tomorrow_are_asked_about() {
        let sample = Sample::images("- image: x.io/a:1\n")
            .file("manifests/sample.yaml", &POD.replace("nginx:1", "nginx"))
            .fires(RULE.id, &["values.yaml/pack/content/images"]);
        assert_eq!(sample.findings_of(RULE.id)[0].fixes[0].safety, Safety::Ask);
    }

    #[test]
    fn images_of_manifests_are_added() {
        let sample = Sample::images("- image: x.io/a:1\n").file("manifests/sample.yaml", POD);
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
        let sample = Sample::with_chart(own, values)
            .without("manifests/sample.yaml")
            .unset("/kubeManifests");
        let sample = sample.fires(RULE.id, &["values.yaml/pack/content/images"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("x.io/a:v2 is used (image of the chart web)"),
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
