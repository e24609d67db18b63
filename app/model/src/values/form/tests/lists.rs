//! Tests of what lists and maps become.

use super::*;

#[test]
fn lists_and_maps_are_edited_to_any_depth() {
    let text = "charts:\n  web:\n    args: [a]\n    extra:\n      rooms: # all\n        - name: x\n          waits: 3\n        - name: y\n          waits: 4\n";
    let charts = [OwnValues::of(with_schema())];
    let (values, pack) = (Values::read(text), pack_of(text));
    let form = Form::new(&values, &charts);
    let rooms = at("/charts/web/extra/rooms");
    let (changes, place) = form.add_item(&pack, &rooms, Blank::Text);
    assert_eq!(place, rooms.item(2));
    assert_eq!(
        after(text, changes),
        format!("{text}        - name: \"\"\n          waits: 0\n")
    );
    let moved = form.move_item(&pack, &rooms, 1, 0);
    assert_eq!(
        after(text, moved),
        text.replace("name: x\n          waits: 3", "name: §")
            .replace("name: y\n          waits: 4", "name: x\n          waits: 3")
            .replace("name: §", "name: y\n          waits: 4")
    );
    let (renamed, place) = form.rename(&rooms, "halls").unwrap();
    assert_eq!(place, at("/charts/web/extra/halls"));
    assert_eq!(after(text, renamed), text.replace("rooms:", "halls:"));
    assert_eq!(
        form.rename(&rooms.item(0).child("name"), "waits"),
        Err("This key exists already.")
    );
    let extra = at("/charts/web/extra");
    assert_eq!(
        form.add_key(&pack, &extra, "rooms", Blank::Map).err(),
        Some("This key exists already.")
    );
    assert_eq!(
        form.add_key(&pack, &extra, "", Blank::Map).err(),
        Some("Enter a key.")
    );
    let (added, _) = form.add_key(&pack, &extra, "a.b/c", Blank::Switch).unwrap();
    assert_eq!(after(text, added), format!("{text}      a.b/c: false\n"));
    assert_eq!(form.pattern(&extra.child("z")), None);
    let first = form.remove(&pack, &at("/charts/web/args/0"));
    assert_eq!(after(text, first), text.replace("[a]", "[]"));
}

#[test]
fn lists_of_the_chart_are_taken_over_as_a_whole() {
    let text = "charts:\n  web: {}\n";
    let charts = [OwnValues::of(with_schema())];
    let (values, pack) = (Values::read(text), pack_of(text));
    let form = Form::new(&values, &charts);
    let args = at("/charts/web/args");
    for (changes, expected) in [
        (
            form.add_item(&pack, &args, Blank::Map).0,
            "[\"--a\",\"--b\",\"\"]",
        ),
        (form.remove(&pack, &args.item(0)), "[\"--b\"]"),
        (form.move_item(&pack, &args, 0, 1), "[\"--b\",\"--a\"]"),
    ] {
        let now = after(text, changes);
        let read: Value = serde_yaml::from_str(&now).unwrap();
        assert_eq!(
            read.pointer("/charts/web/args").unwrap().to_string(),
            expected
        );
    }
    let extra = at("/charts/web/extra");
    assert_eq!(form.pattern(&extra), Some(json!(0)));
    let (added, _) = form.add_key(&pack, &extra, "k", Blank::Text).unwrap();
    let read: Value = serde_yaml::from_str(&after(text, added)).unwrap();
    assert_eq!(read.pointer("/charts/web/extra/k"), Some(&json!("")));
}

#[test]
fn a_key_in_a_list_of_the_chart_takes_the_list_over() {
    let text = "charts:\n  web: {}\n";
    let charts = [OwnValues::of(chart("tolerations:\n  - key: a\n"))];
    let (values, pack) = (Values::read(text), pack_of(text));
    let form = Form::new(&values, &charts);
    let first = at("/charts/web/tolerations").item(0);
    let (added, _) = form.add_key(&pack, &first, "effect", Blank::Text).unwrap();
    let read: Value = serde_yaml::from_str(&after(text, added)).unwrap();
    assert_eq!(
        read.pointer("/charts/web/tolerations"),
        Some(&json!([{ "key": "a", "effect": "" }]))
    );
}
