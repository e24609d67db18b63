//! A comparison in words: what a pull request or a change record says about a new version of a pack.

mod attention;
mod markdown;
mod short;

use pack_syntax::Pointer;
use serde::Serialize;

use super::{
    ChartDifference, ChartVersion, Comparison, DefaultDifference, EntryDifference, FileDifference,
    FileState, ImageDifference, Kind, ObjectDifference, of_deployments, of_names,
};
use crate::deployment::Deployment;
use crate::pack::Pack;
use crate::values::dotted;

use short::{short, shortened};

/// What the charts and manifests of two packs render to, as far as it differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// The objects that differ.
    pub objects: Vec<ObjectDifference>,
    /// The deployed images that differ.
    pub images: Vec<ImageDifference>,
    /// What does not render in the earlier and in the later pack, each with its file: then what is not
    /// found may be there.
    pub failures: (Vec<String>, Vec<String>),
}

impl Rendered {
    /// What differs between two deployments, on the same cluster.
    pub fn between(before: &Deployment, after: &Deployment) -> Self {
        Self::of(of_deployments(before, after), before, after)
    }

    /// The same with the objects that differ.
    pub(super) fn of(
        objects: Vec<ObjectDifference>,
        before: &Deployment,
        after: &Deployment,
    ) -> Self {
        fn names(deployment: &Deployment) -> impl Iterator<Item = &str> {
            deployment.images.iter().map(|image| image.name.as_str())
        }
        let failures = |deployment: &Deployment| {
            let failures = deployment.failures.iter();
            failures
                .map(|failure| format!("{}: {}", failure.file, failure.message))
                .collect()
        };
        Self {
            objects,
            images: of_names(names(before), names(after)),
            failures: (failures(before), failures(after)),
        }
    }
}

/// What is said of an object of which nothing else differs.
pub(super) const ONLY_VERSION: &str = "only labels of the version, or checksums";

/// A comparison in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What is compared: the names and versions of both packs.
    pub title: String,
    /// What a reader should look at, each a sentence.
    pub attention: Vec<String>,
    /// What differs, by area; areas in which nothing differs are left out.
    pub sections: Vec<Section>,
}

/// What differs in one area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What the area is called.
    pub title: &'static str,
    /// What differs.
    pub rows: Vec<Row>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which of the packs has it.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// How it was, in one short line; empty if that says nothing.
    pub before: String,
    /// How it is.
    pub after: String,
    /// What else is to be known.
    pub note: String,
}

impl Report {
    /// The words of a comparison of two packs.
    pub fn of(
        before: &Pack,
        after: &Pack,
        comparison: &Comparison,
        rendered: Option<&Rendered>,
    ) -> Self {
        let objects = rendered.map(|rendered| rendered.objects.as_slice());
        let deployed = rendered.map(|rendered| rendered.images.as_slice());
        let sections = [
            section("pack.json", &comparison.properties, property),
            section("Charts", &comparison.charts, chart),
            section("Listed images", &comparison.images, image),
            section("Deployed images", deployed.unwrap_or_default(), image),
            section("Values", &comparison.values, value),
            section("Chart defaults", &comparison.defaults, default),
            Section {
                title: "Objects",
                rows: objects_rows(objects.unwrap_or_default()),
            },
            section("Files", &comparison.files, file),
        ];
        let sections = sections.into_iter();
        Self {
            title: title(before, after),
            attention: attention::sentences(before, after, comparison, rendered),
            sections: sections
                .filter(|section| !section.rows.is_empty())
                .collect(),
        }
    }
}

/// The names and versions of two packs: `web 1.0 → 1.1`.
fn title(before: &Pack, after: &Pack) -> String {
    let [(old, old_version), (new, new_version)] = [before, after].map(|pack| {
        let manifest = pack.manifest();
        let name = manifest
            .name()
            .unwrap_or_else(|| "a pack without a name".to_owned());
        (
            name,
            manifest
                .version()
                .unwrap_or_else(|| "no version".to_owned()),
        )
    });
    match (old == new, old_version == new_version) {
        (true, true) => format!("{new} {new_version}"),
        (true, false) => format!("{new} {old_version} → {new_version}"),
        (false, _) => format!("{old} {old_version} → {new} {new_version}"),
    }
}

fn section<T>(title: &'static str, found: &[T], row: fn(&T) -> Row) -> Section {
    Section {
        title,
        rows: found.iter().map(row).collect(),
    }
}

pub(super) fn property(found: &EntryDifference) -> Row {
    entry(found, path(&found.path))
}

pub(super) fn value(found: &EntryDifference) -> Row {
    entry(found, dotted(&found.path))
}

fn entry(found: &EntryDifference, name: String) -> Row {
    Row {
        kind: found.kind(),
        name,
        before: short(found.before.as_ref()),
        after: short(found.after.as_ref()),
        note: String::new(),
    }
}

/// A path in pack.json, with the name of the file where it is the whole document.
fn path(pointer: &Pointer) -> String {
    match pointer.is_root() {
        true => "the whole file".to_owned(),
        false => dotted(pointer),
    }
}

fn chart(found: &ChartDifference) -> Row {
    let version = |chart: &Option<ChartVersion>| {
        let chart = chart.as_ref();
        let words = chart.map(|chart| match &chart.app_version {
            Some(app) => format!("{} (app {app})", chart.version),
            None => chart.version.clone(),
        });
        words.unwrap_or_default()
    };
    let (before, after) = (version(&found.before), version(&found.after));
    let is_same = before == after;
    Row {
        kind: found.kind(),
        name: found.name.clone(),
        note: if is_same {
            "other content under the same version"
        } else {
            ""
        }
        .to_owned(),
        before,
        after,
    }
}

pub(super) fn image(found: &ImageDifference) -> Row {
    let versions = |only: &[String]| shortened(&only.join(", "));
    let kept = found.kept.join(", ");
    Row {
        kind: found.kind(),
        name: found.repository.clone(),
        before: versions(&found.before),
        after: versions(&found.after),
        note: if kept.is_empty() {
            kept
        } else {
            format!("both have {kept}")
        },
    }
}

pub(super) fn default(found: &DefaultDifference) -> Row {
    let note = match &found.overridden {
        Some(own) if found.is_hidden() && own.is_old_default => {
            "the pack still has the old default".to_owned()
        }
        Some(own) if found.is_hidden() => format!("the pack has {}", short(Some(&own.value))),
        Some(_) => "the pack has the same".to_owned(),
        None => String::new(),
    };
    Row {
        kind: found.kind(),
        name: dotted(&found.path),
        before: short(found.before.as_ref()),
        after: short(found.after.as_ref()),
        note,
    }
}

/// The objects one by one, but those of which only the version differs as one.
fn objects_rows(found: &[ObjectDifference]) -> Vec<Row> {
    let (versions, others): (Vec<_>, Vec<_>) = found.iter().partition(|it| it.is_only_version);
    let mut rows: Vec<_> = others.into_iter().map(object).collect();
    if let Some(first) = versions.first() {
        let name = match versions.len() {
            1 => object_name(first),
            count => format!("{count} other objects"),
        };
        rows.push(Row {
            kind: Kind::Changed,
            name,
            before: String::new(),
            after: String::new(),
            note: ONLY_VERSION.to_owned(),
        });
    }
    rows
}

pub(super) fn object(found: &ObjectDifference) -> Row {
    let note = match found.kind {
        Kind::Changed => lines(found.text.added, found.text.removed),
        Kind::Added | Kind::Removed => String::new(),
    };
    Row {
        kind: found.kind,
        name: object_name(found),
        before: String::new(),
        after: String::new(),
        note,
    }
}

fn object_name(found: &ObjectDifference) -> String {
    let namespace = found.namespace.as_ref();
    let namespace = namespace.map(|namespace| format!("{namespace}/"));
    let (kind, name) = (&found.object_kind, &found.name);
    format!("{kind} {}{name}", namespace.unwrap_or_default())
}

pub(super) fn file(found: &FileDifference) -> Row {
    let note = match &found.state {
        FileState::Changed {
            text: Some(text), ..
        } if text.hunks.is_empty() => "its permissions".to_owned(),
        FileState::Changed {
            text: Some(text), ..
        } => lines(text.added, text.removed),
        _ => String::new(),
    };
    Row {
        kind: found.kind(),
        name: found.path.to_string(),
        before: String::new(),
        after: String::new(),
        note,
    }
}

/// How many lines differ: `+3 −1 lines`.
fn lines(added: usize, removed: usize) -> String {
    format!("+{added} −{removed} lines")
}
