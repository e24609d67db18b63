//! The messages between the page and its workers: one checks the texts of the pack, the other renders
//! what a cluster gets from it. The worker that checks never waits for the one that renders.
//!
//! A message is sent as bytes: JavaScript would have an object for each finding and each object of a cluster, and
//! a string for each name of a property, which take time to make and to read.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::deployment::{Cluster, Difference};
use crate::diagnostic::Audience;
use crate::edit::Edit;
use crate::findings::Findings;
use crate::pack::origin::Origin;

/// Why a message cannot be written or read.
pub use postcard::Error as Unreadable;

/// What a worker sends, as a text, if it cannot do its work: it could not load what that needs, or keeps another
/// pack than the page.
pub const MISSING: &str = "Missing";

/// The name of the worker that checks.
pub const CHECKER: &str = "checker";

/// The name of the worker that renders.
pub const RENDERER: &str = "renderer";

/// What the page asks of the worker that checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Check the pack after these files have changed.
    Check(Check),
}

/// A pack to check, as the changes since the last request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Drop all files known so far: another pack was opened.
    pub fresh: bool,
    /// Whether more files of the same state follow in the next request, before which nothing is to be done.
    pub has_more: bool,
    /// The revision of the pack with these files; the answer repeats it.
    pub revision: u64,
    /// Whose registry the pack is made for.
    pub audience: Audience,
    /// Today, as `yyyy-MM-dd`, to compare with the end of life; rules have no clock.
    pub today: String,
    /// Where the pack came from.
    pub origin: Origin,
    /// The edits of the files that changed.
    pub edits: Vec<Edit>,
}

/// What the worker that checks answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started.
    Ready,
    /// All findings of a revision.
    Checked {
        /// The revision that was checked.
        revision: u64,
        /// For whose registry it was checked.
        audience: Audience,
        /// The findings.
        findings: Findings,
    },
}

/// What the page asks of the worker that renders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderRequest {
    /// The pack, after these files have changed.
    pub check: Check,
    /// What is assumed of the cluster.
    pub cluster: Cluster,
    /// What it is rendered for.
    pub purpose: RenderFor,
}

/// What a pack is rendered for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RenderFor {
    /// To know what a cluster gets. The first answer is enough for now: all follows once no newer request has
    /// come for a while.
    Deployment,
    /// To know all of that: nobody can use the first answer alone.
    WholeDeployment,
    /// To know that, and which values have no effect: each is tried.
    WithoutEffect,
    /// To know what new charts need to render, which have these paths in the pack, and what a cluster gets then.
    /// There is one answer.
    NewCharts(Vec<String>),
}

/// What the worker that renders answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RenderAnswer {
    /// The worker has started.
    Ready,
    /// What a cluster gets from a revision, and the findings about it.
    Rendered {
        /// The revision that was rendered.
        revision: u64,
        /// For whose registry it was checked.
        audience: Audience,
        /// What is different from the answer before, of whatever pack; before the first there is nothing.
        difference: Box<Difference>,
        /// Whether it is all. Before that comes what one rendering tells; what takes many follows, if no
        /// newer request comes: images of parts that are switched off, what presets do, and values without
        /// effect once somebody has asked for them.
        is_whole: bool,
        /// The findings.
        findings: Findings,
    },
}

/// A message as it is sent.
///
/// # Errors
///
/// If a part of it cannot be written, which is so for no message of this module.
pub fn written(message: &impl Serialize) -> Result<Vec<u8>, Unreadable> {
    postcard::to_allocvec(message)
}

/// A message that was sent.
///
/// # Errors
///
/// If the bytes are not such a message, as written by this version of the program.
pub fn read<M: DeserializeOwned>(bytes: &[u8]) -> Result<M, Unreadable> {
    postcard::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use pack_syntax::Pointer;
    use serde_json::json;

    use super::*;
    use crate::deployment::{
        DeployedImage, Deployment, FailedValue, Failure, ImagePlace, NeededValue, Notes, Object,
        ObjectProblem, PresetOutcome, Release, Source, Stage, SwitchedOffImage, UnknownImage,
        WithoutEffect,
    };

    /// A deployment with something in each field. A message is sent in a form that does not describe itself:
    /// a field that is sometimes left out, or whose type is told by its content, could not be read.
    fn deployment() -> Deployment {
        let text = str::to_owned;
        let path = |keys: &[&str]| Pointer::from_iter(keys.iter().copied());
        let failures: Vec<_> = STAGES.iter().map(|stage| failure(*stage)).collect();
        Deployment {
            kube_version: Some(text("v1.30.0")),
            releases: vec![Release {
                name: text("web"),
                namespace: text("default"),
                chart: text("charts/web.tgz"),
                chart_name: text("web"),
                chart_version: text("1.0.0"),
                app_version: Some(text("2.0")),
            }],
            objects: objects(),
            images: vec![DeployedImage {
                name: text("docker.io/library/nginx:1"),
                certain: true,
                varies: true,
                places: places(),
            }],
            test_images: vec![text("docker.io/library/curl:1")],
            switched_off: Some(vec![SwitchedOffImage {
                name: text("docker.io/library/redis:1"),
                certain: true,
                release: 0,
                switch: path(&["charts", "web", "redis", "enabled"]),
            }]),
            unknown_images: vec![UnknownImage {
                text: text("no image"),
                object: 1,
                path: path(&["spec", "image"]),
                line: Some(9),
            }],
            notes: vec![Notes {
                release: 0,
                text: text("It is there.\n"),
            }],
            failures: failures.clone(),
            presets: Some(vec![PresetOutcome {
                preset: 1,
                breaks: failures,
                repairs: vec![text("charts/other.tgz")],
            }]),
            without_effect: Some(WithoutEffect {
                values: vec![path(&["charts", "web", "unused"])],
                untried: 3,
            }),
            needed: vec![NeededValue {
                file: text("charts/web.tgz"),
                path: Pointer::root(),
                value: json!({ "replicas": [1, 2.5, null, "three", true], "é": {} }),
                source: Some(text("ci/values.yaml")),
            }],
        }
    }

    const STAGES: &[Stage] = &[
        Stage::Load,
        Stage::ValuesFile,
        Stage::Dependencies,
        Stage::Values,
        Stage::Render,
        Stage::Objects,
    ];

    fn failure(stage: Stage) -> Failure {
        let values = [None, Some("is no number")].map(|refusal| FailedValue {
            path: Pointer::from_iter(["port"]),
            refusal: refusal.map(str::to_owned),
        });
        Failure {
            file: "charts/web.tgz".to_owned(),
            stage,
            message: "it fails".to_owned(),
            template: Some("web/templates/a.yaml".to_owned()),
            line: Some(3),
            column: Some(0),
            expression: Some(".Values.port".to_owned()),
            values: values.to_vec(),
        }
    }

    fn objects() -> Vec<Object> {
        let sources = [
            Source::Manifest("manifests/a.yaml".to_owned()),
            Source::Chart {
                release: 0,
                template: "web/templates/a.yaml".to_owned(),
            },
        ];
        let problems = [
            ObjectProblem::Lacks("kind".to_owned()),
            ObjectProblem::Refused {
                path: Pointer::from_iter(["metadata", "name"]),
                text: "A".to_owned(),
                reason: "has capitals".to_owned(),
            },
        ];
        let objects = sources.map(|source| Object {
            api_version: "v1".to_owned(),
            kind: "ConfigMap".to_owned(),
            name: "a".to_owned(),
            namespace: Some("default".to_owned()),
            hooks: vec!["pre-install".to_owned()],
            source,
            lines: 1..=4,
            text: "a: 1\n".to_owned(),
            problems: problems.to_vec(),
        });
        objects.into()
    }

    fn places() -> Vec<ImagePlace> {
        vec![
            ImagePlace::Object {
                object: 1,
                path: Pointer::from_iter(["spec", "image"]),
            },
            ImagePlace::Annotation {
                release: 0,
                key: "images".to_owned(),
            },
            ImagePlace::Text {
                file: "charts/other.tgz".to_owned(),
                found: "a template".to_owned(),
                other_name: Some("nginx:v1".to_owned()),
            },
        ]
    }

    /// Compiles as long as the deployment above has one of each kind: add to it what is added here.
    #[test]
    fn nothing_of_another_kind_is_sent() {
        let deployment = deployment();
        for object in &deployment.objects {
            let (Source::Chart { .. } | Source::Manifest(_)) = &object.source;
            for problem in &object.problems {
                let (ObjectProblem::Lacks(_) | ObjectProblem::Refused { .. }) = problem;
            }
        }
        for place in deployment.images.iter().flat_map(|image| &image.places) {
            let (ImagePlace::Object { .. }
            | ImagePlace::Annotation { .. }
            | ImagePlace::Text { .. }) = place;
        }
        for failure in &deployment.failures {
            let (Stage::Load
            | Stage::ValuesFile
            | Stage::Dependencies
            | Stage::Values
            | Stage::Render
            | Stage::Objects) = failure.stage;
        }
    }

    fn check_answer(before: &Deployment, after: &Deployment) {
        let answer = RenderAnswer::Rendered {
            revision: 7,
            audience: Audience::default(),
            difference: Box::new(Difference::between(before, after.clone())),
            is_whole: true,
            findings: Findings::default(),
        };
        let read = read::<RenderAnswer>(&written(&answer).unwrap()).unwrap();
        assert_eq!(read, answer);
        let RenderAnswer::Rendered { difference, .. } = read else {
            panic!("{read:?} is no deployment");
        };
        assert_eq!(difference.apply(before), *after);
    }

    #[test]
    fn an_answer_is_read_as_it_was_written() {
        let (empty, full) = (Deployment::default(), deployment());
        let mut changed = full.clone();
        changed.objects[1].text.push('#');
        for (before, after) in [(&empty, &full), (&full, &changed), (&full, &empty)] {
            check_answer(before, after);
        }
    }
}
