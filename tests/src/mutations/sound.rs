//! Packs without findings that have everything that mutations break.

use crate::packs::chart;
use crate::packs::fixture::{self, Fixture};
use crate::packs::image;

/// An add-on with a chart, a manifest, presets, parameters and constraints.
pub fn addon() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
        .with("pack.json", PACK_JSON.as_bytes())
        .with("values.yaml", VALUES.as_bytes())
        .with("presets.yaml", PRESETS.as_bytes())
        .with("schema.yaml", SCHEMA.as_bytes())
        .with(
            "charts/spinner-1.4.0.tgz",
            chart::packed("spinner", "1.4.0"),
        )
}

/// An OS image for nodes on AWS.
pub fn os() -> Fixture {
    Fixture::empty("golden-disc", "22.4.0")
        .with("pack.json", OS_JSON.as_bytes())
        .with("values.yaml", OS_VALUES.as_bytes())
        .with("logo.png", image::png(96, 96))
        .with("README.md", fixture::README.as_bytes())
}

const PACK_JSON: &str = r#"{
  "name": "disc-spinner",
  "displayName": "Disc Spinner",
  "version": "1.4.0",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": ["all"],
  "annotations": {
    "source": "community",
    "contributor" : "ours"
  },
  "charts": ["charts/spinner-1.4.0.tgz"],
  "kubeManifests": [
    "manifests/app.yaml"
  ],
  "constraints": {
    "dependencies": [
      { "packName": "kubernetes", "layer": "k8s", "minVersion": "1.28.0", "type": "required" }
    ],
    "resources": [
      { "type": "cpu", "minLimit": 2000 }
    ]
  }
}
"#;

const VALUES: &str = r#"# What users of the pack may change.
pack:
  # Everything of the pack is installed here.
  namespace: disc-spinner
  content:
    images:
      # The spinner itself.
      - image: registry.example.org/disc/spinner:1.4.0

charts:
  # The chart's values.
  spinner:
    # How many spinners run.
    replicaCount: 2 # two are enough
    image:
      repository: registry.example.org/disc/spinner
      # Empty means the version of the chart.
      tag: ""
    resources: {}

manifests:
  app:
    # How fast it spins.
    speed: 33
"#;

const PRESETS: &str = r#"presets:
  # For large clusters.
  - name: fast
    displayName: Fast
    group: Speed
    remove: ["charts.spinner.replicaCount"]
    add: |
      charts:
        spinner:
          replicaCount: 4
"#;

const SCHEMA: &str = r#"# The parameters.
charts.spinner.replicaCount:
  schema: '{{ required | format "${number:[1-9]}" | hints "How many spinners run" }}'
"#;

const OS_JSON: &str = r#"{
  "name": "golden-disc",
  "displayName": "Golden Disc",
  "version": "22.4.0",
  "layer": "os",
  "cloudTypes": ["aws"],
  "group": "LTS",
  "annotations": {
    "source": "community",
    "cloudRegion": "us-east-1",
    "imageId": "ami-0123456789abcdef0",
    "imageOwner": "000000000000",
    "osName": "ubuntu",
    "os_spectro_version": "0",
    "sshUsername": "ubuntu",
    "skipK8sInstall": "false"
  }
}
"#;

const OS_VALUES: &str = "\
# Commands for the nodes.
kubeadmconfig:
  preKubeadmCommands:
    - echo \"spin\"
";
