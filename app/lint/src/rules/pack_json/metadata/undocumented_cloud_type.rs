//! A cloud type that only the community repository's schema lists.

use pack_model::vocabulary::{COMMUNITY_CLOUD_TYPES, label_of};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, at_property};

declare_rule! {
    /// ## What it does
    /// Reports a cloud type that the community repository's schema lists and the documented one
    /// does not: `custom`, `libvirt`, `tencent`, `tke`.
    ///
    /// ## Why is this bad
    /// Some published packs use them, but the documentation does not say which versions of Palette
    /// support them. A strict check against the documented schema rejects them.
    ///
    /// ## Example
    /// ```json
    /// { "cloudTypes": ["vsphere", "libvirt"] }
    /// ```
    ///
    /// ## How to fix
    /// Keep the value if the pack is known to work with it. Otherwise use a documented cloud type,
    /// or `all`.
    ///
    /// ## Source
    /// The documented schema; the community repository's schema.
    "undocumented-cloud-type", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let items = context
        .property("cloudTypes")
        .and_then(|list| list.items())
        .unwrap_or_default();
    let of_list = items
        .iter()
        .enumerate()
        .map(|(index, item)| (at_property("cloudTypes"), Some(index), item));
    let single = context
        .property("cloudType")
        .map(|value| (at_property("cloudType"), None, value));
    for (place, index, value) in of_list.chain(single) {
        let Some(value) = value
            .as_str()
            .filter(|value| label_of(COMMUNITY_CLOUD_TYPES, value).is_some())
        else {
            continue;
        };
        let place = index.map_or(place.clone(), |index| at(place.pointer.item(index)));
        let message = format!(
            "The cloud type “{value}” is not documented, so it may not work in every version of Palette. Keep it only if you know that it works."
        );
        findings.report(place, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn reports_each_value_and_leaves_it_to_the_schema_otherwise() {
        let sample = Sample::addon()
            .set("/cloudTypes", json!(["aws", "libvirt", "custom"]))
            .set("/cloudType", "tke");
        let sample = sample.fires(RULE.id, &["/cloudTypes/1", "/cloudTypes/2", "/cloudType"]);
        sample.silent("schema-violation");
    }

    #[test]
    fn documented_and_unknown_types_are_not_its_matter() {
        Sample::addon()
            .set("/cloudTypes", json!(["edge-native", "nowhere", 1]))
            .silent(RULE.id);
    }
}
