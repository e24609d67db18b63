//! A template or manifest by its path, which opens it: in an unpacked chart the template itself, else the
//! archive at the template.

use leptos::prelude::*;
use pack_model::deployment::Release;
use pack_model::{FilePath, Pack, Place};
use pack_once::view::handler;

use crate::view::findings::use_findings;
use crate::view::open_pack::use_pack;

/// The path of a template as the renderer names it, with a line, from 1. It is a link if the pack has it.
pub(super) fn template_link(
    release: Option<&Release>,
    path: &str,
    line: Option<u32>,
    test_id: &'static str,
) -> AnyView {
    let text = match line {
        Some(line) => format!("{path}:{line}"),
        None => path.to_owned(),
    };
    let (open, on_go) = (use_pack(), use_findings().calls.on_go);
    let path = path.to_owned();
    let file = open
        .pack
        .with_untracked(|pack| template_file(pack, release, &path));
    match file {
        None => view! { <code class="path">{text}</code> }.into_any(),
        Some(file) => {
            let go = move |_| {
                on_go.run(
                    open.pack
                        .with_untracked(|pack| place(pack, &file, &path, line)),
                );
            };
            view! { <button type="button" class="path link" data-testid=test_id on:click=handler(go)>{text}</button> }
                .into_any()
        }
    }
}

/// The place of a template in its file, or of its line.
fn place(pack: &Pack, file: &FilePath, template: &str, line: Option<u32>) -> Place {
    let Some(text) = pack.text(file.as_str()) else {
        let line = line.map(|line| line.to_string());
        let inside = std::iter::once(template.to_owned()).chain(line);
        return Place::value(file.clone(), inside.collect());
    };
    let before = line.map_or(0, |line| line.saturating_sub(1)) as usize;
    let start = text.split_inclusive('\n').take(before).map(str::len).sum();
    Place::text(file.clone(), start..start)
}

/// The file in which the template of a path is, as the renderer names it: for a chart the path begins
/// with the chart's name. Without a release it is a manifest.
fn template_file(pack: &Pack, release: Option<&Release>, path: &str) -> Option<FilePath> {
    let Some(release) = release else {
        return existing(pack, path);
    };
    let inner = path.strip_prefix(&release.chart_name)?;
    let folder = release.chart.trim_end_matches('/');
    existing(pack, &format!("{folder}{inner}")).or_else(|| existing(pack, &release.chart))
}

fn existing(pack: &Pack, path: &str) -> Option<FilePath> {
    pack.file(path)?;
    FilePath::new(path).ok()
}

#[cfg(test)]
mod tests {
    use pack_model::File;

    use super::*;

    #[test]
    fn a_template_is_found_in_its_folder_or_archive() {
        let mut pack = Pack::default();
        for path in ["charts/web/templates/a.yaml", "charts/b.tgz", "m.yaml"] {
            pack.put(FilePath::of(path), Some(File::of_text("")));
        }
        let release = |chart: &str| Release {
            name: "r".to_owned(),
            namespace: "n".to_owned(),
            chart: chart.to_owned(),
            chart_name: "web".to_owned(),
            chart_version: "1".to_owned(),
            app_version: None,
        };
        let template = "web/templates/a.yaml";
        for (release, path, expected) in [
            (
                Some(release("charts/web")),
                template,
                Some("charts/web/templates/a.yaml"),
            ),
            (
                Some(release("charts/b.tgz")),
                template,
                Some("charts/b.tgz"),
            ),
            (Some(release("charts/c.tgz")), template, None),
            (None, "m.yaml", Some("m.yaml")),
            (None, "n.yaml", None),
        ] {
            let found = template_file(&pack, release.as_ref(), path);
            assert_eq!(found.as_ref().map(FilePath::as_str), expected, "{path}");
        }
    }
}
