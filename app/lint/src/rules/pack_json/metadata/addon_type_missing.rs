//! An add-on without an add-on type.

use pack_model::vocabulary::Layer;

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::{Findings, Report};
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::addon_type::likely;
use crate::reading::pack_json::{at_property, is_blank};

declare_rule! {
    /// ## What it does
    /// Reports a pack of the layer `addon` without `addonType`.
    ///
    /// ## Why is this bad
    /// Palette groups add-ons by their type. The documentation requires it for every add-on.
    ///
    /// ## Example
    /// ```json
    /// { "name": "prometheus", "layer": "addon" }
    /// ```
    ///
    /// ## How to fix
    /// Choose the type under which people will look for the pack. The fixes are the types that the names and
    /// descriptions of the pack and its charts suggest.
    ///
    /// ## Source
    /// Vendor documentation, table of properties.
    "addon-type-missing", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let blank = context.property("addonType").is_some_and(is_blank);
    if context.manifest.layer() != Some(Layer::Addon) || !(blank || context.is_missing("addonType"))
    {
        return;
    }
    let message =
        "This add-on has no add-on type, so Palette cannot list it under a category. Choose one.";
    offer_likely(context, findings.report(at_property("addonType"), message));
}

/// Offers the add-on types that the pack's own words suggest. Its field has all of them.
pub(super) fn offer_likely(context: &Context<'_>, mut report: Report<'_>) {
    for choice in likely(context) {
        let id = format!("set-{}", choice.value.replace(' ', "-"));
        report = report.ask(
            &id,
            format!("Set to {}", choice.label),
            vec![set_property("addonType", choice.value)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn offers_what_is_likely() {
        for sample in [
            Sample::addon().unset("/addonType"),
            Sample::addon().set("/addonType", " "),
        ] {
            let fixed = sample
                .set("/displayName", "Load Balancer")
                .fires(RULE.id, &["/addonType"])
                .fixed(RULE.id, "set-load-balancer")
                .clean();
            assert_eq!(fixed.value("/addonType"), "load balancer");
        }
    }

    #[test]
    fn other_layers_need_none() {
        Sample::addon()
            .unset("/addonType")
            .set("/layer", "csi")
            .silent(RULE.id);
    }
}
