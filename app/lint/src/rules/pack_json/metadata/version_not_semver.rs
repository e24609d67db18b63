//! A version that is not a semantic version.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::oci::is_tag;
use pack_model::facts::version::{is_semantic, nearest, without_v};

declare_rule! {
    /// ## What it does
    /// Reports a version that does not follow semver 2.0: three numbers without leading zeros, and
    /// optional labels after a hyphen.
    ///
    /// ## Why is this bad
    /// Palette sorts packs by their version and compares it with the limits of dependencies. It may
    /// not understand a version in another form.
    ///
    /// ## Example
    /// ```json
    /// { "version": "26.04.4" }
    /// ```
    ///
    /// ## How to fix
    /// Write the nearest semantic version: here `26.4.4`, or `1.5.0` for `1.5`. If earlier versions
    /// of the pack have another form, check that the new one is still sorted after them.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: "a semantic version"; semver.org.
    "version-not-semver", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(version) = context.manifest.version() else {
        return;
    };
    // A leading v and invalid characters are reported by other rules.
    if is_semantic(&version) || without_v(&version).is_some() || !is_tag(&version) {
        return;
    }
    let near = nearest(&version);
    let advice = match &near {
        Some(near) => format!("The nearest semantic version is {near}."),
        None => "Write three numbers, such as 1.2.3.".to_owned(),
    };
    let message = format!(
        "The version “{version}” is not a semantic version, so Palette may sort it incorrectly. {advice}"
    );
    findings
        .report(at_property("version"), message)
        .propose("version", near);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn offers_the_nearest() {
        for (version, near) in [
            ("1.5", "1.5.0"),
            ("26.04.4", "26.4.4"),
            ("1.2.3.4", "1.2.3-4"),
        ] {
            Sample::addon().replaces(RULE.id, "/version", version, near);
        }
        let sample = Sample::addon()
            .set("/version", "latest")
            .fires(RULE.id, &["/version"]);
        assert!(sample.findings()[0].fixes.is_empty());
    }

    #[test]
    fn one_cause_is_reported_once() {
        for version in ["1.2.3", "1.2.3-rc.1", "2.0.1-up.1", "v1.5", "1 2", ""] {
            Sample::addon().set("/version", version).silent(RULE.id);
        }
    }
}
