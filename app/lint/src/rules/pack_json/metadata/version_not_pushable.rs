//! A version or group that cannot be part of a tag in a registry.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::oci::{TAG_LENGTH, is_tag, tag};

declare_rule! {
    /// ## What it does
    /// Reports a version or group that cannot be part of an OCI tag: it contains a `+`, a space or
    /// another character that is not a letter, digit, `_`, `.` or `-`, or is longer than 128
    /// characters.
    ///
    /// ## Why is this bad
    /// The version is the tag of the pack in the registry, after `<group>__` if it has a group. The
    /// registry rejects a tag with other characters.
    ///
    /// ## Example
    /// ```json
    /// { "version": "1.2.3+build.7" }
    /// ```
    ///
    /// ## How to fix
    /// Replace the invalid characters. The fix writes hyphens: `1.2.3-build.7`. Note that semver
    /// treats this as a pre-release of `1.2.3`.
    ///
    /// ## Source
    /// OCI distribution specification, "Pulling manifests".
    "version-not-pushable", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (key, noun) in [("version", "version"), ("group", "group")] {
        let Some(value) = context.manifest.property(key) else {
            continue;
        };
        // An empty version violates the schema, and an empty group counts as absent.
        if value.is_empty() || (key == "group" && value.trim().is_empty()) || is_tag(&value) {
            continue;
        }
        let cause = if value.len() > TAG_LENGTH && value.is_ascii() {
            format!("is longer than {TAG_LENGTH} characters")
        } else {
            "has characters that a tag cannot have".to_owned()
        };
        let message = format!(
            "The {noun} “{value}” {cause}, so the registry rejects it. Use letters, digits, “_”, “.” and “-”, and begin with a letter or digit."
        );
        findings
            .report(at_property(key), message)
            .propose(key, tag(&value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn offers_what_a_tag_can_hold() {
        for (version, near) in [
            ("1.2.3+build.7", "1.2.3-build.7"),
            ("1.2.3 beta", "1.2.3-beta"),
            (" 1.2.3", "1.2.3"),
        ] {
            Sample::addon().replaces(RULE.id, "/version", version, near);
        }
        let long = format!("1.2.3-{}", "x".repeat(TAG_LENGTH));
        Sample::addon()
            .set("/version", long)
            .fires(RULE.id, &["/version"])
            .fixed(RULE.id, "replace")
            .clean();
        Sample::addon()
            .set("/version", "+")
            .fires(RULE.id, &["/version"]);
    }

    #[test]
    fn the_group_is_part_of_the_tag() {
        Sample::addon().replaces(RULE.id, "/group", "long term", "long-term");
        for group in ["", " ", "LTS"] {
            Sample::addon().set("/group", group).silent(RULE.id);
        }
    }

    #[test]
    fn pushable_and_empty_versions_are_not_its_matter() {
        for version in ["1.2.3", "v1.5", "1.2.3-rc.1", ""] {
            Sample::addon().set("/version", version).silent(RULE.id);
        }
    }
}
