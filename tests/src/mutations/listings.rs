//! Mutations of the lists of charts and manifests in pack.json, and of the files in the pack.

use pack_archive::Format;
use pack_model::path::PACK_JSON;
use serde_json::Value;

use super::subject::{Subject, file_at, unpacked, value_at};
use super::{Fixes, Mutation};

/// The lists of files in pack.json. They are written out here, because the mutations depend on
/// them.
const LISTS: [&str; 2] = ["charts", "kubeManifests"];

/// The rules that can find something after a fix that removes or replaces a listed file: its folder
/// or its values remain.
const LEFT: &[&str] = &[
    "unlisted-chart",
    "unknown-values-root",
    "chart-values-missing",
    "chart-values-unmatched",
    "unresolved-parameter-path",
    "parameter-path-unresolved",
    "preset-path-unresolved",
    "image-unused",
];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("path-leaves-pack", "a path from above the pack", |pack| {
        let (key, index, path) = listed(pack, &LISTS)?;
        let start = *pack.random.choose(&["../", "/packs/web/", "C:\\packs\\"])?;
        let wrong = format!("{start}{path}");
        Some(pack.set(PACK_JSON, &[key, &index], wrong)?.into())
    }),
    Mutation::new(
        "chart-file-missing",
        "a chart listed by another name",
        |pack| {
            let (key, index, path) = listed(pack, &["charts"])?;
            let wrong = path.replace(".tgz", "-gone.tgz");
            Some(pack.set(PACK_JSON, &[key, &index], wrong)?.into())
        },
    ),
    Mutation::new("chart-file-missing", "no chart", |pack| {
        let (key, index, path) = listed(pack, &["charts"])?;
        pack.take(&path)?;
        Some(value_at(PACK_JSON, &[key, &index])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(LEFT),
    Mutation::new(
        "manifest-file-missing",
        "a manifest listed by another name",
        |pack| {
            let (key, index, path) = listed(pack, &["kubeManifests"])?;
            let wrong = path.replace(".y", "-gone.y");
            Some(pack.set(PACK_JSON, &[key, &index], wrong)?.into())
        },
    ),
    Mutation::new(
        "manifest-file-missing",
        "a manifest in another folder",
        |pack| {
            let (key, index, path) = listed(pack, &["kubeManifests"])?;
            let file = pack.take(&path)?;
            let name = path.rsplit('/').next()?;
            pack.put(&format!("manifest/{name}"), &file.bytes)?;
            Some(value_at(PACK_JSON, &[key, &index])?.into())
        },
    )
    .leaves(LEFT),
    Mutation::new("manifest-file-missing", "no manifest", |pack| {
        let (key, index, path) = listed(pack, &["kubeManifests"])?;
        pack.take(&path)?;
        Some(value_at(PACK_JSON, &[key, &index])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(LEFT),
    Mutation::new("duplicate-chart", "a chart under two names", |pack| {
        let (_, _, chart) = pack.chart()?;
        let (_, _, path) = listed(pack, &["charts"])?;
        let bytes = pack.pack().file(&path)?.bytes.clone();
        let copy = format!("charts/{}-copy.tgz", chart.name);
        pack.put(&copy, &bytes)?;
        Some(pack.append(PACK_JSON, &["charts"], copy)?.into())
    })
    .with(&["chart-drifts-from-folder"]),
    Mutation::new("chart-not-an-archive", "text for a chart", |pack| {
        let (key, index, path) = listed(pack, &["charts"])?;
        pack.put(&path, b"not found\n")?;
        Some(value_at(PACK_JSON, &[key, &index])?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(LEFT),
    Mutation::new(
        "chart-not-an-archive",
        "a chart with a wrong checksum",
        |pack| {
            let (index, path, _) = pack.chart()?;
            let mut bytes = pack.take(&path)?.bytes.to_vec();
            let sum = bytes.len().checked_sub(8)?;
            *bytes.get_mut(sum)? ^= 1;
            pack.put(&path, &bytes)?;
            Some(value_at(PACK_JSON, &["charts", &index.to_string()])?.into())
        },
    )
    .fixes(Fixes::RemoveFinding)
    .leaves(LEFT),
    Mutation::new("chart-not-an-archive", "a folder for a chart", |pack| {
        let (index, path, chart) = pack.chart()?;
        let folder = format!("charts/{}", chart.name);
        for entry in unpacked(&chart, &folder) {
            pack.put(&entry.path, &entry.bytes)?;
        }
        pack.take(&path)?;
        Some(
            pack.set(PACK_JSON, &["charts", &index.to_string()], folder)?
                .into(),
        )
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(LEFT),
    Mutation::new("unlisted-chart", "a second archive of a chart", |pack| {
        let (_, path, chart) = pack.chart()?;
        let bytes = pack.pack().file(&path)?.bytes.clone();
        let other = format!("charts/{}-0.0.1-old.tgz", chart.name);
        pack.put(&other, &bytes)?;
        Some(file_at(&other)?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .with(&["chart-drifts-from-folder"])
    .leaves(&["chart-drifts-from-folder"]),
    Mutation::new(
        "manifest-file-missing",
        "another manifest instead",
        |pack| {
            let (key, index, path) = listed(pack, &["kubeManifests"])?;
            let other =
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.turntable }}\n";
            pack.take(&path)?;
            pack.put("manifests/zz-turntable.yaml", other.as_bytes())?;
            Some(value_at(PACK_JSON, &[key, &index])?.into())
        },
    )
    .fixes(Fixes::RemoveFinding)
    .with(&["unlisted-manifest"])
    .leaves(LEFT),
    Mutation::new("chart-not-loadable", "a chart that lacks another", |pack| {
        let (index, path, mut chart) = pack.chart()?;
        let about = chart
            .files
            .iter_mut()
            .find(|file| file.path == "Chart.yaml")?;
        let mut text = String::from_utf8(about.bytes.to_vec()).ok()?;
        (!text.contains("dependencies:")).then_some(())?;
        text.push_str("\ndependencies:\n- name: turntable-lite\n  version: 1.0.0\n");
        about.bytes = text.into_bytes().into();
        let (name, version) = (&chart.name, &chart.version);
        let bytes = pack_archive::write(Format::TarGz, name, version, &chart.files).ok()?;
        pack.put(&path, &bytes)?;
        Some(value_at(PACK_JSON, &["charts", &index.to_string()])?.into())
    })
    .fixes(Fixes::None)
    .with(&["chart-drifts-from-folder"]),
    Mutation::new("unlisted-chart", "a chart taken from the list", |pack| {
        let path = unlist(pack, "charts")?;
        Some(file_at(&path)?.into())
    }),
    Mutation::new(
        "unlisted-manifest",
        "a manifest taken from the list",
        |pack| {
            let path = unlist(pack, "kubeManifests")?;
            Some(file_at(&path)?.into())
        },
    ),
    Mutation::new(
        "chart-drifts-from-folder",
        "a folder that was edited",
        |pack| {
            let (_, path, chart) = pack.chart()?;
            let folder = format!("charts/{}", chart.name);
            for entry in unpacked(&chart, &folder) {
                pack.put(&entry.path, &entry.bytes)?;
            }
            pack.is_ready();
            pack.put(&format!("{folder}/values.yaml"), b"edited: true\n")?;
            Some(file_at(&path)?.into())
        },
    )
    .fixes(Fixes::None),
];

/// One of the listed files that exist: its list, its index in the list, and its path.
fn listed(pack: &mut Subject, keys: &[&'static str]) -> Option<(&'static str, String, String)> {
    let mut found = Vec::new();
    for key in keys {
        let list = pack.json(&[key]).unwrap_or_default();
        let items = list.as_array().into_iter().flatten().enumerate();
        let paths = items.filter_map(|(index, path)| Some((index, path.as_str()?)));
        for (index, path) in paths.filter(|(_, path)| pack.pack().file(path).is_some()) {
            found.push((*key, index.to_string(), path.to_owned()));
        }
    }
    pack.random.choose(&found).cloned()
}

/// Removes the last path of a list, so that a fix restores it at the same position.
fn unlist(pack: &mut Subject, key: &str) -> Option<String> {
    let list = pack.json(&[key])?;
    let list = list.as_array()?;
    let path = list.last().and_then(Value::as_str)?.to_owned();
    let there = path.starts_with("charts/") || path.starts_with("manifests/");
    (there && pack.pack().file(&path).is_some()).then_some(())?;
    pack.remove(PACK_JSON, &[key, &(list.len() - 1).to_string()])?;
    Some(path)
}
