//! Completions from the pack's own files: files to list, charts with their values, manifests, and the
//! paths of values.

use std::collections::HashSet;

use pack_syntax::{Pointer, Yaml, yaml::Node};

use super::{Assistant, Offer, offer};
use crate::chart::Chart;
use crate::facts::file_list::{CHART_LIST, FileList, MANIFEST_LIST};
use crate::format::documents;
use crate::format::property::{Names, Type};
use crate::pack::path::{FilePath, PRESETS_YAML, VALUES_YAML};

/// More completions than this help nobody.
const MOST: usize = 1_000;

/// Files and paths that may be the value at a path.
pub(super) fn values(of: &Assistant<'_>, path: &[&str], typed: &str) -> Vec<Offer> {
    match documents::type_at(of.file.as_str(), path) {
        Some(Type::ChartFile) => files(of, &CHART_LIST),
        Some(Type::ManifestFile) => files(of, &MANIFEST_LIST),
        // A preset removes a map as well as a value.
        Some(Type::ValuePath) => value_offers(of, typed, of.file == PRESETS_YAML),
        _ => Vec::new(),
    }
}

/// Keys that may be in the map at a path.
pub(super) fn keys(of: &Assistant<'_>, path: &[&str], typed: &str) -> Vec<Offer> {
    let mut offers = keys_of_format(of, path, typed);
    // What a preset adds may go beside what is in the values.
    if of.file == VALUES_YAML && of.pack.text(VALUES_YAML) != Some(of.text) {
        let values = of.read_values();
        let set = keys_at(&values, path);
        offers.extend(
            set.filter(|key| !offers.iter().any(|offer| offer.label == key.label))
                .collect::<Vec<_>>(),
        );
    }
    offers
}

fn keys_of_format(of: &Assistant<'_>, path: &[&str], typed: &str) -> Vec<Offer> {
    if let (VALUES_YAML, ["charts", name, below @ ..]) = (of.file.as_str(), path) {
        return chart_keys(of, name, below);
    }
    let Some(Type::Map(names, _)) = documents::type_at(of.file.as_str(), path) else {
        return Vec::new();
    };
    match names {
        Names::Charts => of
            .charts
            .iter()
            .map(|chart| {
                offer(
                    &chart.name,
                    "chart",
                    chart.description.as_deref().unwrap_or_default(),
                )
            })
            .collect(),
        Names::Manifests => listable(of, &MANIFEST_LIST)
            .map(|path| offer(path.stem(), "manifest", ""))
            .collect(),
        Names::Values => value_offers(of, typed, false),
        Names::Namespaces => Vec::new(),
    }
}

/// The chart's own text of the value at a path of values.yaml, with its comment.
pub(super) fn of_chart(of: &Assistant<'_>, path: &[&str]) -> Option<String> {
    let (VALUES_YAML, ["charts", name, below @ ..]) = (of.file.as_str(), path) else {
        return None;
    };
    if below.is_empty() {
        return None;
    }
    let values = own_values(of, name)?;
    let text = values.entry_text(&pointer(below))?;
    let shown: Vec<_> = text.lines().take(20).collect();
    let more = if text.lines().count() > shown.len() {
        "\n…"
    } else {
        ""
    };
    Some(format!(
        "The chart's own value:\n{}{more}",
        shown.join("\n")
    ))
}

/// The first of the files that may be listed.
fn listable<'a>(
    of: &Assistant<'a>,
    list: &FileList,
) -> impl Iterator<Item = &'a FilePath> + use<'a> {
    of.pack.files_of(list).take(MOST)
}

fn files(of: &Assistant<'_>, list: &FileList) -> Vec<Offer> {
    let files = listable(of, list);
    files.map(|path| offer(path.as_str(), "", "")).collect()
}

fn chart<'a>(of: &Assistant<'a>, name: &str) -> Option<&'a Chart> {
    of.charts.iter().find(|chart| chart.name == name)
}

fn own_values(of: &Assistant<'_>, chart_name: &str) -> Option<Yaml> {
    let values = chart(of, chart_name)?.values.as_deref()?;
    Some(of.pack.read_yaml(values))
}

/// The keys of a chart's own values below a path, with the comments that belong to them.
fn chart_keys(of: &Assistant<'_>, name: &str, below: &[&str]) -> Vec<Offer> {
    let Some(values) = own_values(of, name) else {
        return Vec::new();
    };
    keys_at(&values, below).collect()
}

/// The keys of the map at a path, with the comments that belong to them.
fn keys_at(values: &Yaml, path: &[&str]) -> impl Iterator<Item = Offer> {
    let at = pointer(path);
    let entries = values.get(&at).and_then(Node::entries).unwrap_or_default();
    let keys = entries.iter().filter_map(|entry| entry.key());
    keys.take(MOST).map(move |key| {
        let text = values.entry_text_for_display(&at.child(key));
        offer(key, "", &comment(&text.unwrap_or_default()))
    })
}

/// The comment before an entry.
fn comment(entry: &str) -> String {
    let lines = entry.lines().take_while(|line| line.starts_with('#'));
    let lines: Vec<_> = lines
        .map(|line| {
            line.trim_start_matches(['#', ' '])
                .trim_start_matches("-- ")
        })
        .collect();
    lines.join("\n")
}

/// The paths of the values, and then those that only the charts have; with those of maps if a map may be meant.
fn value_offers(of: &Assistant<'_>, typed: &str, with_maps: bool) -> Vec<Offer> {
    let fits = |path: &str| contains(path, typed);
    let set = paths(&of.read_values(), "", with_maps, &fits);
    let mut offers: Vec<_> = set.iter().map(|path| offer(path, "", "")).collect();
    let known: HashSet<&str> = set.iter().map(String::as_str).collect();
    for chart in of.charts {
        let Some(values) = own_values(of, &chart.name) else {
            continue;
        };
        let above = format!("charts.{}", chart.name);
        let defaults = paths(&values, &above, with_maps, &fits);
        let new = defaults
            .iter()
            .filter(|path| !known.contains(path.as_str()));
        offers.extend(new.map(|path| offer(path, "chart’s default", "")));
    }
    offers.truncate(MOST);
    offers
}

/// Whether a path has what is typed of it, whatever the case of its letters.
fn contains(path: &str, typed: &str) -> bool {
    typed.is_empty() || path.to_lowercase().contains(&typed.to_lowercase())
}

/// The dotted paths of all values, and of maps if they are wanted too, in the order of the text; at most 1,000.
pub fn value_paths(values: &Yaml, with_maps: bool) -> Vec<String> {
    paths(values, "", with_maps, &|_| true)
}

/// The dotted paths that fit, below another one, in the order of the text; at most 1,000.
fn paths(values: &Yaml, above: &str, with_maps: bool, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting: Vec<_> = values
        .root()
        .map(|root| (above.to_owned(), root))
        .into_iter()
        .collect();
    while let Some((path, node)) = waiting.pop() {
        if found.len() >= MOST {
            break;
        }
        let entries = node.entries();
        waiting.extend(
            entries
                .unwrap_or_default()
                .iter()
                .rev()
                .filter_map(|entry| {
                    let dot = if path.is_empty() { "" } else { "." };
                    Some((format!("{path}{dot}{}", entry.key()?), entry.value()))
                }),
        );
        if path != above && (entries.is_none() || with_maps) && fits(&path) {
            found.push(path);
        }
    }
    found
}

fn pointer(path: &[&str]) -> Pointer {
    path.iter().fold(Pointer::root(), |at, key| at.child(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_named_by_dotted_paths() {
        let paths = |text| value_paths(&Yaml::read(text), false);
        assert_eq!(
            paths("a:\n  b: 1\n  c: [x]\nd: text\n"),
            ["a.b", "a.c", "d"]
        );
        assert!(paths("").is_empty() && paths("- 1\n").is_empty() && paths("text").is_empty());
    }
}
