//! Two archives of the same chart.

use pack_model::{Change, FilePath};

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports a listed chart with the same name, in its Chart.yaml, as a chart listed before.
    ///
    /// ## Why is this bad
    /// Palette uses the name of the chart for its values and its release. Both charts get the same
    /// release name, so the second installation fails. Often an old version was left behind.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["charts/karpenter-1.5.0.tgz", "charts/karpenter-1.5.1.tgz"] }
    /// ```
    ///
    /// ## How to fix
    /// Remove one of them from the list, and delete its file.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack": values are listed under the chart's name.
    "duplicate-chart", Error
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
            "“{}” and “{}” both contain the chart {}, so the second installation fails. Keep one of them.",
            first.path, listed.path, name
        );
        let mut report = findings.report(at(listed.pointer.clone()), message);
        let same_file = inside(&first.path) == inside(&listed.path);
        for listed in [first, listed] {
            let id = format!("remove-{}", listed.pointer.last().unwrap_or_default());
            let mut changes = vec![remove(listed.pointer.clone())];
            let file = inside(&listed.path).and_then(|path| FilePath::new(&path).ok());
            let mut label = format!("Remove “{}” from the list", listed.path);
            if let Some(path) = file.filter(|_| !same_file) {
                changes.push(Change::remove_file(path));
                label.push_str(", and its file");
            }
            report = report.ask(&id, label, changes);
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
        for (fix, left) in [
            ("remove-0", "charts/web-2.tgz"),
            ("remove-1", "charts/web-1.tgz"),
        ] {
            let fixed = sample.clone().fixed(RULE.id, fix).clean();
            assert_eq!(fixed.value("/charts"), json!([left]));
        }
        let twice = two("web")
            .without("charts/web-2.tgz")
            .set("/charts", json!(["charts/web-1.tgz", "./charts/web-1.tgz"]))
            .fires(RULE.id, &["/charts/1"]);
        twice.fixed(RULE.id, "remove-1").clean();
    }

    #[test]
    fn other_names_and_unreadable_archives_are_no_duplicates() {
        two("api").silent(RULE.id);
        two("web").bytes("charts/web-2.tgz", b"").silent(RULE.id);
    }
}
