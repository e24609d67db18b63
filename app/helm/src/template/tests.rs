//! The language by small templates: what they print, and how they fail.

use super::{File, Limits, render};
use crate::value::{Map, MapType, Value};

fn values() -> Map {
    let inner = Value::map([("b", Value::from("text")), ("n", Value::Nil)]);
    let list = Value::list(vec![1.0.into(), "two".into(), Value::Nil]);
    let values: Map = [("a", inner), ("l", list), ("t", true.into())]
        .into_iter()
        .collect();
    let dot: Map = [("Values", Value::Map(values.converted(MapType::Values)))]
        .into_iter()
        .collect();
    dot.converted(MapType::Values)
}

fn rendered(files: &[(&str, &str)], limits: Limits) -> Result<String, String> {
    let values = values();
    let files = files.iter().map(|(path, text)| File {
        path: (*path).into(),
        text: (*text).into(),
        base_path: "c/templates".into(),
        values: values.clone(),
    });
    match render(files.collect(), limits) {
        Ok(files) => Ok(files
            .iter()
            .map(|file| String::from_utf8_lossy(&file.text))
            .collect()),
        Err(error) => Err(error.to_string()),
    }
}

fn text(template: &str) -> String {
    rendered(&[("c/templates/t", template)], Limits::default()).unwrap()
}

fn error(template: &str) -> String {
    let error = rendered(&[("c/templates/t", template)], Limits::default()).unwrap_err();
    error.replace("executing \"c/templates/t\" at ", "")
}

#[test]
fn templates_print_what_they_print_in_go() {
    for (template, expected) in [
        (
            "{{ .Values.a.b }}|{{ .Values.a.n }}|{{ .Values.nope }}",
            "text||",
        ),
        ("{{ .Values.l }} {{ index .Values.l 0 }}", "[1 two <nil>] 1"),
        ("a {{- /* c */ -}} b", "ab"),
        (
            "{{ range $i, $x := .Values.l }}{{ $i }}={{ $x }};{{ end }}",
            "0=1;1=two;2=;",
        ),
        ("{{ range $k, $v := .Values.a }}{{ $k }},{{ end }}", "b,n,"),
        (
            "{{ range $i, $x := .Values.l }}{{ if $i }}{{ break }}{{ end }}x{{ end }}",
            "x",
        ),
        (
            "{{ $x := 1 }}{{ $y := 2 }}{{ range $x = list 5 6 }}{{ $x }}{{ $y }};{{ end }}{{ $x }}",
            "[5 6]5;[5 6]6;[5 6]",
        ),
        (
            "{{ with .Values.a }}{{ .b }}{{ else }}none{{ end }}",
            "text",
        ),
        (
            "{{ if and .Values.t (eq .Values.a.b \"text\") }}yes{{ end }}",
            "yes",
        ),
        (
            "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 3 }}{{ end }}{{ $x }}",
            "2",
        ),
        (
            "{{ define \"d\" }}<{{ . }}>{{ end }}{{ include \"d\" 1 }}{{ template \"d\" 2 }}",
            "<1><2>",
        ),
        (
            "{{ tpl \"{{ .Values.a.b }}{{ .Template.Name }}\" . }}",
            "textc/templates/t",
        ),
        ("{{ printf \"%s %d\" \"x\" 7 | html }}", "x 7"),
        (
            "{{ $d := dict }}{{ $_ := set $d \"x\" $d }}[{{ toJson $d }}{{ toYaml $d }}]",
            "[]",
        ),
    ] {
        assert_eq!(text(template), expected, "{template}");
    }
}

#[test]
fn errors_have_the_places_and_words_of_go() {
    for (template, expected) in [
        (
            "a\n {{ .Values.nope.x }}",
            "template: c/templates/t:2:11: <.Values.nope.x>: nil pointer evaluating interface {}.x",
        ),
        (
            "{{ .Values.t.x | html }}",
            "template: c/templates/t:1:10: <.Values.t.x>: can't evaluate field x in type interface {}",
        ),
        (
            "{{ range (semver \"1.2\").IncMajor }}{{ end }}",
            "template: c/templates/t:1:17: <\"1.2\">: range can't iterate over 2.0.0",
        ),
        (
            "{{ include .Values.nope . }}",
            "template: c/templates/t:1:18: <.Values.nope>: wrong type for value; expected string; got interface {}",
        ),
        (
            "{{ fail \"a: b\" }}",
            "execution error at (c/templates/t:1:3): a: b",
        ),
        (
            "{{ required \"it\" .Values.nope }}",
            "execution error at (c/templates/t:1:3): it",
        ),
        (
            "{{ nope }}",
            "parse error at (c/templates/t:1): function \"nope\" not defined",
        ),
        (
            "{{ if .a }}",
            "parse error at (c/templates/t:1): unexpected EOF",
        ),
        (
            "{{ $x }}",
            "parse error at (c/templates/t:1): undefined variable \"$x\"",
        ),
        (
            "{{ (1 }}",
            "parse error at (c/templates/t:1): unclosed left paren",
        ),
    ] {
        assert_eq!(error(template), expected, "{template}");
    }
}

#[test]
fn files_are_parsed_and_run_in_the_order_of_helm() {
    let files = [
        ("c/templates/a", "{{ template \"d\" }}"),
        (
            "c/charts/k/templates/z",
            "{{ define \"d\" }}child{{ end }}z",
        ),
        ("c/templates/_h", "{{ define \"d\" }}parent{{ end }}"),
    ];
    assert_eq!(rendered(&files, Limits::default()).unwrap(), "zparent");
}

#[test]
fn what_would_never_end_ends_with_an_error() {
    for template in [
        "{{ define \"a\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }}",
        "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
    ] {
        let message = error(template);
        assert!(
            message.contains("nests or calls others too deeply"),
            "{message}"
        );
    }
    let files = [
        (
            "c/templates/_h",
            "{{ define \"a\" }}{{ tpl \"{{ include `a` . }}\" . }}{{ end }}",
        ),
        ("c/templates/t", "{{ include \"a\" . }}"),
    ];
    let message = rendered(&files, Limits::default()).unwrap_err();
    assert!(
        message.contains("nests or calls others too deeply"),
        "{message}"
    );
    let loops = "{{ range .Values.l }}{{ range $.Values.l }}x{{ end }}{{ end }}";
    let limits = Limits {
        steps: 10,
        ..Limits::default()
    };
    let message = rendered(&[("c/templates/t", loops)], limits).unwrap_err();
    assert_eq!(
        message,
        "a template ran away: c/templates/t: it takes too many steps"
    );
    let deep = "(".repeat(1_000);
    assert!(error(&format!("{{{{ {deep} }}}}")).contains("nested too deeply"));
}
