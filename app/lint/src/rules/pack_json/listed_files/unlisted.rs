//! What `unlisted-chart` and `unlisted-manifest` share.

use std::collections::{BTreeSet, HashMap};

use pack_model::manifest::Listed;
use pack_model::{CHART_LIST, Change, FileList, FilePath, Place};
use pack_syntax::Yaml;
use pack_syntax::json::Node;

use crate::judge::changes::pack_json::{add_to_list, set};
use crate::judge::findings::Findings;
use crate::judge::fixes::paths::PathFixes;
use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::{Similarity, inside, meant};
use crate::reading::pack_json::listing;
use crate::rules::charts::chart_values_missing::added_values;
use crate::rules::charts::unmatched_keys;

/// Reports each file that belongs in the list and is not listed.
pub(super) fn report_unlisted(list: &FileList, context: &Context<'_>, findings: &mut Findings) {
    let items = context.property(list.key).and_then(Node::items);
    let index = items.map_or(0, <[_]>::len);
    // An invalid list is reported by another rule.
    if !listing::is_certain(list, context) {
        return;
    }
    let meant = likely_meant(list, context);
    let unlisted = listing::unlisted(list, context);
    let names = chart_names(list, context, &unlisted);
    for path in unlisted.into_iter().filter(|path| !meant.contains(path)) {
        let key = list.key;
        let message = format!(
            "{path} is not listed in `{key}`, so Palette does not install it. Add it to the list, or remove the file."
        );
        let listed_as = listed_twin(list, context, &path);
        let add = vec![add_to_list(list.key, &path, index)];
        let name = chart_name(list, context, &path);
        let same = name.as_ref().and_then(|name| names.get(name));
        let is_only = same.is_none_or(|same| *same <= 1);
        if let Some(twin) = listed_as {
            report_twin(findings, key, path, &twin);
            continue;
        }
        let more = could_be_listed(list, context, &path);
        let has_more = more.as_ref().is_some_and(|more| !more.is_empty());
        let add = more.map(|more| [add, more].concat());
        let report = findings.report(Place::file(path), message);
        let Some(add) = add else {
            continue;
        };
        let along = if has_more {
            ", with its default values"
        } else {
            ""
        };
        let label = format!("Add to {key}{along}");
        // Two versions of one chart are rarely both wanted.
        match is_only {
            true => report.safe("list", label, add),
            false => report.ask("list", label, add),
        };
    }
}

/// What is changed as well if a file is listed: a chart gets its default values. `None` if the file would be
/// refused.
fn could_be_listed(list: &FileList, context: &Context<'_>, path: &FilePath) -> Option<Vec<Change>> {
    if *list != CHART_LIST {
        let text = context.pack.text(path.as_str())?;
        let reading = context.manifest_at(path.as_str())?;
        let is_sound = reading.finds_values(context, path.stem()) && is_complete(text);
        return is_sound.then(Vec::new);
    }
    let reading = context.chart(path.as_str())?.ok()?;
    match context.values() {
        Some(values) if unmatched_keys(context, &values).is_empty() => {
            added_values(context, &values, reading)
        }
        _ => Some(Vec::new()),
    }
}

/// Whether each object of a manifest has what Kubernetes asks for. Of a template, nothing is known.
fn is_complete(text: &str) -> bool {
    let is_whole = |object: &str| {
        let yaml = Yaml::read(object);
        let value = yaml.value().unwrap_or_default();
        let has = |pointer: &str| value.pointer(pointer).is_some();
        let is_named = has("/metadata/name") || has("/metadata/generateName") || has("/items");
        !yaml.is_broken() && (value.is_null() || has("/apiVersion") && has("/kind") && is_named)
    };
    text.contains("{{") || text.split("\n---").all(is_whole)
}

/// The listed archive of the same chart.
fn listed_twin(list: &FileList, context: &Context<'_>, path: &FilePath) -> Option<Listed> {
    let name = chart_name(list, context, path)?;
    let mut charts = context.charts().into_iter();
    let (listed, _) = charts.find(|(_, reading)| reading.chart.name == name)?;
    Some(listed)
}

/// Reports an archive of a chart of which another archive is listed. Only one of them can be installed.
fn report_twin(findings: &mut Findings, key: &str, path: FilePath, listed: &Listed) {
    let message = format!(
        "{path} contains the same chart as “{}” in `{key}`, and Palette does not install it. Remove it, or use it instead.",
        listed.path
    );
    let removal = vec![Change::remove_file(path.clone())];
    let mut instead = vec![set(listed.pointer.clone(), path.as_str())];
    let file = inside(&listed.path).and_then(|path| FilePath::new(&path).ok());
    instead.extend(file.map(Change::remove_file));
    let labels = (
        format!("Remove {path}"),
        format!("Use {path} instead, and remove “{}”", listed.path),
    );
    findings
        .report(Place::file(path), message)
        .ask("remove", labels.0, removal)
        .ask("use-instead", labels.1, instead);
}

/// The files that listed paths without a file probably mean: those paths are reported instead.
fn likely_meant(list: &FileList, context: &Context<'_>) -> BTreeSet<FilePath> {
    let fixes = PathFixes::new(list, context);
    let mut found = BTreeSet::new();
    let mut compared = 0;
    for listed in context.manifest.listed(list) {
        match inside(&listed.path) {
            None if fixes.are_for(compared) => {
                compared += 1;
                let meant = meant(context.pack, &listed.path);
                found.extend(meant.and_then(|path| FilePath::new(&path).ok()));
            }
            Some(path) if context.pack.file(&path).is_none() && fixes.are_for(compared) => {
                compared += 1;
                let candidate = fixes.candidate(&path);
                let alike = candidate.filter(|(similarity, _)| *similarity > Similarity::None);
                found.extend(alike.map(|(_, path)| path));
            }
            _ => {}
        }
    }
    found
}

/// The names of all charts that are listed, or could be, and how often each is there.
fn chart_names(
    list: &FileList,
    context: &Context<'_>,
    unlisted: &[FilePath],
) -> HashMap<String, usize> {
    let listed = context.charts().into_iter();
    let listed = listed.map(|(_, reading)| reading.chart.name.clone());
    let unlisted = unlisted
        .iter()
        .filter_map(|path| chart_name(list, context, path));
    let mut names = HashMap::new();
    for name in listed.chain(unlisted) {
        *names.entry(name).or_default() += 1;
    }
    names
}

/// The name of the chart in a file that belongs in the list.
fn chart_name(list: &FileList, context: &Context<'_>, path: &FilePath) -> Option<String> {
    let is_charts = *list == CHART_LIST;
    let chart = is_charts.then(|| context.chart(path.as_str())).flatten()?;
    Some(chart.ok()?.chart.name.clone())
}
