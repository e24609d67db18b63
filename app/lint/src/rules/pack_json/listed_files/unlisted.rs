//! What `unlisted-chart` and `unlisted-manifest` share.

use pack_model::{CHART_LIST, FileList, FilePath, Place};
use pack_syntax::json::Node;

use crate::judge::changes::pack_json::add_to_list;
use crate::judge::findings::Findings;
use crate::judge::fixes::paths::PathFixes;
use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::{Similarity, inside, meant};
use crate::reading::pack_json::listing;

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
        let add = vec![add_to_list(list.key, &path, index)];
        let label = format!("Add to {key}");
        let name = chart_name(list, context, &path);
        let same = names.iter().filter(|other| Some(*other) == name.as_ref());
        let is_only = same.count() <= 1;
        let report = findings.report(Place::file(path), message);
        // Two versions of one chart are rarely both wanted.
        match is_only {
            true => report.safe("list", label, add),
            false => report.ask("list", label, add),
        };
    }
}

/// The files that listed paths without a file probably mean: those paths are reported instead.
fn likely_meant(list: &FileList, context: &Context<'_>) -> Vec<FilePath> {
    let fixes = PathFixes::new(list, context);
    let mut found = Vec::new();
    for listed in context.manifest.listed(list) {
        match inside(&listed.path) {
            None => found.extend(
                meant(context.pack, &listed.path).and_then(|path| FilePath::new(&path).ok()),
            ),
            Some(path) if context.pack.file(&path).is_none() => {
                let candidate = fixes.candidate(&path);
                let alike = candidate.filter(|(similarity, _)| *similarity > Similarity::None);
                found.extend(alike.map(|(_, path)| path));
            }
            Some(_) => {}
        }
    }
    found
}

/// The names of all charts that are listed, or could be.
fn chart_names(list: &FileList, context: &Context<'_>, unlisted: &[FilePath]) -> Vec<String> {
    let listed = context.charts().into_iter();
    let listed = listed.map(|(_, reading)| reading.chart.name.clone());
    let unlisted = unlisted
        .iter()
        .filter_map(|path| chart_name(list, context, path));
    listed.chain(unlisted).collect()
}

/// The name of the chart in a file that belongs in the list.
fn chart_name(list: &FileList, context: &Context<'_>, path: &FilePath) -> Option<String> {
    let is_charts = *list == CHART_LIST;
    let chart = is_charts.then(|| context.chart(path.as_str())).flatten()?;
    Some(chart.ok()?.chart.name.clone())
}
