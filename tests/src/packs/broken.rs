//! Packs with as many problems as possible at once, as people make them.

use crate::packs::chart;
use crate::packs::fixture::Fixture;
use crate::packs::image;

/// A pack whose files can all be read, with one problem of each kind that can occur together with
/// the others.
pub fn with_problems() -> Fixture {
    Fixture::empty("disc-spinner", "1.4.0")
        .with("pack.json", PACK_JSON.as_bytes())
        .with("values.yaml", VALUES.as_bytes())
        .with("presets.yaml", PRESETS.as_bytes())
        .with("schema.yaml", SCHEMA.as_bytes())
        .with("logo.png", image::gif())
        .with(
            "charts/spinner-1.4.0.tgz",
            chart::packed("spinner", "1.4.0"),
        )
        .with("charts/motor-2.0.0.tgz", chart::packed("motor", "2.0.0"))
        .with("manifests/app.yaml", MANIFEST.as_bytes())
        .with("manifests/other.yaml", OTHER.as_bytes())
        .with("notes/one.txt", *b"one\n")
        .with("notes/One.txt", *b"One\n")
        .with("notes/.DS_Store", *b"\0\0\0\x01Bud1")
}

/// A pack with files that cannot be read.
pub fn unreadable() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
        .with("pack.json", BROKEN_JSON.as_bytes())
        .with("values.yaml", BROKEN_VALUES.as_bytes())
        .with("presets.yaml", *b"presets:\n\t- name: fast\n")
        .with("schema.yaml", *b"---\npack.a:\n---\npack.b:\n")
        .with("README.md", *b"<!-- Say what it is. -->\n")
        .with("logo.png", image::truncated_png())
}

const PACK_JSON: &str = r#"{
  "name": "Disc Spinner",
  "displayname": "Disc Spinner",
  "version": "v1.4.0",
  "layer": "addon",
  "addonType": "app-services",
  "cloudTypes": ["all", "aws", "libvirt"],
  "eol": "",
  "commit_msg": "spins faster",
  "annotations": {
    "contributor": "ours",
    "revision": 7,
    "sshPassword": "turntable"
  },
  "charts": [
    "charts/spinner-1.4.0.tgz",
    "charts/gone-1.0.0.tgz",
    "../outside.tgz"
  ],
  "kubeManifests": [
    "manifests/app.yaml",
    "manifests/gone.yaml"
  ],
  "constraints": {
    "dependencies": [
      { "packName": "turntable", "layer": "addon", "minVersion": "2.0.0", "maxVersion": "1.0.0", "type": "required" },
      { "packName": "needle", "layer": "csi", "type": "optional" },
      { "packName": "needle", "layer": "csi", "minVersion": "1.0.0", "type": "optional" }
    ],
    "resources": [
      {
        "type": "cpu",
        "minLimit": 2000,
        "components": [
          {
            "resourceRequestParamRef": "charts.spinner.replicaCuont",
            "replicaCountParamRef": "charts.spinner.replicaCount",
            "scheduleType": "all"
          }
        ]
      },
      { "type": "cpu", "minLimit": 1000 }
    ]
  }
}
"#;

const VALUES: &str = r#"# spectrocloud.com/enabled-presets: Speed:fast,Speed:slow,Speed:none
pack:
  namespace: Disc_Spinner
  additionalNamespace: [turntables]
  namespaceLabels:
    disc-spinner:
      team: spin
  spectrocloud.com/install-priority: 5
  content:
    images:
      - image: registry.example.org/disc/spinner:1.4.0
      - image: registry.example.org/disc/spinner:1.4.0
      - iamge: registry.example.org/disc/needle:1.4.0
      - registry.example.org/disc/motor:1.4.0
      - image: turntable:1.2.0
      - image: registry.example.org/disc/arm:latest
      - image: "registry.example.org/disc arm:1.0.0"
charts:
  spinner:
    # How many spinners run.
    replicaCuont: 2
    image: spinner
    enabled: yes
  spiner:
    resources: {}
manifests:
  app:
    # How fast it spins.
    name: "33"
    zone: "{{ .spectro.system.cluster.nmae }}"
    open: "{{ .spectro.system.cluster.name"
    port: abc
    license: ""
  ap:
    speed: 33
turntables: 2
"#;

const PRESETS: &str = r#"presets:
  - name: fast
    displayName: Fast
    group: Speed
    remove:
      - charts.spinner.gone
    add: |
      charts:
        spinner:
          replicaCount: 4
  - name: slow
    displayName: Slow
    group: Speed
    remove: []
    add: |
      charts: [
  - name: slow
    group: Speed
    remove: []
    add: |
      charts:
        spinner:
          replicaCount: 1
"#;

const SCHEMA: &str = r#"charts.spinner.replicas:
  schema: '{{ format "${number}" | hints "How many run" }}'
charts.spinner.image:
  schema: '{{ fromat "${string}" | hints "The image" }}'
manifests.app.name:
  schema: '{{ format "${string:/[a-/}" | hints "The name" }}'
manifests.app.port:
  schema: '{{ format "${number}" | hints "The port" }}'
manifests.app.zone:
  schema: '{{ readonly }}'
manifests.app.license:
  schema: '{{ required | format "${string}" | hints "The license" }}'
"#;

const MANIFEST: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: spinner
data:
  speed: \"{{ .Values.speed }}\"
---
apiVersion: v1
kind: Pod
metadata:
  name: spinner
spec:
  containers:
    - name: spinner
      image: registry.example.org/disc/unlisted:1.4.0
";

const OTHER: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: other
";

const BROKEN_JSON: &str = r#"{
  "name": "disc-spinner",
  // The name that people see.
  "displayName": "Disc Spinner",
  "version": "1.4.0",
  "version": "1.4.1",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": ["all"],
  "annotations": { "source": "community" },
  "kubeManifests": ["manifests/app.yaml"],
}
"#;

const BROKEN_VALUES: &str = "\
pack:
  namespace: disc
  namespace: spinner
manifests:
  app:
    speed: 33
    name: {{ .spectro.system.cluster.name }}
    owner: {{ .spectro.system.cluster.uid }}
";
