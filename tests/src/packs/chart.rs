//! Helm charts for tests, packed as Helm packs them.

use crate::packs::containers::gzip;
use crate::packs::containers::tar::{self, Member};

/// The Chart.yaml of [`packed`].
pub fn chart_yaml(name: &str, version: &str) -> String {
    format!(
        "apiVersion: v2\nname: {name}\nversion: {version}\nappVersion: \"1.4.0\"\n\
         description: Spins a disc.\nicon: https://charts.example.org/disc.png\ntype: application\n"
    )
}

/// The values.yaml of [`packed`].
pub const VALUES: &str = "\
# How many spinners run.
replicaCount: 1
image:
  repository: registry.example.org/disc/spinner
  tag: \"\"
resources: {}
";

/// The template of [`packed`].
pub const TEMPLATE: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicaCount }}
";

/// A chart archive as `helm package` writes it: one root folder, and a gzip header with an extra
/// field.
pub fn packed(name: &str, version: &str) -> Vec<u8> {
    let chart_yaml = chart_yaml(name, version);
    let path = |file: &str| format!("{name}/{file}");
    let (chart, values, template) = (
        path("Chart.yaml"),
        path("values.yaml"),
        path("templates/deployment.yaml"),
    );
    gzip::member_with_header_fields(&tar::archive(&[
        Member::file(&chart, chart_yaml.as_bytes()),
        Member::file(&values, VALUES.as_bytes()),
        Member::file(&template, TEMPLATE.as_bytes()),
    ]))
}

/// A chart archive with these values and templates, each template with its name.
pub fn packed_of(name: &str, version: &str, values: &str, templates: &[(&str, &str)]) -> Vec<u8> {
    let chart_yaml = chart_yaml(name, version);
    let mut files = vec![
        (format!("{name}/Chart.yaml"), chart_yaml.as_str()),
        (format!("{name}/values.yaml"), values),
    ];
    for (template, text) in templates {
        files.push((format!("{name}/templates/{template}"), text));
    }
    let files = files.iter();
    let members: Vec<_> = files
        .map(|(path, text)| Member::file(path, text.as_bytes()))
        .collect();
    gzip::member(&tar::archive(&members))
}

/// A chart archive with these values and values.schema.json.
pub fn packed_with_schema(name: &str, version: &str, values: &str, schema: &str) -> Vec<u8> {
    let chart_yaml = chart_yaml(name, version);
    let path = |file: &str| format!("{name}/{file}");
    gzip::member(&tar::archive(&[
        Member::file(&path("Chart.yaml"), chart_yaml.as_bytes()),
        Member::file(&path("values.yaml"), values.as_bytes()),
        Member::file(&path("values.schema.json"), schema.as_bytes()),
        Member::file(&path("templates/deployment.yaml"), TEMPLATE.as_bytes()),
    ]))
}

/// The same chart with its files at the root of the archive, as `./Chart.yaml`.
pub fn packed_without_folder(name: &str, version: &str) -> Vec<u8> {
    let chart_yaml = chart_yaml(name, version);
    let root = Member {
        kind: b'5',
        mode: 0o755,
        ..Member::file("./", b"")
    };
    gzip::member(&tar::archive(&[
        root,
        Member::file("./Chart.yaml", chart_yaml.as_bytes()),
        Member::file("./values.yaml", VALUES.as_bytes()),
    ]))
}

/// A chart with a path that needs the prefix field of ustar, and one that needs pax.
pub fn packed_with_long_paths(name: &str, version: &str) -> Vec<u8> {
    let chart_yaml = chart_yaml(name, version);
    let chart = format!("{name}/Chart.yaml");
    let prefix = format!(
        "{name}/charts/{}",
        "inner-chart/".repeat(9).trim_end_matches('/')
    );
    let long = format!("{name}/{}/notes.txt", "deep/".repeat(60));
    let mut bytes = tar::block(&Member::file(&chart, chart_yaml.as_bytes()));
    bytes.extend(tar::block(&Member {
        prefix: &prefix,
        ..Member::file("Chart.yaml", chart_yaml.as_bytes())
    }));
    bytes.extend(tar::pax_path(&long, b"notes\n"));
    bytes.extend([0; 1024]);
    gzip::member(&bytes)
}
