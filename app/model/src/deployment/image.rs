//! The images of a deployment.

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

use crate::facts::image_reference::ImageReference;

/// The name by which a container runtime gets an image: `nginx` is `docker.io/library/nginx:latest`.
/// `None` where the text is no name of an image.
pub fn deployed_name(text: &str) -> Option<String> {
    let reference = ImageReference::parse(text)?;
    let name = reference.canonical();
    Some(match reference.is_pinned() {
        true => name,
        false => format!("{name}:latest"),
    })
}

/// An image of a deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeployedImage {
    /// Its whole name: see [`deployed_name`].
    pub name: String,
    /// A container runs it, or it is mounted; otherwise a text only reads like its name.
    pub certain: bool,
    /// It depends on the sample of a macro, or on something that is random: a cluster may get another one.
    pub varies: bool,
    /// Where it stands.
    pub places: Vec<ImagePlace>,
}

/// An image that a cluster would also get if a part of a chart were switched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchedOffImage {
    /// Its whole name: see [`deployed_name`].
    pub name: String,
    /// A container would run it.
    pub certain: bool,
    /// The release, by its index in the deployment.
    pub release: usize,
    /// The value that switches it on, by its path in values.yaml: `/charts/web/metrics/enabled`.
    pub switch: Pointer,
}

/// Where an image stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImagePlace {
    /// In an object.
    Object {
        /// The object, by its index in the deployment.
        object: usize,
        /// The path of the text in the object.
        path: Pointer,
    },
    /// In an annotation of the chart.
    Annotation {
        /// The release of the chart, by its index in the deployment.
        release: usize,
        /// The name of the annotation.
        key: String,
    },
    /// In the text of a chart or manifest that is not rendered.
    Text {
        /// The path of the chart or manifest in the pack.
        file: String,
        /// Where in it, in words.
        found: String,
        /// The other name that it may have: with a `v` before its version, or without it.
        other_name: Option<String>,
    },
}

/// A container whose image is empty, or no name of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownImage {
    /// What stands there.
    pub text: String,
    /// The object, by its index in the deployment.
    pub object: usize,
    /// The path of the image in the object.
    pub path: Pointer,
    /// The line of its template or manifest, from 1, as far as that can be told.
    pub line: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_registry_and_a_tag_or_digest() {
        let digest = format!("x.io/a@sha256:{}", "0a".repeat(32));
        for (text, expected) in [
            ("nginx", Some("docker.io/library/nginx:latest")),
            ("user/app:1", Some("docker.io/user/app:1")),
            ("x.io:5/a", Some("x.io:5/a:latest")),
            (digest.as_str(), Some(digest.as_str())),
            ("", None),
            ("x.io/a:", None),
        ] {
            assert_eq!(deployed_name(text).as_deref(), expected, "{text}");
        }
    }
}
