//! Mutations of the values for charts, so that they no longer match the charts.

use pack_model::path::VALUES_YAML;
use pack_model::{Chart, Yaml};
use serde_json::{Map, Value, json};

use super::subject::{Subject, key_at, misspelt};
use super::{Fixes, Mutation};

/// The rules that find a missing value, image or macro when values are moved or removed.
const MOVED: &[&str] = &[
    "unresolved-parameter-path",
    "parameter-path-unresolved",
    "preset-path-unresolved",
    "image-not-listed",
    "unknown-values-root",
];

/// The rules that find something less when a root of values.yaml is ignored.
const ROOTS: &[&str] = &[
    "chart-values-missing",
    "unresolved-parameter-path",
    "parameter-path-unresolved",
    "preset-path-unresolved",
    "image-not-listed",
    "image-unused",
    "namespace-missing",
    "namespace-fixed",
    "object-twice",
    "object-incomplete",
];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("chart-values-missing", "no values for a chart", |pack| {
        let (name, _, own) = given(pack)?;
        // In that case, its values at the root would be the finding.
        let root = Subject::keys(pack.values(&[]).as_ref());
        root.iter()
            .all(|key| !own.contains_key(key))
            .then_some(())?;
        Some(pack.remove(VALUES_YAML, &["charts", &name])?.into())
    })
    .fixes(Fixes::Any)
    .with(MOVED)
    .leaves(&["image-not-listed", "ambiguous-scalar"]),
    Mutation::new("duplicate-item", "an item twice", |pack| {
        let (name, given, _) = given(pack)?;
        let found = given.iter().find_map(|(key, value)| {
            let first = value.as_array()?.first()?;
            Some((key.clone(), first.clone()))
        });
        let (key, item) = match found {
            Some(found) => found,
            None => {
                // Anything may stand below an empty map.
                let free = given.iter().find(|(_, value)| **value == json!({}))?.0;
                pack.set(
                    VALUES_YAML,
                    &["charts", &name, free],
                    json!({ "claims": ["a"] }),
                )?;
                pack.is_ready();
                let list = ["charts", &name, free, "claims"];
                return Some(pack.append(VALUES_YAML, &list, "a")?.into());
            }
        };
        Some(
            pack.append(VALUES_YAML, &["charts", &name, &key], item)?
                .into(),
        )
    })
    .only_community(),
    Mutation::new("unknown-values-root", "a root in another case", |pack| {
        let keys = Subject::keys(pack.values(&[]).as_ref());
        let known = ["pack", "charts", "manifests"].map(str::to_owned);
        let there: Vec<_> = known.into_iter().filter(|key| keys.contains(key)).collect();
        let key = pack.one_of(&there)?;
        let first = key.get(..1)?.to_uppercase();
        let wrong = format!("{first}{}", key.get(1..)?);
        Some(pack.rename(VALUES_YAML, &[&key], &wrong)?.into())
    })
    .with(ROOTS),
    Mutation::new("unknown-values-root", "a root in the singular", |pack| {
        let keys = Subject::keys(pack.values(&[]).as_ref());
        let known = ["charts", "manifests"].map(str::to_owned);
        let there: Vec<_> = known.into_iter().filter(|key| keys.contains(key)).collect();
        let key = pack.one_of(&there)?;
        let wrong = key.strip_suffix('s')?.to_owned();
        Some(pack.rename(VALUES_YAML, &[&key], &wrong)?.into())
    })
    .with(ROOTS),
    Mutation::new(
        "release-name-unmatched",
        "a release name for an archive",
        |pack| {
            let (_, _, chart) = pack.chart()?;
            let path = ["pack", "releaseNameOverride"];
            pack.values(&path).is_none().then_some(())?;
            pack.values(&["pack"])?;
            pack.set(
                VALUES_YAML,
                &path,
                json!({ chart.name.clone(): "turntable" }),
            )?;
            pack.is_ready();
            let wrong = format!("{}-0.1.0", chart.name);
            let at = ["pack", "releaseNameOverride", &chart.name];
            only_chart(pack)?;
            Some(pack.rename(VALUES_YAML, &at, &wrong)?.into())
        },
    )
    .with(&["namespace-fixed", "object-name-invalid"]),
    Mutation::new("chart-values-unmatched", "a chart misspelt", |pack| {
        let (name, _, _) = given(pack)?;
        let wrong = misspelt(&name, &mut pack.random)?;
        Some(pack.rename(VALUES_YAML, &["charts", &name], &wrong)?.into())
    })
    .with(MOVED),
    Mutation::new(
        "chart-values-unmatched",
        "values one level too high",
        |pack| {
            let (name, given, own) = given(pack)?;
            only_chart(pack)?;
            let all = given.iter().all(|(key, value)| {
                own.get(key)
                    .is_some_and(|own| own.is_object() == value.is_object())
            });
            all.then_some(())?;
            (!given.contains_key(&name)).then_some(())?;
            let first = given.keys().next()?.clone();
            let text = one_level_up(&pack.text(VALUES_YAML)?, &name)?;
            pack.write(VALUES_YAML, &text)?;
            pack.values(&["charts", &first])?;
            Some(key_at(VALUES_YAML, &["charts", &first])?.into())
        },
    )
    .with(MOVED),
    Mutation::new(
        "unknown-values-root",
        "a value of a chart at the root",
        |pack| {
            let (name, given, own) = given(pack)?;
            only_chart(pack)?;
            let keys: Vec<String> = given
                .keys()
                .filter(|key| own.contains_key(*key) && pack.values(&[key]).is_none())
                .cloned()
                .collect();
            let key = pack.one_of(&keys)?;
            (given.len() > 1).then_some(())?;
            let value = given.get(&key)?.clone();
            pack.remove(VALUES_YAML, &["charts", &name, &key])?;
            let place = pack.set(VALUES_YAML, &[&key], value)?;
            Some(pack_model::Place::key(place.file, place.pointer).into())
        },
    )
    .fixes(Fixes::RemoveFinding)
    .with(MOVED),
    Mutation::new("number-as-text", "a tag without quotes", |pack| {
        let (name, given, _) = given(pack)?;
        given.get("image")?.get("tag")?.as_str()?;
        let path = ["charts", &name, "image", "tag"];
        pack.set(VALUES_YAML, &path, "20250421")?;
        pack.is_ready();
        Some(pack.set(VALUES_YAML, &path, json!(20_250_421))?.into())
    })
    .with(&["image-not-listed", "image-undetermined", "image-unused"]),
    Mutation::new("chart-value-unknown", "a value misspelt", |pack| {
        let (name, given, own) = given(pack)?;
        let fixed = |key: &&String| {
            let closed = own.get(*key).is_some_and(|own| !own.is_null());
            closed && key.len() > 4
        };
        let keys: Vec<String> = given.keys().filter(fixed).cloned().collect();
        let key = pack.one_of(&keys)?;
        let wrong = misspelt(&key, &mut pack.random).filter(|wrong| !own.contains_key(wrong))?;
        Some(
            pack.rename(VALUES_YAML, &["charts", &name, &key], &wrong)?
                .into(),
        )
    })
    .with(MOVED),
    Mutation::new("chart-value-kind", "a text for a map", |pack| {
        let (name, given, own) = given(pack)?;
        let is_map = |value: Option<&Value>| {
            value
                .and_then(Value::as_object)
                .is_some_and(|map| !map.is_empty())
        };
        let keys: Vec<String> = given
            .keys()
            .filter(|key| is_map(own.get(*key)) && is_map(given.get(*key)))
            .cloned()
            .collect();
        let key = pack.one_of(&keys)?;
        Some(
            pack.set(VALUES_YAML, &["charts", &name, &key], "none")?
                .into(),
        )
    })
    .fixes(Fixes::None)
    .with(MOVED),
    Mutation::new("chart-value-kind", "a map for a text", |pack| {
        let (name, given, own) = given(pack)?;
        let is_text = |value: Option<&Value>| {
            value.is_some_and(|value| value.is_string() || value.is_number())
        };
        let keys: Vec<String> = given
            .keys()
            .filter(|key| is_text(own.get(*key)) && is_text(given.get(*key)))
            .cloned()
            .collect();
        let key = pack.one_of(&keys)?;
        let place = pack.set(
            VALUES_YAML,
            &["charts", &name, &key],
            json!({ "spins": true }),
        )?;
        Some(place.into())
    })
    .fixes(Fixes::None)
    .with(MOVED),
];

type Values = Map<String, Value>;

/// One of the charts with values in values.yaml: its name, those values, and its default values.
fn given(pack: &mut Subject) -> Option<(String, Values, Values)> {
    let (_, _, chart) = pack.chart()?;
    let given = pack.values(&["charts", &chart.name])?;
    let given = given.as_object().filter(|given| !given.is_empty())?.clone();
    let own = own(&chart)?;
    Some((chart.name, given, own))
}

/// The default values of a chart.
fn own(chart: &Chart) -> Option<Values> {
    let own = Yaml::read(chart.values.as_deref()?).value()?;
    Some(own.as_object()?.clone())
}

/// Returns `None` for packs with several charts.
fn only_chart(pack: &mut Subject) -> Option<()> {
    let charts = pack.json(&["charts"])?;
    (charts.as_array()?.len() == 1).then_some(())
}

/// A text of values, with those of a chart directly under `charts`.
fn one_level_up(text: &str, name: &str) -> Option<String> {
    let mut lines = Vec::new();
    let mut found = false;
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches(' ');
        let depth = line.len() - inner.len();
        let blank = inner.trim().is_empty();
        if line.trim_end() == format!("  {name}:") && !found {
            (found, inside) = (true, true);
            continue;
        }
        if inside && !blank && depth <= 2 {
            inside = false;
        }
        lines.push(if inside {
            line.strip_prefix("  ").unwrap_or(line)
        } else {
            line
        });
    }
    found.then(|| lines.concat())
}
