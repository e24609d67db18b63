//! Two presets of the same group that are enabled together.

use pack_model::path::VALUES_YAML;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::enabled::{enabled, without};

declare_rule! {
    /// ## What it does
    /// Reports a preset in the comment `# spectrocloud.com/enabled-presets:` if the comment
    /// already enables another one of its group.
    ///
    /// ## Why is this bad
    /// Only one preset of a group can be active, and the documentation does not say which one
    /// Palette uses.
    ///
    /// ## Example
    /// ```yaml
    /// # spectrocloud.com/enabled-presets: Size:small,Size:large
    /// ```
    ///
    /// ## How to fix
    /// Keep one of each group.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "enabled-preset-conflict", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(text) = context.pack.text(VALUES_YAML) else {
        return;
    };
    let enabled = enabled(text);
    for (index, chosen) in enabled.iter().enumerate() {
        let Some(first) = enabled
            .iter()
            .take(index)
            .find(|first| first.group == chosen.group && !first.group.is_empty())
        else {
            continue;
        };
        let message = format!(
            "The comment enables two presets of the group “{}”, “{}” and “{}”, but only one can be active. Keep one of them.",
            chosen.group, first.name, chosen.name
        );
        let place = Place::text(FilePath::of(VALUES_YAML), chosen.range.clone());
        let mut report = findings.report(place, message);
        for (id, other) in [("remove-first", first), ("remove", chosen)] {
            let label = format!("Remove {}:{} from the comment", other.group, other.name);
            report = report.ask(id, label, vec![without(text, &other.range)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn one_of_a_group_is_kept() {
        let values =
            |list: &str| format!("# spectrocloud.com/enabled-presets: {list}\npack: {{}}\n");
        let sample = Sample::addon()
            .file(VALUES_YAML, &values("S:a, S:b,T:a"))
            .fires(RULE.id, &["values.yaml:1:42"]);
        let fixed = sample.clone().fixed(RULE.id, "remove").silent(RULE.id);
        assert_eq!(fixed.text(VALUES_YAML), values("S:a,T:a"));
        let fixed = sample.fixed(RULE.id, "remove-first").silent(RULE.id);
        assert_eq!(fixed.text(VALUES_YAML), values("S:b,T:a"));
    }
}
