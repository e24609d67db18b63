//! A parameter for a value that does not exist.

use std::cell::LazyCell;

use pack_model::{Change, Pointer, YamlFile};
use pack_once::sort::sort;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::parameters::parameters;
use crate::reading::presets::{AddedPaths, are_known, presets};
use crate::reading::text::is_among;
use crate::reading::text::nearest::MEANT;
use crate::reading::values::dotted_path;
use crate::reading::values::misspelt_keys::{are_in, misspelt};

declare_rule! {
    /// ## What it does
    /// Reports a path in schema.yaml that exists neither in values.yaml nor in a preset.
    ///
    /// ## Why is this bad
    /// There is no value to check, so the parameter has no effect.
    ///
    /// ## Example
    /// ```yaml
    /// charts.web.repicas:
    ///   schema: '{{ required | format "${number}" | hints "How many" }}'
    /// ```
    ///
    /// ## How to fix
    /// Write the path of the value, starting at the root of values.yaml. If one is similar or ends in
    /// the same way, the fix writes it.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints of parameters.
    "parameter-path-unresolved", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| are_known(context)) else {
        return;
    };
    let presets = presets(context);
    let added = AddedPaths::of(&presets);
    let misspelt = LazyCell::new(|| misspelt(&values));
    let parameters = parameters(context);
    let mut given: Vec<_> = parameters.iter().map(|one| one.path.to_owned()).collect();
    sort(&mut given);
    let known = LazyCell::new(|| dotted_path::all(values.data));
    let mut reported = 0;
    for parameter in &parameters {
        let path = parameter.path;
        let is_there = added.has(path, None) || dotted_path::exists(values.data, path);
        if is_there || are_in(&misspelt, &values, &dotted_path::parts(path)) {
            continue;
        }
        let message = format!(
            "“{path}” does not exist in values.yaml, so this parameter has no effect. Write the path of an existing value."
        );
        let report = findings.report(parameter.key(), message);
        reported += 1;
        if reported > MEANT {
            continue;
        }
        let free = known.iter().map(String::as_str);
        let free = free.filter(|known| !is_among(&given, known));
        if let Some(near) = dotted_path::meant(path, free) {
            let change =
                Change::rename_key(YamlFile::parameters(), Pointer::root().child(path), near);
            report.ask("replace", format!("Change to {near}"), vec![change]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::SCHEMA_YAML;

    #[test]
    fn the_nearest_path_is_offered() {
        let schema = |path: &str| {
            format!("{path}:\n  schema: '{{{{ format \"${{string}}\" | hints \"x\" }}}}'\n")
        };
        let fixed = Sample::addon()
            .file(SCHEMA_YAML, &schema("pack.namspace"))
            .fires(RULE.id, &["schema.yaml/pack.namspace"])
            .fixed(RULE.id, "replace")
            .clean();
        assert_eq!(fixed.text(SCHEMA_YAML), schema("pack.namespace"));
        let preset = "presets:\n- name: a\n  displayName: A\n  group: G\n  remove: []\n  add: |\n    charts: {a: 1}\n";
        Sample::addon()
            .file(SCHEMA_YAML, &schema("charts.a"))
            .file("presets.yaml", preset)
            .silent(RULE.id);
    }
}
