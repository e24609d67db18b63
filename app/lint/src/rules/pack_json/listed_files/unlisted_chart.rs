//! A chart in the pack that is not listed.

use pack_model::facts::files::is_chart_name;
use pack_model::format::files::CHART_YAML;
use pack_model::path::CHARTS;
use pack_model::{CHART_LIST, FilePath, Place, chart};

use crate::judge::changes::pack_json::add_to_list;
use crate::judge::findings::Findings;
use crate::judge::fixes::packaging;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::pack_json::listed_files::unlisted::report_unlisted;

declare_rule! {
    /// ## What it does
    /// Reports an archive directly below `charts/` that `charts` does not list. If the pack has no
    /// archive at all, it reports unpacked chart folders instead.
    ///
    /// ## Why is this bad
    /// Palette installs only the listed archives. It ignores any other chart in the pack.
    ///
    /// ## Example
    /// ```text
    /// charts/karpenter-1.5.1.tgz
    /// charts/karpenter-crd-1.5.1.tgz
    /// ```
    /// with only the first one in `charts`.
    ///
    /// ## How to fix
    /// Add the archive to the list, or remove it. The fix also writes the chart's default values under
    /// `charts`, if it has none there. If another archive of the same chart is listed, only
    /// one of them can be installed: the fixes remove the new one or use it instead. For a folder, the fix makes an archive as
    /// `helm package` does and lists it.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: relative path to the Helm chart archives.
    "unlisted-chart", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    report_unlisted(&CHART_LIST, context, findings);
    let archived = context
        .pack
        .files_in(CHARTS)
        .any(|(path, _)| is_chart_name(path.name()));
    if archived || !context.is_missing_or_empty(CHART_LIST.key) {
        return;
    }
    for folder in chart::unpacked(context.pack) {
        let Ok(path) = FilePath::new(&format!("{folder}{CHART_YAML}")) else {
            continue;
        };
        let folder = folder.trim_end_matches('/');
        let message = format!(
            "{folder} is an unpacked chart, and Palette installs only archives. Package it with `helm package {folder}`, and list the archive."
        );
        let report = findings.report(Place::file(path), message);
        if let Some(made) = packaging::of(context.pack, folder) {
            let label = format!("{}, and list it", packaging::label(&made));
            let list = add_to_list(CHART_LIST.key, &made.archive, usize::MAX);
            report.package(label, made, list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn lists_archives() {
        let sample = Sample::addon()
            .chart(
                "charts/a-1.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .chart(
                "charts/b-1.tgz",
                &[("Chart.yaml", "name: b\nversion: 1.0.0\n")],
            )
            .set("/charts", json!(["charts/b-1.tgz"]));
        let fixed = sample
            .fires(RULE.id, &["charts/a-1.tgz"])
            .fixed(RULE.id, "list")
            .silent(RULE.id);
        assert_eq!(
            fixed.value("/charts"),
            json!(["charts/b-1.tgz", "charts/a-1.tgz"])
        );
        let first = Sample::addon()
            .chart(
                "charts/a-1.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .fires(RULE.id, &["charts/a-1.tgz"]);
        assert_eq!(
            first
                .fixed(RULE.id, "list")
                .silent(RULE.id)
                .value("/charts"),
            json!(["charts/a-1.tgz"])
        );
    }

    #[test]
    fn an_archive_may_end_in_tar_gz() {
        Sample::addon()
            .chart(
                "charts/a-1.tar.gz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .fires(RULE.id, &["charts/a-1.tar.gz"])
            .fixed(RULE.id, "list")
            .silent(RULE.id);
    }

    #[test]
    fn another_version_of_a_listed_chart_is_asked_about() {
        let sample = Sample::addon()
            .chart(
                "charts/a-1.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .chart(
                "charts/a-2.tgz",
                &[("Chart.yaml", "name: a\nversion: 2.0.0\n")],
            )
            .set("/charts", json!(["charts/a-1.tgz"]))
            .fires(RULE.id, &["charts/a-2.tgz"]);
        let fixes = &sample.findings_of(RULE.id)[0].fixes;
        let ids: Vec<_> = fixes.iter().map(|fix| fix.id.as_str()).collect();
        assert_eq!(ids, ["remove", "use-instead"]);
        assert!(
            fixes
                .iter()
                .all(|fix| fix.safety == pack_model::Safety::Ask)
        );
        let none = sample.unset("/charts");
        let none = none.fires(RULE.id, &["charts/a-1.tgz", "charts/a-2.tgz"]);
        let found = none.findings_of(RULE.id);
        assert!(
            found
                .iter()
                .all(|one| one.fixes[0].safety == pack_model::Safety::Ask)
        );
    }

    #[test]
    fn a_folder_is_reported_where_no_archive_is() {
        let sample = Sample::addon()
            .file("charts/a/Chart.yaml", "name: a\nversion: 1.0.0\n")
            .file("charts/a/charts/b/Chart.yaml", "name: b\nversion: 1.0.0\n");
        let sample = sample.fires(RULE.id, &["charts/a/Chart.yaml"]);
        let fixed = sample.clone().fixed(RULE.id, "package").clean();
        assert_eq!(fixed.value("/charts"), json!(["charts/a-1.0.0.tgz"]));
        sample
            .chart(
                "charts/a-1.tgz",
                &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
            )
            .set("/charts", json!(["charts/a-1.tgz"]))
            .silent(RULE.id);
    }

    #[test]
    fn copies_nested_archives_and_unreadable_lists_are_not_its_matter() {
        Sample::addon()
            .bytes("charts/a-1.tgz.orig", b"")
            .bytes("charts/a-1.orig.tgz", b"")
            .bytes("charts/a/charts/b-1.tgz", b"")
            .bytes("charts/._a-1.tgz", b"")
            .silent(RULE.id);
        let sample = Sample::addon().chart(
            "charts/a-1.tgz",
            &[("Chart.yaml", "name: a\nversion: 1.0.0\n")],
        );
        sample
            .clone()
            .set("/charts", "charts/a-1.tgz")
            .silent(RULE.id);
        sample
            .file("pack.json", "{\n  \"charts\": [")
            .silent(RULE.id);
    }
}
