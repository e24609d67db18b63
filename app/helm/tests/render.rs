//! Whole charts, from files to texts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use pack_helm::{Capabilities, Chart, Error, Release, Rendered, SourceFile, Stage, read_values};
use proptest::prelude::*;

fn chart(files: &[(&str, &str)]) -> Result<Chart, Error> {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile::new(*path, *text));
    Chart::from_files(files)
}

fn render(chart: &Chart, values: &str) -> Result<Rendered, Error> {
    let values = read_values(values.as_bytes())?;
    let capabilities = Capabilities::new("v1.30.0", ["v1", "apps/v1"]);
    pack_helm::render(chart, &values, &Release::new("rel", "ns"), &capabilities)
}

/// The texts that files become, by their paths.
fn texts(rendered: &Rendered) -> Vec<(&str, String)> {
    let files = rendered.files.iter();
    let files = files.map(|file| {
        let text = String::from_utf8_lossy(&file.text).into_owned();
        (file.path.as_str(), text)
    });
    files.collect()
}

const PARENT: &[(&str, &str)] = &[
    (
        "Chart.yaml",
        "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n- {name: sub, version: 1.x, condition: sub.enabled}\n",
    ),
    (
        "values.yaml",
        "sub: {enabled: true, size: 2}\nglobal: {zone: a}\n",
    ),
    (
        "templates/_names.tpl",
        "{{ define \"name\" }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}",
    ),
    (
        "templates/own.yaml",
        "name: {{ include \"name\" . }}\nfile: {{ .Files.Get \"note.txt\" }}\n",
    ),
    ("note.txt", "text"),
    ("crds/kind.yaml", "kind: CustomResourceDefinition\n"),
    (
        "charts/sub/Chart.yaml",
        "apiVersion: v2\nname: sub\nversion: 1.2.0\n",
    ),
    ("charts/sub/values.yaml", "size: 1\ncolor: red\n"),
    (
        "charts/sub/templates/values.yaml",
        "name: {{ include \"name\" . }}\n{{ toYaml .Values }}\n",
    ),
];

#[test]
fn a_chart_and_its_subchart_become_texts() {
    let rendered = render(&chart(PARENT).unwrap(), "sub: {color: blue}").unwrap();
    assert_eq!(
        texts(&rendered),
        [
            (
                "top/charts/sub/templates/values.yaml",
                "name: rel-sub\ncolor: blue\nenabled: true\nglobal:\n  zone: a\nsize: 2\n"
                    .to_owned()
            ),
            (
                "top/templates/own.yaml",
                "name: rel-top\nfile: text\n".to_owned()
            ),
        ]
    );
    let resources = rendered.custom_resources.iter();
    let resources: Vec<_> = resources.map(|file| file.path.as_str()).collect();
    assert_eq!(resources, ["top/crds/kind.yaml"]);
}

#[test]
fn a_subchart_that_is_off_is_not_rendered() {
    let rendered = render(&chart(PARENT).unwrap(), "sub: {enabled: false}").unwrap();
    let texts = texts(&rendered);
    let paths: Vec<_> = texts.iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, ["top/templates/own.yaml"]);
}

#[test]
fn errors_name_their_stage() {
    let metadata = ("Chart.yaml", "{name: top, version: 1.0.0}");
    let stage = |files: &[(&str, &str)], values: &str| {
        let rendered = chart(files).and_then(|chart| render(&chart, values));
        rendered.unwrap_err().stage
    };
    assert_eq!(stage(&[], ""), Stage::Load);
    assert_eq!(stage(&[metadata], "a: b: c"), Stage::ValuesFile);
    assert_eq!(stage(PARENT, "sub: text"), Stage::Dependencies);
    let schema = ("values.schema.json", r#"{"required": ["a"]}"#);
    assert_eq!(stage(&[metadata, schema], ""), Stage::Values);
    let template = ("templates/a.yaml", "{{ fail \"no\" }}");
    assert_eq!(stage(&[metadata, template], ""), Stage::Render);
}

#[test]
fn rendering_leaves_the_chart_as_it_was() {
    let template = "{{ $_ := set .Values.m \"a\" 2 }}{{ toJson .Values }}";
    let chart = chart(&[
        ("Chart.yaml", "{name: top, version: 1.0.0}"),
        ("values.yaml", "m: {a: 1, b: {c: null}}"),
        ("templates/a.yaml", "{{ .Values.m.a }}"),
        ("templates/b.yaml", template),
    ])
    .unwrap();
    let first = render(&chart, "").unwrap();
    assert_eq!(first, render(&chart, "").unwrap());
    assert_eq!(texts(&first)[0].1, r#"{"m":{"a":2,"b":{"c":null}}}"#);
    assert_eq!(texts(&first)[1].1, "2");
}

/// Pieces of templates and values, of which any can stand beside any other.
const PIECES: &[&str] = &[
    "{{ .Values.a }}",
    "{{ range $k, $v := .Values }}{{ $k }}{{ end }}",
    "{{ toYaml .Values }}",
    "{{ randAlphaNum 5 }}",
    "{{ uuidv4 }}",
    "{{ if .Values.a }}x{{ end }}",
    "{{ .Values.a.b.c }}",
    "{{ include \"x\" . }}",
    "{{ define \"x\" }}y{{ end }}",
    "{{ tpl .Values.a . }}",
    "{{",
    "}}",
    "text\n",
    "{{ keys .Values | sortAlpha | join \",\" }}",
    "{{ fromYaml .Values.a | toJson }}",
    "\u{e9}\n",
];

const VALUES: &[&str] = &[
    "a: ",
    "{b: 1}",
    "[1, 2]",
    "text\n",
    "b: ",
    "'{{ .Values.b }}'\n",
    "|\n  lines\n",
    "\n",
    "&x ",
    "*x",
    "- ",
    "1e400",
    "null\n",
    "\"\\u00e9\"",
    "? ",
    ": ",
    "{",
    "}",
    "\t",
    "!!int ",
    "<<: ",
    "  ",
];

proptest! {
    #[test]
    fn rendering_never_panics_and_gives_the_same_twice(
        template in prop::collection::vec(prop::sample::select(PIECES), 0..8),
        values in prop::collection::vec(prop::sample::select(VALUES), 0..12),
    ) {
        let template = template.concat();
        let chart = chart(&[
            ("Chart.yaml", "{name: top, version: 1.0.0}"),
            ("templates/a.yaml", &template),
        ]);
        let chart = chart.unwrap();
        let values = values.concat();
        prop_assert_eq!(render(&chart, &values), render(&chart, &values));
    }

    #[test]
    fn any_text_is_read_as_values_or_refused(text in "\\PC*") {
        let _ = read_values(text.as_bytes());
    }
}

#[test]
fn subcharts_by_other_names_stand_where_helm_puts_them() {
    let own = |dependencies: &str| {
        format!("apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n{dependencies}")
    };
    let metadata = |name: &str| format!("apiVersion: v2\nname: {name}\nversion: 1.2.0\n");
    let files = [
        (
            "Chart.yaml",
            own("- {name: sub, version: 1.x, alias: other, import-values: [data]}\n"),
        ),
        (
            "templates/own.yaml",
            "{{ (index .Chart.Dependencies 0).ImportValues }} {{ .Values.size }}".to_owned(),
        ),
        ("charts/sub/Chart.yaml", metadata("sub")),
        (
            "charts/sub/values.yaml",
            "exports: {data: {size: 2}}".to_owned(),
        ),
        ("charts/sub/charts/inner/Chart.yaml", metadata("inner")),
        ("charts/sub/charts/inner/templates/a.yaml", "a".to_owned()),
    ];
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let rendered = render(&chart(&files).unwrap(), "").unwrap();
    let expected = [
        // An alias does not move the subcharts of a chart that asks for none.
        ("top/charts/sub/charts/inner/templates/a.yaml", "a"),
        (
            "top/templates/own.yaml",
            "[map[child:exports.data parent:.]] 2",
        ),
    ];
    let expected = expected.map(|(path, text)| (path, text.to_owned()));
    assert_eq!(texts(&rendered), expected);
}

#[test]
fn values_print_as_go_prints_what_they_point_to() {
    let files = [
        (
            "Chart.yaml",
            "apiVersion: v2\nname: top\nversion: 1.0.0\nmaintainers: [{name: a}]\n",
        ),
        (
            "templates/a.yaml",
            "{{ index .Chart.Maintainers 0 }} {{ html (index .Chart.Maintainers 0) }} {{ index .Files \"x\" }}\
             {{ .Files.x }} {{ fromJson \"{\\\"a\\\":1e999}\" | toJson }}",
        ),
    ];
    let rendered = render(&chart(&files).unwrap(), "").unwrap();
    let error = r#""Error":"json: cannot unmarshal number 1e999 into Go value of type float64""#;
    let expected = format!("{{a  }} {{a  }} [][] {{{error},\"a\":null}}");
    assert_eq!(texts(&rendered)[0].1, expected);
}
