//! A listed chart that Helm's loader refuses, or that lacks charts which it asks for.

use pack_model::deployment::{Deployment, Failure, Stage};
use pack_model::format::files::CHART_YAML;
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
    /// of a chart, or of a chart in it, that Helm reads: it loads them as empty files.
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

/// The files at the root of a chart that Helm reads.
const READ: &[&str] = &[
    CHART_YAML,
    "Chart.lock",
    "requirements.yaml",
    "requirements.lock",
    "values.yaml",
    "values.schema.json",
];

/// The folders of a chart that Helm reads.
const FOLDERS_READ: &[&str] = &["templates", "crds", "charts"];

/// How files are called at the root of a chart that only people read, in lower case.
const FOR_PEOPLE: &[&str] = &[
    "readme",
    "license",
    "licence",
    "notice",
    "changelog",
    "contributing",
    "ci/",
];

/// Whether Helm reads a file of a chart, or of a chart that is unpacked in it. A template that uses
/// `.Files` may read any file that is not for people.
fn is_read(path: &str, uses_files: bool) -> bool {
    let (top, below) = path.split_once('/').unwrap_or((path, ""));
    if let ("charts", Some((_, inner))) = (top, below.split_once('/')) {
        return is_read(inner, uses_files);
    }
    let lower = path.to_ascii_lowercase();
    let is_for_people = FOR_PEOPLE.iter().any(|name| lower.starts_with(name));
    READ.contains(&path) || FOLDERS_READ.contains(&top) || (uses_files && !is_for_people)
}

/// Whether a template of a chart, or of one in it, uses `.Files`.
fn uses_files(chart: &Chart) -> bool {
    let mut templates = chart.files.iter().filter(|file| {
        let mut folders = file.path.split('/');
        folders.any(|folder| folder == "templates")
    });
    templates.any(|file| file.bytes.windows(6).any(|text| text == b".Files"))
        || chart.charts.iter().any(uses_files)
}

/// The links that Helm reads in the archives of a chart and of the charts in it.
struct Linked {
    /// Their paths, with the names of the charts that are packed in the chart before them.
    paths: Vec<String>,
    /// Whether the chart's own archive holds what all of them stand for.
    is_whole: bool,
}

impl Linked {
    fn of(chart: &Chart) -> Self {
        let mut linked = Self {
            paths: Vec::new(),
            is_whole: true,
        };
        linked.collect(chart, "", uses_files(chart));
        linked
    }

    fn collect(&mut self, chart: &Chart, before: &str, uses_files: bool) {
        let links = chart.links.iter();
        for link in links.filter(|link| is_read(&link.path, uses_files)) {
            self.paths.push(format!("{before}{}", link.path));
            // A chart in the chart is not packaged again.
            self.is_whole &= link.has_bytes && before.is_empty();
        }
        for inner in &chart.charts {
            self.collect(inner, &format!("{before}{}: ", inner.name), uses_files);
        }
    }

    /// What Helm misses by them, in words; none if there is nothing.
    fn told(&self) -> Option<String> {
        let (named, more) = self.paths.split_at(self.paths.len().min(3));
        let more = match more.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        (!named.is_empty()).then(|| {
            format!(
                "links in its archive ({}{more}), which Helm reads as empty files",
                named.join(", ")
            )
        })
    }
}

/// What to do about links.
const FOLLOW: &str = "Package the chart again with `helm package`, which follows links.";

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
        let linked = Linked::of(&reading.chart);
        let missing = reading.chart.missing();
        let path = &listed.path;
        let message = match (failure, missing.as_slice(), linked.told()) {
            (None, [], None) => continue,
            (None, [], Some(linked)) => {
                format!("The chart “{path}” has {linked}. {FOLLOW}")
            }
            (Some(Failure { message, .. }), _, Some(linked)) => {
                format!("Helm refuses the chart “{path}”: {message}. It has {linked}. {FOLLOW}")
            }
            (Some(Failure { message, .. }), _, None) => format!(
                "Helm refuses the chart “{path}”: {message}. Correct the chart, and package it again with `helm package`."
            ),
            (None, names, linked) => {
                let linked = linked.map(|linked| format!(" It has {linked}."));
                format!(
                    "Helm refuses the chart “{path}”: found in Chart.yaml, but missing in charts/ directory: {}.{} Run `helm dependency build` and package the chart again.",
                    names.join(", "),
                    linked.unwrap_or_default()
                )
            }
        };
        let report = findings.report(at(listed.pointer.clone()), message);
        let is_layout = failure.is_some_and(|failure| {
            let mut layouts = LAYOUT.iter();
            // A chart in the chart is not packaged again.
            layouts.any(|layout| failure.message.contains(layout))
                && !failure.message.contains("error unpacking")
        });
        let is_cause = match failure {
            Some(_) => is_layout,
            None => !linked.paths.is_empty(),
        };
        let is_enough = missing.is_empty() && linked.is_whole && is_cause;
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
    use pack_archive::Entry;
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

    const ABOUT: &str = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
    const PART: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n";
    const INNER: &str = "apiVersion: v2\nname: in\nversion: 1.0.0\n";
    const HARD: &str = "hard:web/parts/b.yaml";

    /// A chart with links in its archive.
    fn linked(about: &str, template: &str, links: &[(&str, &str)]) -> Sample {
        let files = [
            ("web/Chart.yaml", about),
            ("web/values.yaml", "a: 1\n"),
            ("web/templates/a.yaml", template),
            ("web/parts/b.yaml", PART),
            ("web/charts/in/Chart.yaml", INNER),
        ];
        Sample::addon()
            .bytes("charts/web.tgz", &archive_with_links(&files, links))
            .set("/charts", json!(["charts/web.tgz"]))
    }

    fn message(sample: &Sample) -> String {
        sample.findings_of(RULE.id)[0].message.clone()
    }

    #[test]
    fn links_are_empty_files_to_helm() {
        for (links, told, is_fixed) in [
            (
                &[("web/templates/b.yaml", HARD), ("web/README.md", "../a.md")][..],
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
                    ("web/templates/c.yaml", HARD),
                    ("web/crds/b.yaml", HARD),
                    ("web/values.schema.json", "c"),
                    ("web/charts/in/templates/d.yaml", HARD),
                ],
                "(templates/c.yaml, crds/b.yaml, values.schema.json and 1 more)",
                false,
            ),
        ] {
            let sample = linked(ABOUT, "", links).fires(RULE.id, &["/charts/0"]);
            assert!(message(&sample).contains(told), "{}", message(&sample));
            let fixes = &sample.findings_of(RULE.id)[0].fixes;
            assert_eq!(!fixes.is_empty(), is_fixed, "{links:?}");
            if is_fixed {
                let fixed = sample.fixed(RULE.id, "package").silent(RULE.id);
                let chart = Chart::read(&fixed.pack.file("charts/web.tgz").unwrap().bytes).unwrap();
                let linked = chart.file("templates/b.yaml").unwrap();
                assert_eq!(&*linked.bytes, PART.as_bytes());
            }
        }
    }

    #[test]
    fn links_that_helm_does_not_read_do_no_harm() {
        let people = [("web/README.md", "../a"), ("web/LICENSE", HARD)];
        let unread = [
            ("web/docs/x", "../x"),
            ("web/examples", "../examples"),
            ("web/values-prod.yaml", HARD),
            ("web/charts/in/docs/x", HARD),
        ];
        let reading = "{{ .Files.Get \"docs/x\" }}\n";
        linked(ABOUT, PART, &people).silent(RULE.id);
        linked(ABOUT, PART, &unread).silent(RULE.id);
        linked(ABOUT, reading, &people).silent(RULE.id);
        let sample = linked(ABOUT, reading, &unread).fires(RULE.id, &["/charts/0"]);
        let told = message(&sample);
        assert!(
            told.contains("(docs/x, examples, values-prod.yaml and 1 more)"),
            "{told}"
        );
    }

    #[test]
    fn links_in_packed_charts_are_told_and_not_fixed() {
        let inner = archive_with_links(
            &[("in/Chart.yaml", INNER), ("in/b.yaml", PART)],
            &[("in/templates/b.yaml", "hard:in/b.yaml")],
        );
        let files = [
            Entry::new("Chart.yaml", ABOUT.as_bytes()),
            Entry::new("charts/in-1.0.0.tgz", inner),
        ];
        let format = pack_archive::Format::TarGz;
        let outer = pack_archive::write(format, "web", "1.0.0", &files).unwrap();
        let sample = Sample::addon()
            .bytes("charts/web.tgz", &outer)
            .set("/charts", json!(["charts/web.tgz"]))
            .fires(RULE.id, &["/charts/0"]);
        let told = message(&sample);
        assert!(
            told.contains("has links in its archive (in: templates/b.yaml)"),
            "{told}"
        );
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn to_package_again_is_offered_where_it_is_enough() {
        let asking = format!("{ABOUT}dependencies:\n- {{name: c, version: 1.0.0}}\n");
        let links = [("web/templates/b.yaml", HARD)];
        for (about, told) in [
            (
                asking.as_str(),
                "directory: c. It has links in its archive (templates/b.yaml), which",
            ),
            ("apiVersion: v2\nname: web\n", "version is required"),
        ] {
            let sample = linked(about, PART, &links).fires(RULE.id, &["/charts/0"]);
            assert!(message(&sample).contains(told), "{}", message(&sample));
            assert!(sample.findings_of(RULE.id)[0].fixes.is_empty(), "{about}");
        }
        let flat = [("Chart.yaml", ABOUT), ("values.yaml", "a: 1\n")];
        let sample = Sample::addon()
            .bytes(
                "charts/web.tgz",
                &archive_with_links(&flat, &[("README.md", "../a.md")]),
            )
            .set("/charts", json!(["charts/web.tgz"]))
            .fires(RULE.id, &["/charts/0"]);
        sample.fixed(RULE.id, "package").silent(RULE.id);
    }
}
