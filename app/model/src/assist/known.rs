//! The keys that documents of a pack may have: fields of pack.json's form, and the tables of all
//! other keys.

mod pack_json;
mod yaml;

use super::spot::ITEM;
use crate::format::properties::{self as fields, Kind};
use crate::format::vocabulary::Choice;
use crate::path::{PACK_JSON, VALUES_YAML};

/// Stands in a path for any key.
const ANY: &str = "*";

/// A key of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    /// The path, with the key as the last of it.
    path: &'static [&'static str],
    /// What it is for.
    help: &'static str,
    /// The values that it may have, where they are few.
    values: &'static [Choice],
}

const fn key(path: &'static [&'static str], help: &'static str) -> Known {
    one_of(path, help, &[])
}

const fn one_of(
    path: &'static [&'static str],
    help: &'static str,
    values: &'static [Choice],
) -> Known {
    Known { path, help, values }
}

/// The table of a file.
fn table(file: &str) -> &'static [Known] {
    match file {
        PACK_JSON => pack_json::KEYS,
        VALUES_YAML => yaml::VALUES,
        "presets.yaml" => yaml::PRESETS,
        "schema.yaml" => yaml::SCHEMA,
        _ => &[],
    }
}

/// What is known of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key.
    pub(super) key: &'static str,
    /// What it is called in forms, where it has a field.
    pub(super) label: &'static str,
    /// What it is for.
    pub(super) help: &'static str,
    /// The values that it, or each of its items, may have.
    pub(super) values: &'static [Choice],
}

/// The keys that may stand in a map or object of a file.
pub(super) fn keys(file: &str, path: &[&str]) -> Vec<Entry> {
    let fields = fields::FIELDS
        .iter()
        .filter(|_| file == PACK_JSON && path.is_empty())
        .map(of_field);
    let known = table(file).iter().filter_map(|known| {
        let (key, above) = known.path.split_last()?;
        let fits = *key != ANY && matches(above, path);
        fits.then(|| entry(known, key))
    });
    fields.chain(known).collect()
}

/// The documented keys of the map at a path of a file.
pub fn documented_keys(file: &str, path: &[&str]) -> Vec<&'static str> {
    keys(file, path).iter().map(|entry| entry.key).collect()
}

/// What is known of the entry at a path of a file. Items of a list are known by the list.
pub(super) fn at(file: &str, path: &[&str]) -> Option<Entry> {
    let path = match path.split_last()? {
        (last, list) if *last == ITEM => list,
        _ => path,
    };
    if let (PACK_JSON, [key]) = (file, path)
        && let Some(field) = fields::field(key)
    {
        return Some(of_field(field));
    }
    let known = table(file).iter().find(|known| matches(known.path, path))?;
    Some(entry(known, known.path.last()?))
}

fn of_field(field: &'static fields::Field) -> Entry {
    let values = match field.kind {
        Kind::Choice(values) | Kind::OpenChoice(values) | Kind::Toggles(values) => values,
        Kind::Text | Kind::Date => &[],
    };
    Entry {
        key: field.key,
        label: field.label,
        help: field.help,
        values,
    }
}

fn entry(known: &'static Known, key: &'static str) -> Entry {
    Entry {
        key,
        label: "",
        help: known.help,
        values: known.values,
    }
}

fn matches(pattern: &[&str], path: &[&str]) -> bool {
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(path)
            .all(|(wanted, found)| wanted == found || (*wanted == ANY && *found != ITEM))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::vocabulary;
    use crate::manifest::KEY_ORDER;

    #[test]
    fn every_property_of_pack_json_is_known() {
        let offered: Vec<_> = keys(PACK_JSON, &[]).iter().map(|entry| entry.key).collect();
        for key in KEY_ORDER {
            assert!(offered.contains(key), "{key}");
        }
    }

    #[test]
    fn every_annotation_of_an_operating_system_is_known() {
        for row in vocabulary::OS_ANNOTATIONS {
            for key in row.keys {
                assert!(at(PACK_JSON, &["annotations", key]).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn entries_are_found_by_their_path() {
        for (file, path, values) in [
            (PACK_JSON, vec!["layer"], 6),
            (
                PACK_JSON,
                vec!["cloudTypes", ITEM],
                vocabulary::CLOUD_TYPES.len(),
            ),
            (
                PACK_JSON,
                vec!["constraints", "dependencies", ITEM, "type"],
                4,
            ),
            (VALUES_YAML, vec!["charts", "anything"], 0),
        ] {
            let found = at(file, &path).unwrap_or_else(|| panic!("{path:?} is known"));
            assert_eq!(found.values.len(), values, "{path:?}");
        }
        assert_eq!(at(VALUES_YAML, &["layer"]), None);
        assert_eq!(at(VALUES_YAML, &["charts", "a", "b"]), None);
    }
}
