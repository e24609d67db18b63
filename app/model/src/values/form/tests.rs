//! Tests of the form: which rows it has, what is typed in them, and what that changes.

mod lists;

use pack_archive::Entry as ArchiveEntry;
use serde_json::{Value, json};

use super::*;
use crate::chart::{Chart, Dependency};
use crate::edit::{Change, Session, Transaction};
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::VALUES_YAML;
use crate::values::dotted;

const CHART: &str = "# How many.\nreplicas: 1\nimage:\n  # The name.\n  repository: x.io/web\n  tag: \"\"\nport: 80\non: true\nargs:\n  - --a\n  - --b\nextra: {}\nnote: |\n  one\n  two\nnone:\nmode: fast\n";

const VALUES: &str = "pack:\n  namespace: web\ncharts:\n  web:\n    image:\n      tag: '1' # ours\n    replicas: 1\n    typo: 2\n";

const SCHEMA: &str = r##"{"properties": {
    "mode": {"enum": ["fast", "slow"], "description": "How it runs."},
    "port": {"$ref": "#/definitions/port"},
    "none": {"type": ["string", "null"]},
    "extra": {"additionalProperties": {"type": "integer"}}
}, "definitions": {"port": {"type": "integer", "minimum": 1, "maximum": 65535}}}"##;

pub(super) fn chart(values: &str) -> Chart {
    Chart {
        name: "web".to_owned(),
        values: Some(values.to_owned()),
        ..Chart::default()
    }
}

fn with_schema() -> Chart {
    Chart {
        files: vec![ArchiveEntry::new("values.schema.json", SCHEMA.as_bytes())],
        ..chart(CHART)
    }
}

fn at(path: &str) -> Pointer {
    path.parse().unwrap()
}

pub(super) fn pack_of(values: &str) -> Pack {
    let mut pack = Pack::default();
    pack.put(Values::file(), Some(File::of_text(values)));
    pack
}

/// The text of values.yaml after changes, which undo takes back whole.
pub(super) fn after(values: &str, changes: Vec<Change>) -> String {
    let mut session = Session::open(pack_of(values));
    session.apply(Transaction::new("Change", changes)).unwrap();
    let text = session.pack().text(VALUES_YAML).unwrap().to_owned();
    session.undo();
    assert_eq!(session.pack().text(VALUES_YAML), Some(values));
    text
}

/// What setting a place to what is typed there makes of some values.
fn typed(values: &str, charts: &[OwnValues], place: &str, typed: &str) -> String {
    let read = Values::read(values);
    let form = Form::new(&read, charts);
    let entry = form.entry(&at(place)).unwrap();
    let value = entry.input.read(typed).unwrap();
    after(values, form.set(&pack_of(values), &at(place), value))
}

fn written(rows: &Rows) -> Vec<String> {
    let rows = rows.rows.iter();
    rows.map(|row| dotted(&row.pointer)).collect()
}

#[test]
fn the_pack_and_its_charts_are_one_tree() {
    let (values, charts) = (Values::read(VALUES), [OwnValues::of(chart(CHART))]);
    let form = Form::new(&values, &charts);
    let mut rows = form.open_rows(&|pointer| pointer.tokens().len() < 3);
    rows.rows.retain(|row| row.pointer.tokens()[0] == "charts");
    assert_eq!(
        written(&rows),
        [
            "charts",
            "charts.web",
            "charts.web.image",
            "charts.web.port",
            "charts.web.on",
            "charts.web.args",
            "charts.web.extra",
            "charts.web.note",
            "charts.web.none",
            "charts.web.mode",
            "charts.web.replicas",
            "charts.web.typo",
        ]
    );
    let states = ["web", "port", "image", "typo"];
    let states = states.map(|key| {
        let row = rows.rows.iter().find(|row| row.pointer.last() == Some(key));
        form.entry(&row.unwrap().pointer).unwrap().state.id()
    });
    assert_eq!(states, ["own", "default", "own", "unknown"]);
    for (filter, count) in [(Filter::Set, 4), (Filter::Differs, 1), (Filter::Unknown, 1)] {
        assert_eq!(form.count(filter), count, "{filter:?}");
        assert_eq!(form.found_rows("", filter).fitting, count, "{filter:?}");
    }
    let found = form.found_rows("", Filter::Differs);
    assert_eq!(
        written(&found),
        [
            "charts",
            "charts.web",
            "charts.web.image",
            "charts.web.image.tag"
        ]
    );
    let found = form.found_rows("WEB arg", Filter::All);
    assert_eq!(
        written(&found),
        [
            "charts",
            "charts.web",
            "charts.web.args",
            "charts.web.args[0]",
            "charts.web.args[1]"
        ]
    );
    assert_eq!((found.fitting, found.rows[2].is_open), (3, Some(true)));
    assert_eq!(form.found_rows("nothing", Filter::All), Rows::default());
}

#[test]
fn every_value_has_the_input_that_fits_it() {
    let values = "charts:\n  web:\n    port: \"{{ .spectro.var.port }}\"\n    on: \"{{ .spectro.var.on }}\"\n    l: &l [1]\n    m: *l\n";
    let (values, charts) = (Values::read(values), [OwnValues::of(with_schema())]);
    let form = Form::new(&values, &charts);
    for (place, input, text) in [
        ("/charts/web", Input::Map(11), ""),
        (
            "/charts/web/replicas",
            Input::Number { is_whole: false },
            "1",
        ),
        (
            "/charts/web/port",
            Input::Number { is_whole: true },
            "{{ .spectro.var.port }}",
        ),
        ("/charts/web/on", Input::Text, "{{ .spectro.var.on }}"),
        ("/charts/web/image/tag", Input::Text, ""),
        ("/charts/web/args", Input::List(2), ""),
        ("/charts/web/args/1", Input::Text, "--b"),
        ("/charts/web/extra", Input::Map(0), ""),
        ("/charts/web/note", Input::Text, "one\ntwo\n"),
        ("/charts/web/none", Input::Text, ""),
        (
            "/charts/web/mode",
            Input::Choice(vec![json!("fast"), json!("slow")]),
            "\"fast\"",
        ),
        ("/charts/web/m", Input::Fixed, "*l"),
    ] {
        let entry = form.entry(&at(place)).unwrap();
        assert_eq!((entry.input, entry.text.as_str()), (input, text), "{place}");
    }
    assert_eq!(form.entry(&at("/charts/web/x")), None);
    assert_eq!(
        form.nearest(&at("/charts/web/args/7/x")),
        at("/charts/web/args")
    );
    assert_eq!(form.description(&at("/charts/web/mode")), "How it runs.");
}

#[test]
fn what_is_typed_is_read_by_its_type() {
    let whole = Input::Number { is_whole: true };
    let number = Input::Number { is_whole: false };
    for (input, typed, expected) in [
        (&whole, " 80 ", Some(json!(80))),
        (&whole, "8.5", None),
        (&number, "8.5", Some(json!(8.5))),
        (&number, "", None),
        (&number, "ten", None),
        (&number, "123456789012345678901234567890", None),
        (&number, "{{ .a }}", Some(json!("{{ .a }}"))),
        (&Input::Text, "80", Some(json!("80"))),
        (&Input::Any, "80", Some(json!(80))),
        (&Input::Any, "", Some(Value::Null)),
        (&Input::Any, "true", Some(json!(true))),
        (&Input::Any, "80m", Some(json!("80m"))),
        (&Input::Switch, "true", Some(json!(true))),
        (&Input::Choice(vec![json!(1)]), "1", Some(json!(1))),
        (&Input::Choice(vec![json!(1)]), "2", None),
    ] {
        assert_eq!(input.read(typed).ok(), expected, "{typed:?}");
    }
}

#[test]
fn limits_of_the_chart_are_told() {
    let values = Values::read("charts:\n  web:\n    port: 70000\n");
    let charts = [OwnValues::of(with_schema())];
    let entry = Form::new(&values, &charts).entry(&at("/charts/web/port"));
    let problem = entry.unwrap().problem;
    assert_eq!(problem.as_deref(), Some("The chart wants at most 65535."));
}

#[test]
fn what_is_typed_changes_as_little_as_possible() {
    let charts = [OwnValues::of(chart(CHART))];
    for (place, text, before, now) in [
        (
            "/charts/web/image/tag",
            "2",
            "tag: '1' # ours",
            "tag: '2' # ours",
        ),
        (
            "/charts/web/replicas",
            "3",
            "replicas: 1\n",
            "replicas: 3\n",
        ),
        // Where the chart has it, with its comment.
        (
            "/charts/web/image/repository",
            "true",
            "    image:\n",
            "    image:\n      # The name.\n      repository: \"true\"\n",
        ),
        ("/charts/web/port", "81", "ours\n", "ours\n    port: 81\n"),
        (
            "/charts/web/args/1",
            "-c",
            "ours\n",
            "ours\n    args:\n      - --a\n      - -c\n",
        ),
    ] {
        let expected = VALUES.replace(before, now);
        assert_eq!(typed(VALUES, &charts, place, text), expected, "{place}");
    }
    // Maps that are missing come with it.
    assert_eq!(
        typed("pack: {}\n", &charts, "/charts/web/image/tag", "7"),
        "pack: {}\ncharts:\n  web:\n    image:\n      tag: \"7\"\n"
    );
}

#[test]
fn what_is_removed_makes_place_for_the_chart() {
    let charts = [OwnValues::of(chart(CHART))];
    let values = Values::read(VALUES);
    let form = Form::new(&values, &charts);
    for (place, removed) in [
        (
            "/charts/web/image/tag",
            "    image:\n      tag: '1' # ours\n",
        ),
        ("/charts/web/typo", "    typo: 2\n"),
        ("/charts/web/replicas", "    replicas: 1\n"),
    ] {
        let changes = form.remove(&pack_of(VALUES), &at(place));
        assert_eq!(
            after(VALUES, changes),
            VALUES.replace(removed, ""),
            "{place}"
        );
    }
}

#[test]
fn charts_in_a_chart_have_their_values_under_their_key() {
    let inner = Chart {
        name: "db".to_owned(),
        values: Some("# Its user.\nuser: root\nport: 5432\n".to_owned()),
        ..Chart::default()
    };
    let outer = Chart {
        dependencies: vec![Dependency {
            name: "db".to_owned(),
            version: None,
            alias: Some("store".to_owned()),
        }],
        charts: vec![inner],
        ..chart("store:\n  port: 1\n")
    };
    let charts = [OwnValues::of(outer)];
    let text = "charts:\n  web:\n    global:\n      a: 1\n    store:\n      x: 1\n";
    let values = Values::read(text);
    let form = Form::new(&values, &charts);
    let state = |place: &str| {
        form.entry(&at(place))
            .map(|entry| (entry.state.id(), entry.text))
    };
    let expected = |id, text: &str| Some((id, text.to_owned()));
    assert_eq!(state("/charts/web/store/port"), expected("default", "1"));
    assert_eq!(state("/charts/web/store/user"), expected("default", "root"));
    assert_eq!(state("/charts/web/store/x"), expected("unknown", "1"));
    assert_eq!(state("/charts/web/global/a"), expected("own", "1"));
    assert_eq!(
        typed(text, &charts, "/charts/web/store/user", "me"),
        text.replace(
            "      x: 1\n",
            "      # Its user.\n      user: me\n      x: 1\n"
        )
    );
}

#[test]
fn what_palette_reads_has_rows_by_its_table() {
    let text = "pack:\n  content:\n    charts:\n      - repo: https://example.org\n";
    let charts = [OwnValues::of(chart(CHART))];
    let (values, pack) = (Values::read(text), pack_of(text));
    let form = Form::new(&values, &charts);
    for (place, state, input) in [
        ("/pack/namespace", State::Default, Input::Text),
        ("/pack/releaseNameOverride/web", State::Default, Input::Text),
        ("/pack/namespaceLabels", State::Default, Input::Map(0)),
        ("/pack/additionalNamespaces", State::Default, Input::List(0)),
        ("/pack/content/charts/0/repo", State::Own, Input::Text),
        (
            "/pack/content/charts/0/version",
            State::Default,
            Input::Text,
        ),
        ("/readinessCheck/v1beta1", State::Default, Input::List(0)),
    ] {
        let entry = form.entry(&at(place)).unwrap();
        assert_eq!((entry.state, entry.input), (state, input), "{place}");
    }
    assert_eq!(form.entry(&at("/pack/namespaceLabels/web")), None);
    assert_eq!(
        typed(text, &charts, "/pack/content/charts/0/version", "1.10"),
        format!("{text}        version: \"1.10\"\n")
    );
    let checks = at("/readinessCheck/v1beta1");
    let (changes, place) = form.add_item(&pack, &checks, Blank::Text);
    assert_eq!(place, checks.item(0));
    let check = "readinessCheck:\n  v1beta1:\n    - name: \"\"\n      kind: \"\"\n      group: \"\"\n      version: \"\"\n      keysToCheck: []\n";
    assert_eq!(after(text, changes), format!("{text}{check}"));
    let labels = at("/pack/namespaceLabels");
    let (changes, _) = form.add_key(&pack, &labels, "web", Blank::Text).unwrap();
    assert_eq!(
        after(text, changes),
        format!("{text}  namespaceLabels:\n    web: \"\"\n")
    );
}
