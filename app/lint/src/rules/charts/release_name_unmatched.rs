//! A release name for a chart that does not exist.

use pack_model::Chart;
use pack_model::chart::defaults::keys_of;

use super::has_unknown_charts;
use crate::judge::changes::values::rename_key;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::nearest::is_near;
use crate::reading::values::{at_key, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a key under `pack.releaseNameOverride` in values.yaml that is neither the name of a
    /// listed chart nor that of one of its sub-charts.
    ///
    /// ## Why is this bad
    /// The release name is ignored: the chart is installed as `<pack>-<chart>`, without an error.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   releaseNameOverride:
    ///     web-1.0.0: frontend
    /// ```
    /// in a pack with the chart `web`.
    ///
    /// ## How to fix
    /// Use the name in Chart.yaml. A fix renames the key if one chart is similar, or is the only one.
    ///
    /// ## Source
    /// Vendor documentation on values of packs.
    "release-name-unmatched", Error
}

/// The path of the release names.
const OVERRIDES: [&str; 2] = ["pack", "releaseNameOverride"];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let Some(given) = values
        .map(&OVERRIDES)
        .filter(|_| !has_unknown_charts(context))
    else {
        return;
    };
    let charts = context.charts();
    let mut inner = Vec::new();
    for (_, reading) in &charts {
        add_inner(&reading.chart, &mut inner);
    }
    let names = charts
        .iter()
        .map(|(_, reading)| reading.chart.name.as_str());
    let is_known =
        |key: &str| names.clone().any(|name| name == key) || inner.iter().any(|name| name == key);
    let free = names.clone().filter(|name| !given.contains_key(*name));
    let free: Vec<&str> = free.collect();
    for key in given.keys().filter(|key| !is_known(key)) {
        let advice = match charts.is_empty() {
            true => "Remove it.",
            false => "Use the name in its Chart.yaml.",
        };
        let message =
            format!("There is no chart named `{key}`, so this release name is ignored. {advice}");
        let place = pointer(&OVERRIDES).child(key);
        let mut report = findings.report(at_key(place.clone()), message);
        if !values.yaml.owns(&place) {
            continue;
        }
        for name in free
            .iter()
            .filter(|name| free.len() == 1 || is_near(key, name))
        {
            let label = format!("Rename to {name}");
            let change = vec![rename_key(place.clone(), name)];
            report = report.ask(&format!("rename-{name}"), label, change);
        }
    }
}

/// Adds the names of a chart's sub-charts, and of theirs.
fn add_inner(chart: &Chart, names: &mut Vec<String>) {
    for inner in &chart.charts {
        names.push(inner.name.clone());
        names.extend(keys_of(chart, inner));
        add_inner(inner, names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn with(name: &str) -> Sample {
        let values = format!(
            "pack:\n  namespace: sample\n  content: {{images: []}}\n  releaseNameOverride:\n    {name}: front # why\ncharts:\n  web: {{a: 1}}\n"
        );
        Sample::with_chart("a: 1\n", &values)
    }

    #[test]
    fn the_chart_that_is_meant_is_offered() {
        let fixed = with("web-1.0.0")
            .fires(RULE.id, &["values.yaml/pack/releaseNameOverride/web-1.0.0"])
            .fixed(RULE.id, "rename-web")
            .clean();
        assert_eq!(fixed.text("values.yaml"), with("web").text("values.yaml"));
    }

    #[test]
    fn charts_and_their_sub_charts_have_names() {
        let files = [
            (
                "Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: store, version: 1.0.0, alias: db}]\n",
            ),
            ("values.yaml", "a: 1\n"),
            (
                "charts/store/Chart.yaml",
                "apiVersion: v2\nname: store\nversion: 1.0.0\n",
            ),
        ];
        for name in ["web", "store", "db"] {
            with(name)
                .chart("charts/web-1.0.0.tgz", &files)
                .silent(RULE.id);
        }
        with("other")
            .bytes("charts/web-1.0.0.tgz", b"")
            .silent(RULE.id);
        let none = with("web").without("charts/web-1.0.0.tgz").unset("/charts");
        let none = none.fires(RULE.id, &["values.yaml/pack/releaseNameOverride/web"]);
        assert!(none.findings_of(RULE.id)[0].fixes.is_empty());
    }
}
