//! An add-on type that is not a category in Palette.

use pack_model::vocabulary::{ADDON_TYPES, Layer, label_of};

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use crate::reading::text::nearest::nearest;

use super::addon_type_missing::offer_likely;

declare_rule! {
    /// ## What it does
    /// Reports an `addonType` that is not one of the documented types.
    ///
    /// ## Why is this bad
    /// The schema accepts any text, but only the documented types match a category in Palette.
    /// With any other type the pack is hard to find.
    ///
    /// ## Example
    /// ```json
    /// { "layer": "addon", "addonType": "app-services" }
    /// ```
    ///
    /// ## How to fix
    /// Use a documented type. If one is similar, the fix uses it: `app services`. Otherwise
    /// choose one from the list; the fixes are those that the pack's own words suggest.
    ///
    /// ## Source
    /// Vendor documentation, table of properties; `integration` comes from the vendor's public
    /// API.
    "unknown-addon-type", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(value) = context.manifest.addon_type() else {
        return;
    };
    let known = label_of(ADDON_TYPES, &value).is_some();
    if known || value.trim().is_empty() || context.manifest.layer() != Some(Layer::Addon) {
        return;
    }
    let near = nearest(&value, ADDON_TYPES.iter().map(|choice| choice.value));
    let advice = match near {
        Some(near) => format!("Did you mean “{near}”?"),
        None => "Choose one of the documented types.".to_owned(),
    };
    let message = format!(
        "The add-on type “{value}” is not a category in Palette, so the pack is hard to find. {advice}"
    );
    let report = findings.report(at_property("addonType"), message);
    match near {
        Some(near) => {
            let change = vec![set_property("addonType", near)];
            report.safe("replace", format!("Change to {near}"), change);
        }
        None => offer_likely(context, report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn near_values_are_mended() {
        for (wrong, right) in [
            ("app-services", "app services"),
            ("Monitoring", "monitoring"),
            ("loadbalancer", "load balancer"),
            ("servicemsh", "servicemesh"),
        ] {
            let sample = Sample::addon()
                .set("/addonType", wrong)
                .fires(RULE.id, &["/addonType"]);
            assert_eq!(
                sample.fixed(RULE.id, "replace").clean().value("/addonType"),
                right
            );
        }
    }

    #[test]
    fn among_other_values_the_author_chooses() {
        let sample = Sample::addon()
            .set("/addonType", "databases")
            .set("/displayName", "Postgres Operator")
            .fires(RULE.id, &["/addonType"]);
        assert_eq!(sample.findings()[0].fixes.len(), 1);
        let fixed = sample.fixed(RULE.id, "set-app-services").clean();
        assert_eq!(fixed.value("/addonType"), "app services");
    }

    #[test]
    fn known_blank_and_core_types_are_not_its_matter() {
        for value in ["system app", "integration", ""] {
            Sample::addon().set("/addonType", value).silent(RULE.id);
        }
        Sample::addon()
            .set("/layer", "csi")
            .set("/addonType", "blocks")
            .silent(RULE.id);
    }
}
