//! Setting values in YAML as triples: the text before, the change, the text after.

use serde_json::json;

use super::tests::set;

#[test]
fn sets_scalars_in_their_style() {
    let table = [
        ("a: x # c\n", json!("w"), "a: w # c\n"),
        ("a:   'x'   # c\n", json!("w"), "a:   'w'   # c\n"),
        ("a: \"x\"\n", json!("w"), "a: \"w\"\n"),
        ("a: 'x'\n", json!("it's"), "a: 'it''s'\n"),
        ("a: 'x'\n", json!("1"), "a: '1'\n"),
        ("a: x\nb: 'y'\n", json!("1.10"), "a: '1.10'\nb: 'y'\n"),
        ("a: x\n", json!("0644"), "a: \"0644\"\n"),
        ("a: x\n", json!("yes"), "a: \"yes\"\n"),
        ("a: x\n", json!("2024-01-31"), "a: \"2024-01-31\"\n"),
        (
            "a: x\n",
            json!("{{ .spectro.var }}"),
            "a: \"{{ .spectro.var }}\"\n",
        ),
        ("a: x/{{ .b }}\n", json!("y/{{ .b }}"), "a: y/{{ .b }}\n"),
        ("a: \"1\"\n", json!(1), "a: 1\n"),
        ("a: 1\n", json!("x"), "a: x\n"),
        ("a: 1\n", json!(1.5), "a: 1.5\n"),
        ("a: On\n", json!("On"), "a: On\n"),
        ("a: ~ # c\n", json!(true), "a: true # c\n"),
        ("a: # c\n", json!(1), "a: 1 # c\n"),
        ("a:\n", json!("x"), "a: x\n"),
        ("a:", json!("x"), "a: x"),
        ("a: x", json!(null), "a: null"),
        ("a:\n  x # c\n", json!("w"), "a:\n  w # c\n"),
        ("a: x\n  y # c\n", json!("z"), "a: z # c\n"),
        (
            "- a: 1\n- x\n- a: 2\n",
            json!({"a": 3}),
            "- a: 1\n- x\n- a: 3\n",
        ),
    ];
    for (before, value, after) in table {
        let pointer = if before.starts_with('-') { "/2" } else { "/a" };
        set(before, pointer, value, after);
    }
    set(
        "--- # c\nx # d\n...\n",
        "",
        json!("w"),
        "--- # c\nw # d\n...\n",
    );
}

#[test]
fn sets_texts_of_several_lines() {
    let table = [
        ("a: x # c\nb: 1\n", "1\n2\n", "a: | # c\n  1\n  2\nb: 1\n"),
        ("a: x\n", "1\n2", "a: |-\n  1\n  2\n"),
        ("a: x\n", "1\n\n2\n\n", "a: |+\n  1\n\n  2\n\n"),
        ("a: x\n", " 1\n2\n", "a: |2\n   1\n  2\n"),
        ("a: x", "1\n2", "a: |-\n  1\n  2"),
        ("a: \"x\"\n", "1\n2", "a: \"1\\n2\"\n"),
        (
            "a: | # c\n    x\n    y\n# d\n",
            "z\n",
            "a: | # c\n    z\n# d\n",
        ),
        (
            "a: |\n  x\n  y\n\nb: 1\n",
            "x\nz\n",
            "a: |\n  x\n  z\n\nb: 1\n",
        ),
        ("a: |\n  x\n  - y", "x\n- z", "a: |\n  x\n  - z"),
        (
            "a: |\n  x\n     \n  y \nb: 1\n",
            "x\n   \nz \n",
            "a: |\n  x\n     \n  z \nb: 1\n",
        ),
        ("a: x", "x\nz\n", "a: |\n  x\n  z\n"),
        (
            "a: |+\n  x\n  y\n\nb: 1\n",
            "x\nz\n\n",
            "a: |+\n  x\n  z\n\nb: 1\n",
        ),
        ("a: >-\n  x\n  y\n", "x\nz", "a: >-\n  x\n\n  z\n"),
        (
            "a:\n    b: |-\n          x\n          y\n",
            "x\nz",
            "a:\n    b: |-\n          x\n          z\n",
        ),
    ];
    for (before, text, after) in table {
        let nested = before.starts_with("a:\n");
        let pointer = if nested { "/a/b" } else { "/a" };
        set(before, pointer, json!(text), after);
    }
}

#[test]
fn replaces_values_by_others() {
    let table = [
        (
            "a: x # c\nb: 1\n",
            json!({"k": {"l": 1}}),
            "a: # c\n  k:\n    l: 1\nb: 1\n",
        ),
        (
            "a: {} # c\nb: 1\n",
            json!(["x", {"k": 1, "l": [2]}]),
            "a: # c\n  - x\n  - k: 1\n    l:\n      - 2\nb: 1\n",
        ),
        (
            "a:\n  # d\n  k: 1 # e\n  # f\nb: 1\n",
            json!("x"),
            "a: x\n  # f\nb: 1\n",
        ),
        ("a: # c\n- x\n- y\nb: 1\n", json!({}), "a: {} # c\nb: 1\n"),
        ("a:\n    k: 1\nb: 1", json!([1]), "a:\n    - 1\nb: 1"),
        ("a:\n  k: 1", json!(1), "a: 1"),
        ("a: |\n  x\nb: 1\n", json!([]), "a: []\nb: 1\n"),
        ("a:\n  - x\n  - k: 1\n", json!("1\n2"), "a: |-\n  1\n  2\n"),
        (
            "a: [1, {b: 2}]\n",
            json!([1, {"b": [3, "x, y"]}]),
            "a: [1, {b: [3, \"x, y\"]}]\n",
        ),
    ];
    for (before, value, after) in table {
        set(before, "/a", value, after);
    }
    set("- k: 1 # c\n  l: 2\n- x\n", "/0", json!("w"), "- w\n- x\n");
    set(
        "- x\n- y\n",
        "/0",
        json!({"k": 1, "l": 2}),
        "- k: 1\n  l: 2\n- y\n",
    );
    set(
        "- x # c\n- y\n",
        "/0",
        json!({"k": 1}),
        "- # c\n  k: 1\n- y\n",
    );
    set("-\n  k: 1\n- y\n", "/0", json!(1), "- 1\n- y\n");
    set("a: 1\n# c\nb: 2\n", "", json!([1]), "- 1\n");
}

#[test]
fn indents_maps_that_replace_lists_at_their_key() {
    set("a:\n- x\n", "/a", json!({"b": 1}), "a:\n  b: 1\n");
    set("a:\n- x\n", "/a", json!([[1]]), "a:\n- - 1\n");
    set(
        "a:\n- [x]\n- - y\n",
        "/a/1/0",
        json!("z"),
        "a:\n- [x]\n- - z\n",
    );
}

#[test]
fn sets_only_what_differs() {
    set(
        "a:\n  # b\n  b: 1 # one\n  c: 'x'\n\n  d: [1, 2] # d\n",
        "/a",
        json!({"b": 1, "c": "y", "d": [1, 3], "e": true}),
        "a:\n  # b\n  b: 1 # one\n  c: 'y'\n\n  d: [1, 3] # d\n  e: true\n",
    );
    set(
        "a:\n- x # x\n# y\n- y\n- z # z\n",
        "/a",
        json!(["x", "z", "w"]),
        "a:\n- x # x\n- z # z\n- w\n",
    );
    set(
        "a:\n- k: 1 # one\n  l: 2\n- k: 3\n",
        "/a",
        json!([{"k": 1, "l": 5}, {"k": 3}]),
        "a:\n- k: 1 # one\n  l: 5\n- k: 3\n",
    );
    set("a: |\n  x\nb: 1", "", json!({"a": 1}), "a: 1");
    set("a: 1\nb: 1", "", json!({"a": 1, "c": 2}), "a: 1\nc: 2");
    set(
        "a: &x 1\nb: *x\nc: 2\n",
        "",
        json!({"a": 1, "b": 1, "c": 3}),
        "a: &x 1\nb: *x\nc: 3\n",
    );
}

#[test]
fn adds_keys_in_the_style_around() {
    let table = [
        (
            "a:\n  b: 1\nc: 2\n",
            "/a/d",
            json!("x"),
            "a:\n  b: 1\n  d: x\nc: 2\n",
        ),
        (
            "a:\n    b: 1",
            "/a/d",
            json!({"e": [1]}),
            "a:\n    b: 1\n    d:\n        e:\n            - 1",
        ),
        (
            "a:\n  b: 1\n  # end\n\n# C\nc: 2\n",
            "/a/d",
            json!(1),
            "a:\n  b: 1\n  d: 1\n  # end\n\n# C\nc: 2\n",
        ),
        (
            "a:\n  b: {}\n    # deeper\nc: 2\n",
            "/a/d",
            json!(1),
            "a:\n  b: {}\n    # deeper\n  d: 1\nc: 2\n",
        ),
        (
            "a: {}\n  # b: 1\nc: 2\n",
            "/a/d",
            json!(1),
            "a:\n  d: 1\n  # b: 1\nc: 2\n",
        ),
        (
            "a: {} # c\n",
            "/a/d/e",
            json!(1),
            "a: # c\n  d:\n    e: 1\n",
        ),
        ("a: # c\nb: 1\n", "/a/d", json!(1), "a: # c\n  d: 1\nb: 1\n"),
        ("a: ~\nb: 1\n", "/a/d", json!(1), "a:\n  d: 1\nb: 1\n"),
        (
            "a: [b: 1, c: 2]\n",
            "/a/0/d",
            json!(1),
            "a: [{b: 1, d: 1}, c: 2]\n",
        ),
        (
            "a: {b: 1}\n",
            "/a/d",
            json!("x: y"),
            "a: {b: 1, d: \"x: y\"}\n",
        ),
        (
            "a: {b: {}, }\n",
            "/a/b/c",
            json!([1, {}]),
            "a: {b: {c: [1, {}]}, }\n",
        ),
        (
            "a: {\n  b: 1, # one\n  c: 2 # two\n}\n",
            "/a/d",
            json!(3),
            "a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3\n}\n",
        ),
        (
            "l:\n- a: 1\n",
            "/l/0/b",
            json!([{"c": 1}]),
            "l:\n- a: 1\n  b:\n  - c: 1\n",
        ),
        (
            "l:\n    - 1\na: {}\n",
            "/a/b",
            json!([1]),
            "l:\n    - 1\na:\n  b:\n      - 1\n",
        ),
        ("- {}\n- {} # c\n", "/0/b", json!(1), "- b: 1\n- {} # c\n"),
        ("- {} # c\n", "/0/b", json!(1), "- # c\n  b: 1\n"),
        ("", "/a/b", json!(1), "a:\n  b: 1\n"),
        ("# only\n", "/a", json!(1), "# only\na: 1\n"),
        ("# only", "/a", json!(1), "# only\na: 1"),
        ("--- # c\n...\n", "/a", json!(1), "--- # c\na: 1\n...\n"),
        ("{}\n", "/a", json!(1), "a: 1\n"),
        (
            "a: 1\n---\nb: 1\n",
            "/c",
            json!(1),
            "a: 1\nc: 1\n---\nb: 1\n",
        ),
        (
            "a: 1\nb: 2\nd: 3\n",
            "/c",
            json!(1),
            "a: 1\nb: 2\nc: 1\nd: 3\n",
        ),
        ("b: 1\n", "/8080", json!(1), "b: 1\n\"8080\": 1\n"),
        (
            "b: |\n  x\n",
            "/c",
            json!("1\n2\n"),
            "b: |\n  x\nc: |\n  1\n  2\n",
        ),
        ("b: 1\n\n\n", "/c", json!(1), "b: 1\nc: 1\n\n\n"),
        (
            "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n",
            "/c/b",
            json!(3),
            "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n  b: 3\n",
        ),
    ];
    for (before, pointer, value, after) in table {
        set(before, pointer, value, after);
    }
}
