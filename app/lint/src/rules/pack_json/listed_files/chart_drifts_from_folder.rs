//! An unpacked copy of a chart that differs from its archive.

use std::collections::BTreeMap;

use pack_model::{Chart, FilePath, Place, chart};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports a listed chart whose unpacked copy in `charts/` has other files, or files with
    /// other content, than the archive. Chart.yaml, which Helm rewrites, and line endings are not
    /// compared.
    ///
    /// ## Why is this bad
    /// Palette installs the archive, so anyone who reads or edits the copy does not see what is
    /// installed.
    ///
    /// ## Example
    /// ```text
    /// charts/web-1.0.0.tgz
    /// charts/web/templates/deployment.yaml   (edited, not packaged again)
    /// ```
    ///
    /// ## How to fix
    /// Package the folder again with `helm package`, unpack the archive again, or remove the copy.
    ///
    /// ## Source
    /// Vendor documentation: charts are listed as archives. Published packs often contain both.
    "chart-drifts-from-folder", Info
}

/// The most files that are named.
const NAMED: usize = 5;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (listed, reading) in context.charts() {
        let Some(archive) = inside(&listed.path).and_then(|path| FilePath::new(&path).ok()) else {
            continue;
        };
        let folders = [reading.chart.name.as_str(), archive.stem()];
        let folder = folders
            .into_iter()
            .map(|name| format!("{}{name}/", archive.folder()))
            .find(|folder| chart::is_folder(context.pack, folder));
        let Some(folder) = folder else {
            continue;
        };
        let files = differences(context, &reading.chart, &folder);
        if files.is_empty() {
            continue;
        }
        let named: Vec<_> = files.iter().take(NAMED).map(String::as_str).collect();
        let more = match files.len() - named.len() {
            0 => String::new(),
            1 => " and one more".to_owned(),
            more => format!(" and {more} more"),
        };
        let message = format!(
            "The folder {} differs from {archive}, which Palette installs: {}{more}. Package the folder again, or remove it.",
            folder.trim_end_matches('/'),
            named.join(", ")
        );
        findings.report(Place::file(archive), message);
    }
}

/// The files that differ between an archive and a folder, with a note how.
fn differences(context: &Context<'_>, chart: &Chart, folder: &str) -> Vec<String> {
    let generated = [
        "Chart.yaml",
        "Chart.lock",
        "requirements.lock",
        ".helmignore",
    ];
    let compared = |path: &str| !generated.contains(&path);
    let mut copies: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for (path, file) in context.pack.files_in(folder) {
        if let Some(path) = path
            .as_str()
            .strip_prefix(folder)
            .filter(|path| compared(path))
        {
            copies.insert(path, &file.bytes);
        }
    }
    let mut found = Vec::new();
    for file in chart.files.iter().filter(|file| compared(&file.path)) {
        match copies.remove(file.path.as_str()) {
            None => found.push(format!("{} (only in the archive)", file.path)),
            Some(copy) if !same(copy, &file.bytes) => found.push(file.path.clone()),
            Some(_) => {}
        }
    }
    found.extend(
        copies
            .into_keys()
            .map(|path| format!("{path} (only in the folder)")),
    );
    found
}

/// Whether two files are the same but for their line endings.
fn same(one: &[u8], other: &[u8]) -> bool {
    one == other || {
        let plain = |bytes: &[u8]| {
            let mut plain = bytes.to_vec();
            plain.retain(|byte| *byte != b'\r');
            plain
        };
        (one.contains(&b'\r') || other.contains(&b'\r')) && plain(one) == plain(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn with_copy(values: &str) -> Sample {
        Sample::with_chart("a: 1\n", "charts:\n  web:\n    a: 1\n")
            .file("charts/web/Chart.yaml", "# other\nname: web\n")
            .file("charts/web/values.yaml", values)
    }

    #[test]
    fn names_what_differs() {
        let sample = with_copy("a: 2\n")
            .file("charts/web/new.txt", "")
            .fires(RULE.id, &["charts/web-1.0.0.tgz"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains(": values.yaml, new.txt (only in the folder)."),
            "{message}"
        );
    }

    #[test]
    fn equal_copies_and_charts_without_one_are_left() {
        with_copy("a: 1\n").silent(RULE.id);
        with_copy("a: 1\r\n").silent(RULE.id);
        Sample::with_chart("a: 1\n", "").silent(RULE.id);
    }
}
