//! A listed chart that is not a chart archive.

use pack_model::{CHART_LIST, ChartError, chart};

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::fixes::packaging;
use crate::judge::fixes::paths::PathFixes;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports a path in `charts` that is a folder, a file that is not a Helm chart in a gzipped
    /// tar archive, or an archive that is damaged or truncated.
    ///
    /// ## Why is this bad
    /// Palette can install a chart only from its archive.
    ///
    /// ## Example
    /// ```json
    /// { "charts": ["charts/prometheus"] }
    /// ```
    ///
    /// ## How to fix
    /// Package the folder with `helm package`, put the archive into `charts/` and list it; the fix
    /// does that. A chart that is deeper in the archive than Helm looks is packaged again. If there is
    /// no folder, the fix removes the path and the file.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to the Helm chart archives.
    "chart-not-an-archive", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let fixes = PathFixes::new(&CHART_LIST, context);
    for listed in context.manifest.charts() {
        let path = &listed.path;
        let Some(resolved) = inside(path) else {
            continue;
        };
        let problem = match context.chart(&resolved) {
            Some(Ok(reading)) => match &reading.chart.damage {
                Some(how) => format!(
                    "The archive is damaged or truncated ({how}), so Helm may reject it. Package or download it again."
                ),
                None => continue,
            },
            // An archive whose Chart.yaml Helm refuses is told by `chart-not-loadable`.
            Some(Err(ChartError::BrokenChartYaml { .. } | ChartError::NoName)) => continue,
            Some(Err(error)) => error.to_string(),
            None if chart::is_folder(context.pack, &resolved) => {
                let folder = resolved.trim_end_matches('/');
                format!(
                    "It is a folder, and Palette installs only archives. Run `helm package {folder}`, and list the archive."
                )
            }
            None => continue,
        };
        let message = format!("“{path}”: {problem}");
        let report = findings.report(at(listed.pointer.clone()), message);
        // A chart that is deeper in the archive is packaged again.
        let is_deeper = matches!(context.chart(&resolved), Some(Err(ChartError::NoChartYaml)))
            && chart::packed(context.pack, &resolved).is_some();
        match packaging::again(context.pack, &resolved).filter(|_| is_deeper) {
            Some(again) => {
                let label = format!("Package the files of {path} again");
                let relist = set(listed.pointer.clone(), path.as_str());
                let report = report.package(label, again, relist);
                fixes.offer_removal(report, &listed);
            }
            None => fixes.offer(report, &listed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn folders_are_reported_and_their_archive_is_offered() {
        let sample = Sample::addon()
            .file("charts/web/Chart.yaml", "name: web\nversion: 1.0.0\n")
            .chart(
                "charts/web-1.tgz",
                &[("Chart.yaml", "name: web\nversion: 1.0.0\n")],
            );
        for path in ["charts/web", "charts/web/"] {
            let fixed = sample
                .clone()
                .set("/charts", json!([path]))
                .fires(RULE.id, &["/charts/0"])
                .silent("chart-file-missing")
                .fixed(RULE.id, "use-candidate")
                .silent(RULE.id);
            assert_eq!(fixed.value("/charts/0"), "charts/web-1.tgz");
        }
    }

    #[test]
    fn an_archive_is_made_of_the_folder() {
        for path in ["charts/web", "charts/web-1.0.0.tgz"] {
            let fixed = Sample::addon()
                .file("charts/web/Chart.yaml", "name: web\nversion: 1.0.0\n")
                .file("charts/web-1.0.0.tgz", "not found")
                .set("/charts", json!([path]));
            let fixed = match path.ends_with(".tgz") {
                true => fixed,
                false => fixed.without("charts/web-1.0.0.tgz"),
            };
            let fixed = fixed.fixed(RULE.id, "package").clean();
            assert_eq!(fixed.value("/charts"), json!(["charts/web-1.0.0.tgz"]));
        }
    }

    #[test]
    fn archives_that_are_cut_short_or_damaged_are_none() {
        let sample = Sample::addon().chart(
            "charts/web.tgz",
            &[
                ("Chart.yaml", "name: web\nversion: 1.0.0\n"),
                ("values.yaml", "a: 1\n"),
            ],
        );
        let sample = sample
            .set("/charts", json!(["charts/web.tgz"]))
            .silent(RULE.id);
        let whole = sample.pack.file("charts/web.tgz").unwrap().bytes.to_vec();
        let mut wrong = whole.clone();
        *wrong.iter_mut().nth_back(7).unwrap() ^= 1;
        for bytes in [&whole[..whole.len() - 9], &wrong] {
            let sample = sample.clone().bytes("charts/web.tgz", bytes);
            sample.fires(RULE.id, &["/charts/0"]);
        }
    }

    #[test]
    fn a_chart_deeper_in_the_archive_is_packaged_again() {
        let about = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
        let files = [
            ("a/charts/web/Chart.yaml", about),
            ("a/charts/web/values.yaml", "b: 1\n"),
        ];
        let sample = Sample::addon()
            .bytes("charts/web.tgz", &crate::testing::raw_archive(&files))
            .set("/charts", json!(["charts/web.tgz"]))
            .file(
                "values.yaml",
                "pack:\n  namespace: sample\n  content: {images: []}\ncharts:\n  web: {b: 1}\n",
            );
        let sample = sample.fires(RULE.id, &["/charts/0"]);
        sample.fixed(RULE.id, "package").clean();
    }

    #[test]
    fn files_that_are_no_chart_say_why() {
        let sample = Sample::addon().set("/charts", json!(["charts/a.tgz"]));
        let not_gzip = sample
            .clone()
            .file("charts/a.tgz", "text")
            .fires(RULE.id, &["/charts/0"]);
        assert!(
            not_gzip.findings_of(RULE.id)[0]
                .message
                .contains("not a gzip file")
        );
        not_gzip.fixed(RULE.id, "remove").silent(RULE.id);
        sample
            .clone()
            .chart("charts/a.tgz", &[("values.yaml", "")])
            .fires(RULE.id, &["/charts/0"]);
        sample
            .clone()
            .chart(
                "charts/a.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .silent(RULE.id);
        sample.silent(RULE.id);
    }
}
