//! Mutations of the dependencies and resources in pack.json.

use pack_model::path::PACK_JSON;
use pack_model::vocabulary::RESOURCE_TYPES;
use serde_json::{Value, json};

use super::subject::{Subject, misspelt};
use super::{Fixes, Mutation};

const DEPENDENCIES: [&str; 2] = ["constraints", "dependencies"];
const RESOURCES: [&str; 2] = ["constraints", "resources"];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new(
        "dependency-without-range",
        "a dependency on any version",
        |pack| {
            let any = json!({ "packName": "turntable", "layer": "addon", "type": "required" });
            Some(pack.append(PACK_JSON, &DEPENDENCIES, any)?.into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new(
        "dependency-range-inverted",
        "a range from high to low",
        |pack| {
            let place = depend(pack)?;
            pack.is_ready();
            let path: Vec<&str> = place.iter().map(String::as_str).collect();
            let key = |key| [&path[..], &[key]].concat();
            pack.set(PACK_JSON, &key("maxVersion"), "1.26.0")?;
            Some(pack.set(PACK_JSON, &key("minVersion"), "1.30.0")?.into())
        },
    ),
    Mutation::new(
        "dependency-on-itself",
        "a dependency on the pack itself",
        |pack| {
            let place = depend(pack)?;
            pack.is_ready();
            let path: Vec<&str> = place.iter().map(String::as_str).collect();
            let name = pack.json_text("name")?;
            Some(
                pack.set(PACK_JSON, &[&path[..], &["packName"]].concat(), name)?
                    .into(),
            )
        },
    )
    .fixes(Fixes::None),
    Mutation::new("duplicate-dependency", "a dependency twice", |pack| {
        depend(pack)?;
        pack.is_ready();
        Some(pack.append(PACK_JSON, &DEPENDENCIES, dependency())?.into())
    }),
    Mutation::new("min-limit-ignored", "a limit beside components", |pack| {
        let path = count(pack)?;
        pack.is_ready();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        Some(
            pack.set(PACK_JSON, &[&path[..], &["minLimit"]].concat(), 2000)?
                .into(),
        )
    }),
    Mutation::new("unresolved-parameter-path", "a path misspelt", |pack| {
        let path = count(pack)?;
        pack.is_ready();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let wrong = misspelt("pack.namespace", &mut pack.random)?;
        let path = [&path[..], &["components", "0", "resourceRequestParamRef"]].concat();
        Some(pack.set(PACK_JSON, &path, wrong)?.into())
    }),
    Mutation::new("duplicate-resource", "a resource twice", |pack| {
        count(pack)?;
        pack.is_ready();
        let again = json!({ "type": "memory", "minLimit": 4000 });
        let place = pack.append(PACK_JSON, &RESOURCES, again)?;
        Some(pack_model::Place::value(place.file, place.pointer.child("type")).into())
    })
    .fixes(Fixes::None),
    Mutation::new(
        "resource-without-amount",
        "a resource without an amount",
        |pack| {
            let counted = pack.json(&RESOURCES).unwrap_or_default();
            let counted: Vec<_> = counted.as_array().into_iter().flatten().collect();
            let is_free = |kind: &&str| counted.iter().all(|resource| resource["type"] != **kind);
            let mut kinds = RESOURCE_TYPES.iter().map(|choice| choice.value);
            let kind = kinds.find(is_free)?;
            // A list that the fix makes empty remains.
            if counted.is_empty() {
                pack.set(PACK_JSON, &RESOURCES, json!([]))?;
                pack.is_ready();
            }
            let place = pack.append(PACK_JSON, &RESOURCES, json!({ "type": kind }))?;
            Some(place.into())
        },
    ),
];

fn dependency() -> Value {
    json!({
        "packName": "turntable",
        "layer": "addon",
        "minVersion": "1.26.0",
        "maxVersion": "1.30.0",
        "type": "optional",
    })
}

/// Adds a valid dependency, and returns its path.
fn depend(pack: &mut Subject) -> Option<Vec<String>> {
    let place = pack.append(PACK_JSON, &DEPENDENCIES, dependency())?;
    Some(place.pointer.tokens().to_vec())
}

/// Adds a valid memory constraint if there is none, and returns its path.
fn count(pack: &mut Subject) -> Option<Vec<String>> {
    let resources = pack.json(&RESOURCES).unwrap_or_default();
    let mut resources = resources.as_array().into_iter().flatten();
    if resources.any(|resource| resource["type"] == "memory") {
        return None;
    }
    pack.values(&["pack", "namespace"])?;
    let memory = json!({
        "type": "memory",
        "components": [{ "scheduleType": "all", "resourceRequestParamRef": "pack.namespace" }],
    });
    let place = pack.append(PACK_JSON, &RESOURCES, memory)?;
    Some(place.pointer.tokens().to_vec())
}
