//! Small templates and charts.

use std::collections::BTreeMap;

use pack_helm::template::Limits;
use pack_helm::{Capabilities, Chart, Error, Options, Release, Rendered, SourceFile};
use serde_json::Value as Json;

use super::STACK;
use super::compare::{error_difference, files, files_difference};

const CHART: &str = "apiVersion: v2\nname: snip\nversion: 0.3.1\n";

/// How a case differs, if it does.
pub(crate) fn difference(case: &Json) -> Option<String> {
    let given = format!("{}\n    values   {}", case["template"], case["values"]);
    let expected = match case["template"].is_null() {
        true => files(case, "expected_files", "expected_files_b64"),
        false => {
            let mut expected = BTreeMap::new();
            for (_, text) in files(&wrapped(case), "texts", "bytes") {
                expected.insert("snip/templates/t.yaml".to_owned(), text);
            }
            expected
        }
    };
    let expects_error = !case["stage"].is_null();
    let difference = match render(case) {
        Err(error) => error_difference(case, &error),
        Ok(_) if expects_error => Some(format!(
            "no error\n    expected {} {}",
            case["error"], case["error_starts"]
        )),
        Ok(mut rendered) => {
            let crds = rendered
                .custom_resources
                .iter()
                .map(|file| file.path.clone());
            let crds: Vec<String> = crds.collect();
            let expected_crds = case["crds"].as_array().into_iter().flatten();
            let expected_crds = expected_crds.map(|path| path.as_str().unwrap().to_owned());
            if !case["template"].is_null() {
                let path = expected.keys().next().cloned().unwrap_or_default();
                rendered
                    .files
                    .retain(|file| file.path.ends_with("/templates/t.yaml"));
                rendered
                    .files
                    .iter_mut()
                    .for_each(|file| file.path.clone_from(&path));
            } else if crds != expected_crds.collect::<Vec<_>>() {
                return Some(format!("crds {crds:?}"));
            }
            files_difference(&expected, &rendered, &BTreeMap::new(), true)
        }
    };
    difference.map(|difference| format!("{given}\n    {difference}"))
}

/// The text that a snippet gives, as files.
fn wrapped(case: &Json) -> Json {
    let file = |text: &Json| match text {
        Json::Null => serde_json::json!({}),
        text => serde_json::json!({ "t": text }),
    };
    serde_json::json!({ "texts": file(&case["expected"]), "bytes": file(&case["expected_b64"]) })
}

fn render(case: &Json) -> Result<Rendered, Error> {
    let mut files = files(case, "files", "files_b64");
    if let Some(template) = case["template"].as_str() {
        let chart = files.entry("Chart.yaml".to_owned());
        chart.or_insert_with(|| CHART.into());
        files.insert("templates/t.yaml".to_owned(), template.into());
    }
    let sources = files
        .iter()
        .map(|(path, data)| SourceFile::new(path, data.clone()));
    let chart = match case["load"].as_str() {
        Some("dir") => Chart::from_folder(sources)?,
        Some("archive") => Chart::from_archive(&packed(&files))?,
        _ => Chart::from_files(sources)?,
    };
    let values = case["values"].as_str().unwrap_or_default();
    let values = pack_helm::read_values(values.as_bytes())?;
    let name = case["release"].as_str().unwrap_or("rel");
    let namespace = case["namespace"].as_str().unwrap_or("ns");
    render_chart(&chart, &values, &Release::new(name, namespace))
}

/// Renders a chart as the reference data was rendered.
pub(crate) fn render_chart(
    chart: &Chart,
    values: &pack_helm::value::Map,
    release: &Release,
) -> Result<Rendered, Error> {
    let capabilities = Capabilities::default();
    let limits = Limits {
        stack: STACK / 2,
        ..Limits::default()
    };
    pack_helm::render_with(
        chart,
        values,
        release,
        &capabilities,
        &Options {
            limits,
            ..Options::default()
        },
    )
}

/// A gzipped tar archive of files, in a folder.
fn packed(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let level = flate2::Compression::default();
    let encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    let mut builder = tar::Builder::new(encoder);
    for (path, data) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        let path = format!("chart/{path}");
        builder
            .append_data(&mut header, path, data.as_slice())
            .unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}
