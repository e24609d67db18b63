//! Mutations of the properties in pack.json that describe the pack.

use pack_model::Origin;
use pack_model::format::annotations::os_annotations_for;
use pack_model::next_version;
use pack_model::origin::Predecessor;
use pack_model::path::PACK_JSON;
use pack_model::vocabulary::COMMUNITY_CLOUD_TYPES;
use serde_json::{Value, json};

use super::subject::{Subject, misspelt, value_at};
use super::{Fixes, Mutation};

/// The properties that Palette needs in any case. Written out, so that the schema is checked against
/// them.
const REQUIRED: [&str; 4] = ["name", "displayName", "version", "layer"];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("schema-violation", "a required property gone", |pack| {
        let key = *pack.random.choose(&REQUIRED)?;
        Some(pack.remove(PACK_JSON, &[key])?.into())
    })
    .fixes(Fixes::Any)
    .leaves(&["addon-type-missing"]),
    Mutation::new("schema-violation", "an annotation as a number", |pack| {
        let key = "revision";
        pack.set(PACK_JSON, &["annotations", key], "7")?;
        pack.is_ready();
        Some(pack.set(PACK_JSON, &["annotations", key], 7)?.into())
    }),
    Mutation::new("schema-violation", "a layer in capitals", |pack| {
        let layer = pack.json_text("layer")?.to_uppercase();
        Some(pack.set(PACK_JSON, &["layer"], layer)?.into())
    }),
    Mutation::new("schema-violation", "a list as a single text", |pack| {
        let lists = ["charts", "kubeManifests", "cloudTypes"].into_iter();
        let single: Vec<(&str, Value)> = lists
            .filter_map(|key| match pack.json(&[key])?.as_array()?.as_slice() {
                [only] => Some((key, only.clone())),
                _ => None,
            })
            .collect();
        let (key, only) = pack.random.choose(&single)?.clone();
        Some(pack.set(PACK_JSON, &[key], only)?.into())
    }),
    Mutation::new("schema-violation", "an empty display name", |pack| {
        Some(pack.set(PACK_JSON, &["displayName"], "")?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new("misspelt-property", "a list in the singular", |pack| {
        let keys = Subject::keys(pack.json(&[]).as_ref());
        let known = ["charts", "kubeManifests", "constraints"].map(str::to_owned);
        let there: Vec<_> = known.into_iter().filter(|key| keys.contains(key)).collect();
        let key = pack.one_of(&there)?;
        let wrong = key.strip_suffix('s')?.to_owned();
        Some(pack.rename(PACK_JSON, &[&key], &wrong)?.into())
    }),
    Mutation::new("misspelt-property", "a property in another case", |pack| {
        let keys = Subject::keys(pack.json(&[]).as_ref());
        let known = [
            "charts",
            "kubeManifests",
            "displayName",
            "cloudTypes",
            "annotations",
        ];
        let there: Vec<_> = known
            .into_iter()
            .filter(|key| keys.contains(&(*key).to_owned()))
            .collect();
        let key = *pack.random.choose(&there)?;
        let (first, rest) = key.split_at(1);
        let wrong = format!("{}{rest}", first.to_uppercase());
        Some(pack.rename(PACK_JSON, &[key], &wrong)?.into())
    }),
    Mutation::new(
        "misspelt-property",
        "a property with letters swapped",
        |pack| {
            let wrong = misspelt("cloudTypes", &mut pack.random)?;
            Some(pack.rename(PACK_JSON, &["cloudTypes"], &wrong)?.into())
        },
    ),
    Mutation::new("unknown-property", "a property of another format", |pack| {
        let place = pack.set(PACK_JSON, &["kubeVersion"], ">=1.28")?;
        Some(pack_model::Place::key(place.file, place.pointer).into())
    })
    .fixes(Fixes::None),
    Mutation::new(
        "undocumented-cloud-type",
        "a cloud that is not documented",
        |pack| {
            let cloud = pack.random.choose(COMMUNITY_CLOUD_TYPES)?.value;
            pack.set(PACK_JSON, &["cloudTypes"], json!(["vsphere"]))?;
            pack.is_ready();
            Some(pack.append(PACK_JSON, &["cloudTypes"], cloud)?.into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new("cloud-types-missing", "no cloud types", |pack| {
        pack.set(PACK_JSON, &["cloudTypes"], json!([]))?;
        pack.set(PACK_JSON, &["cloudTypes"], json!(["all"]))?;
        pack.is_ready();
        Some(pack.remove(PACK_JSON, &["cloudTypes"])?.into())
    }),
    Mutation::new("cloud-types-redundant", "a cloud beside all", |pack| {
        if pack.json(&["cloudTypes"])? != json!(["all"]) {
            return None;
        }
        pack.append(PACK_JSON, &["cloudTypes"], "aws")?;
        Some(value_at(PACK_JSON, &["cloudTypes"])?.into())
    }),
    Mutation::new("cloud-types-redundant", "a cloud twice", |pack| {
        let clouds = pack.json(&["cloudTypes"])?;
        let clouds = clouds.as_array()?.iter().filter_map(Value::as_str);
        let clouds: Vec<String> = clouds.map(str::to_owned).collect();
        let cloud = pack.one_of(&clouds)?;
        pack.append(PACK_JSON, &["cloudTypes"], cloud)?;
        Some(value_at(PACK_JSON, &["cloudTypes"])?.into())
    }),
    Mutation::new("addon-type-missing", "no add-on type", |pack| {
        (pack.json_text("layer")? == "addon").then_some(())?;
        pack.remove(PACK_JSON, &["addonType"])?;
        pack.set(PACK_JSON, &["addonType"], "monitoring")?;
        // The types that a pack's words suggest are offered.
        pack.set(PACK_JSON, &["displayName"], "Monitoring")?;
        pack.is_ready();
        Some(pack.remove(PACK_JSON, &["addonType"])?.into())
    }),
    Mutation::new("unknown-addon-type", "an add-on type misspelt", |pack| {
        let right = pack.json_text("addonType")?;
        let wrong = misspelt(&right, &mut pack.random)?;
        Some(pack.set(PACK_JSON, &["addonType"], wrong)?.into())
    })
    .with(&["addon-type-on-core-layer"]),
    Mutation::new(
        "addon-type-on-core-layer",
        "an add-on type on another layer",
        |pack| {
            (pack.json_text("layer")? != "addon").then_some(())?;
            pack.set(PACK_JSON, &["addonType"], "storage")?;
            let lists = ["charts", "kubeManifests"].map(|list| pack.json(&[list]));
            let mut lists = lists.iter().flatten().filter_map(Value::as_array);
            let wrong = match lists.any(|list| !list.is_empty()) {
                true => "layer",
                false => "addonType",
            };
            Some(value_at(PACK_JSON, &[wrong])?.into())
        },
    )
    .leaves(&[
        "images-missing",
        "image-not-listed",
        "dependency-without-range",
    ]),
    Mutation::new(
        "addon-type-on-core-layer",
        "an add-on on another layer",
        |pack| {
            (pack.json_text("layer")? == "addon").then_some(())?;
            pack.json_text("addonType")
                .filter(|kind| !kind.is_empty())?;
            let layer = *pack.random.choose(&["os", "k8s", "csi"])?;
            Some(pack.set(PACK_JSON, &["layer"], layer)?.into())
        },
    )
    .leaves(&["os-annotation-missing", "os-annotation-empty"]),
    Mutation::new("version-leading-v", "a v before the version", |pack| {
        let version = format!("v{}", pack.json_text("version")?);
        Some(pack.set(PACK_JSON, &["version"], version)?.into())
    }),
    Mutation::new("version-not-semver", "no patch number", |pack| {
        pack.set(PACK_JSON, &["version"], "2.7")?;
        pack.set(PACK_JSON, &["version"], "2.7.0")?;
        pack.is_ready();
        Some(pack.set(PACK_JSON, &["version"], "2.7")?.into())
    }),
    Mutation::new("version-not-semver", "a leading zero", |pack| {
        pack.set(PACK_JSON, &["version"], "26.4.12")?;
        pack.is_ready();
        Some(pack.set(PACK_JSON, &["version"], "26.04.12")?.into())
    }),
    Mutation::new("version-not-pushable", "build metadata", |pack| {
        let version = format!("{}+build.7", pack.json_text("version")?);
        Some(pack.set(PACK_JSON, &["version"], version)?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new("name-not-pushable", "a name in capitals", |pack| {
        let name = pack.json_text("name")?.to_uppercase();
        Some(pack.set(PACK_JSON, &["name"], name)?.into())
    }),
    Mutation::new("eol-not-a-date", "a day in another order", |pack| {
        Some(pack.set(PACK_JSON, &["eol"], "30.04.2028")?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new(
        "eol-not-a-date",
        "a day past the end of its month",
        |pack| {
            pack.set(PACK_JSON, &["eol"], "2028-02-29")?;
            pack.is_ready();
            Some(pack.set(PACK_JSON, &["eol"], "2028-02-31")?.into())
        },
    ),
    Mutation::new("eol-blank", "a blank day", |pack| {
        pack.json(&["eol"]).is_none().then_some(())?;
        Some(pack.set(PACK_JSON, &["eol"], " ")?.into())
    }),
    Mutation::new("eol-passed", "a day long ago", |pack| {
        Some(pack.set(PACK_JSON, &["eol"], "2019-02-28")?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("source-annotation-missing", "no source", |pack| {
        pack.set(PACK_JSON, &["annotations", "source"], "ours")?;
        pack.set(PACK_JSON, &["annotations", "source"], "community")?;
        pack.is_ready();
        Some(pack.remove(PACK_JSON, &["annotations", "source"])?.into())
    })
    .only_community(),
    Mutation::new("os-annotation-missing", "an annotation gone", |pack| {
        let key = os_annotation(pack)?;
        Some(pack.remove(PACK_JSON, &["annotations", &key])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(&["os-annotation-empty", "skip-k8s-install-not-boolean"]),
    Mutation::new("os-annotation-missing", "an annotation misspelt", |pack| {
        let key = os_annotation(pack)?;
        let wrong = misspelt(&key, &mut pack.random)?;
        pack.rename(PACK_JSON, &["annotations", &key], &wrong)?;
        Some(value_at(PACK_JSON, &["annotations", &key])?.into())
    })
    .leaves(&["os-annotation-empty", "skip-k8s-install-not-boolean"]),
    Mutation::new(
        "os-annotation-empty",
        "an annotation without text",
        |pack| {
            let key = os_annotation(pack).filter(|key| key != "skipK8sInstall")?;
            Some(pack.set(PACK_JSON, &["annotations", &key], " ")?.into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new("skip-k8s-install-not-boolean", "a yes for true", |pack| {
        let path = ["annotations", "skipK8sInstall"];
        Some(pack.set(PACK_JSON, &path, "yes")?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("password-in-annotations", "a password", |pack| {
        let path = ["annotations", "sshPassword"];
        Some(pack.set(PACK_JSON, &path, "turntable")?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("folder-name-differs", "a folder of another name", |pack| {
        let name = pack.json_text("name")?;
        pack.set_origin(Origin::in_folder(format!("{name}-copy")));
        Some(value_at(PACK_JSON, &["name"])?.into())
    })
    .fixes(Fixes::None),
    Mutation::new(
        "folder-name-differs",
        "a folder of another version",
        |pack| {
            let name = pack.json_text("name")?;
            pack.set_origin(Origin::in_folder(format!("{name}-0.0.0-before")));
            Some(value_at(PACK_JSON, &["version"])?.into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new(
        "renamed-across-versions",
        "a new version under another name",
        |pack| {
            let key = *pack.random.choose(&["name", "displayName"])?;
            let next = next_version(pack.pack());
            pack.set_origin(next.origin().clone());
            pack.is_ready();
            let other = format!("{}-two", pack.json_text(key)?);
            Some(pack.set(PACK_JSON, &[key], other)?.into())
        },
    ),
    Mutation::new(
        "renamed-across-versions",
        "another pack taken for the next version",
        |pack| {
            pack.set_origin(Origin {
                folder: None,
                predecessor: Some(Predecessor {
                    name: "another-pack".to_owned(),
                    ..Predecessor::default()
                }),
            });
            Some(value_at(PACK_JSON, &["name"])?.into())
        },
    )
    .fixes(Fixes::RemoveFinding),
];

/// An annotation that an OS pack needs for its cloud.
fn os_annotation(pack: &mut Subject) -> Option<String> {
    (pack.json_text("layer")? == "os").then_some(())?;
    let clouds = pack.json(&["cloudTypes"])?;
    let clouds = clouds.as_array()?.iter().filter_map(Value::as_str);
    let needed = os_annotations_for(&clouds.map(str::to_owned).collect::<Vec<_>>());
    let keys = Subject::keys(pack.json(&["annotations"]).as_ref());
    let keys: Vec<_> = keys
        .into_iter()
        .filter(|key| needed.iter().any(|property| property.key == key))
        .collect();
    pack.one_of(&keys)
}
