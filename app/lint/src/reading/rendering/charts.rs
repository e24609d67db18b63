//! The charts of a pack, rendered.

use pack_helm::{Chart, Error, SourceFile, Stage, render};
use pack_model::Pack;
use pack_model::deployment::{Notes, Release, Source};

use super::Rendering;
use super::values::PackValues;
use crate::reading::pack_json::listed_path::inside;

/// The file of a chart that Helm prints after the installation, unless it is of a subchart.
const NOTES: &str = "NOTES.txt";

impl Rendering {
    /// Adds what the chart at a path of pack.json becomes.
    pub(super) fn add_chart(&mut self, pack: &Pack, path: &str, values: &PackValues<'_>) {
        let chart = match load(pack, path) {
            Ok(chart) => chart,
            Err(error) => return self.fail(path, &error),
        };
        let given = values.of_chart(&chart.metadata().name);
        let as_helm = values.release_of(&chart.metadata().name);
        let release = self.deployment.releases.len();
        self.deployment.releases.push(Release {
            name: as_helm.name.clone(),
            namespace: as_helm.namespace.clone(),
            chart: path.to_owned(),
            chart_name: chart.metadata().name.clone(),
            chart_version: chart.metadata().version.clone(),
        });
        let rendered = match render(&chart, &given, &as_helm, &self.capabilities) {
            Ok(rendered) => rendered,
            Err(error) => return self.fail(path, &error),
        };
        self.images.add_annotations(release, &chart, &given);
        let own_notes = format!("{}/templates/{NOTES}", chart.metadata().name);
        for file in rendered.custom_resources.into_iter().chain(rendered.files) {
            let text = String::from_utf8_lossy(&file.text);
            if file.path.ends_with(NOTES) {
                if file.path == own_notes && !text.trim().is_empty() {
                    self.deployment.notes.push(Notes {
                        release,
                        text: text.into_owned(),
                    });
                }
                continue;
            }
            let source = Source::Chart {
                release,
                template: file.path,
            };
            self.add_text(path, &source, &text);
        }
    }
}

/// The chart at a path of pack.json, an archive or a folder.
fn load(pack: &Pack, path: &str) -> Result<Chart, Error> {
    let missing = || {
        let message = format!("stat {path}: no such file or directory");
        Error::new(Stage::Load, message)
    };
    let inside = inside(path).ok_or_else(missing)?;
    if let Some(file) = pack.file(&inside) {
        return Chart::from_archive(&file.bytes);
    }
    let folder = format!("{}/", inside.trim_end_matches('/'));
    let files = pack.files_in(&folder).filter_map(|(path, file)| {
        let path = path.as_str().strip_prefix(&folder)?;
        Some(SourceFile::new(path, file.bytes.to_vec()))
    });
    let files: Vec<_> = files.collect();
    match files.is_empty() {
        true => Err(missing()),
        false => Chart::from_folder(files),
    }
}
