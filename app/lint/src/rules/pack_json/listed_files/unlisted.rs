//! What `unlisted-chart` and `unlisted-manifest` share.

use pack_model::{FilePath, Place};
use pack_syntax::json::Node;

use crate::judge::changes::pack_json::add_to_list;
use crate::judge::findings::Findings;
use crate::judge::fixes::paths::PathFixes;
use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::{Likeness, inside, meant};
use crate::reading::pack_json::listing::{CHART_LISTING, Listing};

/// Reports each file that belongs in the list and is not listed.
pub(super) fn report_unlisted(listing: &Listing, context: &Context<'_>, findings: &mut Findings) {
    let list = context.property(listing.key).and_then(Node::items);
    let index = list.map_or(0, <[_]>::len);
    // An invalid list is reported by another rule.
    if !listing.is_certain(context) {
        return;
    }
    let meant = likely_meant(listing, context);
    let unlisted = listing.unlisted(context);
    let names = chart_names(listing, context, &unlisted);
    for path in unlisted.into_iter().filter(|path| !meant.contains(path)) {
        let key = listing.key;
        let message = format!(
            "{path} is not listed in `{key}`, so Palette does not install it. Add it to the list, or remove the file."
        );
        let add = vec![add_to_list(listing.key, &path, index)];
        let label = format!("Add it to {key}");
        let name = chart_name(listing, context, &path);
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
fn likely_meant(listing: &Listing, context: &Context<'_>) -> Vec<FilePath> {
    let fixes = PathFixes::new(listing, context);
    let mut found = Vec::new();
    for listed in listing.listed(context) {
        match inside(&listed.path) {
            None => found.extend(
                meant(context.pack, &listed.path).and_then(|path| FilePath::new(&path).ok()),
            ),
            Some(path) if context.pack.file(&path).is_none() => {
                let candidate = fixes.candidate(&path);
                let alike = candidate.filter(|(likeness, _)| *likeness > Likeness::None);
                found.extend(alike.map(|(_, path)| path));
            }
            Some(_) => {}
        }
    }
    found
}

/// The names of all charts that are listed, or could be.
fn chart_names(listing: &Listing, context: &Context<'_>, unlisted: &[FilePath]) -> Vec<String> {
    let listed = context.charts().into_iter();
    let listed = listed.map(|(_, reading)| reading.chart.name.clone());
    let unlisted = unlisted
        .iter()
        .filter_map(|path| chart_name(listing, context, path));
    listed.chain(unlisted).collect()
}

/// The name of the chart in a file that belongs in the list.
fn chart_name(listing: &Listing, context: &Context<'_>, path: &FilePath) -> Option<String> {
    let is_charts = listing.key == CHART_LISTING.key;
    let chart = is_charts.then(|| context.chart(path.as_str())).flatten()?;
    Some(chart.ok()?.chart.name.clone())
}
