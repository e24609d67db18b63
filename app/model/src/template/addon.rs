//! The templates of add-ons: for Helm charts, for manifests, and a blank one.

use pack_archive::Entry;
use serde_json::json;

use super::{LOGO, NAME, NewPack, Parameter, Readme, Template, Todo};

pub(super) const HELM: Template = Template {
    id: "helm",
    label: "Helm chart",
    description: "An add-on that installs one or more Helm charts.",
    todo: &[
        Todo {
            file: "pack.json",
            pointer: "",
            text: "Add your chart archive (.tgz) in Charts. Its values and images are added to values.yaml.",
        },
        NAME,
        VERSION,
        ADDON_TYPE,
        Todo {
            file: "values.yaml",
            pointer: "/charts",
            text: "Under the name of your chart, keep only the values that users may change.",
        },
        IMAGES,
        LOGO,
        README,
    ],
};

pub(super) const MANIFESTS: Template = Template {
    id: "manifests",
    label: "Manifests",
    description: "An add-on that applies Kubernetes manifests with their own values.",
    todo: &[
        Todo {
            file: "manifests/my-app.yaml",
            pointer: "",
            text: "Replace the example with your own manifest.",
        },
        NAME,
        VERSION,
        ADDON_TYPE,
        Todo {
            file: "values.yaml",
            pointer: "/manifests/my-app",
            text: "Put the values that your manifest uses under the name of its file.",
        },
        IMAGES,
        LOGO,
        README,
    ],
};

pub(super) const BLANK: Template = Template {
    id: "blank",
    label: "Blank",
    description: "Only the required files.",
    todo: &[
        NAME,
        VERSION,
        Todo {
            file: "pack.json",
            pointer: "/layer",
            text: "Choose the pack's layer in a cluster profile.",
        },
        ADDON_TYPE,
        LOGO,
        README,
    ],
};

const VERSION: Todo = Todo {
    file: "pack.json",
    pointer: "/version",
    text: "Set the version, preferably the version of the packaged software.",
};
const ADDON_TYPE: Todo = Todo {
    file: "pack.json",
    pointer: "/addonType",
    text: "Choose the add-on type under which Palette lists the pack.",
};
const IMAGES: Todo = Todo {
    file: "values.yaml",
    pointer: "/pack/content/images",
    text: "List every container image, so that clusters without internet access get it.",
};
const README: Todo = Todo {
    file: "README.md",
    pointer: "",
    text: "Describe the pack. The comments say what to write.",
};

pub(super) fn helm() -> NewPack {
    NewPack {
        manifest: manifest("my-chart-pack", "My Chart Pack"),
        values: "\
pack:
  # The namespace that the charts are installed into. Palette creates it if needed.
  namespace: \"my-chart-pack\"
  content:
    # Every container image that the charts use, as `- image: registry/name:tag`.
    images: []

# The values of each chart, below the name in its Chart.yaml. They override the defaults of the chart.
charts: {}
"
        .to_owned(),
        readme: Readme {
            title: "My Chart Pack".to_owned(),
            parameters: vec![Parameter::namespace("my-chart-pack")],
            usage: Readme::ADDON_USAGE.to_owned(),
            ..Readme::default()
        },
        files: Vec::new(),
    }
}

pub(super) fn manifests() -> NewPack {
    let mut manifest = manifest("my-manifest-pack", "My Manifest Pack");
    manifest["kubeManifests"] = json!(["manifests/my-app.yaml"]);
    NewPack {
        manifest,
        values: "\
pack:
  # The namespace that the manifests are applied to. Palette creates it if needed.
  namespace: \"my-manifest-pack\"
  content:
    # Every container image that the manifests use.
    images:
      - image: \"registry.k8s.io/pause:3.10\"

# The values of each manifest, below the name of its file without the extension.
manifests:
  my-app:
    # The log level of the application.
    logLevel: \"info\"
"
        .to_owned(),
        readme: Readme {
            title: "My Manifest Pack".to_owned(),
            parameters: vec![
                Parameter::namespace("my-manifest-pack"),
                Parameter {
                    path: "manifests.my-app.logLevel".to_owned(),
                    description: "The log level of the application.".to_owned(),
                    default: "`info`".to_owned(),
                },
            ],
            usage: Readme::ADDON_USAGE.to_owned(),
            ..Readme::default()
        },
        files: vec![Entry::new("manifests/my-app.yaml", MY_APP.as_bytes())],
    }
}

/// An example that can be deployed, does nothing, and shows how a manifest reads a value.
const MY_APP: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: my-app
  labels:
    app.kubernetes.io/name: my-app
spec:
  replicas: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: my-app
  template:
    metadata:
      labels:
        app.kubernetes.io/name: my-app
    spec:
      containers:
        - name: my-app
          image: registry.k8s.io/pause:3.10
          env:
            - name: LOG_LEVEL
              # From manifests.my-app.logLevel in values.yaml.
              value: \"{{ .Values.logLevel }}\"
          resources:
            requests:
              cpu: 10m
              memory: 16Mi
";

pub(super) fn blank() -> NewPack {
    NewPack {
        manifest: manifest("my-pack", "My Pack"),
        values: "\
pack:
  # The namespace that everything in the pack is installed into. Palette creates it if needed.
  namespace: \"my-pack\"
"
        .to_owned(),
        readme: Readme {
            title: "My Pack".to_owned(),
            parameters: vec![Parameter::namespace("my-pack")],
            ..Readme::default()
        },
        files: Vec::new(),
    }
}

fn manifest(name: &str, display_name: &str) -> serde_json::Value {
    json!({
        "name": name,
        "displayName": display_name,
        "version": "0.1.0",
        "layer": "addon",
        "addonType": "system app",
        "cloudTypes": ["all"],
        "annotations": {},
    })
}
