//! Messages of Helm, and the values that they are about.

use pack_archive::Entry;

use super::*;

fn chart(files: &[(&str, &str)]) -> Chart {
    let about = (
        "Chart.yaml",
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: store, alias: db}]\n",
    );
    let inner = (
        "charts/store/Chart.yaml",
        "apiVersion: v2\nname: store\nversion: 1.0.0\n",
    );
    let all = [about, inner].into_iter().chain(files.iter().copied());
    let entries = all.map(|(path, text)| Entry::new(path, text.as_bytes()));
    Chart::from_entries(entries.collect()).unwrap()
}

/// The values that a message is about, in a chart with some templates.
#[track_caller]
fn check(stage: Stage, message: &str, files: &[(&str, &str)], expected: &[&str]) {
    let failure = Failure::new("charts/web.tgz", stage, message);
    let found = failed_values(&failure, &chart(files));
    let found: Vec<_> = found.iter().map(|value| value.path.to_string()).collect();
    assert_eq!(found, expected, "{message}");
}

#[test]
fn the_expression_names_the_value() {
    let nil = "nil pointer evaluating interface {}.c";
    check(
        Stage::Render,
        &format!(
            r#"template: web/templates/d.yaml:3:4: executing "web/templates/d.yaml" at <.Values.a.b.c>: {nil}"#
        ),
        &[],
        &["/a/b/c"],
    );
    // Through templates that include others, and in a subchart.
    check(
        Stage::Render,
        &format!(
            r#"template: web/charts/db/templates/d.yaml:3:4: executing "d" at <include "x" .>: error calling include: template: web/charts/db/templates/_h.tpl:7:9: executing "x" at <$.Values.b.c>: {nil}"#
        ),
        &[],
        &["/db/b/c"],
    );
    check(
        Stage::Render,
        &format!(
            r#"template: web/charts/db/templates/d.yaml:3:4: executing "d" at <include "x" .Values.global.a>: error calling include: template: web/templates/_h.tpl:7:9: executing "x" at <.b.c>: {nil}"#
        ),
        &[],
        &["/global/a"],
    );
}

#[test]
fn the_template_names_what_stands_before_a_function() {
    let text = "kind: Secret\ndata:\n  a: {{ .Values.x }}{{ .Values.user.name | default .Values.other | b64enc }}\n";
    let column = text.lines().nth(2).unwrap().find("b64enc").unwrap();
    check(
        Stage::Render,
        &format!(
            r#"template: web/templates/d.yaml:3:{column}: executing "web/templates/d.yaml" at <b64enc>: invalid value; expected string"#
        ),
        &[("templates/d.yaml", text)],
        &["/other"],
    );
    check(
        Stage::Render,
        r#"template: web/templates/no.yaml:3:1: executing "x" at <b64enc>: invalid value; expected string"#,
        &[("templates/d.yaml", text)],
        &[],
    );
}

#[test]
fn a_chart_asks_for_a_value() {
    let asks = |text: &str, word: &str, said: &str, expected: &[&str]| {
        let column = text.find(word).unwrap();
        let message = format!("execution error at (web/templates/d.yaml:1:{column}): {said}");
        let own = "auth: {password: ''}\nhostName: ''\nport: 1\n";
        let helper = "{{ define \"x\" }}{{ required \"Give the licence of .Values.no\" .Values.licence.key }}{{ end }}";
        check(
            Stage::Render,
            &message,
            &[
                ("templates/d.yaml", text),
                ("templates/_h.tpl", helper),
                ("values.yaml", own),
            ],
            expected,
        );
    };
    asks(
        "a: {{ required \"no .Values.x\" .Values.host }}",
        "required",
        "no .Values.x",
        &["/host"],
    );
    asks(
        "a: {{ .Values.host | required \"a host\" }}",
        "required",
        "a host",
        &["/host"],
    );
    asks(
        "a: {{ include \"x\" . }}",
        "include",
        "Give the licence of .Values.no",
        &["/licence/key"],
    );
    asks(
        "a: {{ fail \"x\" }}",
        "fail",
        "set `auth.password`, port",
        &["/auth/password"],
    );
    asks(
        "a: {{ fail \"x\" }}",
        "fail",
        "hostName is empty",
        &["/hostName"],
    );
    asks(
        "{{ if not .Values.a }}{{ if .x }}{{ end }}{{ fail \"x\" }}{{ end }}",
        "fail",
        "no",
        &["/a"],
    );
    asks(
        "{{ if and .Values.a .Values.b }}{{ fail \"x\" }}{{ end }}",
        "fail",
        "no",
        &[],
    );
    asks(
        "{{ if .Values.a }}{{ else if eq .Values.b 1 }}{{ fail \"x\" }}{{ end }}",
        "fail",
        "no",
        &["/b"],
    );
    asks(
        "{{ if .Values.a }}{{ end }}{{ fail \"x\" }}",
        "fail",
        "no",
        &[],
    );
}

#[test]
fn a_schema_names_its_values() {
    let head = "values don't meet the specifications of the schema(s) in the following chart(s):";
    check(
        Stage::Values,
        &format!(
            "{head}\nweb:\n- b.0.c: Invalid type. Expected: string, given: null\n- (root): a is required\ndb:\n- d: no\n"
        ),
        &[],
        &["", "/b/0/c", "/db/d"],
    );
}
