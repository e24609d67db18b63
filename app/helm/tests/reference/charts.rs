//! The charts of published packs, rendered with the values of their packs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use pack_helm::value::{Map, Value};
use pack_helm::{Chart, Error, Release, Rendered, SourceFile};
use serde_json::Value as Json;

use super::Outcome;
use super::cases::render_chart;
use super::compare::{error_difference, files, files_difference};

/// How the charts of a pack differ.
pub(crate) fn outcomes(file: &Path, corpus: &Path) -> Vec<Outcome> {
    let mut text = String::new();
    let file = fs::File::open(file).unwrap();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .unwrap();
    let entries: Json = serde_json::from_str(&text).unwrap();
    let entries = entries.as_array().unwrap().iter();
    let entries = entries.map(|entry| {
        let (pack, chart) = (
            entry["pack"].as_str().unwrap(),
            entry["chart"].as_str().unwrap(),
        );
        Outcome {
            group: "charts".to_owned(),
            id: format!("{pack}/{chart}"),
            difference: difference(entry, &corpus.join(pack)),
        }
    });
    entries.collect()
}

fn difference(entry: &Json, pack: &Path) -> Option<String> {
    let path = pack.join(entry["chart"].as_str().unwrap());
    if !path.exists() {
        let is_missing = entry["error"]
            .as_str()
            .is_some_and(|text| text.starts_with("stat "));
        return (!is_missing).then(|| "the chart is missing".to_owned());
    }
    match render(entry, pack, &path) {
        Err(error) => error_difference(entry, &error),
        Ok(_) if !entry["error"].is_null() => Some(format!("no error, not {}", entry["error"])),
        Ok(rendered) => {
            let varies = entry["varies"].as_array().into_iter().flatten();
            let varies = varies.map(|file| {
                let lines = file[1].as_array().into_iter().flatten();
                let lines = lines.map(|line| line.as_u64().unwrap() as usize);
                (file[0].as_str().unwrap().to_owned(), lines.collect())
            });
            let varies: BTreeMap<String, Vec<usize>> = varies.collect();
            let expected = files(entry, "files", "files_b64");
            files_difference(&expected, &rendered, &varies, false)
        }
    }
}

fn render(entry: &Json, pack: &Path, path: &Path) -> Result<Rendered, Error> {
    let chart = match path.is_dir() {
        true => Chart::from_folder(folder(path, path))?,
        false => Chart::from_archive(&fs::read(path).unwrap())?,
    };
    let values = fs::read(pack.join("values.yaml")).unwrap_or_default();
    let values = pack_helm::read_values(&values)?;
    let table = |values: Map, name: &str| match values.get(name) {
        Some(Value::Map(map)) => map,
        _ => Map::default(),
    };
    let values = table(table(values, "charts"), &chart.metadata().name);
    let text = |name: &str| entry[name].as_str().unwrap();
    let release = Release::new(text("release"), text("namespace"));
    render_chart(&chart, &values, &release)
}

/// The files of a folder.
fn folder(root: &Path, folder_path: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder_path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(folder(root, &path));
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.push(SourceFile::new(name, fs::read(&path).unwrap()));
        }
    }
    files
}
