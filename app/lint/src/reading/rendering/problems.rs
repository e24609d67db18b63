//! Why Kubernetes refuses an object, as far as its metadata tells: what it lacks, and the names, namespaces,
//! labels and annotations that are not allowed.
//!
//! Only what every version of Kubernetes refuses is reported. Source: the Kubernetes documentation, "Object
//! Names and IDs", "Labels and Selectors" and "Annotations".

use pack_helm::value::{Map, Value};
use pack_model::deployment::{Object, ObjectProblem};
use pack_model::facts::label::{
    LENGTH, SUBDOMAIN_LENGTH, is_label, is_label_key, is_label_value, is_subdomain,
};
use pack_syntax::Pointer;

use super::values::lookup::map;

/// The group of roles and their bindings, whose names may have any character that a path may have.
const ROLES: &str = "rbac.authorization.k8s.io";
/// Kinds whose names follow rules of their own.
const OTHER_NAMES: &[&str] = &[
    "CertificateSigningRequest",
    "ClusterTrustBundle",
    "IPAddress",
];
/// The end of groups that another API server serves, by its own rules.
const OTHER_SERVER: &str = "openshift.io";
/// The longest name of a cron job: eleven characters are added to it.
const CRON_JOB_LENGTH: usize = 52;
/// Where the pods of workloads have their metadata.
const TEMPLATES: &[&[&str]] = &[
    &["spec", "template"],
    &["spec", "jobTemplate", "spec", "template"],
];

/// Why Kubernetes refuses an object of this content.
pub(super) fn problems(object: &Object, content: &Map) -> Vec<ObjectProblem> {
    let mut problems = Vec::new();
    let is_list = object.kind.ends_with("List") && object.api_version == "v1";
    for key in ["apiVersion", "kind"] {
        check_word(content, key, &mut problems);
    }
    let metadata = map(content, "metadata").unwrap_or_default();
    if !is_list {
        check_name(object, &metadata, &mut problems);
    }
    check_namespace(&metadata, &mut problems);
    check_labels(&metadata, &Pointer::root().child("metadata"), &mut problems);
    let group = object.api_version.split('/').next().unwrap_or_default();
    if matches!(group, "apps" | "batch") {
        for path in TEMPLATES {
            let within = path
                .iter()
                .chain(&["metadata"])
                .try_fold(content.clone(), |inner, key| map(&inner, key));
            if let Some(metadata) = within {
                let at: Pointer = path.iter().copied().chain(["metadata"]).collect();
                check_labels(&metadata, &at, &mut problems);
            }
        }
    }
    problems
}

/// `apiVersion` and `kind` must be there, as texts.
fn check_word(content: &Map, key: &str, problems: &mut Vec<ObjectProblem>) {
    match content.get(key) {
        Some(Value::Text(text)) if !text.is_empty() => {}
        None | Some(Value::Text(_)) => problems.push(ObjectProblem::Lacks(key.to_owned())),
        Some(value) if value.is_nil() => problems.push(ObjectProblem::Lacks(key.to_owned())),
        Some(value) => {
            problems.push(refused(
                Pointer::root().child(key),
                &value,
                NOT_TEXT.to_owned(),
            ));
        }
    }
}

const NOT_TEXT: &str = "is not a string";

fn check_name(object: &Object, metadata: &Map, problems: &mut Vec<ObjectProblem>) {
    let at = Pointer::from_iter(["metadata", "name"]);
    match metadata.get("name") {
        Some(Value::Text(text)) if !text.is_empty() => {
            let Ok(name) = std::str::from_utf8(&text) else {
                return;
            };
            if let Some(reason) = name_refusal(object, name) {
                problems.push(refused(at, &Value::text(name), reason));
            }
        }
        Some(value) if !value.is_nil() && value.as_text().is_none() => {
            problems.push(refused(at, &value, NOT_TEXT.to_owned()));
        }
        // Kubernetes makes the name up.
        _ if metadata.contains("generateName") => {}
        _ => problems.push(ObjectProblem::Lacks("metadata.name".to_owned())),
    }
}

/// What is wrong with the name of an object, by its kind.
fn name_refusal(object: &Object, name: &str) -> Option<String> {
    let (group, _) = object.api_version.split_once('/').unwrap_or_default();
    let kind = object.kind.as_str();
    if group == ROLES {
        let is_wrong = name == "." || name == ".." || name.contains(['/', '%']);
        return is_wrong.then(|| "has a slash or percent sign".to_owned());
    }
    if OTHER_NAMES.contains(&kind) || group.ends_with(OTHER_SERVER) {
        return None;
    }
    let longest = match (group, kind) {
        ("", "Namespace" | "Service") | ("batch", "Job") => LENGTH,
        ("batch", "CronJob") => CRON_JOB_LENGTH,
        _ => SUBDOMAIN_LENGTH,
    };
    if name.len() > longest {
        return Some(format!("is longer than {longest} characters"));
    }
    let reason = match (group, kind) {
        ("", "Namespace") if !is_label(name) => {
            "is not made of lower-case letters, digits and hyphens"
        }
        ("", "Service") if !is_label(name) || name.starts_with(|c: char| c.is_ascii_digit()) => {
            "is not made of lower-case letters, digits and hyphens, starting with a letter"
        }
        _ if !is_subdomain(name) => {
            "is not made of lower-case letters, digits, hyphens and dots, with a letter or digit at each end"
        }
        _ => return None,
    };
    Some(reason.to_owned())
}

fn check_namespace(metadata: &Map, problems: &mut Vec<ObjectProblem>) {
    let Some(value) = metadata.get("namespace").filter(|value| !value.is_nil()) else {
        return;
    };
    let reason = match value.as_text() {
        None => NOT_TEXT.to_owned(),
        Some(text) if text.is_empty() || is_label(&text.lossy()) => return,
        Some(_) => {
            format!("is not made of at most {LENGTH} lower-case letters, digits and hyphens")
        }
    };
    let at = Pointer::from_iter(["metadata", "namespace"]);
    problems.push(refused(at, &value, reason));
}

/// Checks the labels and annotations of a map of metadata.
fn check_labels(metadata: &Map, at: &Pointer, problems: &mut Vec<ObjectProblem>) {
    for part in ["labels", "annotations"] {
        let Some(all) = metadata.get(part).filter(|all| !all.is_nil()) else {
            continue;
        };
        let at = at.child(part);
        let Some(entries) = all.as_map() else {
            problems.push(refused(at, &all, "is not a map".to_owned()));
            continue;
        };
        for (key, value) in entries.to_vec() {
            let key = key.lossy().into_owned();
            let place = at.child(key.as_str());
            // Only the names of annotations may have upper-case letters in front of the slash.
            let is_key = match part {
                "annotations" => is_label_key(&key.to_ascii_lowercase()),
                _ => is_label_key(&key),
            };
            if !is_key {
                let reason = format!("is no key of {part}");
                problems.push(refused(place, &Value::text(key.as_str()), reason));
                continue;
            }
            match value.as_text() {
                None if value.is_nil() => {}
                None => problems.push(refused(place, &value, NOT_TEXT.to_owned())),
                Some(text) if part == "labels" && !is_label_value(&text.lossy()) => {
                    let reason = format!(
                        "is not made of at most {LENGTH} letters, digits, `-`, `_` and `.`, with a letter or digit at each end"
                    );
                    problems.push(refused(place, &value, reason));
                }
                Some(_) => {}
            }
        }
    }
}

/// The most characters of a text that is refused.
const SHOWN: usize = 100;

fn refused(path: Pointer, value: &Value, reason: String) -> ObjectProblem {
    let text = match value.as_text() {
        Some(text) => text.lossy().into_owned(),
        None => {
            let written = pack_helm::write_yaml(value).unwrap_or_default();
            written.trim_end().to_owned()
        }
    };
    ObjectProblem::Refused {
        path,
        text: text.chars().take(SHOWN).collect(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use pack_helm::read_yaml;
    use pack_model::deployment::Source;

    use super::super::objects::read;
    use super::*;

    /// The problems of an object: what it lacks, or where something is refused.
    fn check(text: &str, expected: &[&str]) {
        assert!(read_yaml(text.as_bytes()).is_ok(), "{text}");
        let source = Source::Manifest("m.yaml".to_owned());
        let mut found = Vec::new();
        for (object, _) in read(&source, text).into_iter().flatten() {
            for problem in object.problems {
                found.push(match problem {
                    ObjectProblem::Lacks(key) => format!("lacks {key}"),
                    ObjectProblem::Refused { path, text, .. } => format!("{path} {text}"),
                });
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    fn named(kind: &str, name: &str) -> String {
        let (api, kind) = kind.rsplit_once(' ').unwrap_or(("v1", kind));
        format!("{{apiVersion: {api}, kind: {kind}, metadata: {{name: '{name}'}}}}")
    }

    #[test]
    fn what_every_object_needs() {
        check(
            "a: 1",
            &["lacks apiVersion", "lacks kind", "lacks metadata.name"],
        );
        check(
            "{apiVersion: v1, kind: Pod, metadata: {generateName: a-}}",
            &[],
        );
        check(
            "{apiVersion: v1, kind: Pod, metadata: {name: 1}}",
            &["/metadata/name 1"],
        );
        check(
            "{apiVersion: 1, kind: Pod, metadata: {name: a}}",
            &["/apiVersion 1"],
        );
        check("{apiVersion: v1, kind: List, items: }", &[]);
    }

    #[test]
    fn names_are_those_of_their_kind() {
        let long = "a".repeat(64);
        for (kind, good, bad) in [
            ("Pod", "a.b", "a_b"),
            ("ConfigMap", long.as_str(), "A"),
            ("Namespace", "a-1", "a.b"),
            ("Service", "a-1", "1-a"),
            ("rbac.authorization.k8s.io/v1 Role", "system:a_B", "a/b"),
            ("batch/v1 CronJob", &long[..52], &long[..53]),
            ("x.io/v1 Thing", "a.b", "a:b"),
        ] {
            check(&named(kind, good), &[]);
            check(&named(kind, bad), &[&format!("/metadata/name {bad}")]);
        }
        check(&named("user.openshift.io/v1 User", "system:admin"), &[]);
    }

    #[test]
    fn labels_annotations_and_namespaces() {
        let head = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a";
        check(
            &format!("{head}, namespace: A, labels: {{a: true, b: x y, c: , d/: e, f: g}}}}}}"),
            &[
                "/metadata/namespace A",
                "/metadata/labels/a true",
                "/metadata/labels/b x y",
                "/metadata/labels/d~1 d/",
            ],
        );
        check(
            &format!(
                "{head}, annotations: {{a: 'x y', B.c/d: '', e: 1}}}}, spec: {{template: {{metadata: {{labels: {{v: 1.0}}}}}}}}}}"
            ),
            &[
                "/metadata/annotations/e 1",
                "/spec/template/metadata/labels/v 1",
            ],
        );
        check(
            &format!("{head}, labels: [a]}}}}"),
            &["/metadata/labels - a"],
        );
    }
}
