//! Tests of completions and explanations.

use super::*;
use crate::format::pack_json;
use crate::format::property::all;
use crate::pack::file::File;

const CHART_VALUES: &str =
    "# -- How many copies run.\nreplicas: 1\nimage:\n  # The tag.\n  tag: v1\n";

/// The offers and the explanation at the caret `‸` of a file.
fn with<T>(file: &str, marked: &str, ask: impl Fn(Assistant<'_>, usize) -> T) -> T {
    let at = marked.find('‸').unwrap();
    let text = marked.replace('‸', "");
    let mut pack = Pack::default();
    for (path, text) in [
        ("values.yaml", "pack:\n  namespace: x\nimages: [a]\n"),
        ("charts/web-1.0.tgz", ""),
        ("manifests/crd.yaml", ""),
        (file, text.as_str()),
    ] {
        pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
    }
    let chart = Chart {
        name: "web".into(),
        values: Some(CHART_VALUES.into()),
        ..Chart::default()
    };
    let assistant = Assistant {
        pack: &pack,
        charts: &[chart],
        file: &FilePath::new(file).unwrap(),
        text: &text,
    };
    ask(assistant, at)
}

/// Completing with a label gives a text.
fn completes(file: &str, marked: &str, label: &str, expected: &str) {
    let found = with(file, marked, |assistant, at| {
        let found = assistant.complete(at, true)?;
        let chosen = found.offers.iter().find(|offer| offer.label == label)?;
        let (before, after) = (&assistant.text[..found.from], &assistant.text[at..]);
        Some(format!("{before}{}{after}", chosen.apply))
    });
    assert_eq!(found.as_deref(), Some(expected), "{label} in {marked}");
}

fn explains(file: &str, marked: &str, word: &str, part: &str) {
    with(file, marked, |assistant, at| {
        let found = assistant.explain(at);
        let found = found.unwrap_or_else(|| panic!("{marked} is explained"));
        assert_eq!(&assistant.text[found.range], word);
        assert!(found.text.contains(part), "{}", found.text);
    });
}

#[test]
fn keys_that_are_there_are_not_offered_again() {
    for (file, marked, there) in [
        ("pack.json", "{\"layer\": \"addon\", \"n‸", "layer"),
        ("pack.json", "{\"n‸\": 1, \"layer\": \"addon\"}", "layer"),
        ("values.yaml", "pack:\n  namespace: x\n  n‸", "namespace"),
        (
            "presets.yaml",
            "presets:\n- name: a\n- group: b\n  ‸\n",
            "group",
        ),
        (
            "pack.json",
            "{\"constraints\": {\"dependencies\": [{\"layer\": 1, \"‸\"}]}}",
            "layer",
        ),
        (
            "values.yaml",
            "charts:\n  web:\n    r‸\n    image: {}\n",
            "image",
        ),
    ] {
        let labels = with(file, marked, |assistant, at| {
            let found = assistant.complete(at, true).map(|found| found.offers);
            let offers = found.unwrap_or_default().into_iter();
            offers.map(|offer| offer.label).collect::<Vec<_>>()
        });
        assert!(!labels.is_empty(), "{marked}");
        assert!(
            !labels.contains(&there.to_owned()),
            "{labels:?} in {marked}"
        );
    }
}

#[test]
fn keys_and_values_of_pack_json_are_completed() {
    completes("pack.json", "{‸", "layer", "{\"layer\": ");
    completes("pack.json", "{\"la‸", "layer", "{\"layer\": ");
    completes("pack.json", "{\"la‸\": 1}", "layer", "{\"layer\": 1}");
    completes(
        "pack.json",
        "{\"layer\": \"‸\"}",
        "addon",
        "{\"layer\": \"addon\"}",
    );
    completes(
        "pack.json",
        "{\"layer\": ‸}",
        "addon",
        "{\"layer\": \"addon\"}",
    );
    completes(
        "pack.json",
        "{\"cloudTypes\": [\"a‸",
        "aws",
        "{\"cloudTypes\": [\"aws\"",
    );
    completes(
        "pack.json",
        "{\"charts\": [\"‸\"]}",
        "charts/web-1.0.tgz",
        "{\"charts\": [\"charts/web-1.0.tgz\"]}",
    );
    completes(
        "pack.json",
        "{\"constraints\": {\"resources\": [{\"components\": [{\"replicaCountParamRef\": \"p‸\"",
        "pack.namespace",
        "{\"constraints\": {\"resources\": [{\"components\": [{\"replicaCountParamRef\": \"pack.namespace\"",
    );
}

#[test]
fn keys_of_values_are_completed() {
    completes("values.yaml", "pa‸", "pack", "pack: ");
    completes(
        "values.yaml",
        "pack:\n  names‸",
        "namespace",
        "pack:\n  namespace: ",
    );
    completes("values.yaml", "charts:\n  ‸", "web", "charts:\n  web: ");
    completes(
        "values.yaml",
        "charts:\n  web:\n    re‸",
        "replicas",
        "charts:\n  web:\n    replicas: ",
    );
    completes(
        "values.yaml",
        "charts:\n  web:\n    image:\n      ‸: v2",
        "tag",
        "charts:\n  web:\n    image:\n      tag: v2",
    );
    completes(
        "values.yaml",
        "manifests:\n  c‸",
        "crd",
        "manifests:\n  crd: ",
    );
    completes(
        "values.yaml",
        "pack:\n  content:\n    images:\n    - im‸",
        "image",
        "pack:\n  content:\n    images:\n    - image: ",
    );
    completes(
        "values.yaml",
        "a: \"{{ .spec‸ }}\"",
        ".spectro.var.",
        "a: \"{{ .spectro.var. }}\"",
    );
}

#[test]
fn presets_and_parameters_are_completed() {
    completes(
        "presets.yaml",
        "presets:\n- na‸",
        "name",
        "presets:\n- name: ",
    );
    completes(
        "presets.yaml",
        "presets:\n- remove: \n  - pa‸",
        "pack.namespace",
        "presets:\n- remove: \n  - pack.namespace",
    );
    // A preset removes a map as well as a value, of the pack or of a chart.
    completes(
        "presets.yaml",
        "presets:\n- remove: \n  - \"charts.web.im‸\"",
        "charts.web.image",
        "presets:\n- remove: \n  - \"charts.web.image\"",
    );
    completes(
        "presets.yaml",
        "presets:\n- name: a\n  add: |\n    charts:\n      web:\n        re‸\n  group: x\n",
        "replicas",
        "presets:\n- name: a\n  add: |\n    charts:\n      web:\n        replicas: \n  group: x\n",
    );
    completes(
        "presets.yaml",
        "- add: |\n    im‸",
        "images",
        "- add: |\n    images: ",
    );
    completes(
        "schema.yaml",
        "charts.web.IMAGE‸",
        "charts.web.image.tag",
        "charts.web.image.tag: ",
    );
    completes("schema.yaml", "pack‸", "pack.namespace", "pack.namespace: ");
    completes("schema.yaml", "a.b:\n  s‸", "schema", "a.b:\n  schema: ");
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    for (file, marked) in [
        ("README.md", "na‸"),
        ("values.yaml", "pack:\n  namespace: x‸"),
        ("values.yaml", "pack:\n  # na‸"),
        ("values.yaml", "charts:\n  other:\n    ‸"),
        ("pack.json", "{\"name\": \"‸\"}"),
        ("other.json", "{\"‸\"}"),
    ] {
        let found = with(file, marked, |assistant, at| assistant.complete(at, true));
        assert_eq!(found, None, "{marked}");
    }
}

#[test]
fn nothing_is_offered_unasked_before_the_first_letter() {
    for (file, marked, expected) in [
        ("pack.json", "{\"a\": 1,‸}", false),
        ("pack.json", "{\"‸}", true),
        ("values.yaml", "pack:\n  ‸", false),
        ("values.yaml", "pack:\n  n‸", true),
        ("values.yaml", "a: '{{ ‸", true),
    ] {
        let found = with(file, marked, |assistant, at| assistant.complete(at, false));
        assert_eq!(found.is_some(), expected, "{marked}");
    }
}

#[test]
fn keys_and_values_are_explained() {
    explains(
        "pack.json",
        "{\"na‸me\": \"x\"}",
        "name",
        "Identifies the pack",
    );
    explains("pack.json", "{\"layer\": \"ad‸don\"}", "addon", "Add-on");
    explains("pack.json", "{\"lay‸er\": 1}", "layer", "One of: addon, os");
    explains(
        "values.yaml",
        "pack:\n  names‸pace: x\n",
        "namespace",
        "installed into",
    );
    explains(
        "values.yaml",
        "charts:\n  web:\n    repl‸icas: 2",
        "replicas",
        "How many copies run.\nreplicas: 1",
    );
    explains(
        "presets.yaml",
        "presets:\n- add: |\n    charts:\n      web:\n        repl‸icas: 2",
        "replicas",
        "How many copies run.\nreplicas: 1",
    );
    let none = with("values.yaml", "a: ‸1", |assistant, at| {
        assistant.explain(at)
    });
    assert_eq!(none, None);
}

#[test]
fn only_yaml_is_indented_here() {
    assert_eq!(with("values.yaml", "a:‸", |it, at| it.indent(at)), Some(2));
    let added = "presets:\n- add: |\n    a:‸";
    assert_eq!(with("presets.yaml", added, |it, at| it.indent(at)), Some(6));
    assert_eq!(with("pack.json", "{‸", |it, at| it.indent(at)), None);
}

/// The text of pack.json down to a place, with its lists and objects still open.
fn opened(path: &[&str]) -> String {
    let step = |token: &&str| match *token {
        ITEM => "[".to_owned(),
        key => format!("{{\"{key}\": "),
    };
    path.iter().map(step).collect()
}

#[test]
fn every_property_of_pack_json_is_offered_and_explained() {
    for (path, property) in all(pack_json::DOCUMENT) {
        let above = opened(&path[..path.len() - 1]);
        let marked = format!("{above}{{\"‸");
        let offered = with(PACK_JSON, &marked, |assistant, at| {
            let completion = assistant.complete(at, true).unwrap();
            let labels = completion.offers.into_iter().map(|offer| offer.label);
            labels.collect::<Vec<_>>()
        });
        assert!(offered.iter().any(|key| key == property.key), "{path:?}");
        let marked = format!("{above}{{\"{}‸\": 1", property.key);
        let explained = with(PACK_JSON, &marked, |assistant, at| assistant.explain(at));
        let text = explained.unwrap_or_else(|| panic!("{path:?}")).text;
        assert!(text.contains(property.help), "{path:?}: {text}");
    }
}
