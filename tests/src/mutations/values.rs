//! Mutations of the pack's own values in values.yaml, and of its macros.

use pack_model::path::{PACK_JSON, VALUES_YAML};
use pack_model::{Change, Pointer, YamlFile};
use serde_json::json;

use super::subject::{Subject, key_at, misspelt, value_at};
use super::{Fixes, Mutation};

/// A value for a macro.
const TURNTABLE: [&str; 2] = ["pack", "turntable"];
const MACRO: &str = "{{ .spectro.system.cluster.name }}";

/// The rules that find a missing value when values are moved.
const MOVED: &[&str] = &[
    "unresolved-parameter-path",
    "parameter-path-unresolved",
    "preset-path-unresolved",
];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("namespace-invalid", "a namespace in capitals", |pack| {
        pack.set(VALUES_YAML, &["pack", "namespace"], "spinners")?;
        pack.is_ready();
        Some(pack.set(VALUES_YAML, &["pack", "namespace"], "Spinners")?.into())
    }),
    Mutation::new("namespace-missing", "no namespace", |pack| {
        (pack.json_text("layer")? != "os").then_some(())?;
        pack.set(PACK_JSON, &["name"], "turntable-pack")?;
        pack.set(VALUES_YAML, &["pack", "namespace"], "turntable-pack")?;
        pack.is_ready();
        Some(pack.remove(VALUES_YAML, &["pack", "namespace"])?.into())
    })
    .with(&["unresolved-parameter-path", "parameter-path-unresolved"]),
    Mutation::new("install-priority-not-integer", "a number without quotes", |pack| {
        let path = ["pack", "spectrocloud.com/install-priority"];
        pack.set(VALUES_YAML, &path, "10")?;
        pack.is_ready();
        Some(pack.set(VALUES_YAML, &path, 10)?.into())
    }),
    Mutation::new("namespace-labels-not-text", "labels as a map", |pack| {
        let key = *pack.random.choose(&["namespaceLabels", "namespaceAnnotations"])?;
        let path = ["pack", key, "turntable"];
        pack.set(VALUES_YAML, &path, "team=spin,tier=one")?;
        pack.is_ready();
        Some(pack.set(VALUES_YAML, &path, json!({ "team": "spin", "tier": "one" }))?.into())
    }),
    Mutation::new("unknown-values-root", "a key at the root", |pack| {
        let place = pack.set(VALUES_YAML, &["turntables"], json!(2))?;
        Some(pack_model::Place::key(place.file, place.pointer).into())
    })
    .fixes(Fixes::None),
    Mutation::new("unknown-values-root", "a section misspelt", |pack| {
        let keys = Subject::keys(pack.values(&[]).as_ref());
        let known = ["charts", "manifests"];
        let there: Vec<_> = keys.into_iter().filter(|key| known.contains(&key.as_str())).collect();
        let key = pack.one_of(&there)?;
        let wrong = misspelt(&key, &mut pack.random)?;
        Some(pack.rename(VALUES_YAML, &[&key], &wrong)?.into())
    })
    .with(&["image-not-listed", "chart-values-missing"]),
    Mutation::new("misspelt-pack-value", "a key of Palette's misspelt", |pack| {
        let mut there = Vec::new();
        for path in [["pack", "namespace"].as_slice(), &["pack", "content"], &["pack", "content", "images"]] {
            if pack.values(path).is_some() {
                there.push(path);
            }
        }
        let path = *pack.random.choose(&there)?;
        let wrong = misspelt(path.last()?, &mut pack.random)?;
        Some(pack.rename(VALUES_YAML, path, &wrong)?.into())
    }),
    Mutation::new("macro-not-quoted", "a macro without quotes", |pack| {
        let quoted = quoted_macro(pack)?;
        Some(pack.replace(VALUES_YAML, &quoted, MACRO)?.into())
    }),
    Mutation::new("unknown-system-macro", "a macro misspelt", |pack| {
        quoted_macro(pack)?;
        let place = pack.replace(VALUES_YAML, ".cluster.name", ".cluster.nmae")?;
        macro_at(place)
    }),
    Mutation::new("unknown-system-macro", "a macro in capitals", |pack| {
        quoted_macro(pack)?;
        let place = pack.replace(VALUES_YAML, MACRO, &MACRO.replace(".spectro", ".Spectro"))?;
        let pack_model::Part::Text { start, .. } = place.part else {
            return None;
        };
        let start = start + "{{ ".len();
        let end = start + ".spectro.system.cluster.name".len();
        Some(pack_model::Place::text(place.file, start..end).into())
    }),
    Mutation::new("macro-not-closed", "a macro with one brace", |pack| {
        quoted_macro(pack)?;
        let open = MACRO.trim_end_matches('}');
        let wrong = format!("{open}}}");
        let place = pack.replace(VALUES_YAML, MACRO, &wrong)?;
        let pack_model::Part::Text { start, .. } = place.part else {
            return None;
        };
        let text = pack.text(VALUES_YAML)?;
        let line = text.get(start..)?.lines().next()?;
        Some(pack_model::Place::text(place.file, start..start + line.trim_end().len()).into())
    })
    .fixes(Fixes::None),
    Mutation::new("manifest-values-unmatched", "values under another name", |pack| {
        let keys = Subject::keys(pack.values(&["manifests"]).as_ref());
        let key = pack.one_of(&keys)?;
        let wrong = misspelt(&key, &mut pack.random).unwrap_or_else(|| format!("{key}s"));
        Some(pack.rename(VALUES_YAML, &["manifests", &key], &wrong)?.into())
    })
    .with(MOVED),
    Mutation::new("manifest-values-unmatched", "a value one level too high", |pack| {
        let (_, path) = pack.manifest()?;
        let name = path.stem().to_owned();
        let text = pack.text(path.as_str())?;
        let read = |key: &String| text.contains(&format!("{{{{ .Values.{key} ")) && *key != name;
        let keys = Subject::keys(pack.values(&["manifests", &name]).as_ref());
        let keys: Vec<_> = keys.into_iter().filter(read).collect();
        let key = pack.one_of(&keys)?;
        pack.change(Change::move_into(YamlFile::values(), Pointer::from_iter(["manifests", &name, &key]), 0, Pointer::root().child("manifests")))?;
        Some(key_at(VALUES_YAML, &["manifests", &key])?.into())
    })
    .with(MOVED),
    Mutation::new("manifest-value-unknown", "a value misspelt", |pack| {
        let (_, path) = pack.manifest()?;
        let text = pack.text(path.as_str())?;
        let all = text.matches(".Values").count() == text.matches(".Values.").count();
        let read = |key: &String| all && text.contains(&format!(".Values.{key} "));
        let keys = Subject::keys(pack.values(&["manifests", path.stem()]).as_ref());
        let keys: Vec<_> = keys.into_iter().filter(read).collect();
        let key = pack.one_of(&keys)?;
        let wrong = misspelt(&key, &mut pack.random)?;
        let at = ["manifests", path.stem(), &key];
        Some(pack.rename(VALUES_YAML, &at, &wrong)?.into())
    })
    .with(MOVED),
    Mutation::new("manifest-value-missing", "a manifest that needs one more value", |pack| {
        let (_, path) = pack.manifest()?;
        pack.values(&[])?;
        let more = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.turntable }}\n";
        let text = format!("{}\n{more}", pack.text(path.as_str())?.trim_end());
        pack.write(path.as_str(), &text)?;
        Some(value_at(VALUES_YAML, &["manifests", path.stem(), "turntable"])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    // The name is empty until the user gives it.
    .leaves(&["object-incomplete"]),
];

/// Adds a macro in quotes to values.yaml, as the only one with its name, and returns it with its
/// quotes.
fn quoted_macro(pack: &mut Subject) -> Option<String> {
    let text = pack.text(VALUES_YAML)?;
    if text.contains(MACRO) || text.contains(".cluster.name") {
        return None;
    }
    pack.set(VALUES_YAML, &TURNTABLE, MACRO)?;
    let text = pack.text(VALUES_YAML)?;
    let quoted = ['"', '\''].map(|quote| format!("{quote}{MACRO}{quote}"));
    let quoted = quoted.into_iter().find(|quoted| text.contains(quoted))?;
    pack.is_ready();
    Some(quoted)
}

/// The name of a macro with its end replaced.
fn macro_at(place: pack_model::Place) -> Option<super::Expected> {
    let pack_model::Part::Text { start, end } = place.part else {
        return None;
    };
    let start = start - ".spectro.system".len();
    Some(pack_model::Place::text(place.file, start..end).into())
}
