//! What holds for whatever is typed in any row.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::tests::{after, chart, pack_of};
use super::*;

/// What a chart gets: its own values with those of the pack over them.
fn merged(values: &str, own: &str) -> Value {
    let read = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    let mut merged = json!({"charts": {"web": read(own)}});
    merge(&mut merged, &read(values));
    merged
}

fn merge(own: &mut Value, given: &Value) {
    match (own, given) {
        (Value::Object(own), Value::Object(given)) => {
            for (key, given) in given {
                merge(own.entry(key).or_insert(Value::Null), given);
            }
        }
        (own, given) => *own = given.clone(),
    }
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("1".to_owned()),
        Just("true # yes".to_owned()),
        Just("\"1.0\"".to_owned()),
        Just("'a b'".to_owned()),
        Just("".to_owned()),
        Just("{}".to_owned()),
        Just("[x, {y: 2}]".to_owned()),
        Just("{k: v}".to_owned()),
        Just("|\n          one\n          two".to_owned()),
        "[a-z]{1,4}",
    ]
}

/// Entries of a map under a few keys, so that the pack and the chart often have the same.
fn entries(indent: &'static str) -> impl Strategy<Value = String> {
    let entries = proptest::collection::btree_map("[a-d]", leaf(), 1..4);
    entries.prop_map(move |entries: BTreeMap<String, String>| {
        let entries = entries.into_iter();
        let line = |(key, leaf)| format!("{indent}# Of {key}.\n{indent}{key}: {leaf}\n");
        entries.map(line).collect()
    })
}

fn chart_text() -> impl Strategy<Value = String> {
    (entries(""), entries("  ")).prop_map(|(outer, inner)| format!("{outer}m:\n{inner}"))
}

fn values_text() -> impl Strategy<Value = String> {
    let parts = (entries("    "), entries("      "), 0..4_u8);
    parts.prop_map(|(outer, inner, shape)| match shape {
        0 => "pack: {}\n".to_owned(),
        1 => format!("charts:\n  web:\n{outer}"),
        2 => format!("charts:\n  web:\n    m:\n{inner}"),
        _ => format!("charts:\n  web:\n    m:\n{inner}{outer}end: 1\n"),
    })
}

proptest! {
    #[test]
    fn what_is_typed_is_read_back_and_nothing_else_changes(
        own in chart_text(),
        values in values_text(),
        pick in any::<prop::sample::Index>(),
        text in "(1|2\\.5|true|null|a: b|#x|\\{\\{ \\.v \\}\\}|[ a-z0-9:'\"\\\\]{0,6}|l1\nl2)",
    ) {
        let charts = [OwnValues::of(chart(&own))];
        let read = Values::read(values.as_str());
        prop_assume!(!read.yaml().is_broken());
        let form = Form::new(&read, &charts);
        let mut rows = form.open_rows(&|_| true).rows;
        rows.retain(|row| row.pointer.tokens()[0] == "charts");
        let row = &rows[pick.index(rows.len())];
        let entry = form.entry(&row.pointer).unwrap();
        let Ok(value) = entry.input.read(&text) else {
            return Ok(());
        };
        let changes = form.set(&pack_of(&values), &row.pointer, value.clone());
        let now = after(&values, changes);
        let mut expected = merged(&values, &own);
        *expected.pointer_mut(&row.pointer.to_string()).unwrap() = value;
        prop_assert_eq!(merged(&now, &own), expected, "{} of\n{}\nis\n{}", row.pointer, values, now);
    }

    #[test]
    fn what_is_removed_is_the_charts_again(
        own in chart_text(),
        values in values_text(),
        pick in any::<prop::sample::Index>(),
    ) {
        let charts = [OwnValues::of(chart(&own))];
        let read = Values::read(values.as_str());
        let form = Form::new(&read, &charts);
        let mut places: Vec<Pointer> = form.open_rows(&|_| true).rows.into_iter().map(|row| row.pointer).collect();
        places.retain(|place| {
            let entry = form.entry(place).unwrap();
            entry.state != State::Default && entry.item.is_none() && place.tokens().len() > 2
        });
        if places.is_empty() {
            return Ok(());
        }
        let place = &places[pick.index(places.len())];
        let now = after(&values, form.remove(&pack_of(&values), place));
        let mut expected: Value = serde_yaml::from_str(&values).unwrap();
        let above = expected.pointer_mut(&place.parent().unwrap().to_string()).unwrap();
        above.as_object_mut().unwrap().remove(place.last().unwrap());
        let mut expected_merged = merged("{}", &own);
        merge(&mut expected_merged, &expected);
        prop_assert_eq!(merged(&now, &own), expected_merged);
    }
    #[test]
    fn lists_change_only_where_they_are_changed(
        own in chart_text(),
        values in values_text(),
        pick in any::<prop::sample::Index>(),
        index in any::<prop::sample::Index>(),
        what in 0..3_u8,
    ) {
        let charts = [OwnValues::of(chart(&own))];
        let read = Values::read(values.as_str());
        let form = Form::new(&read, &charts);
        let mut lists: Vec<Pointer> = form.open_rows(&|_| true).rows.into_iter().map(|row| row.pointer).collect();
        lists.retain(|place| matches!(form.entry(place).unwrap().input, Input::List(count) if count > 0));
        if lists.is_empty() {
            return Ok(());
        }
        let list = &lists[pick.index(lists.len())];
        let pack = pack_of(&values);
        let mut expected = merged(&values, &own);
        let items = expected.pointer_mut(&list.to_string()).unwrap().as_array_mut().unwrap();
        let at = index.index(items.len());
        let changes = match what {
            0 => {
                items.remove(at);
                form.remove(&pack, &list.item(at))
            }
            1 => {
                let item = items.remove(at);
                items.insert(0, item);
                form.move_item(&pack, list, at, 0)
            }
            _ => {
                items.push(form.pattern(list).unwrap_or_else(|| json!(0)));
                form.add_item(&pack, list, Blank::Number).0
            }
        };
        let now = after(&values, changes);
        prop_assert_eq!(merged(&now, &own), expected, "{} of\n{}\nis\n{}", list, values, now);
    }
}
