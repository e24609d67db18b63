//! Unpacked charts in a pack, and the archives that can be made from them. Palette installs archives
//! only, so a listed archive that is missing can be made from the folder beside it.

use pack_archive::{Entry, Limits, is_macos_metadata, read_as_helm, write_tar_gz};

use super::Chart;
use crate::facts::files::is_archive_of;
use crate::format::files::CHART_YAML;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::{CHARTS, FilePath};

/// Whether a folder of the pack, with or without its final `/`, is an unpacked chart.
pub fn is_folder(pack: &Pack, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    pack.file(&format!("{folder}/{CHART_YAML}")).is_some()
}

/// The folders of the unpacked charts directly in `charts/`, each with its final `/`.
pub fn unpacked(pack: &Pack) -> impl Iterator<Item = &str> {
    let folders = pack.files_in(CHARTS).map(|(path, _)| path);
    folders
        .filter_map(|path| path.as_str().strip_suffix(CHART_YAML))
        .filter(|folder| folder.ends_with('/') && folder.matches('/').count() == 2)
}

/// The folder, ending in `/`, of the unpacked chart from which a missing archive was made: the chart
/// whose name and version match the archive's name, else the one whose name alone does.
pub fn folder_of(pack: &Pack, archive: &FilePath) -> Option<String> {
    let wanted = archive.name();
    let found: Vec<(String, Chart)> = unpacked(pack)
        .filter_map(|folder| Some((folder.to_owned(), read(pack, folder)?)))
        .collect();
    let same = found
        .iter()
        .find(|(_, chart)| chart.file_name() == wanted)
        .or_else(|| {
            found
                .iter()
                .find(|(_, chart)| is_archive_of(wanted, &chart.name))
        });
    same.map(|(folder, _)| folder.clone())
}

/// The archive of a chart as `helm package` makes it, with all files below one folder of its name: of
/// the unpacked chart in a folder, whose path ends in `/`, or of the files in another archive. What
/// systems leave beside files is left out. `None` if there is no chart.
pub fn packed(pack: &Pack, source: &str) -> Option<File> {
    let chart = match source.ends_with('/') {
        true => read(pack, source)?,
        false => in_archive(&pack.file(source)?.bytes)?,
    };
    let is_left = |path: &str| is_macos_metadata(path) || path.ends_with(".DS_Store");
    let mut files = chart.files;
    files.retain(|file| !is_left(&file.path));
    let bytes = write_tar_gz(&chart.name, &files).ok()?;
    Some(File::new(bytes))
}

/// The chart in an archive, also where it is deeper than Helm looks.
fn in_archive(bytes: &[u8]) -> Option<Chart> {
    if let Ok(chart) = Chart::read(bytes) {
        return Some(chart);
    }
    let contents = read_as_helm(bytes, &Limits::default()).ok()?;
    let folders = contents.entries.iter();
    let folders = folders.filter_map(|entry| entry.path.strip_suffix(CHART_YAML));
    let folder = folders
        .min_by_key(|folder| folder.matches('/').count())?
        .to_owned();
    let entries = contents.entries.into_iter().filter_map(|entry| {
        Some(Entry {
            path: entry.path.strip_prefix(&folder)?.to_owned(),
            ..entry
        })
    });
    Chart::from_entries(entries.collect()).ok()
}

/// The name that `helm package` gives to the archive of the unpacked chart in a folder.
pub fn archive_name(pack: &Pack, folder: &str) -> Option<String> {
    read(pack, folder).map(|chart| chart.file_name())
}

fn read(pack: &Pack, folder: &str) -> Option<Chart> {
    let entries = pack.files_in(folder).filter_map(|(path, file)| {
        Some(Entry {
            path: path.as_str().strip_prefix(folder)?.to_owned(),
            bytes: file.bytes.clone(),
            executable: file.executable,
        })
    });
    Chart::from_entries(entries.collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Pack {
        let mut pack = Pack::default();
        for (path, text) in [
            (
                "charts/web/Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 1.2.0\n",
            ),
            ("charts/web/values.yaml", "a: 1\n"),
            (
                "charts/web/charts/db/Chart.yaml",
                "name: db\nversion: 1.0.0\n",
            ),
            ("charts/web-ui/Chart.yaml", "name: web-ui\nversion: 1.0.0\n"),
            ("charts/broken/Chart.yaml", "- x\n"),
        ] {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
        }
        pack
    }

    #[test]
    fn unpacked_charts_are_folders_directly_in_charts() {
        let pack = pack();
        let expected = ["charts/broken/", "charts/web-ui/", "charts/web/"];
        assert!(unpacked(&pack).eq(expected));
        assert!(is_folder(&pack, "charts/web") && is_folder(&pack, "charts/web/charts/db/"));
        assert!(!is_folder(&pack, "charts") && !is_folder(&pack, "charts/we"));
    }

    #[test]
    fn archives_are_found_again_in_their_folders() {
        for (archive, expected) in [
            ("charts/web-1.2.0.tgz", Some("charts/web/")),
            ("charts/web-1.1.0.tgz", Some("charts/web/")),
            ("charts/web.tgz", Some("charts/web/")),
            ("charts/web-ui-2.0.0.tgz", Some("charts/web-ui/")),
            ("charts/db-1.0.0.tgz", None),
            ("charts/broken-1.0.0.tgz", None),
            ("charts/website-1.0.0.tgz", None),
        ] {
            let archive = FilePath::new(archive).unwrap();
            assert_eq!(
                folder_of(&pack(), &archive).as_deref(),
                expected,
                "{archive}"
            );
        }
    }

    #[test]
    fn a_folder_becomes_the_archive_of_its_chart() {
        let file = packed(&pack(), "charts/web/").unwrap();
        let chart = Chart::read(&file.bytes).unwrap();
        assert_eq!(
            Some(chart.file_name()),
            archive_name(&pack(), "charts/web/")
        );
        assert_eq!(chart.file_name(), "web-1.2.0.tgz");
        assert_eq!(chart.values.as_deref(), Some("a: 1\n"));
        assert_eq!(chart.charts.len(), 1);
        assert_eq!(packed(&pack(), "charts/broken/"), None);
    }

    #[test]
    fn an_archive_is_packed_again_in_one_folder() {
        let files = [
            ("Chart.yaml", "name: web\nversion: 1.2.0\n"),
            ("templates/a.yaml", "a: 1\n"),
            ("templates/._a.yaml", "x"),
            (".DS_Store", "x"),
        ];
        let files = files.map(|(path, text)| Entry::new(path, text.as_bytes()));
        let bytes = write_tar_gz("other", &files).unwrap();
        let mut pack = pack();
        pack.put(
            FilePath::new("charts/w.tgz").unwrap(),
            Some(File::new(bytes)),
        );
        let again = packed(&pack, "charts/w.tgz").unwrap();
        let limits = pack_archive::Limits::default();
        let entries = pack_archive::read(&again.bytes, &limits).unwrap().entries;
        let paths: Vec<_> = entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["web/Chart.yaml", "web/templates/a.yaml"]);
        assert_eq!(packed(&pack, "charts/none.tgz"), None);
    }
}
