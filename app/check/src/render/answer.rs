//! What became of a chart or manifest, as programs read it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pack_helm::{Error, Metadata, Rendered, RenderedFile};
use serde::Serialize;

/// What a chart or manifest became.
#[derive(Debug)]
pub(super) struct Done {
    /// The name of the chart, or the path of the manifest.
    pub(super) name: String,
    /// The version of the chart; empty for a manifest.
    pub(super) version: String,
    /// The texts.
    pub(super) rendered: Rendered,
}

impl Done {
    /// What a chart became.
    pub(super) fn chart(chart: &Metadata, rendered: Rendered) -> Self {
        Self {
            name: chart.name.clone(),
            version: chart.version.clone(),
            rendered,
        }
    }

    /// What a manifest became.
    pub(super) fn manifest(path: &str, (text, varies): (String, bool)) -> Self {
        let file = RenderedFile {
            path: path.to_owned(),
            text: text.into_bytes(),
            varies,
        };
        Self {
            name: path.to_owned(),
            version: String::new(),
            rendered: Rendered {
                files: vec![file],
                custom_resources: Vec::new(),
            },
        }
    }
}

/// The same, or why there is nothing, as a line of JSON says it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    /// It is rendered.
    Rendered {
        name: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        version: String,
        files: BTreeMap<String, String>,
        /// Texts that are not UTF-8.
        files_b64: BTreeMap<String, String>,
        crds: Vec<String>,
        /// Files with something that Helm would give anew in each run.
        varies: Vec<String>,
    },
    /// It is not.
    Failed { error: String, stage: &'static str },
}

impl Answer {
    /// The answer to what was done.
    pub(super) fn of(done: Result<Done, Error>) -> Self {
        let done = match done {
            Ok(done) => done,
            Err(error) => {
                return Self::Failed {
                    error: error.to_string(),
                    stage: error.stage.name(),
                };
            }
        };
        let (mut files, mut files_b64) = (BTreeMap::new(), BTreeMap::new());
        let (mut varies, resources) = (Vec::new(), done.rendered.custom_resources);
        for RenderedFile {
            path,
            text,
            varies: file_varies,
        } in done.rendered.files
        {
            varies.extend(file_varies.then(|| path.clone()));
            match String::from_utf8(text) {
                Ok(text) => drop(files.insert(path, text)),
                Err(error) => drop(files_b64.insert(path, STANDARD.encode(error.as_bytes()))),
            }
        }
        Self::Rendered {
            name: done.name,
            version: done.version,
            files,
            files_b64,
            crds: resources.into_iter().map(|file| file.path).collect(),
            varies,
        }
    }
}
