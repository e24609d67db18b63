//! A pack without a namespace.

use pack_model::facts::label;
use pack_model::vocabulary::Layer;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::misspelt_keys::is_misspelt;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a pack with charts or manifests whose values.yaml has no `pack.namespace`.
    ///
    /// ## Why is this bad
    /// The pack is installed in the namespace `default`, together with others.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images: []
    /// ```
    ///
    /// ## How to fix
    /// Set the namespace. The fix uses the pack's name. Manifests that set their own namespace do
    /// not need it; once the pack has one, `namespace-fixed` names them.
    ///
    /// ## Source
    /// Vendor documentation on values of packs.
    "namespace-missing", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let path = ["pack", "namespace"];
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let installs =
        !context.manifest.charts().is_empty() || !context.manifest.kube_manifests().is_empty();
    let value = values.value(&path);
    let missing = value.is_none_or(|value| {
        value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
    });
    let missing = missing && !is_misspelt(&values, &path);
    if !installs || !missing || context.manifest.layer() == Some(Layer::Os) {
        return;
    }
    let place = pointer(&path);
    let message =
        "The pack has no namespace, so it is installed in `default`. Set `pack.namespace`.";
    let report = findings.report(at(place.clone()), message);
    if let Some(name) = context
        .manifest
        .name()
        .and_then(|name| label::nearest(&name))
    {
        report.ask(
            "set",
            format!("Set namespace to {name}"),
            vec![set(place, name)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_name_of_the_pack_is_offered() {
        for values in [
            "pack:\n  content: {images: []}\n",
            "pack:\n  namespace:\n  content: {images: []}\n",
        ] {
            let fixed = Sample::addon()
                .file("values.yaml", values)
                .fires(RULE.id, &["values.yaml/pack/namespace"])
                .fixed(RULE.id, "set")
                .clean();
            assert!(fixed.text("values.yaml").contains("namespace: sample\n"));
        }
    }

    #[test]
    fn packs_that_install_nothing_need_none() {
        let sample = Sample::addon().file("values.yaml", "");
        sample.clone().unset("/kubeManifests").silent(RULE.id);
        sample.set("/layer", "os").silent(RULE.id);
    }
}
