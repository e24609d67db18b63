//! A listed chart that Helm's loader refuses, or that lacks charts which it asks for.

use pack_model::ChartError;
use pack_model::deployment::{Deployment, Stage};

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::fixes::packaging;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports a listed chart that Helm does not load: because of what Chart.yaml lacks or how the
    /// archive is made, or because `charts/` in it lacks a chart that Chart.yaml or
    /// requirements.yaml asks for, whether its condition is on or off.
    ///
    /// ## Why is this bad
    /// Palette installs what the archive holds and fetches nothing, so the installation fails.
    ///
    /// ## Example
    /// ```yaml
    /// # Chart.yaml, without charts/store-lite in the archive
    /// dependencies:
    ///   - name: store-lite
    ///     version: 1.x.x
    ///     repository: https://example.com/charts
    /// ```
    ///
    /// ## How to fix
    /// Run `helm dependency build` in the folder of the chart, and `helm package` again. The fix packages
    /// the same files again, without what macOS leaves beside them, where that is enough.
    ///
    /// ## Source
    /// Helm 3, loading of charts and check of dependencies.
    "chart-not-loadable", Error, rendered
}

/// What Helm says of archives with a wrong layout, which it loads once they are packaged again.
const LAYOUT: &[&str] = &[
    "base directory",
    "Chart.yaml file is missing",
    "absolute paths",
];

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    for listed in context.manifest.charts() {
        let reading = match inside(&listed.path).and_then(|path| context.chart(&path)) {
            Some(Ok(reading)) => reading,
            Some(Err(error @ (ChartError::BrokenChartYaml { .. } | ChartError::NoName))) => {
                let message = format!("Helm refuses the chart “{}”: {error}", listed.path);
                findings.report(at(listed.pointer), message);
                continue;
            }
            // What is no archive at all is told by other rules.
            _ => continue,
        };
        if reading.chart.damage.is_some() {
            continue;
        }
        let mut failures = deployment.failures.iter();
        let failure =
            failures.find(|failure| failure.file == listed.path && failure.stage == Stage::Load);
        let problem = match failure {
            Some(failure) => format!(
                "{}. Correct the chart, and package it again with `helm package`.",
                failure.message
            ),
            None => match reading.chart.missing().as_slice() {
                [] => continue,
                names => format!(
                    "found in Chart.yaml, but missing in charts/ directory: {}. Run `helm dependency build` and package the chart again.",
                    names.join(", ")
                ),
            },
        };
        let message = format!("Helm refuses the chart “{}”: {problem}", listed.path);
        let report = findings.report(at(listed.pointer.clone()), message);
        let is_layout = failure.is_some_and(|failure| {
            let mut layouts = LAYOUT.iter();
            // A chart in the chart is not packaged again.
            layouts.any(|layout| failure.message.contains(layout))
                && !failure.message.contains("error unpacking")
        });
        let path = inside(&listed.path).filter(|_| is_layout);
        if let Some(again) = path.and_then(|path| packaging::again(context.pack, &path)) {
            let label = format!("Package the files of {} again", listed.path);
            let relist = set(listed.pointer, listed.path.as_str());
            report.package(label, again, relist);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn chart(files: &[(&str, &str)]) -> Sample {
        Sample::addon()
            .chart("charts/web.tgz", files)
            .set("/charts", json!(["charts/web.tgz"]))
    }

    #[test]
    fn charts_that_are_asked_for_must_be_there() {
        let about = "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n- {name: a, version: 1.0.0, alias: b}\n- {name: c, version: 1.0.0, condition: c.enabled}\n";
        let inner = (
            "charts/a/Chart.yaml",
            "apiVersion: v2\nname: a\nversion: 1.0.0\n",
        );
        let sample = chart(&[("Chart.yaml", about), inner]).fires(RULE.id, &["/charts/0"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("directory: c. Run `helm dependency build`"),
            "{message}"
        );
        let other = (
            "charts/c/Chart.yaml",
            "apiVersion: v2\nname: c\nversion: 1.0.0\n",
        );
        chart(&[("Chart.yaml", about), inner, other]).silent(RULE.id);
    }

    #[test]
    fn a_chart_yaml_that_helm_refuses_is_told_once() {
        let broken = [
            ("version: 1.0.0\n", "has no name"),
            ("name: [\nversion: 1.0.0\n", "line"),
        ];
        for (about, expected) in broken {
            let sample = chart(&[("Chart.yaml", about)])
                .fires(RULE.id, &["/charts/0"])
                .silent("chart-not-an-archive")
                .silent("chart-does-not-render");
            let message = &sample.findings_of(RULE.id)[0].message;
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn wrong_layouts_are_packaged_again() {
        let about = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
        let flat = [("Chart.yaml", about), ("values.yaml", "a: 1\n")];
        let dotted = [("./web/Chart.yaml", about), ("./web/values.yaml", "a: 1\n")];
        let finder = [
            ("._web", "x"),
            ("web/Chart.yaml", about),
            ("web/values.yaml", "a: 1\n"),
        ];
        let good = [("web/Chart.yaml", about), ("web/values.yaml", "a: 1\n")];
        let rooted = [("./Chart.yaml", about), ("./values.yaml", "a: 1\n")];
        for (files, is_refused) in [
            (&flat[..], true),
            (&dotted, true),
            (&finder, true),
            (&good, false),
            (&rooted, false),
        ] {
            let sample = Sample::addon()
                .bytes("charts/web.tgz", &crate::testing::raw_archive(files))
                .set("/charts", json!(["charts/web.tgz"]))
                .file(
                    "values.yaml",
                    "pack:\n  namespace: sample\n  content: {images: []}\ncharts:\n  web: {a: 1}\n",
                );
            if is_refused {
                sample
                    .fires(RULE.id, &["/charts/0"])
                    .fixed(RULE.id, "package")
                    .clean();
            } else {
                sample.silent(RULE.id);
            }
        }
    }

    #[test]
    fn what_helm_says_is_told() {
        let sample = chart(&[("Chart.yaml", "apiVersion: v2\nname: web\n")]);
        let found = sample.fires(RULE.id, &["/charts/0"]).findings_of(RULE.id);
        let message = &found[0].message;
        assert!(
            message.contains("chart.metadata.version is required"),
            "{message}"
        );
    }
}
