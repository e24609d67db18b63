//! What the community repository's check refuses, stated once more, so that the judge can be held
//! against it. It reads like the rules of that check, on plain data, and shares no code with the judge.

mod reading;

pub use reading::{ChartFile, Submission};

use serde_json::Value;

/// One thing that the check refuses.
#[derive(Debug)]
pub struct Refusal {
    /// What it refuses.
    pub what: &'static str,
    /// Whether it refuses this pack.
    pub refuses: fn(&Submission) -> bool,
    /// The rules of the judge that say the same.
    pub said_by: &'static [&'static str],
    /// Rules of the judge that say the cause instead, such as a misspelling.
    pub caused_by: &'static [&'static str],
}

/// Everything that the check refuses.
pub const REFUSALS: &[Refusal] = &[
    Refusal {
        what: "a pack without README.md",
        refuses: |pack| !pack.has_file("README.md"),
        said_by: &["readme-missing"],
        caused_by: &[],
    },
    Refusal {
        what: "a pack without logo.png",
        refuses: |pack| !pack.has_file("logo.png"),
        said_by: &["logo-missing"],
        caused_by: &[],
    },
    Refusal {
        what: "a pack.json that is missing or no strict JSON",
        refuses: |pack| pack.pack_json.is_none(),
        said_by: &["pack-json-missing", "json-syntax"],
        caused_by: &["text-not-utf8"],
    },
    Refusal {
        what: "a pack.json that its schema does not allow",
        refuses: |pack| !pack.pack_json.as_ref().is_some_and(fits_schema),
        said_by: &["schema-violation"],
        caused_by: &[
            "pack-json-missing",
            "json-syntax",
            "text-not-utf8",
            "misspelt-property",
        ],
    },
    Refusal {
        what: "a version with a leading v",
        refuses: |pack| pack.text("version").starts_with('v'),
        said_by: &["version-leading-v"],
        caused_by: &["version-not-pushable"],
    },
    Refusal {
        what: "a values.yaml that is missing or cannot be read, or has a key twice",
        refuses: |pack| pack.values.is_none(),
        said_by: &[
            "values-missing",
            "yaml-syntax",
            "yaml-duplicate-key",
            "yaml-multiple-documents",
            "macro-not-quoted",
        ],
        caused_by: &["text-not-utf8"],
    },
    Refusal {
        what: "a pack of another layer than os and k8s that lists no image",
        refuses: |pack| {
            let lists_images = || !pack.images().is_empty();
            has_images(pack) && pack.values.is_some() && !lists_images()
        },
        said_by: &["images-missing"],
        caused_by: &[
            "misspelt-pack-value",
            "unknown-values-root",
            "values-not-a-map",
        ],
    },
    Refusal {
        what: "an image that is no map with `image`",
        refuses: |pack| {
            let is_map = |entry: &Value| entry["image"].is_string();
            !pack.images().iter().all(is_map)
        },
        said_by: &["image-as-text"],
        caused_by: &["image-key-misspelt", "image-invalid"],
    },
    Refusal {
        what: "a chart whose values are no map, or an empty one",
        refuses: |pack| {
            let is_filled = |chart: &ChartFile| {
                let values = pack.values_of(chart).as_object();
                values.is_some_and(|values| !values.is_empty())
            };
            pack.values.is_some() && !pack.charts.iter().all(is_filled)
        },
        said_by: &["chart-values-missing"],
        caused_by: &[
            "chart-values-unmatched",
            "chart-value-kind",
            "unknown-values-root",
            "values-not-a-map",
        ],
    },
    Refusal {
        what: "a value of a chart that the chart's own values.yaml does not have",
        refuses: |pack| pack.any_value(is_absent_in_chart),
        said_by: &["chart-value-unknown"],
        caused_by: &[],
    },
    Refusal {
        what: "a map or list where the chart has a single value, or the other way around",
        refuses: |pack| pack.any_value(is_of_other_kind),
        said_by: &["chart-value-kind"],
        caused_by: &[],
    },
    Refusal {
        what: "a list below `charts` that has an item twice",
        refuses: |pack| {
            let charts = pack.values.as_ref().map(|values| &values["charts"]);
            charts.is_some_and(has_item_twice)
        },
        said_by: &["duplicate-item"],
        caused_by: &[],
    },
];

/// Whether the images of a pack have to be listed.
fn has_images(pack: &Submission) -> bool {
    !matches!(pack.text("layer"), "" | "os" | "k8s")
}

/// A value of a pack for a chart, and what the chart has at the same path; `None` if it has nothing.
/// The path ends with the value's key.
pub(crate) struct Compared<'a> {
    path: Vec<&'a str>,
    given: &'a Value,
    own: Option<&'a Value>,
}

fn is_absent_in_chart(value: &Compared<'_>) -> bool {
    let is_added_limit = matches!(value.path.as_slice(), [.., "limits", "cpu" | "memory"]);
    value.own.is_none() && !is_added_limit
}

fn is_of_other_kind(value: &Compared<'_>) -> bool {
    let is_single = |value: &Value| !value.is_object() && !value.is_array();
    let own = value.own;
    own.is_some_and(|own| is_single(own) != is_single(value.given))
}

/// Whether a value is refused, or one below it. Anything may stand below an empty map or list, and items
/// of lists are not compared.
fn any_below<'a>(
    given: &'a Value,
    own: &'a Value,
    path: &[&'a str],
    is_refused: fn(&Compared<'_>) -> bool,
) -> bool {
    let (Some(given), Some(own)) = (given.as_object(), own.as_object()) else {
        return false;
    };
    let mut entries = given.iter();
    !own.is_empty()
        && entries.any(|(key, given)| {
            let path = [path, &[key.as_str()]].concat();
            let own = own.get(key);
            let is_refused_below = own.is_some_and(|own| any_below(given, own, &path, is_refused));
            is_refused_below || is_refused(&Compared { path, given, own })
        })
}

fn has_item_twice(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.values().any(has_item_twice),
        Value::Array(items) => {
            let is_again = |(index, item)| items.iter().take(index).any(|other| other == item);
            items.iter().enumerate().any(is_again) || items.iter().any(has_item_twice)
        }
        _ => false,
    }
}

/// Whether a pack.json fits the community repository's schema: what it requires, and which words it
/// knows.
fn fits_schema(json: &Value) -> bool {
    const CLOUDS: &[&str] = &[
        "all",
        "aws",
        "azure",
        "gcp",
        "vsphere",
        "openstack",
        "baremetal",
        "maas",
        "aks",
        "eks",
        "edge",
        "edge-native",
        "coxedge",
        "tencent",
        "tke",
        "libvirt",
        "custom",
    ];
    let is_text = |key: &str| json[key].as_str().is_some_and(|text| !text.is_empty());
    let is_list = |value: &Value, of: fn(&Value) -> bool| match value {
        Value::Null => true,
        value => value.as_array().is_some_and(|items| items.iter().all(of)),
    };
    let is_layer = |layer: &Value| {
        matches!(
            layer.as_str(),
            Some("kernel" | "os" | "k8s" | "cni" | "csi" | "addon")
        )
    };
    let is_cloud = |cloud: &Value| cloud.as_str().is_some_and(|cloud| CLOUDS.contains(&cloud));
    let annotations = json.get("annotations").map(Value::as_object);
    ["name", "displayName", "version", "layer"]
        .into_iter()
        .all(is_text)
        && is_layer(&json["layer"])
        && is_list(&json["cloudTypes"], is_cloud)
        && is_list(&json["charts"], Value::is_string)
        && is_list(&json["kubeManifests"], Value::is_string)
        && annotations.is_none_or(|map| map.is_some_and(|map| map.values().all(Value::is_string)))
        && is_list(&json["constraints"]["dependencies"], |dependency| {
            dependency["packName"].is_string()
                && dependency["layer"].is_string()
                && matches!(
                    dependency["type"].as_str(),
                    Some("required" | "optional" | "notSupported" | "upgrade")
                )
        })
        && is_list(&json["constraints"]["resources"], |resource| {
            matches!(
                resource["type"].as_str(),
                Some("cpu" | "memory" | "diskSize")
            )
        })
}
