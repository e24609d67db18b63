//! Shapes of pack.json: every way in which published packs write it, and every way to break it.

use super::{Shape, sound_pack};
use crate::packs::fixture::{Fixture, manifest};

/// The usual pack with other texts as its pack.json.
pub(super) fn shapes() -> Vec<Shape> {
    let plain_text = manifest("disc-spinner", "1.4.0");
    let mut shapes: Vec<_> = TEXTS.iter().map(|(name, text)| with(name, text)).collect();
    shapes.extend([
        with("json-plain", &plain_text),
        with("json-four-blanks", &plain_text.replace("  ", "    ")),
        with("json-tabs", &plain_text.replace("  ", "\t")),
        with("json-crlf", &plain_text.replace('\n', "\r\n")),
        with(
            "json-mixed-line-ends",
            &plain_text.replacen('\n', "\r\n", 5),
        ),
        with("json-bom", &format!("\u{feff}{plain_text}")),
        with(
            "json-bom-and-crlf",
            &format!("\u{feff}{plain_text}").replace('\n', "\r\n"),
        ),
        with("json-no-final-newline", plain_text.trim_end()),
        with(
            "json-blanks-behind-the-end",
            &format!("{plain_text}  \n\n \n"),
        ),
        with("json-blanks-before-the-start", &format!("\n {plain_text}")),
        with(
            "json-blanks-at-line-ends",
            &plain_text.replace(",\n", ",  \n"),
        ),
        with(
            "json-one-line",
            &plain_text.split_whitespace().collect::<String>(),
        ),
        with("json-cut-in-half", &plain_text[..plain_text.len() / 2]),
        with(
            "json-trailing-commas",
            &plain_text
                .replace("\"ours\"\n", "\"ours\",\n")
                .replace("]\n}", "],\n}"),
        ),
        with(
            "json-deep",
            &format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        Shape::new(
            "json-not-utf8",
            sound_pack().with("pack.json", *b"{\"name\": \"\xff\xfe\"}"),
        ),
        Shape::new(
            "json-utf16",
            sound_pack().with("pack.json", utf16(&plain_text)),
        ),
        Shape::new("json-missing", sound_pack().without("pack.json")),
    ]);
    shapes.extend(os_packs());
    shapes
}

fn with(name: &str, text: &str) -> Shape {
    Shape::new(name, sound_pack().with("pack.json", text.as_bytes()))
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// OS packs with the annotations that each cloud needs according to its documentation, and one
/// without them.
fn os_packs() -> Vec<Shape> {
    let clouds = [
        (
            "aws",
            "aws",
            "\"imageId\": \"ami-0\",\n    \"imageOwner\": \"self\",\n    \"cloudRegion\": \"eu-west-1\",",
        ),
        (
            "azure",
            "azure",
            "\"imageOffer\": \"o\",\n    \"imagePublisher\": \"p\",\n    \"imageSKU\": \"s\",",
        ),
        (
            "vsphere-local",
            "vsphere",
            "\"folder\": \"images\",\n    \"imageId\": \"/dc/vm/image\",\n    \"sshPassword\": \"disc\",",
        ),
        (
            "vsphere-remote",
            "vsphere",
            "\"folder\": \"images\",\n    \"imageId\": \"https://images.example.org/os.ova\",",
        ),
        ("without-annotations", "aws", ""),
    ];
    clouds
        .map(|(name, cloud, own)| os_pack(name, cloud, own))
        .into()
}

fn os_pack(name: &str, cloud: &str, own: &str) -> Shape {
    let common = "\"osName\": \"discos\",\n    \"os_spectro_version\": \"0.6.3\",\n    \"sshUsername\": \"disc\",\n    \"skipK8sInstall\": \"false\"";
    let annotations = if own.is_empty() {
        "\"source\": \"community\"".to_owned()
    } else {
        format!("{own}\n    {common}")
    };
    let text = format!(
        "{{\n  \"annotations\": {{\n    {annotations}\n  }},\n  \"cloudTypes\": [\"{cloud}\"],\n  \"displayName\": \"DiscOS\",\n  \"layer\": \"os\",\n  \"name\": \"disc-os\",\n  \"version\": \"3.1.0\"\n}}\n"
    );
    let pack = Fixture::addon("disc-os", "3.1.0")
        .without("manifests/app.yaml")
        .with("values.yaml", *b"");
    Shape::new(
        &format!("os-{name}"),
        pack.with("pack.json", text.as_bytes()),
    )
}

/// Texts that are complete files.
const TEXTS: &[(&str, &str)] = &[
    ("json-empty", ""),
    ("json-blank", " \n\t\n"),
    ("json-null", "null"),
    ("json-list", "[1, 2]\n"),
    ("json-text", "\"pack\"\n"),
    ("json-object-without-members", "{}"),
    (
        "json-not-json-at-all",
        "name: disc-spinner\nversion: 1.4.0\n",
    ),
    (
        "json-two-documents",
        "{\"name\": \"a\"}\n{\"name\": \"b\"}\n",
    ),
    (
        "json-wrong-kinds",
        r#"{"name": 1, "displayName": null, "version": 1.4, "layer": ["addon"], "cloudTypes": "all", "annotations": [], "charts": {}, "constraints": 3}"#,
    ),
    (
        "json-odd-spacing",
        "{\"name\":\"disc-spinner\" ,\n \"displayName\"  :  \"Disc Spinner\",\"version\":\"1.4.0\"\n,\"layer\":\"addon\",\n\n\n   \"addonType\": \"monitoring\", \"cloudTypes\": [ \"all\" ]\n    , \"kubeManifests\":[\"manifests/app.yaml\"]}",
    ),
    (
        "json-irregular-indent",
        "{\n    \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n      \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n   \"addonType\": \"logging\",\n  \"cloudTypes\": [ \"all\",\n \"aws\" ],\n    \"kubeManifests\": [\n  \"manifests/app.yaml\"\n      ]\n  }\n",
    ),
    (
        "json-escapes",
        r#"{
  "name": "disc\u002dspinner",
  "displayName": "Disc \"Spinner\" \\ \u00e9 \ud83d\udcbf \/",
  "version": "1.4.0",
  "layer": "addon",
  "addonType": "ai",
  "cloudTypes": ["all"],
  "annotations": {"a\tb": "c\nd", "": "empty key"},
  "kubeManifests": ["manifests/app.yaml"]
}
"#,
    ),
    (
        "json-beyond-ascii",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Scheibe – 💿 “drehend”\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"storage\",\n  \"cloudTypes\": [\"all\"],\n  \"kubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-comments",
        "// The pack.\n{\n  \"name\": \"disc-spinner\", /* short */\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"security\",\n  \"cloudTypes\": [\"all\"], // everywhere\n  \"kubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-duplicate-keys",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.3.0\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"registry\",\n  \"cloudTypes\": [\"all\"],\n  \"annotations\": {\"source\": \"community\", \"source\": \"spectrocloud\"},\n  \"kubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-missing-comma",
        "{\n  \"name\": \"disc-spinner\"\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\"\n}\n",
    ),
    (
        "json-unclosed-string",
        "{\n  \"name\": \"disc-spinner,\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4.0\"\n}\n",
    ),
    (
        "json-control-character",
        "{\n  \"name\": \"disc\u{1}spinner\",\n  \"version\": \"1.4.0\"\n}\n",
    ),
    (
        "json-single-quotes",
        "{'name': 'disc-spinner', 'version': '1.4.0', layer: 'addon'}\n",
    ),
    (
        "json-numbers-beyond-floats",
        "{\"name\": \"disc-spinner\", \"displayName\": \"D\", \"version\": \"1.4.0\", \"layer\": \"cni\", \"cloudTypes\": [\"all\"], \"constraints\": {\"resources\": [{\"type\": \"cpu\", \"minLimit\": 1e999}, {\"type\": \"memory\", \"minLimit\": -0.0}]}}",
    ),
    (
        "json-capital-manifests",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayname\": \"Disc Spinner\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"app-services\",\n  \"cloudTypes\": [\"all\", \"aws\", \"aws\"],\n  \"KubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-scalar-annotations",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"ingress\",\n  \"cloudTypes\": [\"all\"],\n  \"annotations\": {\n    \"source\": \"community\",\n    \"airgap\": true,\n    \"revision\": 7,\n    \"more\": {\"deep\": [\"x\"]}\n  },\n  \"kubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-faulty-values",
        "{\n  \"name\": \"Disc Spinner\",\n  \"displayName\": \"\",\n  \"version\": \"v1.4.0+build 7\",\n  \"layer\": \"add-on\",\n  \"addonType\": \"discs\",\n  \"cloudTypes\": [\"moon\", \"libvirt\"],\n  \"eol\": \"2024-02-30\",\n  \"group\": \"\",\n  \"kubeManifests\": [\"../app.yaml\", \"/etc/app.yaml\", \"manifests\\\\app.yaml\", \"manifests/none.yaml\"]\n}\n",
    ),
    (
        "json-blank-end-of-life",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4\",\n  \"layer\": \"csi\",\n  \"addonType\": \"\",\n  \"cloudTypes\": [],\n  \"eol\": \" \",\n  \"group\": \"\",\n  \"kubeManifests\": [\"manifests/app.yaml\"]\n}\n",
    ),
    (
        "json-end-of-life-passed",
        "{\"name\": \"disc-spinner\", \"displayName\": \"Disc Spinner\", \"version\": \"1.4.0\", \"layer\": \"k8s\", \"cloudTypes\": [\"edge-native\"], \"group\": \"LTS\", \"eol\": \"2021-12-31\", \"kubeManifests\": [\"manifests/app.yaml\"]}",
    ),
    (
        "json-unknown-properties",
        "{\n  \"commit_msg\": \"spin\",\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n  \"readme\": \"# Disc\\n\\nText.\",\n  \"version\": \"1.4.0\",\n  \"kubeVersion\": \">=1.28\",\n  \"layer\": \"addon\",\n  \"addonType\": \"servicemesh\",\n  \"cloudType\": \"all\",\n  \"cloudTypes\": [\"all\"],\n  \"ansibleRoles\": [\"spin\"],\n  \"kubeManifests\": [\"manifests/app.yaml\"],\n  \"x\": {\"y\": [1, {\"z\": null}]}\n}\n",
    ),
    (
        "json-constraints",
        "{\n  \"name\": \"disc-spinner\",\n  \"displayName\": \"Disc Spinner\",\n  \"version\": \"1.4.0\",\n  \"layer\": \"addon\",\n  \"addonType\": \"system app\",\n  \"cloudTypes\": [\"all\"],\n  \"kubeManifests\": [\"manifests/app.yaml\"],\n  \"constraints\": {\n    \"dependencies\": [\n      {\"packName\": \"turntable\", \"layer\": \"csi\", \"minVersion\": \"1.2\", \"maxVersion\": \"\", \"type\": \"required\"},\n      {\n        \"packName\": \"needle\",\n        \"layer\": \"addon\",\n        \"type\": \"notSupported\"\n      }\n    ],\n    \"resources\": [\n      {\"type\": \"cpu\", \"minLimit\": 2000, \"components\": [{\"scheduleType\": \"all\", \"resourceRequestParamRef\": \"manifests.app.speed\", \"replicaCountParamRef\": \"manifests.app.speed\"}]},\n      {\"type\": \"memory\", \"minLimit\": 512.5}\n    ]\n  }\n}\n",
    ),
];
