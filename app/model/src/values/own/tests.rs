//! Tests of the comparison of a chart's own values with those of a pack.

use super::*;
use crate::pack::file::File;

const OWN: &str = "# -- How many\n# there are.\nreplicas: 1\nimage:\n  # The name.\n  repository: x.io/web # ours\n  tag: \"\"\nextra: &e\n  a: 1\nsame: *e\nresources: {}\n";

fn own() -> OwnValues {
    OwnValues::of(Chart {
        name: "web".to_owned(),
        values: Some(OWN.to_owned()),
        ..Chart::default()
    })
}

fn at(path: &str) -> Pointer {
    path.parse().unwrap()
}

#[test]
fn defaults_have_their_comments() {
    let values =
        Values::read("charts:\n  web:\n    replicas: 1\n    image:\n      repository: y.io\n");
    let found = own().default(&values, &at("/charts/web/replicas")).unwrap();
    assert_eq!(
        (found.comment.as_str(), found.text.as_str(), found.is_same),
        ("How many\nthere are.", "replicas: 1", true)
    );
    let found = own()
        .default(&values, &at("/charts/web/image/repository"))
        .unwrap();
    assert_eq!(
        (found.comment.as_str(), found.text.as_str(), found.is_same),
        ("The name.", "repository: x.io/web # ours", false)
    );
    for place in [
        "/charts/web/none",
        "/charts/other/replicas",
        "/charts/web",
        "/pack",
    ] {
        assert_eq!(own().default(&values, &at(place)), None, "{place}");
    }
    assert!(own().covers(&at("/charts/web/none")) && !own().covers(&at("/charts/web")));
}

#[test]
fn what_is_missing_is_named_at_its_top() {
    let all =
        ["replicas", "image", "extra", "same", "resources"].map(|key| format!("/charts/web/{key}"));
    for (values, place, expected) in [
        ("charts:\n  web: {}\n", "/charts/web", all.to_vec()),
        ("charts:\n  web:\n", "/charts/web", all.to_vec()),
        (
            "charts:\n  web:\n    replicas: 2\n    image:\n      tag: a\n    extra:\n    same: {b: 1}\n    resources: {}\n",
            "/charts/web",
            vec!["/charts/web/image/repository".to_owned()],
        ),
        (
            "charts:\n  web:\n    image: {tag: a}\n",
            "/charts/web/image",
            vec!["/charts/web/image/repository".to_owned()],
        ),
        (
            "charts:\n  web:\n    image: a:1\n",
            "/charts/web/image",
            vec![],
        ),
        ("charts:\n  web:\n    <<: *x\n", "/charts/web", vec![]),
        ("charts: {}\n", "/charts/web", vec![]),
        ("web: {}\n", "/web", vec![]),
    ] {
        let missing = own().missing(&Values::read(values), &at(place));
        let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
        assert_eq!(missing, expected, "{values}");
    }
}

/// What values.yaml is once entries were added.
fn check(before: &str, places: &[&str], after: &str) {
    let mut pack = Pack::default();
    pack.put(Values::file(), Some(File::of_text(before)));
    let places: Vec<_> = places.iter().map(|place| at(place)).collect();
    let changes = own().additions(&pack, &places);
    let mut session = Session::open(pack);
    session.apply(Transaction::new("Test", changes)).unwrap();
    assert_eq!(session.pack().text("values.yaml"), Some(after));
}

#[test]
fn entries_are_added_with_their_comments_at_their_depth() {
    check(
        "charts:\n    web:\n        image:\n            tag: a # b\nend: 1\n",
        &["/charts/web/replicas", "/charts/web/image/repository"],
        "charts:\n    web:\n        # -- How many\n        # there are.\n        replicas: 1\n        image:\n            # The name.\n            repository: x.io/web # ours\n            tag: a # b\nend: 1\n",
    );
    check(
        "charts:\n  web: {}\n",
        &["/charts/web/image"],
        "charts:\n  web:\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: \"\"\n",
    );
}

#[test]
fn entries_go_where_the_chart_has_them() {
    // After the nearest that stands before it in the chart, though the pack's order is another one.
    check(
        "charts:\n  web:\n    resources: {}\n\n    # Ours.\n    replicas: 2 # two\n    extra: {}\n",
        &["/charts/web/image"],
        "charts:\n  web:\n    resources: {}\n\n    # Ours.\n    replicas: 2 # two\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: \"\"\n    extra: {}\n",
    );
    // Before the nearest that stands after it, with all between them in the chart's order.
    check(
        "charts:\n  web:\n    # Last.\n    resources: {}\n    zone: a\n",
        &[
            "/charts/web/replicas",
            "/charts/web/extra",
            "/charts/web/same",
        ],
        "charts:\n  web:\n    # -- How many\n    # there are.\n    replicas: 1\n    extra: &e\n      a: 1\n    same:\n      a: 1\n    # Last.\n    resources: {}\n    zone: a\n",
    );
    check(
        "charts:\n  web:\n    image:\n      tag: a\n",
        &["/charts/web/image/repository"],
        "charts:\n  web:\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: a\n",
    );
}

#[test]
fn entries_that_are_no_text_of_their_own_are_written_anew() {
    check(
        "charts:\n  web:\n    a: 1\n",
        &["/charts/web/same"],
        "charts:\n  web:\n    a: 1\n    same:\n      a: 1\n",
    );
    check(
        "charts: {web: {a: 1}}\n",
        &["/charts/web/replicas"],
        "charts: {web: {a: 1, replicas: 1}}\n",
    );
    check(
        "charts:\n  web: text\n",
        &["/charts/web/replicas"],
        "charts:\n  web: text\n",
    );
}
