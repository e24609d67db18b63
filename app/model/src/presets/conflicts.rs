//! Presets of different groups that do not fit together: one sets a value that the other sets to something else, or
//! removes what the other adds.

use std::collections::HashMap;

use pack_once::sort::sort;
use pack_syntax::Pointer;
use serde_json::Value;

use super::{Preset, added};
use crate::facts::dotted_path;
use crate::values::dotted;

/// How two presets collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Both set a value, to different ones.
    Different,
    /// The first removes what the second adds.
    Removed,
}

/// Two presets that collide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The label of the one.
    pub first: String,
    /// The label of the other.
    pub second: String,
    /// Where, as a dotted path of the values: the first place of several.
    pub path: String,
    /// At how many further places.
    pub others: usize,
    /// How.
    pub kind: Kind,
}

impl Conflict {
    /// What it means, in words.
    pub fn sentence(&self) -> String {
        let Self {
            first,
            second,
            path,
            ..
        } = self;
        let others = match self.others {
            0 => String::new(),
            1 => " and 1 other path".to_owned(),
            others => format!(" and {others} other paths"),
        };
        match self.kind {
            Kind::Different => format!(
                "“{first}” and “{second}” both set {path}{others}, to different values. The one that is applied last wins."
            ),
            Kind::Removed => format!(
                "“{first}” removes {path}{others}, which “{second}” adds. If “{first}” is applied last, that is lost."
            ),
        }
    }
}

/// A preset, with the values that it adds: each that is no map, or an empty one.
struct Touched<'p> {
    preset: &'p Preset,
    added: Value,
    values: HashMap<Pointer, Value>,
}

/// What collides between presets that are chosen together, each pair once in their order, of each kind.
pub fn conflicts(presets: &[&Preset]) -> Vec<Conflict> {
    let touched: Vec<_> = presets.iter().map(|preset| touched(preset)).collect();
    let mut found = Vec::new();
    for (index, one) in touched.iter().enumerate() {
        for other in touched.iter().skip(index + 1) {
            let is_one_of_both = one.preset.group == other.preset.group;
            if is_one_of_both && !one.preset.group.is_empty() {
                continue;
            }
            found.extend(conflict(one, other, Kind::Different, different(one, other)));
            found.extend(conflict(one, other, Kind::Removed, removed(one, other)));
            found.extend(conflict(other, one, Kind::Removed, removed(other, one)));
        }
    }
    found
}

fn conflict(
    one: &Touched<'_>,
    other: &Touched<'_>,
    kind: Kind,
    mut paths: Vec<String>,
) -> Option<Conflict> {
    sort(&mut paths);
    let others = paths.len().checked_sub(1)?;
    Some(Conflict {
        first: one.preset.label.clone(),
        second: other.preset.label.clone(),
        path: paths.swap_remove(0),
        others,
        kind,
    })
}

fn touched(preset: &Preset) -> Touched<'_> {
    let added = added(&preset.add).unwrap_or_default();
    let mut values = HashMap::new();
    let mut waiting = vec![(Pointer::root(), &added)];
    while let Some((at, value)) = waiting.pop() {
        match value {
            Value::Object(map) if !map.is_empty() => {
                waiting.extend(map.iter().map(|(key, value)| (at.child(key), value)));
            }
            _ if at.is_root() => {}
            value => {
                values.insert(at, value.clone());
            }
        }
    }
    Touched {
        preset,
        added,
        values,
    }
}

/// The paths at which both add something else. A map and what is in it fit together.
fn different(one: &Touched<'_>, other: &Touched<'_>) -> Vec<String> {
    let against = |one: &Touched<'_>, other: &Touched<'_>| {
        let found = one.values.iter().filter(|(at, value)| {
            let above = std::iter::successors(Some((*at).clone()), Pointer::parent);
            let mut above = above.filter_map(|place| Some((other.values.get(&place)?, place)));
            above
                .next()
                .is_some_and(|(met, place)| match place == **at {
                    true => met != *value,
                    false => !met.is_object(),
                })
        });
        found.map(|(at, _)| dotted(at)).collect::<Vec<_>>()
    };
    let mut paths = against(one, other);
    for path in against(other, one) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// The paths that one removes, where the other adds something.
fn removed(one: &Touched<'_>, other: &Touched<'_>) -> Vec<String> {
    let paths = one.preset.remove.iter();
    let paths = paths.filter(|path| dotted_path::exists(&other.added, path));
    paths.map(|path| path.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::presets::testing::{all, pack};

    #[track_caller]
    fn check(presets: [Value; 2], expected: &[&str]) {
        let pack = pack("", &json!({ "presets": presets }).to_string());
        let all = all(&pack);
        let found = conflicts(&all.iter().collect::<Vec<_>>());
        let said: Vec<_> = found.iter().map(Conflict::sentence).collect();
        assert_eq!(said, expected);
    }

    fn one(add: &str, remove: &[&str]) -> Value {
        json!({ "name": "one", "group": "A", "add": add, "remove": remove })
    }

    fn other(add: &str, remove: &[&str]) -> Value {
        json!({ "name": "other", "group": "B", "add": add, "remove": remove })
    }

    #[test]
    fn values_that_differ_collide() {
        check(
            [
                one("a: {b: 1, c: 1, d: 1}", &[]),
                other("a: {b: 2, c: 3, d: 1, e: 4}", &[]),
            ],
            &[
                "“one” and “other” both set a.b and 1 other path, to different values. The one that is applied last wins.",
            ],
        );
        check(
            [one("a: 1", &[]), other("a: {b: 1}", &[])],
            &[
                "“one” and “other” both set a.b, to different values. The one that is applied last wins.",
            ],
        );
        check([one("a: {}", &[]), other("a: {b: 1}", &[])], &[]);
        check([one("a: {c: 1}", &[]), other("a: {b: 1}", &[])], &[]);
    }

    #[test]
    fn what_is_removed_collides_with_what_is_added() {
        check(
            [one("", &["a.b"]), other("a: {b: {c: 1}}", &["x"])],
            &["“one” removes a.b, which “other” adds. If “one” is applied last, that is lost."],
        );
        check(
            [one("a: {b: 1}", &[]), other("", &["a", "a.b"])],
            &[
                "“other” removes a and 1 other path, which “one” adds. If “other” is applied last, that is lost.",
            ],
        );
    }

    #[test]
    fn presets_of_a_group_are_never_chosen_together() {
        let mut other = other("a: 2", &[]);
        other["group"] = "A".into();
        check([one("a: 1", &[]), other], &[]);
        check(
            [one("a: [", &[]), json!({ "name": "x", "add": "a: 1" })],
            &[],
        );
    }
}
