//! What `chart-file-missing` and `manifest-file-missing` share.

use pack_model::manifest::Listed;
use pack_model::{FileList, Pack};

use crate::judge::findings::Findings;
use crate::judge::fixes::paths::PathFixes;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::listing::is_chart_folder;

/// Reports each listed path that has no file. `more` may give another end of the message.
pub(super) fn report_missing(
    list: &FileList,
    context: &Context<'_>,
    findings: &mut Findings,
    more: fn(&Pack, &str) -> Option<String>,
) {
    let fixes = PathFixes::new(list, context);
    let mut reported = 0;
    for Listed { pointer, path } in context.manifest.listed(list) {
        let missing = |path: &String| {
            context.pack.file(path).is_none() && !is_chart_folder(list, context.pack, path)
        };
        let Some(resolved) = inside(&path).filter(missing) else {
            continue;
        };
        let noun = list.noun;
        let detail = more(context.pack, &resolved)
            .unwrap_or_else(|| "the file does not exist, so Palette cannot install it. Add the file, or correct or remove the path.".to_owned());
        let message = format!("pack.json lists the {noun} “{path}”, but {detail}");
        let report = findings.report(at(pointer.clone()), message);
        if fixes.are_for(reported) {
            fixes.offer(report, &Listed { pointer, path });
        }
        reported += 1;
    }
}
