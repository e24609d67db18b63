//! Mutations of what is rendered: values that charts cannot use, and objects that Kubernetes rejects.

use pack_archive::{Entry, Format};
use pack_model::Place;
use pack_model::path::{PACK_JSON, PRESETS_YAML, VALUES_YAML};
use serde_json::json;

use super::subject::{Subject, key_at, value_at};
use super::{Expected, Fixes, Mutation};

/// An object that is added.
const OBJECT: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: turntable
";

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("chart-does-not-render", "nothing for a map", |pack| {
        let path = with_template(
            pack,
            "{{ .Values.turntable.speed }}",
            json!({ "turntable": { "speed": 33 } }),
        )?;
        let place = pack.set(VALUES_YAML, &[&path.0, &path.1, "turntable"], json!(null))?;
        Some(place.into())
    })
    .with(&["chart-value-kind"]),
    Mutation::new("chart-does-not-render", "a number for a text", |pack| {
        let path = with_template(
            pack,
            "{{ .Values.turntable | b64enc }}",
            json!({ "turntable": "33" }),
        )?;
        let place = pack.set(VALUES_YAML, &[&path.0, &path.1, "turntable"], 33)?;
        Some(place.into())
    }),
    Mutation::new("chart-needs-value", "an empty value", |pack| {
        let path = with_template(
            pack,
            "{{ required \"Give a turntable.\" .Values.turntable }}",
            json!({ "turntable": "33" }),
        )?;
        let place = pack.set(VALUES_YAML, &[&path.0, &path.1, "turntable"], "")?;
        Some(place.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(&["parameter-required-empty"]),
    Mutation::new("chart-needs-preset", "a value in presets only", |pack| {
        let (above, chart, listed) = with_template(
            pack,
            "{{ .Values.turntable.speed }}",
            json!({ "turntable": { "speed": 33 } }),
        )?;
        let added = format!("charts:\n  {chart}:\n    turntable:\n      speed: 45\n");
        add_preset(pack, "turntable-fast", &[], &added)?;
        pack.set(VALUES_YAML, &[&above, &chart, "turntable"], json!(null))?;
        Some(value_at(PACK_JSON, &["charts", &listed])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .with(&["chart-value-kind"]),
    Mutation::new(
        "preset-breaks-rendering",
        "a preset without a value",
        |pack| {
            let (above, chart, _) = with_template(
                pack,
                "{{ .Values.turntable.speed }}",
                json!({ "turntable": { "speed": 33 } }),
            )?;
            pack.is_ready();
            let added = format!("{above}:\n  {chart}:\n    turntable: none\n");
            let place = add_preset(pack, "turntable-none", &[], &added)?;
            Some(Place::value(place.file, place.pointer.child("name")).into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new("value-without-effect", "a value of no template", |pack| {
        let (above, chart, _) =
            with_template(pack, "{{ .Chart.Name }}", json!({ "turntable": 33 }))?;
        pack.set(VALUES_YAML, &[&above, &chart, "turntable"], 45)?;
        Some(key_at(VALUES_YAML, &[&above, &chart, "turntable"])?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new("manifest-not-yaml", "a list that is not closed", |pack| {
        on_last_line(pack, "turntable: [", "")
    })
    .fixes(Fixes::None),
    Mutation::new("object-incomplete", "an object without a kind", |pack| {
        on_last_line(pack, "apiVersion: v1", "metadata: { name: turntable }\n")
    })
    .fixes(Fixes::None),
    Mutation::new("object-incomplete", "an object without a name", |pack| {
        on_last_line(pack, "apiVersion: v1", "kind: ConfigMap\n")
    })
    .fixes(Fixes::None),
    Mutation::new("object-twice", "two objects of one name", |pack| {
        // With several manifests, the second object may come first.
        let manifests = pack.json(&["kubeManifests"])?;
        (manifests.as_array()?.len() == 1).then_some(())?;
        append(pack, OBJECT)?;
        pack.is_ready();
        let (first, rest) = OBJECT.split_once('\n')?;
        on_last_line(pack, first, &format!("{rest}data: {{ speed: \"33\" }}\n"))
    })
    .fixes(Fixes::None),
    Mutation::new("object-name-invalid", "a name in capitals", |pack| {
        let (first, rest) = OBJECT.split_once('\n')?;
        on_last_line(pack, first, &rest.replace("turntable", "Turn_Table"))
    })
    .fixes(Fixes::None),
    Mutation::new("object-name-invalid", "a number as a label", |pack| {
        let (first, rest) = OBJECT.split_once('\n')?;
        on_last_line(pack, first, &format!("{rest}  labels: {{ speed: 33 }}\n"))
    })
    .fixes(Fixes::None),
    Mutation::new("api-version-removed", "a job of an old version", |pack| {
        on_last_line(
            pack,
            "apiVersion: batch/v1beta1",
            "kind: CronJob\nmetadata: { name: turntable }\n",
        )
    })
    .fixes(Fixes::None),
    Mutation::new(
        "namespace-fixed",
        "an object in another namespace",
        |pack| {
            let (first, rest) = OBJECT.split_once('\n')?;
            on_last_line(pack, first, &format!("{rest}  namespace: turntable\n"))
        },
    )
    .fixes(Fixes::None),
];

/// Gives a chart a template and values of its own, which the pack repeats: the place of the values, and the
/// index of the chart in pack.json.
fn with_template(
    pack: &mut Subject,
    action: &str,
    values: serde_json::Value,
) -> Option<(String, String, String)> {
    let (index, path, chart) = pack.chart()?;
    let given = pack.values(&["charts", &chart.name])?;
    given.is_object().then_some(())?;
    let (key, value) = values.as_object()?.iter().next()?;
    given.get(key).is_none().then_some(())?;
    let mut files = chart.files.clone();
    for file in &mut files {
        if file.path == VALUES_YAML {
            let text = std::str::from_utf8(&file.bytes).ok()?;
            let text = format!("{}\n{key}: {value}\n", text.trim_end());
            *file = Entry::new(VALUES_YAML, text.as_bytes());
        }
    }
    let template = format!("{OBJECT}data:\n  speed: {action}\n");
    files.push(Entry::new("templates/turntable.yaml", template.as_bytes()));
    let bytes = pack_archive::write(Format::TarGz, &chart.name, &chart.version, &files).ok()?;
    pack.put(&path, &bytes)?;
    pack.set(VALUES_YAML, &["charts", &chart.name, key], value.clone())?;
    pack.renders().then_some(())?;
    pack.is_ready();
    Some(("charts".to_owned(), chart.name, index.to_string()))
}

/// Adds a preset, and returns its place.
fn add_preset(pack: &mut Subject, name: &str, removed: &[&str], added: &str) -> Option<Place> {
    if pack.text(PRESETS_YAML).is_none() {
        pack.write(PRESETS_YAML, "presets:\n")?;
    }
    let preset = json!({
        "name": name,
        "displayName": "Turntable",
        "group": "Turntable",
        "remove": removed,
        "add": added,
    });
    pack.append(PRESETS_YAML, &["presets"], preset)
}

/// Adds a document to a manifest, and returns its path.
fn append(pack: &mut Subject, document: &str) -> Option<String> {
    let (_, path) = pack.manifest()?;
    let text = pack.text(path.as_str())?;
    pack.renders().then_some(())?;
    let text = format!("{}\n---\n{document}", text.trim_end());
    pack.write(path.as_str(), &text)?;
    Some(path.as_str().to_owned())
}

/// Adds a document to a manifest; the finding is at its first line, or at the manifest if it is a template.
fn on_last_line(pack: &mut Subject, first: &str, rest: &str) -> Option<Expected> {
    let path = append(pack, &format!("{first}\n{rest}"))?;
    let text = pack.text(&path)?;
    let start = text.rfind(first)?;
    let file = pack_model::FilePath::new(&path).ok()?;
    // The lines of a template are not those of what it becomes.
    if text.contains("{{") {
        return Some(Place::file(file).into());
    }
    Some(Place::text(file, start..start + first.len()).into())
}
