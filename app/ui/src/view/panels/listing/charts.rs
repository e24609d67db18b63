//! Charts: the Helm chart archives that pack.json lists, and what is in them.

use std::sync::Arc;

use leptos::prelude::*;
use pack_archive::{Entry, Limits};
use pack_model::edit::change::FileChange;
use pack_model::import::{self, AddedValues};
use pack_model::{CHART_LIST, Change, Chart, ChartError, File, FilePath, Pack, chart};
use pack_once::view::{CollectView, Signal, live, memo};

use super::kind::FileKind;
use crate::view::components::prose::prose;
use crate::view::panels::listing;

/// More value keys than this are counted, not named.
const MOST_KEYS: usize = 16;

/// What the listing needs to know of charts.
const KIND: FileKind = FileKind {
    list: &CHART_LIST,
    add_input: "charts-input",
    replace_input: "charts-replace-input",
    hint: "Helm charts that Palette installs, as archives from “helm package”. Their values are in values.yaml, under charts and the name of the chart.",
    empty: "No charts yet. Chart archives (.tgz) that you add are stored in charts/ and listed in pack.json.",
    place,
    moves_when_replaced: true,
    describe,
    is_archive: true,
    remark,
    added_values,
    source: chart::folder_of,
    made: chart::packed,
};

/// The form.
pub(crate) fn view() -> AnyView {
    listing::view(&KIND)
}

/// A chart is stored under its own name and version, whatever its file was called.
fn place(entry: &Entry) -> Result<FilePath, String> {
    let chart = Chart::read(&entry.bytes).map_err(|error| error.to_string())?;
    if chart.is_library {
        return Err(
            "It is a library chart, which Helm does not install. Add a chart that uses it."
                .to_owned(),
        );
    }
    FilePath::new(&format!("{}{}", CHART_LIST.folder, chart.file_name()))
        .map_err(|error| error.to_string())
}

/// The values and images of charts that are added.
fn added_values(pack: &Pack, changes: &[Change]) -> AddedValues {
    let charts = changes.iter().filter_map(|change| match change {
        Change::File(FileChange::Put { path, file }) => {
            Some((path.clone(), Chart::read(&file.bytes).ok()?))
        }
        _ => None,
    });
    import::chart_values(pack, changes, &charts.collect::<Vec<_>>())
}

/// What was read from an archive.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    /// The chart, or why there is none.
    chart: Result<Chart, ChartError>,
    /// What is missing from the archive, each a sentence.
    missing: Vec<String>,
}

impl Reading {
    fn of(file: &File) -> Self {
        let contents = pack_archive::read(&file.bytes, &Limits::default()).unwrap_or_default();
        let missing = contents
            .left_out
            .iter()
            .filter(|left_out| !left_out.reason.was_kept());
        Self {
            chart: Chart::read(&file.bytes),
            missing: missing.map(ToString::to_string).collect(),
        }
    }
}

/// Name, versions and value keys of a chart, or why it cannot be read.
fn describe(file: Signal<Option<File>>) -> AnyView {
    // A memo of its own, so that a chart is read again only when its bytes change.
    let reading =
        memo(move || file.with(|file| file.as_ref().map(|file| Arc::new(Reading::of(file)))));
    let about = move || {
        let reading = reading.get()?;
        let errors = match &reading.chart {
            Ok(_) => reading.missing.clone(),
            Err(error) => vec![error.to_string()],
        };
        let errors = errors
            .into_iter()
            .map(|error| view! { <p class="listing__error">{prose(&error)}</p> })
            .collect_view();
        Some(view! {
            {reading.chart.as_ref().ok().map(facts)}
            {errors}
        })
    };
    view! { <div class="listing__about">{live(about)}</div> }.into_any()
}

fn facts(chart: &Chart) -> impl IntoView + use<> {
    let app_version = chart.app_version.clone();
    view! {
        <dl class="listing__terms">
            {term("Chart", chart.name.clone())}
            {term("Version", chart.version.clone())}
            {app_version.map(|version| term("App version", version))}
        </dl>
        {chart.description.clone().map(|description| view! { <p class="listing__text">{description}</p> }.into_any())}
        <p class="listing__keys">{values(chart.value_keys())}</p>
    }
}

fn term(name: &'static str, text: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{text}</dd>
        </div>
    }
}

/// The keys at the root of a chart's values.
fn values(keys: Vec<String>) -> AnyView {
    if keys.is_empty() {
        return "This chart has no default values.".into_any();
    }
    let more = keys.len().saturating_sub(MOST_KEYS);
    let named = keys
        .into_iter()
        .take(MOST_KEYS)
        .map(|key| view! { <code class="listing__key">{key}</code> " " });
    view! {
        "Values: "
        {named.collect_view()}
        {(more > 0).then(|| format!("and {more} more"))}
    }
    .into_any()
}

/// Unpacked copies of charts, which Palette does not use.
fn remark(pack: &Pack) -> Option<String> {
    let folders: Vec<_> = chart::unpacked(pack)
        .map(|folder| folder.trim_end_matches('/'))
        .collect();
    (!folders.is_empty()).then(|| {
        format!(
            "The pack also has unpacked copies of charts: {}. Palette uses only the listed archives.",
            folders.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacked_copies_are_named() {
        let mut pack = Pack::default();
        assert_eq!(remark(&pack), None);
        for path in ["charts/x/Chart.yaml", "charts/x/charts/y/Chart.yaml"] {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text("")));
        }
        assert!(
            remark(&pack)
                .unwrap()
                .contains("copies of charts: charts/x. ")
        );
    }
}
