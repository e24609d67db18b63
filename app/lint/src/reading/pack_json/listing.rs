//! Which charts and manifests does pack.json list, and which are not listed?

use pack_model::{CHART_LIST, FileList, FilePath, Pack, chart};
use pack_once::sort::sort;

use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::properties::{self, has_misspelt};
use crate::reading::text::is_among;

/// The files that belong in a list and are not listed, sorted by path.
pub(crate) fn unlisted(list: &FileList, context: &Context<'_>) -> Vec<FilePath> {
    let listed = context.manifest.listed(list);
    let mut listed: Vec<_> = listed.iter().filter_map(|one| inside(&one.path)).collect();
    sort(&mut listed);
    context
        .pack
        .files_of(list)
        .filter(|path| !is_among(&listed, path.as_str()))
        .cloned()
        .collect()
}

/// The paths of all charts and manifests that pack.json lists, sorted.
pub(crate) fn listed_files(context: &Context<'_>) -> Vec<String> {
    let charts = context.manifest.charts().into_iter();
    let listed = charts.chain(context.manifest.kube_manifests());
    let mut listed: Vec<_> = listed.filter_map(|one| inside(&one.path)).collect();
    sort(&mut listed);
    listed
}

/// Whether a path in a list leads to the folder of an unpacked chart.
pub(crate) fn is_chart_folder(list: &FileList, pack: &Pack, path: &str) -> bool {
    *list == CHART_LIST && chart::is_folder(pack, path)
}

/// Whether it is certain what a list has: it is readable, or certainly missing.
pub(crate) fn is_certain(list: &FileList, context: &Context<'_>) -> bool {
    let Some(root) = context.manifest.json().root() else {
        return false;
    };
    context.is_sound()
        && context
            .property(list.key)
            .is_none_or(|list| list.items().is_some())
        && !has_misspelt(root, properties::ROOT, list.key)
}
