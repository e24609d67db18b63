//! A listed chart whose file is missing.

use pack_model::facts::files::{chart_stem, is_chart_name};
use pack_model::path::CHARTS;
use pack_model::{CHART_LIST, Pack, chart};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::pack_json::listed_files::missing::report_missing;

declare_rule! {
    /// ## What it does
    /// Reports a path in `charts` without a file. The message says so if only the chart's unpacked
    /// folder exists.
    ///
    /// ## Why is this bad
    /// Palette installs the listed archives. If one is missing, pushing or deploying the pack
    /// fails.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["charts/prometheus-2.3.4.tgz"] }
    /// ```
    /// with only `charts/prometheus-2.3.5.tgz` in the pack.
    ///
    /// ## How to fix
    /// Add the archive, or correct or remove the path. The fix uses the only archive that is not
    /// listed, moves the file of that name from another folder, packages the chart's folder as
    /// `helm package` does, or removes the path together with the values that nothing would read.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to the Helm chart archives.
    "chart-file-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    report_missing(&CHART_LIST, context, findings, unpacked);
}

/// The end of the message if the chart exists as a folder.
fn unpacked(pack: &Pack, path: &str) -> Option<String> {
    let stem = chart_stem(path.strip_prefix(CHARTS)?)?;
    // An archive is called `<chart>-<version>.tgz`; both parts may have hyphens.
    let names = std::iter::successors(Some(stem), |name| {
        name.rsplit_once('-').map(|(name, _)| name)
    });
    let name = names
        .into_iter()
        .find(|name| chart::is_folder(pack, &format!("{CHARTS}{name}")))?;
    let packed = format!("{CHARTS}{name}-");
    let is_packed = |path: &str| path.starts_with(&packed) && is_chart_name(path);
    // Then the path is misspelled.
    if pack.files().any(|(path, _)| is_packed(path.as_str())) {
        return None;
    }
    Some(format!(
        "only its unpacked folder charts/{name} exists. Run `helm package charts/{name}`, or correct or remove the path."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn takes_the_only_candidate_or_removes_the_path() {
        let sample = Sample::addon()
            .set("/charts", json!(["charts/a-1.0.0.tgz"]))
            .chart(
                "charts/a-1.0.1.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            );
        let sample = sample
            .fires(RULE.id, &["/charts/0"])
            .silent("unlisted-chart");
        let fixed = sample
            .clone()
            .fixed(RULE.id, "use-candidate")
            .silent(RULE.id);
        assert_eq!(fixed.value("/charts/0"), "charts/a-1.0.1.tgz");
        let fixed = sample
            .without("charts/a-1.0.1.tgz")
            .fixed(RULE.id, "remove");
        assert_eq!(fixed.clean().value("/charts"), json!([]));
    }

    #[test]
    fn values_that_would_arrive_nowhere_go_with_the_path() {
        let values =
            "pack:\n  namespace: sample\n  content:\n    images: []\ncharts:\n  a:\n    b: 1\n";
        let sample = Sample::addon()
            .set("/charts", json!(["charts/a-1.0.0.tgz"]))
            .file("values.yaml", values)
            .fires(RULE.id, &["/charts/0"])
            .silent("chart-values-unmatched");
        sample.fixed(RULE.id, "remove").clean();
    }

    #[test]
    fn of_several_candidates_none_is_taken() {
        let sample = Sample::addon().set("/charts", json!(["charts/a.tgz", "charts/b.tgz"]));
        let sample = sample
            .chart(
                "charts/c.tgz",
                &[("Chart.yaml", "name: c\nversion: 1.0.0\n")],
            )
            .chart(
                "charts/d.tgz",
                &[("Chart.yaml", "name: d\nversion: 1.0.0\n")],
            )
            .fires(RULE.id, &["/charts/0", "/charts/1"]);
        let finding = &sample.findings_of(RULE.id)[0];
        assert!(finding.fixes.iter().all(|fix| fix.id == "remove"));
    }

    #[test]
    fn says_where_only_the_folder_is_there() {
        let sample = Sample::addon().file(
            "charts/kube-state/Chart.yaml",
            "name: kube-state\nversion: 1.0.0\n",
        );
        let archive = sample
            .clone()
            .set("/charts", json!(["charts/kube-state-1.0.0-rc.1.tgz"]))
            .fires(RULE.id, &["/charts/0"]);
        assert!(
            archive.findings_of(RULE.id)[0]
                .message
                .contains("unpacked folder charts/kube-state")
        );
        let made = archive.fixed(RULE.id, "package").clean();
        assert!(made.pack.file("charts/kube-state-1.0.0-rc.1.tgz").is_some());
        // A folder that is listed itself is reported by another rule.
        sample
            .set("/charts", json!(["charts/kube-state"]))
            .silent(RULE.id);
    }

    #[test]
    fn what_is_there_is_found() {
        let sample = Sample::addon().chart(
            "charts/a.tgz",
            &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
        );
        sample
            .clone()
            .set("/charts", json!(["charts/a.tgz"]))
            .silent(RULE.id);
        sample
            .set("/charts", json!(["./charts/a.tgz"]))
            .silent(RULE.id);
    }
}
