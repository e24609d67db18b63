//! The charts of a pack: loaded once as long as their files are the same, and rendered.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use pack_archive::Entry;
use pack_helm::template::Kept;
use pack_helm::value::Map;
use pack_helm::{
    Capabilities, Chart, Error, Options, Release as HelmRelease, Rendered, RenderedFile,
    SourceFile, Stage, render_again,
};
use pack_model::Pack;
use pack_model::deployment::{Failure, Release, Source};
use pack_once::sort::set;

use super::failed_values::failed_values;
use super::images::annotations;
use super::part::{Content, Inputs, Part};
use super::values::PackValues;
use super::values::lookup::fingerprint;
use crate::reading::pack_json::listed_path::inside;

/// The file of a chart that Helm prints after the installation, unless it is of a subchart.
const NOTES: &str = "NOTES.txt";

/// With so many random values before, all others differ.
pub(super) const OTHER_RANDOM: u64 = 1_000_000;

/// A chart that was loaded, or why it could not be.
pub(super) struct LoadedChart {
    files: Vec<(String, Arc<[u8]>)>,
    /// Tells this reading from those of other files.
    pub(super) reading: u64,
    pub(super) chart: Result<Chart, Error>,
    kept: Kept,
    /// The files that the chart became last with the values of the pack, with what stands in them. To read a file
    /// takes longer than to render it, and other values change few of them.
    read: RefCell<Vec<ReadFile>>,
}

/// A rendered file, with what stands in it.
type ReadFile = (RenderedFile, Rc<Content>);

/// What a chart is given.
pub(super) struct Given {
    pub(super) values: Map,
    pub(super) release: HelmRelease,
}

impl Given {
    /// What the values of a pack give a chart.
    pub(super) fn by(values: &PackValues, chart: &Chart) -> Self {
        let name = &chart.metadata().name;
        Self {
            values: values.of_chart(name),
            release: values.release_of(name),
        }
    }

    /// All that a rendering depends on.
    pub(super) fn inputs(&self, reading: u64, capabilities: &Rc<Capabilities>) -> Inputs {
        Inputs {
            reading,
            values: fingerprint(&self.values, ""),
            release: self.release.clone(),
            capabilities: Rc::clone(capabilities),
        }
    }
}

impl LoadedChart {
    /// Loads the chart at a path of pack.json, an archive or a folder; takes what was loaded before if the
    /// files are the same.
    pub(super) fn load(pack: &Pack, path: &str, before: Option<Self>, reading: u64) -> Self {
        let files = files(pack, path);
        let is_same = |before: &Self| {
            before.files.len() == files.len()
                && before
                    .files
                    .iter()
                    .zip(&files)
                    .all(|(before, now)| before.0 == now.0 && Arc::ptr_eq(&before.1, &now.1))
        };
        if let Some(before) = before.filter(is_same) {
            return before;
        }
        let chart = match files.as_slice() {
            [] => {
                let message = format!("stat {path}: no such file or directory");
                Err(Error::new(Stage::Load, message))
            }
            [(name, bytes)] if name.is_empty() => Chart::from_archive(bytes),
            files => Chart::from_folder(
                files
                    .iter()
                    .map(|(path, bytes)| SourceFile::new(path.as_str(), bytes.to_vec())),
            ),
        };
        Self {
            files,
            reading,
            chart,
            kept: Kept::default(),
            read: RefCell::default(),
        }
    }

    /// Renders it with what it is given; `other` is what it would be given with other samples, where that
    /// differs.
    pub(super) fn part(
        &self,
        path: &str,
        given: &Given,
        other: Option<&Given>,
        capabilities: &Capabilities,
    ) -> Part {
        let chart = match &self.chart {
            Ok(chart) => chart,
            Err(error) => return Part::failed(None, path, error),
        };
        let release = Release {
            name: given.release.name.clone(),
            namespace: given.release.namespace.clone(),
            chart: path.to_owned(),
            chart_name: chart.metadata().name.clone(),
            chart_version: chart.metadata().version.clone(),
            app_version: Some(chart.metadata().app_version.clone()).filter(|text| !text.is_empty()),
        };
        let rendered = match self.rendered(given, capabilities, 0) {
            Ok(rendered) => rendered,
            Err(error) => {
                let mut part = Part::failed(Some(release), path, &error);
                part.failures
                    .iter_mut()
                    .for_each(|failure| self.name_values(failure));
                return part;
            }
        };
        let varies = rendered.files.iter().any(|file| file.varies);
        let (mut part, read) = self.part_of(chart, path, given, rendered);
        self.read.replace(read);
        part.release = Some(release);
        if other.is_some() || varies {
            let other = other.unwrap_or(given);
            let rendered = self.rendered(other, capabilities, OTHER_RANDOM);
            let others = match rendered {
                Ok(rendered) => set(self.part_of(chart, path, other, rendered).0.names()),
                Err(_) => BTreeSet::new(),
            };
            part.varying = set(part.names().filter(|name| !others.contains(name)));
        }
        part
    }

    /// Names the values that a failure is about.
    fn name_values(&self, failure: &mut Failure) {
        if let Some(chart) = self.texts() {
            failure.values = failed_values(failure, &chart);
        }
    }

    /// The chart as it is written.
    pub(super) fn texts(&self) -> Option<pack_model::Chart> {
        let files = match self.files.as_slice() {
            [(name, bytes)] if name.is_empty() => return pack_model::Chart::read(bytes).ok(),
            files => files.iter(),
        };
        let entries = files.map(|(path, bytes)| Entry::new(path, &**bytes));
        pack_model::Chart::from_entries(entries.collect()).ok()
    }

    /// The texts that it becomes; `None` if it does not render.
    pub(super) fn files(
        &self,
        given: &Given,
        capabilities: &Capabilities,
    ) -> Option<Vec<RenderedFile>> {
        Some(self.rendered(given, capabilities, 0).ok()?.files)
    }

    /// What it becomes with other values; `None` if it does not render.
    pub(super) fn variant(
        &self,
        path: &str,
        given: &Given,
        capabilities: &Capabilities,
    ) -> Option<Part> {
        let chart = self.chart.as_ref().ok()?;
        let rendered = self.rendered(given, capabilities, 0).ok()?;
        Some(self.part_of(chart, path, given, rendered).0)
    }

    /// Why it does not render, if so.
    pub(super) fn error(&self, given: &Given, capabilities: &Capabilities) -> Option<Error> {
        self.rendered(given, capabilities, 0).err()
    }

    fn rendered(
        &self,
        given: &Given,
        capabilities: &Capabilities,
        random: u64,
    ) -> Result<Rendered, Error> {
        let chart = self.chart.as_ref().map_err(Clone::clone)?;
        let options = Options {
            random,
            ..Options::default()
        };
        let Given { values, release } = given;
        render_again(chart, values, release, capabilities, &options, &self.kept)
    }

    /// What it became, and the files of that.
    fn part_of(
        &self,
        chart: &Chart,
        path: &str,
        given: &Given,
        rendered: Rendered,
    ) -> (Part, Vec<ReadFile>) {
        let mut part = Part {
            annotated: annotations::images(chart, &given.values),
            is_rendered: true,
            ..Part::default()
        };
        let own_notes = format!("{}/templates/{NOTES}", chart.metadata().name);
        let mut read = Vec::new();
        for file in rendered.custom_resources.into_iter().chain(rendered.files) {
            if file.path.ends_with(NOTES) {
                // Of notes only the chart's own are kept, as Helm prints them.
                let text = String::from_utf8_lossy(&file.text);
                if file.path == own_notes && !text.trim().is_empty() {
                    part.notes.push(text.into_owned());
                }
                continue;
            }
            let content = self.content(chart, path, &file);
            part.contents.push(content.clone());
            read.push((file, content));
        }
        (part, read)
    }

    /// What stands in a rendered file: read anew only if it was another text before.
    fn content(&self, chart: &Chart, path: &str, file: &RenderedFile) -> Rc<Content> {
        let read = self.read.borrow();
        let mut known = read
            .iter()
            .filter(|(known, _)| known.path == file.path && known.text == file.text);
        if let Some((_, content)) = known.next() {
            return content.clone();
        }
        let source = Source::Chart {
            release: 0,
            template: file.path.clone(),
        };
        let text = String::from_utf8_lossy(&file.text);
        let template = || chart.template(&file.path).map(String::from_utf8_lossy);
        Rc::new(Content::read(path, &source, &text, &template))
    }
}

/// The files of a chart: one without a path is an archive.
fn files(pack: &Pack, path: &str) -> Vec<(String, Arc<[u8]>)> {
    let Some(inside) = inside(path) else {
        return Vec::new();
    };
    if let Some(file) = pack.file(&inside) {
        return vec![(String::new(), file.bytes.clone())];
    }
    let folder = format!("{}/", inside.trim_end_matches('/'));
    let files = pack.files_in(&folder).filter_map(|(path, file)| {
        let path = path.as_str().strip_prefix(&folder)?;
        Some((path.to_owned(), file.bytes.clone()))
    });
    files.collect()
}
