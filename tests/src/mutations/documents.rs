//! Mutations of pack.json and values.yaml that break their syntax.

use pack_model::path::{PACK_JSON, PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};
use pack_model::{FilePath, Place};

use super::subject::{Expected, Subject, file_at, key_at, line_of, value_at};
use super::{Fixes, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("pack-json-missing", "no pack.json", |pack| {
        pack.take(PACK_JSON)?;
        Some(file_at(PACK_JSON)?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(&[
        "addon-type-missing",
        "source-annotation-missing",
        "images-missing",
        "chart-values-missing",
        "unknown-values-root",
    ]),
    Mutation::new("pack-json-missing", "pack.json in capitals", |pack| {
        let file = pack.take(PACK_JSON)?;
        pack.put("Pack.JSON", &file.bytes)?;
        Some(file_at(PACK_JSON)?.into())
    }),
    Mutation::new("json-syntax", "a comma before the last brace", |pack| {
        let text = pack.text(PACK_JSON).filter(|_| pack.json(&[]).is_some())?;
        let end = text.rfind('}')?;
        let last = text.get(..end)?.trim_end().len();
        let (head, tail) = text.split_at(last);
        pack.write(PACK_JSON, &format!("{head},{tail}"))?;
        Some(text_at(PACK_JSON, last..last + 1)?.into())
    }),
    Mutation::new("json-syntax", "an object that is not closed", |pack| {
        let text = pack.text(PACK_JSON).filter(|_| pack.json(&[]).is_some())?;
        let text = text.trim_end().strip_suffix('}')?.trim_end().to_owned();
        pack.write(PACK_JSON, &format!("{text}\n"))?;
        Some(text_at(PACK_JSON, text.len()..text.len())?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("json-syntax", "a merge that was left unfinished", |pack| {
        let mark = "<<<<<<< HEAD";
        let text = pack.text(PACK_JSON)?;
        let (first, rest) = text.split_once('\n')?;
        pack.write(PACK_JSON, &format!("{first}\n{mark}\n{rest}"))?;
        let start = first.len() + 1;
        Some(text_at(PACK_JSON, start..start + mark.len())?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("json-syntax", "a comment", |pack| {
        pack.json(&[])?;
        let note = "// What the pack is called.";
        let open = pack.replace(PACK_JSON, "{", &format!("{{\n  {note}\n "))?;
        let start = start_of(&open)? + 4;
        Some(text_at(PACK_JSON, start..start + note.len())?.into())
    }),
    Mutation::new("json-syntax", "a byte order mark", |pack| {
        let text = pack.text(PACK_JSON).filter(|_| pack.json(&[]).is_some())?;
        pack.write(PACK_JSON, &format!("\u{feff}{text}"))?;
        Some(text_at(PACK_JSON, 0..3)?.into())
    }),
    Mutation::new("json-syntax", "a word without quotes", |pack| {
        let value = pack.json_text("displayName")?;
        let place = pack.replace(PACK_JSON, &format!("\"{value}\""), "unquoted")?;
        on_line(pack, PACK_JSON, start_of(&place)?)
    })
    .fixes(Fixes::None),
    Mutation::new("json-duplicate-key", "a property twice", |pack| {
        let keys = ["name", "displayName", "version"];
        let key = *pack.random.choose(&keys)?;
        let value = format!("{} before", pack.json_text(key)?);
        pack.replace(PACK_JSON, "{", &format!("{{\n  \"{key}\": \"{value}\","))?;
        Some(key_at(PACK_JSON, &[key])?.into())
    }),
    Mutation::new("values-missing", "no values.yaml", |pack| {
        pack.take(VALUES_YAML)?;
        Some(file_at(VALUES_YAML)?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(&[
        "namespace-missing",
        "images-missing",
        "chart-values-missing",
        "manifest-value-missing",
        "unresolved-parameter-path",
        "preset-path-unresolved",
        "parameter-path-unresolved",
    ]),
    Mutation::new("values-missing", "values.yaml by another ending", |pack| {
        let file = pack.take(VALUES_YAML)?;
        pack.put("values.yml", &file.bytes)?;
        Some(file_at(VALUES_YAML)?.into())
    }),
    Mutation::new("values-not-a-map", "a list for values", |pack| {
        pack.values(&[])?;
        pack.write(VALUES_YAML, "- pack\n- charts\n")?;
        Some(file_at(VALUES_YAML)?.into())
    })
    .fixes(Fixes::None)
    .with(&["enabled-preset-unknown"]),
    Mutation::new("values-not-a-map", "a text for a map", |pack| {
        let keys = Subject::keys(pack.values(&[]).as_ref());
        let maps: Vec<_> = keys
            .into_iter()
            .filter(|key| ["pack", "charts", "manifests"].contains(&key.as_str()))
            .collect();
        let key = pack.one_of(&maps)?;
        Some(pack.set(VALUES_YAML, &[&key], "none")?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("yaml-syntax", "a tab in the indentation", |pack| {
        let file = document(pack)?;
        let text = pack.text(file)?;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let indented = |line: &&str| {
            let inner = line.trim_start_matches(' ');
            line.starts_with("  ") && inner.starts_with(char::is_alphabetic) && inner.contains(": ")
        };
        let candidates: Vec<usize> = (0..lines.len())
            .filter(|at| lines.get(*at).is_some_and(indented))
            .collect();
        let at = *pack.random.choose(&candidates)?;
        let tabbed = lines.iter().enumerate().map(|(line, text)| {
            if line == at {
                text.replacen("  ", "\t", 1)
            } else {
                (*text).to_owned()
            }
        });
        pack.write(file, &tabbed.collect::<String>())?;
        Some(Expected::OnLine(file, at as u32 + 1))
    })
    .fixes(Fixes::Any)
    .leaves(&["manifest-not-yaml"]),
    Mutation::new("yaml-syntax", "a quote that is not closed", |pack| {
        let file = document(pack)?;
        let text = pack.text(file)?;
        let text = format!("{}\n", text.trim_end());
        pack.write(file, &format!("{text}open: \"never closed\n"))?;
        on_line(pack, file, text.len())
    })
    .fixes(Fixes::None),
    Mutation::new("yaml-duplicate-key", "a key twice", |pack| {
        let keys = Subject::keys(pack.values(&["pack"]).as_ref());
        let key = pack.one_of(&keys)?;
        // The first key of a block is on the line after its parent.
        pack.replace(VALUES_YAML, "pack:\n", &format!("pack:\n  {key}: before\n"))?;
        Some(key_at(VALUES_YAML, &["pack", &key])?.into())
    }),
    Mutation::new("yaml-multiple-documents", "a second document", |pack| {
        let file = document(pack)?;
        let text = format!("{}\n---\n", pack.text(file)?.trim_end());
        pack.write(file, &format!("{text}second: true\n"))?;
        on_line(pack, file, text.len())
    })
    .fixes(Fixes::None),
    Mutation::new("ambiguous-scalar", "a text without its quotes", |pack| {
        let text = *pack
            .random
            .choose(&["yes", "off", "0644", "1.10", "9007199254740993"])?;
        let path = ["pack", "turntable"];
        pack.set(VALUES_YAML, &path, text)?;
        pack.replace(
            VALUES_YAML,
            &format!("turntable: '{text}'"),
            &format!("turntable: \"{text}\""),
        );
        pack.is_ready();
        pack.replace(
            VALUES_YAML,
            &format!("turntable: \"{text}\""),
            &format!("turntable: {text}"),
        )?;
        Some(value_at(VALUES_YAML, &path)?.into())
    }),
];

/// One of the YAML documents that Palette reads, if it is valid and has keys in block style.
fn document(pack: &mut Subject) -> Option<&'static str> {
    let documents = [VALUES_YAML, PRESETS_YAML, SCHEMA_YAML].into_iter();
    let sound: Vec<_> = documents
        .filter(|path| pack.data(path).is_some_and(|data| data.is_object()))
        .filter(|path| {
            pack.text(path)
                .is_some_and(|text| !text.contains("---") && !text.trim_start().starts_with('{'))
        })
        .collect();
    pack.random.choose(&sound).copied()
}

/// The place of a range in a file.
fn text_at(file: &str, range: std::ops::Range<usize>) -> Option<Place> {
    Some(Place::text(FilePath::new(file).ok()?, range))
}

/// The start of a place in a text.
fn start_of(place: &Place) -> Option<usize> {
    match place.part {
        pack_model::Part::Text { start, .. } => Some(start),
        _ => None,
    }
}

/// The line of a file that contains a byte.
fn on_line(pack: &Subject, file: &'static str, byte: usize) -> Option<Expected> {
    Some(Expected::OnLine(file, line_of(&pack.text(file)?, byte)))
}
