//! A name that cannot be the name of a repository in a registry.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::oci::{is_repository, slug};

declare_rule! {
    /// ## What it does
    /// Reports a name that is not a valid OCI repository: lower-case letters and digits, joined by
    /// single dots, one or two underscores, or hyphens.
    ///
    /// ## Why is this bad
    /// The name is the pack's repository in the registry, which rejects an invalid one.
    ///
    /// ## Example
    /// ```json
    /// { "name": "Kube Prometheus" }
    /// ```
    ///
    /// ## How to fix
    /// Write lower-case words joined by hyphens, such as `kube-prometheus`, and put the readable
    /// name in `displayName`. Do not rename a pack that is in use: Palette treats a different name
    /// as a different pack.
    ///
    /// ## Source
    /// OCI distribution specification, "Pulling manifests".
    "name-not-pushable", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(name) = context.manifest.name() else {
        return;
    };
    // An empty name violates the schema.
    if name.is_empty() || is_repository(&name) {
        return;
    }
    let message = format!(
        "“{name}” is not a valid repository name, so the pack cannot be pushed. Use lower-case letters and digits, joined by single dots, underscores or hyphens."
    );
    findings
        .report(at_property("name"), message)
        .propose("name", slug(&name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn offers_a_name_that_can_be_pushed() {
        for (name, slug) in [
            ("Kube Prometheus", "kube-prometheus"),
            ("our/pack", "our-pack"),
            ("a--", "a"),
        ] {
            let sample = Sample::addon()
                .set("/name", name)
                .fires(RULE.id, &["/name"]);
            assert_eq!(
                sample.fixed(RULE.id, "replace").clean().value("/name"),
                slug
            );
        }
        let sample = Sample::addon()
            .set("/name", "日本")
            .fires(RULE.id, &["/name"]);
        assert!(sample.findings()[0].fixes.is_empty());
    }

    #[test]
    fn absent_empty_and_good_names_are_not_its_matter() {
        Sample::addon().unset("/name").silent(RULE.id);
        for name in ["", "kube-prometheus", "a.b__c"] {
            Sample::addon().set("/name", name).silent(RULE.id);
        }
    }
}
