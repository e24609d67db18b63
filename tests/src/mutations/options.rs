//! Mutations of presets, of the comment that enables them, and of parameters.

use pack_model::path::{PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};
use pack_model::{FilePath, Place};
use serde_json::{Value, json};

use super::subject::{Subject, misspelt, value_at};
use super::{Expected, Fixes, Mutation};

/// Keys of values.yaml that contain dots, and the entry of schema.yaml about them.
const PATH: &str = "pack.turntable";

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("preset-incomplete", "a preset without a property", |pack| {
        let preset = prepare(pack)?;
        let key = *pack.random.choose(&["displayName", "group", "add"])?;
        Some(
            pack.remove(PRESETS_YAML, &["presets", &preset, key])?
                .into(),
        )
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new(
        "preset-incomplete",
        "no group, which the comment names",
        |pack| {
            let preset = prepare(pack)?;
            let text = pack.text(VALUES_YAML)?;
            (!text.contains("enabled-presets")).then_some(())?;
            let text = format!("# spectrocloud.com/enabled-presets: Speed:turntable-fast\n{text}");
            pack.write(VALUES_YAML, &text)?;
            pack.set(PRESETS_YAML, &["presets", &preset, "group"], "Speed")?;
            pack.is_ready();
            Some(
                pack.remove(PRESETS_YAML, &["presets", &preset, "group"])?
                    .into(),
            )
        },
    )
    .with(&["enabled-preset-unknown"]),
    Mutation::new(
        "preset-path-unresolved",
        "a path without its middle",
        |pack| {
            let (_, _, chart) = pack.chart()?;
            let preset = prepare(pack)?;
            let given = pack.values(&["charts", &chart.name])?;
            let keys = Subject::keys(Some(&given));
            let unique = |key: &String| {
                let text = pack.text(VALUES_YAML).unwrap_or_default();
                let is_key = |line: &&str| line.trim_start().starts_with(&format!("{key}:"));
                !key.contains('.') && text.lines().filter(is_key).count() == 1
            };
            let keys: Vec<_> = keys.into_iter().filter(unique).collect();
            let key = pack.one_of(&keys)?;
            let list = ["presets", &preset, "remove"];
            let right = format!("charts.{}.{key}", chart.name);
            let place = pack.append(PRESETS_YAML, &list, right)?;
            pack.is_ready();
            let document = pack_model::YamlFile::presets();
            let wrong = format!("charts.{key}");
            pack.change(pack_model::Change::set(
                document,
                place.pointer.clone(),
                wrong,
            ))?;
            Some(place.into())
        },
    )
    .fixes(Fixes::RemoveFinding),
    Mutation::new("preset-incomplete", "no list of presets", |pack| {
        prepare(pack)?;
        pack.rename(PRESETS_YAML, &["presets"], "preset")?;
        Some(super::subject::file_at(PRESETS_YAML)?.into())
    })
    .fixes(Fixes::None)
    .with(&[
        "enabled-preset-unknown",
        "manifest-value-missing",
        "parameter-path-unresolved",
        "unresolved-parameter-path",
    ]),
    Mutation::new("duplicate-preset", "a preset twice", |pack| {
        prepare(pack)?;
        let place = pack.append(PRESETS_YAML, &["presets"], preset("turntable-fast"))?;
        Some(Place::value(place.file, place.pointer.child("name")).into())
    }),
    Mutation::new("preset-add-not-yaml", "a list that is not closed", |pack| {
        let preset = prepare(pack)?;
        let wrong = *pack.random.choose(&["pack: [", "turntable", "- pack"])?;
        Some(
            pack.set(PRESETS_YAML, &["presets", &preset, "add"], wrong)?
                .into(),
        )
    })
    .fixes(Fixes::None),
    Mutation::new(
        "preset-path-unresolved",
        "a path that leads nowhere",
        |pack| {
            let preset = prepare(pack)?;
            pack.values(&["pack"])?;
            let path = ["presets", &preset, "remove"];
            Some(
                pack.append(PRESETS_YAML, &path, "pack.turntables.gone")?
                    .into(),
            )
        },
    ),
    Mutation::new(
        "enabled-preset-unknown",
        "a preset that is not there",
        |pack| {
            prepare(pack)?;
            choose(pack, "Turntable:turntable-fast", "Turntable:turntable-gone")
        },
    )
    .fixes(Fixes::RemoveFinding),
    Mutation::new(
        "enabled-presets-misspelt",
        "the comment without an s",
        |pack| {
            prepare(pack)?;
            choose(pack, "Turntable:turntable-fast", "Turntable:turntable-fast")?;
            let wrong = "spectrocloud.com/enabled-preset:";
            let right = "spectrocloud.com/enabled-presets:";
            Some(pack.replace(VALUES_YAML, right, wrong)?.into())
        },
    ),
    Mutation::new(
        "enabled-preset-conflict",
        "two presets of a group",
        |pack| {
            prepare(pack)?;
            pack.append(PRESETS_YAML, &["presets"], preset("turntable-slow"))?;
            let first = "Turntable:turntable-fast";
            let place = choose(pack, first, &format!("{first},Turntable:turntable-slow"))?;
            let Expected::At(Place {
                file,
                part: pack_model::Part::Text { start, end },
                ..
            }) = place
            else {
                return None;
            };
            Some(Place::text(file, start + first.len() + 1..end).into())
        },
    ),
    Mutation::new("parameter-path-unresolved", "a path misspelt", |pack| {
        parameter(
            pack,
            "spins",
            "'{{ required | format \"${string}\" | hints \"How\" }}'",
        )?;
        pack.is_ready();
        let wrong = misspelt(PATH, &mut pack.random)?;
        Some(pack.rename(SCHEMA_YAML, &[PATH], &wrong)?.into())
    }),
    Mutation::new(
        "parameter-expression-invalid",
        "an expression that cannot be read",
        |pack| {
            let wrong = *pack.random.choose(&[
                "{{ requierd | hints \"How\" }}",
                "{{ format \"${numbr}\" | hints \"How\" }}",
                "{{ format \"${number:[9-1]}\" | hints \"How\" }}",
                "{{ format \"${string}\" | hints \"How }}",
            ])?;
            expression(pack, "5", wrong)
        },
    )
    .fixes(Fixes::None),
    Mutation::new("parameter-regex-invalid", "a look-around", |pack| {
        expression(
            pack,
            "5",
            "{{ format \"${string:/(?=a)b/}\" | hints \"How\" }}",
        )
    })
    .fixes(Fixes::None),
    Mutation::new("parameter-without-hints", "no hints", |pack| {
        expression(pack, "5", "{{ required | format \"${string}\" }}")
    })
    .fixes(Fixes::None),
    Mutation::new(
        "parameter-default-invalid",
        "a value out of its range",
        |pack| {
            parameter(
                pack,
                "5",
                "'{{ format \"${number:[1-9]}\" | hints \"How\" }}'",
            )?;
            pack.is_ready();
            Some(pack.set(VALUES_YAML, &["pack", "turntable"], "10")?.into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new(
        "parameter-required-empty",
        "a required value that is empty",
        |pack| {
            parameter(
                pack,
                "5",
                "'{{ required | format \"${string}\" | hints \"How\" }}'",
            )?;
            pack.is_ready();
            Some(pack.set(VALUES_YAML, &["pack", "turntable"], "")?.into())
        },
    )
    .fixes(Fixes::None),
];

fn preset(name: &str) -> Value {
    json!({
        "name": name,
        "displayName": "Fast",
        "group": "Turntable",
        "remove": [],
        "add": "pack:\n  turntable: fast\n",
    })
}

/// Adds a valid preset, and returns its index as a path token.
fn prepare(pack: &mut Subject) -> Option<String> {
    if pack.text(PRESETS_YAML).is_none() {
        pack.write(PRESETS_YAML, "# What can be chosen.\npresets: []\n")?;
    }
    let place = pack.append(PRESETS_YAML, &["presets"], preset("turntable-fast"))?;
    pack.is_ready();
    Some(place.pointer.last()?.to_owned())
}

/// Enables a preset and then others in the comment at the top of values.yaml, and returns its
/// place.
fn choose(pack: &mut Subject, sound: &str, wrong: &str) -> Option<Expected> {
    const MARK: &str = "# spectrocloud.com/enabled-presets: ";
    let text = pack.text(VALUES_YAML)?;
    if text.contains("enabled-presets:") {
        return None;
    }
    pack.write(VALUES_YAML, &format!("{MARK}{sound}\n{text}"))?;
    pack.is_ready();
    pack.write(VALUES_YAML, &format!("{MARK}{wrong}\n{text}"))?;
    let range = MARK.len()..MARK.len() + wrong.len();
    Some(Place::text(FilePath::of(VALUES_YAML), range).into())
}

/// Adds a value, given as YAML, and a parameter for it.
fn parameter(pack: &mut Subject, value: &str, expression: &str) -> Option<()> {
    pack.set(VALUES_YAML, &["pack", "turntable"], value)?;
    let text = pack.text(SCHEMA_YAML).unwrap_or_default();
    if !text.is_empty() {
        pack.data(SCHEMA_YAML)?;
    }
    let text = format!("{}\n{PATH}:\n  schema: {expression}\n", text.trim_end());
    pack.write(SCHEMA_YAML, text.trim_start_matches('\n'))?;
    pack.data(SCHEMA_YAML).map(|_| ())
}

/// Adds a parameter, and then changes its expression.
fn expression(pack: &mut Subject, value: &str, wrong: &str) -> Option<Expected> {
    parameter(pack, value, "'{{ format \"${string}\" | hints \"How\" }}'")?;
    pack.is_ready();
    pack.set(SCHEMA_YAML, &[PATH, "schema"], wrong)?;
    Some(value_at(SCHEMA_YAML, &[PATH, "schema"])?.into())
}
