//! A pack that was made from a template and still lacks what only the user knows.

use pack_model::path::PACK_JSON;
use pack_model::template::{EXAMPLE, PLACEHOLDERS};
use pack_model::vocabulary::Layer;
use pack_model::{FilePath, Place, Severity};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use crate::rules::files::readme_is_a_template::placeholders;

declare_rule! {
    /// ## What it does
    /// Reports what a pack still has from its template, or lacks, and only you know: its name, and the
    /// charts or manifests that it installs. It is a **warning** where Palette takes the pack: a display
    /// name or a manifest that is still the example.
    ///
    /// ## Why is this bad
    /// Palette tells packs apart by their names, and later versions keep them. A pack that lists no
    /// chart and no manifest installs nothing.
    ///
    /// ## Example
    /// ```json
    /// { "name": "my-chart-pack", "charts": [] }
    /// ```
    ///
    /// ## How to fix
    /// Name the pack, and add its charts or manifests.
    ///
    /// ## Source
    /// The templates of this editor; vendor documentation, "Add a Custom Pack".
    "template-unfinished", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let manifest = &context.manifest;
    let (name, shown) = (manifest.name(), manifest.display_name());
    let is_named = !PLACEHOLDERS
        .iter()
        .any(|(placeholder, _)| name.as_deref() == Some(*placeholder));
    if !is_named {
        let message = "The pack still has the name of its template, and Palette tells packs apart by their names. Enter a name that later versions keep.";
        findings.report(at_property("name"), message);
    } else if PLACEHOLDERS
        .iter()
        .any(|(_, placeholder)| shown.as_deref() == Some(*placeholder))
    {
        let message = "The pack still has the display name of its template, which users see in Palette. Enter its own.";
        findings
            .report(at_property("displayName"), message)
            .severity(Severity::Warning);
    }
    let is_from_template = !is_named || !placeholders(context).is_empty();
    let installs = !matches!(manifest.layer(), None | Some(Layer::Os | Layer::K8s));
    let is_empty = manifest.charts().is_empty() && manifest.kube_manifests().is_empty();
    if is_from_template && installs && is_empty && context.is_sound() {
        let message = "The pack lists no chart and no manifest, so it installs nothing. Add them.";
        findings.report(Place::file(FilePath::of(PACK_JSON)), message);
    }
    let (path, line) = EXAMPLE;
    if context
        .pack
        .text(path)
        .is_some_and(|text| text.contains(line))
    {
        let message =
            "This manifest is still the example of the template. Replace it with your own.";
        findings
            .report(Place::file(FilePath::of(path)), message)
            .severity(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::testing::Sample;
    use pack_model::template::TEMPLATES;

    #[test]
    fn every_new_pack_has_errors() {
        for template in TEMPLATES {
            let found = crate::check(&template.build(), &Options::default());
            let errors = found
                .iter()
                .filter(|found| found.severity == Severity::Error);
            let errors: Vec<_> = errors.map(|error| error.rule.as_str()).collect();
            assert!(errors.contains(&RULE.id), "{}: {errors:?}", template.id);
            let is_os = template.id.starts_with("os-");
            assert_eq!(
                errors.contains(&"os-annotation-empty"),
                is_os,
                "{}",
                template.id
            );
        }
    }

    #[test]
    fn a_pack_of_its_own_is_left() {
        let sample = Sample::addon()
            .set("/name", "my-pack")
            .fires(RULE.id, &["/name"]);
        let sample = sample.set("/name", "mine").set("/displayName", "My Pack");
        let sample = sample.fires(RULE.id, &["/displayName"]);
        let sample = sample.set("/displayName", "Mine").unset("/kubeManifests");
        let sample = sample.silent(RULE.id);
        sample
            .file("README.md", "<!-- One paragraph: what it is. -->")
            .fires(RULE.id, &["" /* pack.json itself */]);
    }

    #[test]
    fn an_example_is_no_manifest_of_ones_own() {
        let example = format!("a: 1\n# {}\n", EXAMPLE.1);
        let sample = Sample::addon().file(EXAMPLE.0, &example);
        sample.fires(RULE.id, &[EXAMPLE.0]);
    }
}
