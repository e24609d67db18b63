//! Templates that nobody would write, made by the grammar and from loose words: they render or fail, the same
//! way each time, and nothing panics or runs without end.

use std::time::{Duration, Instant};

use pack_helm::functions::functions;
use pack_helm::{Capabilities, Chart, Release, SourceFile, read_values, render};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const VALUES: &str = "text: words here\nnumber: 12.5\nlist: [b, 2, null, {k: v}]\nmap: {a: 1, b: {c: x}}\n\
    none: null\nyes: true\ntemplate: '{{ .Values.map | toYaml }}'\n";

const WORDS: &[&str] = &[
    "{{",
    "}}",
    "{{-",
    "-}}",
    "(",
    ")",
    "|",
    ".",
    ",",
    "=",
    ":=",
    "$",
    "$x",
    "$i",
    " ",
    "\n",
    "\"",
    "`",
    "'",
    "if",
    "else",
    "end",
    "range",
    "with",
    "define",
    "template",
    "block",
    "break",
    "continue",
    "nil",
    "true",
    "\"a\"",
    "1",
    "-1",
    "1.5",
    "1e9",
    "0x1F",
    "'x'",
    "/*",
    "*/",
    "text: ",
    "é",
    "<no value>",
    ".Values",
];

const TERMS: &[&str] = &[
    ".",
    "$",
    "nil",
    "true",
    "\"\"",
    "\"a,b\"",
    "\"{{ . }}\"",
    "\"%s %v %*d\"",
    "\"2006-01-02\"",
    "\"[a-z](\"",
    "0",
    "1",
    "-3",
    "3.7",
    "9223372036854775807",
    ".Values",
    ".Values.text",
    ".Values.number",
    ".Values.list",
    ".Values.map",
    ".Values.map.b",
    ".Values.none",
    ".Values.yes",
    ".Values.template",
    ".Values.nope.deep",
    ".Release.Name",
    ".Chart",
    ".Chart.Version",
    ".Capabilities.KubeVersion",
    ".Files",
    "$x",
];

const LANGUAGE: &[&str] = &[
    "and", "or", "not", "eq", "ne", "lt", "le", "index", "len", "print", "printf", "println",
    "html", "js", "urlquery", "call",
];

/// Deriving a password takes long by design, and has a limit of its own.
const SLOW: &str = "derivePassword";

fn names() -> Vec<&'static str> {
    let names = functions().iter().map(|function| function.name);
    names
        .filter(|name| *name != SLOW)
        .chain(LANGUAGE.iter().copied())
        .collect()
}

fn expression() -> impl Strategy<Value = String> {
    let term = select(TERMS).prop_map(str::to_owned);
    term.prop_recursive(3, 24, 4, |inner| {
        let call = (select(names()), vec(inner.clone(), 0..4));
        prop_oneof![
            3 => call.prop_map(|(name, terms)| format!("({name} {})", terms.join(" "))),
            1 => (inner.clone(), select(names())).prop_map(|(term, name)| format!("({term} | {name})")),
            1 => inner.prop_map(|term| format!("({term}).a")),
        ]
    })
}

fn template() -> impl Strategy<Value = String> {
    let words = vec(select(WORDS), 0..12).prop_map(|words| words.concat());
    let action = expression().prop_map(|value| format!("{{{{ {value} }}}}"));
    let node = prop_oneof![4 => action, 1 => words];
    let nodes = node.prop_recursive(3, 24, 4, |inner| {
        let body = vec(inner, 1..4).prop_map(|nodes| nodes.concat());
        let heads = ["if ", "with ", "range ", "range $i, $x := ", "with $x := "];
        (select(heads.to_vec()), expression(), body)
            .prop_map(|(head, value, body)| format!("{{{{ {head}{value} }}}}{body}{{{{ end }}}}"))
    });
    vec(nodes, 1..4).prop_map(|nodes| format!("{{{{ $x := 1 }}}}{}", nodes.concat()))
}

fn outcome(template: &str) -> Result<Vec<u8>, String> {
    let files = [
        SourceFile::new("Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"),
        SourceFile::new("templates/t.yaml", template),
    ];
    let chart = Chart::from_files(files).map_err(|error| error.to_string())?;
    let values = read_values(VALUES.as_bytes()).map_err(|error| error.to_string())?;
    let capabilities = Capabilities::new("v1.30.0", ["v1"]);
    let rendered = render(&chart, &values, &Release::new("r", "n"), &capabilities);
    let rendered = rendered.map_err(|error| error.to_string())?;
    Ok(rendered
        .files
        .into_iter()
        .flat_map(|file| file.text)
        .collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_template_renders_or_fails_the_same_way_each_time(template in template()) {
        let start = Instant::now();
        let first = outcome(&template);
        prop_assert!(start.elapsed() < Duration::from_secs(20), "{template} took {:?}", start.elapsed());
        prop_assert_eq!(first, outcome(&template));
    }
}
