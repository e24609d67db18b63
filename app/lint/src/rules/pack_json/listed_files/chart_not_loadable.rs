//! A listed chart that Helm's loader refuses, or that lacks charts which it asks for.

use pack_model::deployment::{Deployment, Failure, Stage};
use pack_model::{Chart, ChartError};

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
    /// requirements.yaml asks for, whether its condition is on or off. Also reports links in the archive
    /// of a chart, which Helm loads as empty files.
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
    /// the same files again, without what macOS leaves beside them, where that is enough. A symbolic
    /// link has no content to package: `helm package` puts in the file that it leads to.
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

/// How files are called at the root of a chart that only people read.
const FOR_PEOPLE: &[&str] = &[
    "readme",
    "license",
    "licence",
    "notice",
    "changelog",
    "contributing",
    "ci/",
];

/// What Helm misses by the links of an archive, in words; none if there is nothing.
fn linked(chart: &Chart) -> Option<String> {
    let is_for_people = |path: &str| {
        let path = path.to_ascii_lowercase();
        FOR_PEOPLE.iter().any(|name| path.starts_with(name))
    };
    let paths = chart.links.iter().map(|link| link.path.as_str());
    let paths: Vec<&str> = paths.filter(|path| !is_for_people(path)).collect();
    let (named, more) = paths.split_at(paths.len().min(3));
    let more = match more.len() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    (!named.is_empty()).then(|| {
        format!(
            "links in its archive ({}{more}), which Helm reads as empty files. Package the chart again with `helm package`, which follows links.",
            named.join(", ")
        )
    })
}

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
        let linked = linked(&reading.chart);
        let missing = reading.chart.missing();
        let path = &listed.path;
        let message = match (failure, missing.as_slice(), &linked) {
            (None, [], None) => continue,
            (None, [], Some(linked)) => {
                format!("The chart “{path}” has {linked}")
            }
            (Some(Failure { message, .. }), _, Some(linked)) => {
                format!("Helm refuses the chart “{path}”: {message}. It has {linked}")
            }
            (Some(Failure { message, .. }), _, None) => format!(
                "Helm refuses the chart “{path}”: {message}. Correct the chart, and package it again with `helm package`."
            ),
            (None, names, _) => format!(
                "Helm refuses the chart “{path}”: found in Chart.yaml, but missing in charts/ directory: {}. Run `helm dependency build` and package the chart again.",
                names.join(", ")
            ),
        };
        let report = findings.report(at(listed.pointer.clone()), message);
        let is_layout = failure.is_some_and(|failure| {
            let mut layouts = LAYOUT.iter();
            // A chart in the chart is not packaged again.
            layouts.any(|layout| failure.message.contains(layout))
                && !failure.message.contains("error unpacking")
        });
        let is_whole = reading.chart.links.iter().all(|link| link.has_bytes);
        let is_enough = is_whole && (is_layout || linked.is_some());
        let path = inside(&listed.path).filter(|_| is_enough);
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
    use crate::testing::{Sample, archive_with_links};
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

    #[test]
    fn links_are_empty_files_to_helm() {
        let about = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
        let template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n";
        let part = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n";
        let archive = |links: &[(&str, &str)]| {
            let files = [
                ("web/Chart.yaml", about),
                ("web/values.yaml", "a: 1\n"),
                ("web/templates/a.yaml", template),
                ("web/parts/b.yaml", part),
            ];
            Sample::addon()
                .bytes("charts/web.tgz", &archive_with_links(&files, links))
                .set("/charts", json!(["charts/web.tgz"]))
        };
        let message = |sample: &Sample| sample.findings_of(RULE.id)[0].message.clone();
        let hard = "hard:web/parts/b.yaml";
        for (links, told, is_fixed) in [
            (
                &[("web/templates/b.yaml", hard)][..],
                "has links in its archive (templates/b.yaml), which Helm",
                true,
            ),
            (
                &[("web/templates/b.yaml", "../b.yaml")],
                "has links in its archive (templates/b.yaml), which Helm",
                false,
            ),
            (
                &[
                    ("web/a.json", hard),
                    ("web/b.json", hard),
                    ("web/c.json", "c"),
                    ("web/d.json", hard),
                ],
                "(a.json, b.json, c.json and 1 more)",
                false,
            ),
        ] {
            let sample = archive(links).fires(RULE.id, &["/charts/0"]);
            assert!(message(&sample).contains(told), "{}", message(&sample));
            let fixes = &sample.findings_of(RULE.id)[0].fixes;
            assert_eq!(!fixes.is_empty(), is_fixed, "{links:?}");
            if is_fixed {
                let fixed = sample.fixed(RULE.id, "package").silent(RULE.id);
                let chart = Chart::read(&fixed.pack.file("charts/web.tgz").unwrap().bytes).unwrap();
                let linked = chart
                    .files
                    .iter()
                    .find(|file| file.path == "templates/b.yaml");
                assert_eq!(&*linked.unwrap().bytes, part.as_bytes());
            }
        }
        archive(&[
            ("web/README.md", "../README.md"),
            ("web/LICENSE", "hard:web/values.yaml"),
        ])
        .silent(RULE.id);
    }
}
