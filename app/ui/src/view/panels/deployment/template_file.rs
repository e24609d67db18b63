//! The file of a template in the pack: the template itself in an unpacked chart, else the archive.

use pack_model::deployment::Release;
use pack_model::{FilePath, Pack, Place};

/// A file of the pack, and a line in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The file.
    pub(super) file: FilePath,
    /// The line, from 1.
    pub(super) line: Option<u32>,
}

impl Found {
    /// The place of the line, or the file as a whole.
    pub(super) fn place(&self, pack: &Pack) -> Place {
        let line_start = || {
            let text = pack.text(self.file.as_str())?;
            let before = self.line?.checked_sub(1)? as usize;
            Some(text.split_inclusive('\n').take(before).map(str::len).sum())
        };
        match line_start() {
            Some(start) => Place::text(self.file.clone(), start..start),
            None => Place::file(self.file.clone()),
        }
    }
}

/// The file in which the template of a path is, as the renderer names it: for a chart the path begins
/// with the chart's name. Without a release it is a manifest.
pub(super) fn template_file(
    pack: &Pack,
    release: Option<&Release>,
    path: &str,
) -> Option<FilePath> {
    let Some(release) = release else {
        return existing(pack, path);
    };
    let inner = path.strip_prefix(&release.chart_name)?;
    let folder = release.chart.trim_end_matches('/');
    existing(pack, &format!("{folder}{inner}")).or_else(|| existing(pack, &release.chart))
}

fn existing(pack: &Pack, path: &str) -> Option<FilePath> {
    pack.file(path)?;
    FilePath::new(path).ok()
}

#[cfg(test)]
mod tests {
    use pack_model::File;

    use super::*;

    #[test]
    fn a_template_is_found_in_its_folder_or_archive() {
        let mut pack = Pack::default();
        for path in ["charts/web/templates/a.yaml", "charts/b.tgz", "m.yaml"] {
            pack.put(FilePath::of(path), Some(File::of_text("")));
        }
        let release = |chart: &str| Release {
            name: "r".to_owned(),
            namespace: "n".to_owned(),
            chart: chart.to_owned(),
            chart_name: "web".to_owned(),
            chart_version: "1".to_owned(),
        };
        let template = "web/templates/a.yaml";
        for (release, path, expected) in [
            (
                Some(release("charts/web")),
                template,
                Some("charts/web/templates/a.yaml"),
            ),
            (
                Some(release("charts/b.tgz")),
                template,
                Some("charts/b.tgz"),
            ),
            (Some(release("charts/c.tgz")), template, None),
            (None, "m.yaml", Some("m.yaml")),
            (None, "n.yaml", None),
        ] {
            let found = template_file(&pack, release.as_ref(), path);
            assert_eq!(found.as_ref().map(FilePath::as_str), expected, "{path}");
        }
    }
}
