//! A new version under a different name than the previous one.

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;

declare_rule! {
    /// ## What it does
    /// Reports a `name` or `displayName` that differs from that of the version from which the
    /// draft was made with “New version”.
    ///
    /// ## Why is this bad
    /// Palette treats packs with the same name and display name as versions of one pack. With a
    /// different name it is a different pack, and profiles that use the old one get no update.
    ///
    /// ## Example
    /// ```json
    /// { "name": "prometheus", "displayName": "Prometheus", "version": "57.0.0" }
    /// { "name": "prometheus", "displayName": "Prometheus Stack", "version": "58.0.0" }
    /// ```
    ///
    /// ## How to fix
    /// Keep the name and the display name. If you want a different pack, ignore this; a dependency
    /// of the type `upgrade` then leads from the old pack to the new one.
    ///
    /// ## Source
    /// Vendor documentation on updating custom packs; the community repository's checks.
    "renamed-across-versions", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(before) = &context.pack.origin().predecessor else {
        return;
    };
    for (key, what, old) in [
        ("name", "name", &before.name),
        ("displayName", "display name", &before.display_name),
    ] {
        // An absent or empty name violates the schema.
        let new = context.manifest.property(key);
        let Some(new) = new.filter(|new| !new.is_empty() && !old.is_empty() && new != old) else {
            continue;
        };
        let message = format!(
            "The {what} was “{old}” in version {} and is now “{new}”, so Palette treats it as a different pack and offers no update. Keep “{old}” unless you want that.",
            before.version
        );
        findings.report(at_property(key), message).ask(
            "restore",
            format!("Change back to {old}"),
            vec![set_property(key, old.as_str())],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Origin;
    use pack_model::origin::Predecessor;

    fn after(name: &str, display_name: &str) -> Sample {
        Sample::addon().from(Origin {
            folder: None,
            predecessor: Some(Predecessor {
                name: name.into(),
                display_name: display_name.into(),
                version: "1.2.2".into(),
            }),
        })
    }

    #[test]
    fn each_of_the_names_can_be_changed_back() {
        let sample = after("before", "Before").fires(RULE.id, &["/name", "/displayName"]);
        let fixed = sample.fixed(RULE.id, "restore");
        assert_eq!(fixed.value("/name"), "before");
        let fixed = fixed
            .fires(RULE.id, &["/displayName"])
            .fixed(RULE.id, "restore");
        assert_eq!(fixed.clean().value("/displayName"), "Before");
    }

    #[test]
    fn what_stayed_and_what_was_or_is_missing_is_no_rename() {
        after("sample", "Sample").clean();
        after("", "").clean();
        after("before", "Sample").unset("/name").silent(RULE.id);
        after("sample", "Before")
            .set("/displayName", "")
            .silent(RULE.id);
    }
}
