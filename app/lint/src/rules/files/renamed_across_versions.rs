//! A new version that calls itself otherwise than the one before.

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;

declare_rule! {
    /// ## What it does
    /// Reports a `name` or `displayName` that differs from that of the version that the draft was
    /// made from with “New version”.
    ///
    /// ## Why is this bad
    /// Palette takes versions for those of one pack if they have the same name and display name.
    /// Under another one the pack stands beside the old one as a different pack, and profiles that
    /// use the old one are offered no update.
    ///
    /// ## Example
    /// ```json
    /// { "name": "prometheus", "displayName": "Prometheus", "version": "57.0.0" }
    /// { "name": "prometheus", "displayName": "Prometheus Stack", "version": "58.0.0" }
    /// ```
    ///
    /// ## How to fix
    /// Keep the name and the display name. If another pack is meant, the finding can be ignored;
    /// a dependency of the type `upgrade` then leads from the old pack to the new one.
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
        // What is absent or empty breaks the schema.
        let new = context.manifest.property(key);
        let Some(new) = new.filter(|new| !new.is_empty() && !old.is_empty() && new != old) else {
            continue;
        };
        let message = format!(
            "This pack was made from version {} of “{old}”, but its {what} is “{new}”. Palette takes it for a different pack, so profiles with the old one are offered no update. Keep “{old}”, unless a different pack is meant.",
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
        let mended = sample.mended(RULE.id, "restore");
        assert_eq!(mended.value("/name"), "before");
        let mended = mended
            .fires(RULE.id, &["/displayName"])
            .mended(RULE.id, "restore");
        assert_eq!(mended.clean().value("/displayName"), "Before");
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
