//! A version that starts with `v`.

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::version::without_v;

declare_rule! {
    /// ## What it does
    /// Reports a version that starts with `v` and a digit.
    ///
    /// ## Why is this bad
    /// Semantic versions have no `v`. Version limits of dependencies may not work, and the
    /// community repository rejects the pack.
    ///
    /// ## Example
    /// ```json
    /// { "version": "v1.2.3" }
    /// ```
    ///
    /// ## How to fix
    /// Remove the `v`: `1.2.3`.
    ///
    /// ## Source
    /// The community repository's checks; semver.org.
    "version-leading-v", Warning, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(version) = context.manifest.version() else {
        return;
    };
    if let Some(plain) = without_v(&version) {
        let message = format!(
            "The version “{version}” starts with “v”, which is not part of a semantic version, so Palette may compare it incorrectly. Write {plain}."
        );
        let report = findings.report(at_property("version"), message);
        report.safe(
            "remove-v",
            format!("Change to {plain}"),
            vec![set_property("version", plain)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Severity;

    #[test]
    fn removes_the_v() {
        let sample = Sample::addon()
            .set("/version", "v1.2.3")
            .fires(RULE.id, &["/version"]);
        assert_eq!(
            sample.clone().for_community().findings()[0].severity,
            Severity::Error
        );
        assert_eq!(
            sample.fixed(RULE.id, "remove-v").clean().value("/version"),
            "1.2.3"
        );
    }

    #[test]
    fn leaves_other_versions_alone() {
        for version in ["1.2.3", "vanilla", "", "1.2.3-v1"] {
            Sample::addon().set("/version", version).silent(RULE.id);
        }
    }
}
