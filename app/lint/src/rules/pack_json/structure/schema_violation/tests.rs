//! Violations, their places and what their fixes make of them.

use pack_model::{Origin, Safety};
use serde_json::{Value, json};

use super::RULE;
use crate::testing::Sample;

/// Sets a value, expects it to be reported and to be fixed to another one by a fix.
#[track_caller]
fn check(pointer: &str, value: Value, fix: &str, fixed: Value) {
    let sample = Sample::addon()
        .set(pointer, value)
        .fires(RULE.id, &[pointer]);
    let after = sample.fixed(RULE.id, fix).silent(RULE.id);
    assert_eq!(after.value(pointer), fixed, "{pointer}");
}

#[test]
fn missing_properties_are_added() {
    for (key, fix, value) in [
        ("name", "add", "sample"),
        ("displayName", "add", "sample"),
        ("version", "add", "1.0.0"),
        ("layer", "add", "addon"),
    ] {
        let pointer = format!("/{key}");
        let sample = Sample::addon().unset(&pointer).fires(RULE.id, &[&pointer]);
        assert_eq!(sample.fixed(RULE.id, fix).clean().value(&pointer), value);
    }
    let bare = Sample::addon()
        .unset("/layer")
        .unset("/addonType")
        .fires(RULE.id, &["/layer"]);
    bare.fixed(RULE.id, "set-os").silent(RULE.id);
}

#[test]
fn scalars_are_quoted_as_they_are_spelt() {
    check(
        "/annotations/skipK8sInstall",
        json!(true),
        "quote",
        json!("true"),
    );
    check(
        "/annotations/os_spectro_version",
        json!(0),
        "quote",
        json!("0"),
    );
    check("/eol", json!(2028), "quote", json!("2028"));
    check("/annotations/a", Value::Null, "empty", json!(""));
    let text = Sample::addon()
        .pack
        .text("pack.json")
        .unwrap()
        .replace("\"1.2.3\"", "1.10");
    let sample = Sample::addon()
        .file("pack.json", &text)
        .fires(RULE.id, &["/version"]);
    assert_eq!(sample.fixed(RULE.id, "quote").value("/version"), "1.10");
}

#[test]
fn values_take_the_type_that_is_wanted() {
    check(
        "/kubeManifests",
        json!("manifests/sample.yaml"),
        "wrap",
        json!(["manifests/sample.yaml"]),
    );
    check(
        "/cloudTypes",
        json!("aws, gcp"),
        "wrap",
        json!(["aws", "gcp"]),
    );
    check("/annotations", json!([]), "empty", json!({}));
    check("/group", Value::Null, "remove", Value::Null);
    check("/eol", json!(["2028-01-01"]), "remove", Value::Null);
    check("/name", json!(""), "add", json!("sample"));
    check("/displayName", Value::Null, "add", json!("sample"));
}

#[test]
fn allowed_values_are_offered() {
    check("/layer", json!("Add-On"), "set-addon", json!("addon"));
    check("/layer", json!("storage"), "set-csi", json!("csi"));
    check("/cloudTypes/0", json!("AWS"), "set-aws", json!("aws"));
    check(
        "/cloudTypes/0",
        json!("VMware"),
        "set-vsphere",
        json!("vsphere"),
    );
    check("/layer", json!("Kubernetes"), "set-k8s", json!("k8s"));
    check("/cloudTypes/0", json!("nowhere"), "remove", Value::Null);
    check(
        "/cloudType",
        json!("edgenative"),
        "set-edge-native",
        json!("edge-native"),
    );
}

#[test]
fn constraints_are_checked_throughout() {
    let constraints = json!({
        "dependencies": [{ "packName": "", "layer": "k8s" }],
        "resources": [
            { "type": "cpu", "minLimit": "500" },
            { "type": "disk", "components": [{ "replicaCountParamRef": 1, "scheduleType": "master" }, {}] },
        ],
    });
    let sample = Sample::addon()
        .set("/constraints", constraints)
        .file("values.yaml", "'1': is there\n");
    let at = |rest: &str| format!("/constraints/{rest}");
    let places = [
        at("dependencies/0/type"),
        at("dependencies/0/packName"),
        at("resources/0/minLimit"),
        at("resources/1/type"),
        at("resources/1/components/0/replicaCountParamRef"),
        at("resources/1/components/1/scheduleType"),
    ];
    let sample = sample.fires(RULE.id, &places.each_ref().map(String::as_str));
    let after = sample.clone().fixed(RULE.id, "unquote");
    assert_eq!(after.value("/constraints/resources/0/minLimit"), 500);
    let after = sample.fixed(RULE.id, "set-required");
    assert_eq!(after.value("/constraints/dependencies/0/type"), "required");
    let single = json!({ "packName": "kubernetes", "layer": "k8s", "minVersion": "1.20.0", "type": "required" });
    check(
        "/constraints/dependencies",
        single.clone(),
        "wrap",
        json!([single]),
    );
}

#[test]
fn one_cause_is_reported_once() {
    Sample::addon()
        .set("/cloudTypes", json!(["libvirt"]))
        .silent(RULE.id);
    Sample::addon()
        .unset("/displayName")
        .set("/displayname", "S")
        .silent(RULE.id);
    let names = Sample::addon().unset("/name").findings();
    assert_eq!(names.len(), 1, "{names:#?}");
    let eol = Sample::addon().set("/eol", 2028).findings();
    assert_eq!(eol.len(), 1, "{eol:#?}");
}

#[test]
fn what_holds_no_object_is_said_so() {
    for text in ["[]", "\"sample\"", "null"] {
        let sample = Sample::addon()
            .file("pack.json", text)
            .fires(RULE.id, &[""]);
        assert!(
            sample.findings_of(RULE.id)[0]
                .message
                .starts_with("pack.json must be an object")
        );
    }
}

#[test]
fn a_part_that_could_not_be_read_is_not_called_missing() {
    Sample::addon()
        .file("pack.json", "{ \"name\": \"a\", \"layer\":")
        .silent(RULE.id);
    Sample::addon()
        .file("pack.json", "{ \"name\": 1, \"layer\":")
        .fires(RULE.id, &["/name"]);
}

#[test]
fn a_name_comes_from_the_folder_or_is_asked_about() {
    let sample = Sample::addon().unset("/name");
    let named = |sample: &Sample| {
        let found = sample.findings_of(RULE.id);
        let fix = found[0].fixes[0].clone();
        (
            fix.safety,
            sample.clone().fixed(RULE.id, "add").value("/name"),
        )
    };
    assert_eq!(named(&sample), (Safety::Ask, json!("sample")));
    let sample = sample.from(Origin::in_folder("the-sample-1.2.3"));
    assert_eq!(named(&sample), (Safety::Safe, json!("the-sample")));
}
