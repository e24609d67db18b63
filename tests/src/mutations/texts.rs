//! Mutations of bytes and characters, whatever file they are in.

use pack_model::path::{PACK_JSON, README_MD, VALUES_YAML};
use pack_model::{FilePath, Place};
use serde_json::json;

use super::subject::{Subject, file_at, value_at};
use super::{Expected, Fixes, Mutation};

/// What is said of values and metadata that were hidden by a text that cannot be read, or are now.
const UNREAD: &[&str] = &[
    "unresolved-parameter-path",
    "parameter-path-unresolved",
    "preset-path-unresolved",
    "manifest-value-missing",
    "chart-does-not-render",
    "chart-needs-value",
    "chart-needs-preset",
    "image-not-listed",
    "image-unused",
    "folder-name-differs",
    "unlisted-chart",
    "unlisted-manifest",
];

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("text-not-utf8", "UTF-16, low byte first", |pack| {
        encoded(pack, u16::to_le_bytes, true)
    })
    .with(UNREAD),
    Mutation::new("text-not-utf8", "UTF-16, high byte first", |pack| {
        encoded(pack, u16::to_be_bytes, true)
    })
    .with(UNREAD),
    Mutation::new("text-not-utf8", "UTF-16 without a mark", |pack| {
        encoded(pack, u16::to_le_bytes, false)
    })
    .with(UNREAD),
    Mutation::new("text-not-utf8", "a letter of Windows-1252", |pack| {
        let text = pack.text(VALUES_YAML)?;
        text.is_ascii().then_some(())?;
        let text = format!("{}\n# caf", text.trim_end());
        pack.write(VALUES_YAML, &format!("{text}é\n"))?;
        pack.is_ready();
        Some(
            pack.put(VALUES_YAML, &[text.as_bytes(), b"\xe9\n"].concat())?
                .into(),
        )
    })
    .with(UNREAD),
    Mutation::new(
        "invisible-character",
        "a zero-width space behind a key",
        |pack| {
            pack.set(VALUES_YAML, &["readinessCheck", "turntable"], "spins")?;
            pack.is_ready();
            Some(
                pack.rename(
                    VALUES_YAML,
                    &["readinessCheck", "turntable"],
                    "turntable\u{200b}",
                )?
                .into(),
            )
        },
    ),
    Mutation::new(
        "invisible-character",
        "a no-break space around a value",
        |pack| {
            let path = ["readinessCheck", "turntable"];
            pack.set(VALUES_YAML, &path, "spins")?;
            pack.is_ready();
            Some(pack.set(VALUES_YAML, &path, "\u{a0}spins")?.into())
        },
    ),
    Mutation::new(
        "invisible-character",
        "a mark in the name that people see",
        |pack| {
            let name = pack.json_text("displayName")?;
            Some(
                pack.set(PACK_JSON, &["displayName"], format!("{name}\u{200b}"))?
                    .into(),
            )
        },
    ),
    Mutation::new(
        "invisible-character",
        "a line separator in a comment",
        |pack| {
            let text = pack.text(VALUES_YAML)?;
            let text = format!("{}\n# why", text.trim_end());
            pack.write(VALUES_YAML, &format!("{text} not\n"))?;
            pack.is_ready();
            let line = text.lines().count();
            pack.write(VALUES_YAML, &format!("{text}\u{2028}not\n"))?;
            Some(Expected::OnLine(VALUES_YAML, u32::try_from(line).ok()?))
        },
    )
    .with(&["yaml-syntax"]),
    Mutation::new("ambiguous-scalar", "a key that is true", |pack| {
        let place = pack.set(
            VALUES_YAML,
            &["readinessCheck", "turntable"],
            json!({ "y": 6 }),
        )?;
        let text = pack.text(VALUES_YAML)?;
        pack.is_ready();
        // The key was written in quotes.
        let plain = text
            .replacen("\"y\": 6", "y: 6", 1)
            .replacen("'y': 6", "y: 6", 1);
        (plain != text).then_some(())?;
        pack.write(VALUES_YAML, &plain)?;
        Some(Place::key(place.file, place.pointer.child("y")).into())
    }),
    Mutation::new("ambiguous-scalar", "a number in another notation", |pack| {
        let path = ["readinessCheck", "turntable"];
        let written = *pack
            .random
            .choose(&["4070e81", "2025_04_21", "12:30:45", "0o17", "n"])?;
        pack.set(VALUES_YAML, &path, written)?;
        pack.is_ready();
        let text = pack.text(VALUES_YAML)?;
        let plain = text.replacen(&format!("\"{written}\""), written, 1);
        let plain = plain.replacen(&format!("'{written}'"), written, 1);
        (plain != text).then_some(())?;
        pack.write(VALUES_YAML, &plain)?;
        Some(value_at(VALUES_YAML, &path)?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new("stray-file", "a copy of the values", |pack| {
        let bytes = pack.pack().file(VALUES_YAML)?.bytes.clone();
        let names = ["values copy.yaml", "values (1).yaml", "Copy of values.yaml"];
        let name = *pack.random.choose(&names)?;
        Some(pack.put(name, &bytes)?.into())
    }),
    Mutation::new(
        "file-name-not-portable",
        "a name that Windows refuses",
        |pack| {
            let name = *pack
                .random
                .choose(&["notes/aux.md", "notes/10:30.md", "notes/x."])?;
            Some(pack.put(name, b"x")?.into())
        },
    )
    .fixes(Fixes::RemoveFinding),
    Mutation::new(
        "file-name-not-portable",
        "a listed name in other characters",
        |pack| {
            let list = pack.json(&["kubeManifests"])?;
            let count = list.as_array()?.len();
            let object = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: turntable-cafe}\n";
            pack.put("manifests/cafe\u{301}.yaml", object)?;
            pack.append(PACK_JSON, &["kubeManifests"], "manifests/cafe\u{301}.yaml")?;
            pack.is_ready();
            let index = count.to_string();
            Some(
                pack.set(PACK_JSON, &["kubeManifests", &index], "manifests/café.yaml")?
                    .into(),
            )
        },
    ),
];

/// Writes one of the texts of a pack in UTF-16.
fn encoded(pack: &mut Subject, bytes: fn(u16) -> [u8; 2], has_mark: bool) -> Option<Expected> {
    let texts = [PACK_JSON, VALUES_YAML, README_MD];
    let path = *pack.random.choose(&texts)?;
    let text = pack.text(path)?;
    let text = text.trim_start_matches('\u{feff}');
    (text.len() > 2 && text.starts_with(|c: char| c.is_ascii())).then_some(())?;
    pack.write(path, text)?;
    pack.is_ready();
    let mark = if has_mark { "\u{feff}" } else { "" };
    let units = format!("{mark}{text}");
    let encoded: Vec<u8> = units.encode_utf16().flat_map(bytes).collect();
    pack.put(path, &encoded)?;
    FilePath::new(path).ok()?;
    Some(file_at(path)?.into())
}
