//! Completions from the pack's own files: files to list, charts with their values, manifests, and the
//! paths of values.

use pack_syntax::{Pointer, Yaml, yaml::Node};

use super::{Assistant, Offer, offer};
use crate::chart::Chart;
use crate::facts::file_list::{CHART_LIST, FileList, MANIFEST_LIST};
use crate::format::documents;
use crate::format::property::{Names, Type};
use crate::pack::path::{FilePath, VALUES_YAML};

/// More completions than this help nobody.
const MOST: usize = 1_000;

/// Files and paths that may be the value at a path.
pub(super) fn values(of: &Assistant<'_>, path: &[&str]) -> Vec<Offer> {
    match documents::type_at(of.file.as_str(), path) {
        Some(Type::ChartFile) => files(of, &CHART_LIST),
        Some(Type::ManifestFile) => files(of, &MANIFEST_LIST),
        Some(Type::ValuePath) => value_offers(of),
        _ => Vec::new(),
    }
}

/// Keys that may be in the map at a path.
pub(super) fn keys(of: &Assistant<'_>, path: &[&str]) -> Vec<Offer> {
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
        Names::Values => value_offers(of),
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
    Some(Yaml::read(chart(of, chart_name)?.values.as_deref()?))
}

/// The keys of a chart's own values below a path, with the comments that belong to them.
fn chart_keys(of: &Assistant<'_>, name: &str, below: &[&str]) -> Vec<Offer> {
    let Some(values) = own_values(of, name) else {
        return Vec::new();
    };
    let at = pointer(below);
    let entries = values.get(&at).and_then(Node::entries).unwrap_or_default();
    let keys = entries.iter().filter_map(|entry| entry.key());
    keys.take(MOST)
        .map(|key| {
            let text = values.entry_text(&at.child(key)).unwrap_or_default();
            offer(key, "", &comment(&text))
        })
        .collect()
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

fn value_offers(of: &Assistant<'_>) -> Vec<Offer> {
    let paths = value_paths(&of.read_values());
    paths.iter().map(|path| offer(path, "", "")).collect()
}

/// The dotted paths of all values but maps, in the order of the text; at most 1,000.
pub fn value_paths(values: &Yaml) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting: Vec<_> = values
        .root()
        .map(|root| (String::new(), root))
        .into_iter()
        .collect();
    while let Some((path, node)) = waiting.pop() {
        if found.len() >= MOST {
            break;
        }
        match node.entries() {
            Some(entries) => waiting.extend(entries.iter().rev().filter_map(|entry| {
                let dot = if path.is_empty() { "" } else { "." };
                Some((format!("{path}{dot}{}", entry.key()?), entry.value()))
            })),
            None if path.is_empty() => {}
            None => found.push(path),
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
        let paths = |text| value_paths(&Yaml::read(text));
        assert_eq!(
            paths("a:\n  b: 1\n  c: [x]\nd: text\n"),
            ["a.b", "a.c", "d"]
        );
        assert!(paths("").is_empty() && paths("- 1\n").is_empty() && paths("text").is_empty());
    }
}
