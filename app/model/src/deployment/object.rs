//! An object of a deployment.

use std::ops::RangeInclusive;

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

/// Where the text of an object comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A template of a chart, which is installed as the release of this index.
    Chart {
        /// The release.
        release: usize,
        /// The path of the template, which begins with the name of the chart.
        template: String,
    },
    /// A manifest of the pack, by its path.
    Manifest(String),
}

impl Source {
    /// The path of the template or manifest.
    pub fn path(&self) -> &str {
        match self {
            Self::Chart { template, .. } | Self::Manifest(template) => template,
        }
    }

    /// The release, if it is a template of a chart.
    pub fn release(&self) -> Option<usize> {
        match self {
            Self::Chart { release, .. } => Some(*release),
            Self::Manifest(_) => None,
        }
    }
}

/// An object that a cluster gets. What it lacks is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// Its `apiVersion`.
    pub api_version: String,
    /// Its `kind`.
    pub kind: String,
    /// The name in its metadata.
    pub name: String,
    /// The namespace in its metadata, if one stands there.
    pub namespace: Option<String>,
    /// The events of Helm that it is a hook of: `pre-install`, `test`.
    pub hooks: Vec<String>,
    /// The template or manifest.
    pub source: Source,
    /// The lines, from 1, that its document has in the rendered text.
    pub lines: RangeInclusive<u32>,
    /// Its text. For an item of a list it is written anew.
    pub text: String,
    /// Why Kubernetes refuses it, as far as its metadata tells.
    pub problems: Vec<ObjectProblem>,
}

/// Why Kubernetes refuses an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectProblem {
    /// It lacks what every object needs: `kind`, `metadata.name`.
    Lacks(String),
    /// A name, namespace, label or annotation that is refused.
    Refused {
        /// Where it stands in the object; for a key that of its value.
        path: Pointer,
        /// The text that is refused.
        text: String,
        /// What is wrong with it, as the end of a sentence about it: “is longer than 63 characters”.
        reason: String,
    },
}

impl Object {
    /// Whether it only exists while somebody runs `helm test`.
    pub fn is_test(&self) -> bool {
        let is_test = |hook: &String| hook == "test" || hook.starts_with("test-");
        !self.hooks.is_empty() && self.hooks.iter().all(is_test)
    }
}
