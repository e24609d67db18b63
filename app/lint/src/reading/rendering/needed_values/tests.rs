//! Charts get what they need to render, and nothing more.

use pack_model::deployment::{Cluster, Deployment};
use serde_json::json;

use super::super::Renderer;
use crate::testing::Sample;

/// What a chart of these files needs, with the sources of its samples, and what it becomes with it.
fn needed(files: &[(&str, &str)], values: &str) -> (Vec<String>, Deployment) {
    let about = ("Chart.yaml", "name: web\nversion: 1.0.0\napiVersion: v2\n");
    let files = [&[about], files].concat();
    let pack = Sample::addon()
        .chart("charts/web-1.0.0.tgz", &files)
        .set("/charts", json!(["charts/web-1.0.0.tgz"]))
        .file("values.yaml", values)
        .pack;
    let mut renderer = Renderer::default();
    renderer.deploy(&pack, &Cluster::default());
    assert!(!renderer.find_needed_values(&["charts/other-1.0.0.tgz".to_owned()]));
    let charts = ["charts/web-1.0.0.tgz".to_owned()];
    while renderer.find_needed_values(&charts) {}
    let deployment = renderer.deployment();
    let needed = deployment.needed.iter().map(|needed| {
        assert_eq!(needed.file, "charts/web-1.0.0.tgz");
        let source = needed.source.as_deref().unwrap_or("made up");
        format!("{} = {} ({source})", needed.path, needed.value)
    });
    (needed.collect(), deployment)
}

fn check(template: &str, files: &[(&str, &str)], expected: &[&str]) {
    let files = [&[("templates/a.yaml", template)], files].concat();
    let (found, deployment) = needed(&files, "charts:\n  web:\n    a: 1\n");
    assert_eq!(found, expected, "{template}");
    assert_eq!(deployment.failures.is_empty(), !expected.is_empty());
}

const REQUIRED: &str = "host: {{ required \"give a host\" .Values.db.host }}\n";

#[test]
fn what_a_chart_asks_for_is_given() {
    check(
        REQUIRED,
        &[("values.yaml", "db: {host: ''}\n")],
        &["/charts/web/db/host = \"sample.example.com\" (made up)"],
    );
    let nil = "a: {{ .Values.tls.secret.name }}\n";
    check(
        nil,
        &[],
        &["/charts/web/tls/secret/name = \"sample\" (made up)"],
    );
    let two = format!(
        "{REQUIRED}{{{{ if not .Values.accept }}}}{{{{ fail \"Set accept.\" }}}}{{{{ end }}}}"
    );
    check(
        &two,
        &[("values.yaml", "accept: false\ndb: {host: ''}\n")],
        &[
            "/charts/web/db/host = \"sample.example.com\" (made up)",
            "/charts/web/accept = true (made up)",
        ],
    );
}

#[test]
fn what_the_chart_says_comes_first() {
    let schema = r##"{"properties": {"db": {"$ref": "#/$defs/db"}}, "$defs": {"db": {"required": ["kind"],
        "properties": {"kind": {"enum": ["postgres", "mysql"]}, "host": {"minLength": 30}}}}}"##;
    check(
        "kind: {{ .Values.db.kind }}\n",
        &[
            ("values.schema.json", schema),
            ("values.yaml", "db: {kind: '', host: ''}\n"),
        ],
        &[
            "/charts/web/db/host = \"samplesamplesamplesamplesample\" (made up)",
            "/charts/web/db/kind = \"postgres\" (values.schema.json)",
        ],
    );
    check(
        REQUIRED,
        &[
            ("values.yaml", "db: {host: ''}\n"),
            (
                "ci/big-values.yaml",
                "db: {host: big, name: other}\nmore: true\n",
            ),
            ("ci/test-values.yaml", "db: {host: db.test}\n"),
        ],
        &["/charts/web/db/host = \"db.test\" (ci/test-values.yaml)"],
    );
}

#[test]
fn of_the_values_that_it_is_tested_with_only_the_needed_ones_are_taken() {
    let template = "{{ if ne (len (keys .Values.a)) 2 }}{{ fail \"Two, please.\" }}{{ end }}a: 1\n";
    let (found, _) = needed(
        &[
            ("templates/a.yaml", template),
            ("ci/one-values.yaml", "a: {x: 1}\n"),
            ("ci/two-values.yaml", "a: {x: 1, y: 2}\nb: {c: 1}\n"),
        ],
        "charts:\n  web: {a: {}}\n",
    );
    assert_eq!(
        found,
        [
            "/charts/web/a/x = 1 (ci/one-values.yaml)",
            "/charts/web/a/y = 2 (ci/two-values.yaml)"
        ]
    );
}

#[test]
fn what_nothing_helps_stays_as_it_is() {
    check("{{ fail \"Never.\" }}", &[("values.yaml", "a: 1\n")], &[]);
    check("{{ nonsense }}", &[("values.yaml", "a: 1\n")], &[]);
}
