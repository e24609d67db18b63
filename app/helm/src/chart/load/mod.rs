//! Makes a chart of its files.

mod archive;
mod decode;
mod folder;
mod metadata;
mod pattern;
mod validate;

pub(super) use folder::kept;
pub use metadata::{Dependency, Maintainer, Metadata};
use metadata::{check_lock, read_metadata};
use pack_once::sort::sort_by;

use super::{Chart, File, SourceFile, paths};
use crate::data::yaml::{self, Numbers};
use crate::value::{Map, MapType, Value};

/// How deep charts may stand in charts.
const MAX_DEPTH: usize = 32;

/// A chart that is packed.
pub(in crate::chart) fn load_archive(data: &[u8], depth: usize) -> Result<Chart, String> {
    load(archive::unpack(data)?, depth)
}

/// A chart of these files.
pub(in crate::chart) fn load(files: Vec<SourceFile>, depth: usize) -> Result<Chart, String> {
    if depth > MAX_DEPTH {
        return Err("charts stand too deep in charts".to_owned());
    }
    let mut metadata: Option<Metadata> = None;
    for file in files.iter().filter(|file| file.path == "Chart.yaml") {
        let mut read = metadata.unwrap_or_default();
        read_metadata(&file.data, &mut read)
            .map_err(|text| format!("cannot load Chart.yaml: {text}"))?;
        if read.api_version.is_empty() {
            read.api_version = "v1".to_owned();
        }
        metadata = Some(read);
    }
    let mut parts = Parts {
        metadata,
        values: Map::nil(MapType::Any),
        schema: None,
        templates: Vec::new(),
        files: Vec::new(),
        of_subcharts: Vec::new(),
    };
    for file in files {
        parts.add(file)?;
    }
    let Some(mut metadata) = parts.metadata else {
        return Err("Chart.yaml file is missing".to_owned());
    };
    validate::validate(&mut metadata)?;
    let mut chart = Chart {
        metadata,
        values: parts.values,
        schema: parts.schema.map(Into::into),
        templates: parts.templates,
        files: parts.files,
        dependencies: Vec::new(),
        inner_path: None,
    };
    sort_by(&mut parts.of_subcharts, &|(one, _), (other, _)| {
        one.cmp(other)
    });
    let mut of_subcharts = parts.of_subcharts.into_iter().peekable();
    while let Some((name, first)) = of_subcharts.next() {
        let mut files = vec![first];
        while let Some((_, file)) = of_subcharts.next_if(|(next, _)| *next == name) {
            files.push(file);
        }
        let subchart = load_subchart(&name, files, &chart, depth);
        let subchart = subchart.map_err(|text| {
            let parent = chart.name();
            format!("error unpacking {name} in {parent}: {text}")
        })?;
        chart.dependencies.extend(subchart);
    }
    Ok(chart)
}

/// What a chart is made of while it is read.
struct Parts {
    metadata: Option<Metadata>,
    values: Map,
    schema: Option<Vec<u8>>,
    templates: Vec<File>,
    files: Vec<File>,
    of_subcharts: Vec<(String, SourceFile)>,
}

impl Parts {
    fn add(&mut self, file: SourceFile) -> Result<(), String> {
        let path = file.path.as_str();
        let cannot = |text: String| format!("cannot load {path}: {text}");
        match path {
            "Chart.yaml" => {}
            "Chart.lock" => check_lock(&file.data).map_err(cannot)?,
            "values.yaml" => self.values = read_values(&file.data).map_err(cannot)?,
            "values.schema.json" => self.schema = Some(file.data),
            "requirements.yaml" => {
                let metadata = self.metadata.get_or_insert_default();
                read_metadata(&file.data, metadata).map_err(cannot)?;
                self.keep_if_v1(file);
            }
            "requirements.lock" => {
                check_lock(&file.data).map_err(cannot)?;
                self.keep_if_v1(file);
            }
            _ if path.starts_with("templates/") => self.templates.push(shared(file)),
            _ => match path.strip_prefix("charts/") {
                Some(inner) if paths::extension(path) != ".prov" => {
                    let name = inner.split('/').next().unwrap_or(inner).to_owned();
                    let inner = SourceFile::new(inner, file.data);
                    self.of_subcharts.push((name, inner));
                }
                _ => self.files.push(shared(file)),
            },
        }
        Ok(())
    }

    /// Files that only charts of the first version show to templates.
    fn keep_if_v1(&mut self, file: SourceFile) {
        let metadata = self.metadata.as_ref();
        if metadata.is_some_and(|metadata| metadata.api_version == "v1") {
            self.files.push(shared(file));
        }
    }
}

fn shared(file: SourceFile) -> File {
    File {
        path: file.path.into(),
        data: file.data.into(),
    }
}

fn read_values(text: &[u8]) -> Result<Map, String> {
    match yaml::read(text, Numbers::Floats)? {
        Value::Map(map) => Ok(map),
        Value::Nil => Ok(Map::default()),
        other => Err(yaml::cannot_unmarshal(&other, MapType::Any.name())),
    }
}

/// What stands under a name in `charts/`: a chart as an archive or as a folder, or nothing that counts.
fn load_subchart(
    name: &str,
    files: Vec<SourceFile>,
    parent: &Chart,
    depth: usize,
) -> Result<Option<Chart>, String> {
    if name.starts_with(['_', '.']) {
        return Ok(None);
    }
    if paths::extension(name) == ".tgz" {
        let Some(file) = files.first().filter(|file| file.path == name) else {
            let (parent, found) = (parent.name(), files.first().map(|file| file.path.as_str()));
            let found = found.unwrap_or_default();
            return Err(format!(
                "error unpacking tar in {parent}: expected {name}, got {found}"
            ));
        };
        return load_archive(&file.data, depth + 1).map(Some);
    }
    let inner = files.into_iter().filter_map(|file| {
        let (_, path) = file.path.split_once('/')?;
        Some(SourceFile::new(path, file.data))
    });
    load(inner.collect(), depth + 1).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(files: &[(&str, &str)]) -> String {
        let files = files
            .iter()
            .map(|(path, text)| SourceFile::new(*path, *text));
        load(files.collect(), 0).map(|_| ()).unwrap_err()
    }

    fn problem_of(metadata: &str) -> String {
        problem(&[("Chart.yaml", metadata)])
    }

    #[test]
    fn charts_that_are_none_are_told_as_by_helm() {
        assert_eq!(problem(&[]), "Chart.yaml file is missing");
        for (metadata, expected) in [
            ("name: a", "validation: chart.metadata.version is required"),
            (
                "version: 1.0.0",
                "validation: chart.metadata.name is required",
            ),
            (
                "{name: a, version: x}",
                r#"validation: chart.metadata.version "x" is invalid"#,
            ),
            (
                "{name: a, version: 1.0.0, type: x}",
                "validation: chart.metadata.type must be application or library",
            ),
            (
                "{name: a, version: 1.0.0, maintainers: [null]}",
                "validation: maintainers must not contain empty or null nodes",
            ),
            (
                "{name: a, version: 1.0.0, dependencies: [{name: b, alias: b.c}]}",
                r#"validation: dependency "b" has disallowed characters in the alias"#,
            ),
            (
                "[a]",
                "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot \
                 unmarshal array into Go value of type chart.Metadata",
            ),
            (
                "{name: [a]}",
                "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot \
                 unmarshal array into Go struct field Metadata.name of type string",
            ),
            (
                "{maintainers: [{email: {}}]}",
                "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot \
                 unmarshal object into Go struct field Maintainer.maintainers.email of type string",
            ),
        ] {
            assert_eq!(problem_of(metadata), expected, "{metadata}");
        }
    }

    #[test]
    fn numbers_become_texts_where_texts_are_asked_for() {
        let metadata = "{name: 1, version: 1.20, appVersion: 20240101, kubeVersion: yes}";
        let chart = load(vec![SourceFile::new("Chart.yaml", metadata)], 0).unwrap();
        let found = chart.metadata;
        let found = [
            found.name,
            found.version,
            found.app_version,
            found.kube_version,
        ];
        assert_eq!(found, ["1", "1.2", "20240101", "true"]);
    }

    #[test]
    fn subcharts_that_cannot_be_read_are_named() {
        let own = ("Chart.yaml", "{name: top, version: 1.0.0}");
        assert_eq!(
            problem(&[own, ("charts/sub/values.yaml", "")]),
            "error unpacking sub in top: Chart.yaml file is missing"
        );
        assert_eq!(
            problem(&[own, ("charts/sub.tgz", "no archive")]),
            "error unpacking sub.tgz in top: gzip: invalid header"
        );
    }
}
