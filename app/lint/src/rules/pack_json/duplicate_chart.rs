//! Two archives of the same chart.

use crate::context::{Context, at, remove};
use crate::findings::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a listed chart whose name, in its Chart.yaml, is that of a chart listed before.
    ///
    /// ## Why is this bad
    /// Values and release names go by the chart's name: both charts get the same ones, and the second
    /// installation collides with the first. Mostly an old version was left behind.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["charts/karpenter-1.5.0.tgz", "charts/karpenter-1.5.1.tgz"] }
    /// ```
    ///
    /// ## How to fix
    /// Remove the one that is not meant from the list, and its file.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack": values stand under the chart's name.
    "duplicate-chart", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let charts = context.charts();
    for (index, (listed, reading)) in charts.iter().enumerate() {
        let name = &reading.chart.name;
        let mut before = charts.iter().take(index);
        let Some((first, _)) = before.find(|(_, other)| other.chart.name == *name) else {
            continue;
        };
        let message = format!(
            "“{}” and “{}” both hold the chart {}, so both get the same values and release name and collide. Keep one of them.",
            first.path, listed.path, name
        );
        let mut report = findings.report(at(listed.pointer.clone()), message);
        for listed in [first, listed] {
            let id = format!("remove-{}", listed.pointer.last().unwrap_or_default());
            let label = format!("Remove “{}” from the list", listed.path);
            report = report.ask(&id, label, vec![remove(listed.pointer.clone())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn two(name: &str) -> Sample {
        let other = format!("name: {name}\nversion: 2.0.0\n");
        Sample::addon()
            .chart(
                "charts/web-1.tgz",
                &[("Chart.yaml", "name: web\nversion: 1.0.0\n")],
            )
            .chart("charts/web-2.tgz", &[("Chart.yaml", &other)])
            .set("/charts", json!(["charts/web-1.tgz", "charts/web-2.tgz"]))
    }

    #[test]
    fn names_both_and_removes_either() {
        let sample = two("web").fires(RULE.id, &["/charts/1"]);
        assert_eq!(
            sample.clone().mended(RULE.id, "remove-0").value("/charts"),
            json!(["charts/web-2.tgz"])
        );
        assert_eq!(
            sample.mended(RULE.id, "remove-1").value("/charts"),
            json!(["charts/web-1.tgz"])
        );
        two("web")
            .set("/charts", json!(["charts/web-1.tgz", "./charts/web-1.tgz"]))
            .fires(RULE.id, &["/charts/1"]);
    }

    #[test]
    fn other_names_and_unreadable_archives_are_no_duplicates() {
        two("api").silent(RULE.id);
        two("web").bytes("charts/web-2.tgz", b"").silent(RULE.id);
    }
}
