//! What the command list finds for some typed words, the best first.

use pack_editor::commands::{Command, Fit, fit, matching, words};
use pack_editor::{DraftRow, DraftRows};
use pack_model::deployment::effect::keyed;
use pack_model::path::VALUES_YAML;
use pack_model::template::{TEMPLATES, Template};
use pack_model::{Deployment, FilePath, Pack, Place, Pointer};
use pack_once::sort::sort_by;

/// So many files, values and objects are listed at most, each.
const OF_EACH: usize = 30;

/// So many values can be found at most.
const VALUES: usize = 20_000;

/// What can be chosen.
#[derive(Debug, Clone)]
pub(crate) enum Entry {
    /// A command.
    Command(Command),
    /// A file, or a value.
    Place {
        /// Its path.
        label: String,
        /// What it is.
        what: &'static str,
        /// Where it is.
        place: Place,
    },
    /// An object of Deployment.
    Object {
        /// Its key as a text.
        key: String,
        /// Its kind and name.
        label: String,
        /// Where it lies.
        namespace: Option<String>,
    },
    /// A draft.
    Draft {
        /// Its key among the drafts.
        id: String,
        /// Its title.
        label: String,
        /// Its version.
        version: String,
    },
    /// A template of a new pack.
    Template(&'static Template),
}

impl Entry {
    /// How long its label is.
    fn length(&self) -> usize {
        match self {
            Self::Command(command) => command.label.len(),
            Self::Place { label, .. } | Self::Object { label, .. } | Self::Draft { label, .. } => {
                label.len()
            }
            Self::Template(template) => template.label.len(),
        }
    }
}

/// The values of the pack: the dotted path of each, and where it is.
pub(crate) struct Values(Vec<(String, Pointer)>);

impl Values {
    /// The values of a pack, in the order of their text.
    pub(crate) fn of(pack: &Pack) -> Self {
        let yaml = pack.read_yaml(pack.text(VALUES_YAML).unwrap_or_default());
        let mut found = Vec::new();
        let root = yaml
            .root()
            .map(|root| (String::new(), Pointer::root(), root));
        let mut waiting: Vec<_> = root.into_iter().collect();
        while let Some((path, at, node)) = waiting.pop() {
            if found.len() >= VALUES {
                break;
            }
            let entries = node.entries().unwrap_or_default();
            waiting.extend(entries.iter().rev().filter_map(|entry| {
                let key = entry.key()?;
                let dot = if path.is_empty() { "" } else { "." };
                Some((format!("{path}{dot}{key}"), at.child(key), entry.value()))
            }));
            if !path.is_empty() {
                found.push((path, at));
            }
        }
        Self(found)
    }
}

/// The commands, files, values and objects whose names hold every typed word: those first whose words begin
/// with them, and of these the commands and sections. All but commands are found by typing only.
pub(crate) fn entries(
    pack: &Pack,
    values: &Values,
    deployment: &Deployment,
    typed: &str,
) -> Vec<Entry> {
    let words = words(typed);
    let mut found: Vec<(Fit, Entry)> = matching(typed)
        .into_iter()
        .map(|(fit, command)| (fit, Entry::Command(command)))
        .collect();
    if !words.is_empty() {
        let files = pack.files().filter_map(|(path, _)| {
            let entry = Entry::Place {
                label: path.to_string(),
                what: "file",
                place: Place::text(path.clone(), 0..0),
            };
            Some((fit(path.as_str(), &words)?, entry))
        });
        best(&mut found, files);
        let file = FilePath::of(VALUES_YAML);
        let values = values.0.iter().filter_map(|(path, at)| {
            let entry = || Entry::Place {
                label: path.clone(),
                what: "value",
                place: Place::value(file.clone(), at.clone()),
            };
            let fit = fit(path, &words)?;
            Some((fit, entry()))
        });
        best(&mut found, values);
        let objects = keyed(deployment).filter_map(|(key, object)| {
            let label = format!("{} {}", object.kind, object.name);
            let fit = fit(&label, &words)?;
            let entry = Entry::Object {
                key: key.to_string(),
                label,
                namespace: key.namespace.map(str::to_owned),
            };
            Some((fit, entry))
        });
        best(&mut found, objects);
    }
    let (first, last): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(fit, _)| *fit == Fit::Words);
    first
        .into_iter()
        .chain(last)
        .map(|(_, entry)| entry)
        .collect()
}

/// The drafts and templates whose names hold every typed word, those first whose words begin with them.
pub(crate) fn of_start(rows: Option<&DraftRows>, typed: &str) -> Vec<Entry> {
    let words = words(typed);
    let rows = rows.and_then(|rows| rows.as_ref().ok());
    let drafts = rows.into_iter().flatten().filter_map(|row| {
        let DraftRow::Stored(draft) = row else {
            return None;
        };
        let fit = fit(&format!("{} {}", draft.title, draft.version), &words)?;
        let entry = Entry::Draft {
            id: draft.id.clone(),
            label: draft.title.clone(),
            version: draft.version.clone(),
        };
        Some((fit, entry))
    });
    let templates = TEMPLATES.iter().filter_map(|template| {
        let fit = fit(&format!("new pack {}", template.label), &words)?;
        Some((fit, Entry::Template(template)))
    });
    let found = drafts.chain(templates);
    let (first, last): (Vec<_>, Vec<_>) = found.partition(|(fit, _)| *fit == Fit::Words);
    first
        .into_iter()
        .chain(last)
        .map(|(_, entry)| entry)
        .collect()
}

/// Adds the first of those that fit best.
fn best(found: &mut Vec<(Fit, Entry)>, of_kind: impl Iterator<Item = (Fit, Entry)>) {
    let (mut first, last): (Vec<_>, Vec<_>) = of_kind.partition(|(fit, _)| *fit == Fit::Words);
    // Of paths with a word in common the shortest is the one that is meant most often.
    sort_by(&mut first, &|(_, one): &(Fit, Entry), (_, other)| {
        one.length().cmp(&other.length())
    });
    first.extend(last);
    first.truncate(OF_EACH);
    found.append(&mut first);
}

#[cfg(test)]
mod tests {
    use pack_archive::Entry as File;

    use super::*;

    fn labels(typed: &str) -> Vec<String> {
        let files = [
            ("pack.json", "{}"),
            (
                "values.yaml",
                "charts:\n  web:\n    export: 1\n    reload: {at: 2}\n",
            ),
            ("notes/overview.md", ""),
        ];
        let files = files.map(|(path, text)| File::new(path, text.as_bytes().to_vec()));
        let (pack, _) = Pack::from_entries(files.into());
        let found = entries(&pack, &Values::of(&pack), &Deployment::default(), typed);
        let label = |entry| match entry {
            Entry::Command(command) => command.label.to_string(),
            Entry::Place { label, .. }
            | Entry::Object { label, .. }
            | Entry::Draft { label, .. } => label,
            Entry::Template(template) => template.label.to_owned(),
        };
        found.into_iter().map(label).collect()
    }

    #[test]
    fn commands_and_sections_come_first() {
        assert_eq!(labels("overview"), ["Go to Overview", "notes/overview.md"]);
        assert_eq!(labels("reload at"), ["charts.web.reload.at"]);
        let found = labels("export");
        assert_eq!(found[0], "Export");
        assert!(found.contains(&"charts.web.export".to_owned()));
        assert!(
            labels("")
                .iter()
                .all(|label| !label.contains('.') || label.contains("tar.gz"))
        );
    }
}
