//! An add-on type on a pack that is not an add-on.

use pack_model::Pointer;
use pack_model::vocabulary::Layer;

use crate::judge::changes::pack_json::{remove, set_property};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;

declare_rule! {
    /// ## What it does
    /// Reports an `addonType` on a pack whose layer is not `addon`.
    ///
    /// ## Why is this bad
    /// It has no effect: packs of the other layers are listed by layer. Perhaps the layer is wrong, so
    /// it is told there.
    ///
    /// ## Example
    /// ```json
    /// { "layer": "csi", "addonType": "storage" }
    /// ```
    ///
    /// ## How to fix
    /// Remove the add-on type, or make the pack an add-on.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: set for packs of the layer `addon`.
    "addon-type-on-core-layer", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let (Some(layer), Some(value)) = (context.manifest.layer(), context.manifest.addon_type())
    else {
        return;
    };
    if layer == Layer::Addon || value.trim().is_empty() {
        return;
    }
    let message = format!(
        "The add-on type “{value}” has no effect in the layer “{}”. Remove it, or change the layer to addon.",
        layer.id()
    );
    let change = vec![remove(Pointer::root().child("addonType"))];
    let addon = vec![set_property("layer", Layer::Addon.id())];
    // What installs nothing by itself is no add-on, so that only its type can be wrong.
    let installs =
        !context.manifest.charts().is_empty() || !context.manifest.kube_manifests().is_empty();
    let place = if installs { "layer" } else { "addonType" };
    let report = findings.report(at_property(place), message);
    let report = report.ask("remove", "Remove the add-on type", change);
    if installs {
        report.ask("make-addon", "Change the layer to addon", addon);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn is_removed_from_a_core_layer() {
        let sample = Sample::addon()
            .set("/layer", "csi")
            .fires(RULE.id, &["/layer"]);
        sample.clone().fixed(RULE.id, "remove").clean();
        sample.fixed(RULE.id, "make-addon").clean();
    }

    #[test]
    fn what_installs_nothing_is_no_addon() {
        let sample = Sample::addon().set("/layer", "os").unset("/kubeManifests");
        let sample = sample
            .without("manifests/sample.yaml")
            .fires(RULE.id, &["/addonType"]);
        assert_eq!(sample.findings_of(RULE.id)[0].fixes.len(), 1);
    }

    #[test]
    fn what_an_operating_system_lacks_is_not_told_of_an_add_on() {
        let sample = Sample::addon()
            .set("/layer", "os")
            .fires(RULE.id, &["/layer"]);
        let sample = sample
            .silent("os-annotation-missing")
            .silent("os-annotation-empty");
        sample.fixed(RULE.id, "make-addon").clean();
    }

    #[test]
    fn belongs_to_add_ons() {
        Sample::addon().silent(RULE.id);
        Sample::addon().set("/layer", "nonsense").silent(RULE.id);
    }
}
