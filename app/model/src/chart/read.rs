//! Reads charts and their sub-charts, within limits for all of them together.

use pack_archive::{ArchiveKind, Contents, Entry, Limits, Reason};
use pack_once::sort::sort_by;
use pack_syntax::yaml::{Node, Style};
use pack_syntax::{Lines, Yaml};

use super::{Chart, Dependency, Link};
use crate::format::files::CHART_YAML;

/// How deep sub-charts may be nested.
const DEEPEST: usize = 8;

/// Why a Helm chart cannot be read. The text says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The bytes are no gzip at all.
    #[error(
        "This file is not a Helm chart archive, because it is not a gzip file. Create one with `helm package`."
    )]
    NotGzip,
    /// Another kind of archive than Helm's.
    #[error(
        "This is a {0} archive, and Palette accepts Helm charts only as .tgz. Unpack it and package the chart with `helm package`."
    )]
    OtherArchive(ArchiveKind),
    /// The archive cannot be unpacked.
    #[error("The chart archive cannot be read. {0}")]
    Archive(#[from] pack_archive::Error),
    /// Chart.yaml is missing.
    #[error(
        "This is not a Helm chart: it has no Chart.yaml at its root or in its top folder. Check that you chose the right file."
    )]
    NoChartYaml,
    /// More than one folder with a Chart.yaml.
    #[error("There are several Helm charts here ({}). Add them one at a time.", .0.join(", "))]
    SeveralCharts(Vec<String>),
    /// Chart.yaml is no YAML map.
    #[error("The chart's Chart.yaml cannot be read, line {line}: {reason}")]
    BrokenChartYaml {
        /// The line, from 1.
        line: u32,
        /// What is wrong there, as a sentence.
        reason: String,
    },
    /// Chart.yaml has no name.
    #[error(
        "The chart's Chart.yaml has no name, so its values cannot be found. Add `name:` and package the chart again."
    )]
    NoName,
}

/// What may still be unpacked, and how many levels down.
struct Budget {
    limits: Limits,
    depth: usize,
}

impl Budget {
    fn new() -> Self {
        Self {
            limits: Limits::default(),
            depth: DEEPEST,
        }
    }

    /// Unpacks an archive and counts what came out.
    fn unpack(&mut self, bytes: &[u8]) -> Result<Contents, ChartError> {
        match pack_archive::detect(bytes) {
            Some(ArchiveKind::GzipTar | ArchiveKind::Gzip) => {}
            Some(kind) => return Err(ChartError::OtherArchive(kind)),
            None => return Err(ChartError::NotGzip),
        }
        let contents = pack_archive::read_as_helm(bytes, &self.limits)?;
        let entries = &contents.entries;
        let size: usize = entries.iter().map(|entry| entry.bytes.len()).sum();
        self.limits.total = self.limits.total.saturating_sub(size as u64);
        self.limits.entries = self.limits.entries.saturating_sub(entries.len());
        Ok(contents)
    }
}

/// Reads a chart archive.
pub(super) fn from_archive(bytes: &[u8]) -> Result<Chart, ChartError> {
    let mut budget = Budget::new();
    let contents = budget.unpack(bytes)?;
    let mut left_out = contents.left_out.iter();
    let damage = left_out.find_map(|left_out| match &left_out.reason {
        Reason::Damaged(how) => Some(format!("in {}, {how}", left_out.path)),
        Reason::Incomplete(how) => Some(how.clone()),
        _ => None,
    });
    let chart = read_unpacked(contents, &mut budget)?;
    Ok(Chart { damage, ..chart })
}

/// Reads what an archive holds, with its links.
fn read_unpacked(contents: Contents, budget: &mut Budget) -> Result<Chart, ChartError> {
    let mut entries = contents.entries.iter();
    let has_top = entries.all(|entry| entry.path != CHART_YAML);
    let links = contents.left_out.into_iter().filter_map(|left_out| {
        let has_bytes = match left_out.reason {
            Reason::EmptyForHelm => true,
            Reason::SymbolicLink | Reason::HardLink(_) => false,
            _ => return None,
        };
        let path = match has_top {
            true => left_out.path.split_once('/')?.1.to_owned(),
            false => left_out.path,
        };
        Some(Link { path, has_bytes })
    });
    let links = links.collect();
    let chart = read(contents.entries, budget)?;
    Ok(Chart { links, ..chart })
}

/// Reads an unpacked chart.
pub(super) fn from_entries(entries: Vec<Entry>) -> Result<Chart, ChartError> {
    read(entries, &mut Budget::new())
}

fn read(entries: Vec<Entry>, budget: &mut Budget) -> Result<Chart, ChartError> {
    let mut files = below_root(entries)?;
    sort_by(&mut files, &|one, other| one.path.cmp(&other.path));
    let about = text(&files, CHART_YAML).ok_or_else(|| broken(1, "It is not text in UTF-8."))?;
    let about = Yaml::read(about);
    if let Some(problem) = about.problems().first().filter(|_| about.is_broken()) {
        let position = Lines::new(about.text()).position(problem.range.start);
        return Err(broken(position.line, &problem.message));
    }
    let root = about.root().filter(|root| root.entries().is_some());
    let root = root.ok_or_else(|| broken(1, "It is not a map of keys and values."))?;
    let requirements = Yaml::read(text(&files, "requirements.yaml").unwrap_or_default());
    let annotations = root.entry("annotations").map(|entry| entry.value());
    Ok(Chart {
        name: scalar(root, "name").ok_or(ChartError::NoName)?,
        version: scalar(root, "version").unwrap_or_default(),
        app_version: scalar(root, "appVersion"),
        description: scalar(root, "description"),
        icon: scalar(root, "icon"),
        home: scalar(root, "home"),
        kube_version: scalar(root, "kubeVersion"),
        api_version: scalar(root, "apiVersion"),
        is_library: scalar(root, "type").is_some_and(|of| of.eq_ignore_ascii_case("library")),
        category: annotations
            .and_then(|annotations| scalar(annotations, "artifacthub.io/category")),
        dependencies: [Some(root), requirements.root()]
            .into_iter()
            .flatten()
            .flat_map(dependencies)
            .collect(),
        values: text(&files, "values.yaml").map(str::to_owned),
        readme: files
            .iter()
            .find(|file| file.path.eq_ignore_ascii_case("README.md"))
            .and_then(|file| text(&files, &file.path))
            .map(str::to_owned),
        charts: inner_charts(&files, budget),
        files,
        damage: None,
        links: Vec::new(),
    })
}

/// The files in the folder that holds Chart.yaml, with their paths from there.
fn below_root(entries: Vec<Entry>) -> Result<Vec<Entry>, ChartError> {
    if entries.iter().any(|entry| entry.path == CHART_YAML) {
        return Ok(entries);
    }
    let tops: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry.path.strip_suffix("/Chart.yaml"))
        .filter(|folder| !folder.contains('/'))
        .collect();
    let top = match tops[..] {
        [] => return Err(ChartError::NoChartYaml),
        [top] => format!("{top}/"),
        _ => {
            return Err(ChartError::SeveralCharts(
                tops.into_iter().map(str::to_owned).collect(),
            ));
        }
    };
    Ok(below(&entries, &top))
}

/// The files below a folder, which ends in `/`, with their paths from there.
fn below(files: &[Entry], folder: &str) -> Vec<Entry> {
    let inside = files
        .iter()
        .filter_map(|file| Some((file, file.path.strip_prefix(folder)?)));
    inside
        .map(|(file, path)| Entry {
            path: path.to_owned(),
            ..file.clone()
        })
        .collect()
}

/// The charts in `charts/`: packed ones by their content, unpacked ones by their folder.
fn inner_charts(files: &[Entry], budget: &mut Budget) -> Vec<Chart> {
    if budget.depth == 0 {
        return Vec::new();
    }
    budget.depth -= 1;
    let mut charts = Vec::new();
    let mut folders: Vec<&str> = Vec::new();
    for file in files {
        let Some(path) = file.path.strip_prefix("charts/") else {
            continue;
        };
        match path.split_once('/') {
            None => charts.extend(
                budget
                    .unpack(&file.bytes)
                    .and_then(|contents| read_unpacked(contents, budget))
                    .ok(),
            ),
            Some((folder, _)) if folders.contains(&folder) => {}
            Some((folder, _)) => {
                folders.push(folder);
                charts.extend(read(below(files, &format!("charts/{folder}/")), budget).ok());
            }
        }
    }
    budget.depth += 1;
    charts
}

/// The dependencies that a document lists.
fn dependencies(root: &Node) -> Vec<Dependency> {
    let list = root
        .entry("dependencies")
        .and_then(|entry| entry.value().items())
        .unwrap_or_default();
    list.iter()
        .filter_map(|item| {
            Some(Dependency {
                name: scalar(item, "name")?,
                version: scalar(item, "version"),
                alias: scalar(item, "alias"),
            })
        })
        .collect()
}

/// The text of a scalar as it is spelled, so that `1.10` stays `1.10`; `None` for an empty or null one.
fn scalar(map: &Node, key: &str) -> Option<String> {
    use pack_syntax::yaml::NodeKind;
    match map.entry(key)?.value().kind() {
        NodeKind::Scalar {
            value,
            style: Style::Plain,
        } if matches!(value.as_str(), "~" | "null" | "Null" | "NULL") => None,
        NodeKind::Scalar { value, .. } => {
            Some(value.trim().to_owned()).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// The text of a file, if there is such a file and it holds text.
fn text<'a>(files: &'a [Entry], path: &str) -> Option<&'a str> {
    let file = files.iter().find(|file| file.path == path)?;
    std::str::from_utf8(&file.bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

fn broken(line: u32, reason: &str) -> ChartError {
    ChartError::BrokenChartYaml {
        line,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = "apiVersion: v2\nname: web\nversion: 1.10\nappVersion: 2.0\nicon: https://example.com/i.svg\n\
        description: >-\n  Serves\n  pages.\nkubeVersion: ~\nannotations:\n  artifacthub.io/category: networking\n\
        dependencies:\n- {name: store, version: 3.x, alias: db}\n- version: nameless\n";

    fn entries(files: &[(&str, &str)]) -> Vec<Entry> {
        files
            .iter()
            .map(|(path, text)| Entry::new(*path, text.as_bytes()))
            .collect()
    }

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        pack_archive::write(pack_archive::Format::TarGz, "web", "1", &entries(files)).unwrap()
    }

    #[test]
    fn reads_what_chart_yaml_says_without_reading_versions_as_numbers() {
        let files = [
            ("Chart.yaml", ABOUT),
            ("values.yaml", "# why\nb: 1\na: {}\n"),
            ("readme.md", "# Web"),
            ("t/x", ""),
        ];
        let chart = Chart::read(&packed(&files)).unwrap();
        assert_eq!(
            (chart.name.as_str(), chart.version.as_str()),
            ("web", "1.10")
        );
        assert_eq!(chart.app_version.as_deref(), Some("2.0"));
        assert_eq!(chart.description.as_deref(), Some("Serves pages."));
        assert_eq!(
            (chart.kube_version.as_deref(), chart.home.as_deref()),
            (None, None)
        );
        assert_eq!(chart.category.as_deref(), Some("networking"));
        assert_eq!(
            chart.dependencies,
            [Dependency {
                name: "store".into(),
                version: Some("3.x".into()),
                alias: Some("db".into()),
            }]
        );
        assert_eq!(chart.values.as_deref(), Some("# why\nb: 1\na: {}\n"));
        assert_eq!(chart.value_keys(), ["b", "a"]);
        assert_eq!(chart.readme.as_deref(), Some("# Web"));
        assert_eq!(chart.files.len(), 4);
        assert!(chart.file("t/x").is_some());
        assert_eq!(chart.file_name(), "web-1.10.tgz");
        assert_eq!(Chart::from_entries(entries(&files)), Ok(chart));
    }

    #[test]
    fn finds_inner_charts_unpacked_and_packed_at_any_depth() {
        let deepest = packed(&[("Chart.yaml", "name: deepest")]);
        let mut files = entries(&[
            ("top/Chart.yaml", "name: web\nversion: '1'"),
            ("top/requirements.yaml", "dependencies:\n- name: old\n"),
            ("top/charts/inner/Chart.yaml", "name: inner"),
            ("top/charts/broken/Chart.yaml", "name: [\n"),
            ("top/charts/README.md", "no chart"),
        ]);
        files.push(Entry::new("top/charts/inner/charts/deepest.tgz", deepest));
        let chart = Chart::from_entries(files).unwrap();
        let names = |charts: &[Chart]| {
            charts
                .iter()
                .map(|chart| chart.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&chart.charts), ["inner"]);
        assert_eq!(names(&chart.charts[0].charts), ["deepest"]);
        assert_eq!(chart.dependencies[0].name, "old");
    }

    #[test]
    fn charts_in_charts_end_at_the_deepest_level() {
        let mut bytes = packed(&[("Chart.yaml", "name: c")]);
        for _ in 0..DEEPEST + 2 {
            let files = [
                Entry::new("Chart.yaml", *b"name: c"),
                Entry::new("charts/c.tgz", bytes),
            ];
            bytes = pack_archive::write(pack_archive::Format::TarGz, "c", "1", &files).unwrap();
        }
        let mut chart = Chart::read(&bytes).unwrap();
        let mut levels = 0;
        while let Some(inner) = chart.charts.pop() {
            chart = inner;
            levels += 1;
        }
        assert_eq!(levels, DEEPEST);
    }

    fn check_error(bytes: &[u8], says: &str) {
        let error = Chart::read(bytes).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }

    #[test]
    fn says_why_something_is_no_chart() {
        check_error(b"name: web", "not a gzip file");
        check_error(b"\x1f\x8b\x08\0", "cannot be read");
        check_error(&packed(&[("values.yaml", "")]), "no Chart.yaml");
        check_error(
            &packed(&[("charts/x/Chart.yaml", "name: deep")]),
            "no Chart.yaml",
        );
        check_error(&packed(&[("Chart.yaml", "version: 1")]), "has no name");
        check_error(&packed(&[("Chart.yaml", "name:")]), "has no name");
        check_error(&packed(&[("Chart.yaml", "- web")]), "not a map");
        check_error(&packed(&[("Chart.yaml", "")]), "not a map");
        check_error(
            &packed(&[("Chart.yaml", "name: web\nversion: \"1")]),
            "Chart.yaml cannot be read, line",
        );
        let zip = pack_archive::write(
            pack_archive::Format::Zip,
            "w",
            "1",
            &entries(&[("Chart.yaml", ABOUT)]),
        )
        .unwrap();
        check_error(&zip, "zip archive");
        let several =
            Chart::from_entries(entries(&[("a/Chart.yaml", ABOUT), ("b/Chart.yaml", ABOUT)]));
        assert_eq!(
            several,
            Err(ChartError::SeveralCharts(vec!["a".into(), "b".into()]))
        );
    }
}
