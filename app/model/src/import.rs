//! What is dropped or picked, recognised by its content, becomes a pack or joins the open one.
//!
//! A pack comes in as it is. A Helm chart or Kubernetes manifests become a new pack around them.
//! Nothing here changes an open pack: the result is a new one, or a transaction.

mod add;
mod chart_values;
mod from_charts;
mod from_manifests;
mod images;
mod manifest;
mod naming;
mod sort;
mod values;

use pack_archive::{Entry, Limits};

use crate::chart::ChartError;
use crate::origin::Origin;
use crate::pack::Pack;
use sort::Sorted;

pub use add::{Addition, add_to};
pub use chart_values::{Brought, chart_values};

/// What came in, as a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Import {
    /// A pack as it was.
    Pack {
        /// The pack, which knows the folder that it lay in.
        pack: Pack,
        /// What is to be said about it, each a sentence.
        notices: Vec<String>,
    },
    /// A new pack around one or more Helm charts, and manifests if some came with them.
    Chart {
        /// The pack.
        pack: Pack,
        /// What is to be said about it, each a sentence.
        notices: Vec<String>,
    },
    /// A new pack around Kubernetes manifests.
    Manifests {
        /// The pack.
        pack: Pack,
        /// What is to be said about it, each a sentence.
        notices: Vec<String>,
    },
}

/// Why nothing came in. The text says what happened, what was kept and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No file at all.
    #[error("There were no files in what you chose, so nothing was opened or changed.")]
    Empty,
    /// Files came in, but none could be taken; the reasons follow.
    #[error("None of the files could be taken. {0} Nothing was opened or changed.")]
    NothingTaken(String),
    /// An archive that cannot be read, or more than the limits allow.
    #[error("{0} Nothing was opened or changed.")]
    Archive(#[from] pack_archive::Error),
    /// Something that would be a Helm chart if it were whole.
    #[error("{file}: {error} Nothing was opened or changed.")]
    Chart {
        /// The file or folder.
        file: String,
        /// What is wrong with it.
        error: ChartError,
    },
    /// Several packs at once.
    #[error("There are {} packs here ({}). Open one at a time. Nothing was opened or changed.", .0.len(), naming::some_of(.0))]
    SeveralPacks(Vec<String>),
    /// Neither pack nor chart nor manifests.
    #[error(
        "No pack, Helm chart or Kubernetes manifest was found in {}. Choose a folder or archive with a pack.json, \
         a chart's .tgz, or YAML files with apiVersion and kind. Nothing was opened or changed.",
        naming::some_of(.0)
    )]
    Unknown(Vec<String>),
}

impl Import {
    /// The pack.
    pub fn into_pack(self) -> Pack {
        match self {
            Self::Pack { pack, .. } | Self::Chart { pack, .. } | Self::Manifests { pack, .. } => {
                pack
            }
        }
    }

    /// What is to be said about what came in, each a sentence.
    pub fn notices(&self) -> &[String] {
        match self {
            Self::Pack { notices, .. }
            | Self::Chart { notices, .. }
            | Self::Manifests { notices, .. } => notices,
        }
    }
}

/// Makes a pack of loose files, of a folder's files with their paths, or of a single archive.
///
/// # Errors
///
/// If they are beyond the limits, if an archive or chart cannot be read, if there are several
/// packs, or if there is nothing that a pack can be made of.
pub fn open(entries: Vec<Entry>, limits: &Limits) -> Result<Import, ImportError> {
    from_sorted(sort::sort(entries, limits)?)
}

/// Makes a pack of what was sorted.
fn from_sorted(sorted: Sorted) -> Result<Import, ImportError> {
    match sorted.packs.as_slice() {
        [] if sorted.is_pack_without_metadata() => Ok(from_folder(sorted, None)),
        [] if !sorted.charts.is_empty() => Ok(from_charts::new_pack(sorted)),
        [] => match sorted.broken.first() {
            Some((file, error)) => Err(ImportError::Chart {
                file: file.clone(),
                error: error.clone(),
            }),
            None if !sorted.manifests.is_empty() => Ok(from_manifests::new_pack(sorted)),
            None => Err(ImportError::Unknown(sorted.paths())),
        },
        [folder] => {
            let folder = folder.clone();
            Ok(from_folder(sorted, Some(&folder)))
        }
        folders => Err(ImportError::SeveralPacks(
            folders
                .iter()
                .map(|folder| naming::folder_name(folder))
                .collect(),
        )),
    }
}

/// The pack in a folder, whose path is empty or ends in `/`; without one, the pack that has no
/// pack.json.
fn from_folder(sorted: Sorted, folder: Option<&str>) -> Import {
    let mut notices = sorted.notices;
    let root = folder.unwrap_or(&sorted.root);
    let mut outside = Vec::new();
    let mut inside = Vec::new();
    for entry in sorted.entries {
        match entry.path.strip_prefix(root) {
            Some(path) => inside.push(Entry {
                path: path.to_owned(),
                ..entry
            }),
            None => outside.push(entry.path),
        }
    }
    if !outside.is_empty() {
        let folder = naming::folder_name(root);
        notices.push(format!(
            "Only the folder {folder} holds a pack. Left out: {}.",
            naming::some_of(&outside)
        ));
    }
    if folder.is_none() {
        notices.push(
            "This pack has no pack.json yet. The list of problems offers to create it.".to_owned(),
        );
    }
    let folder = root
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    let (mut pack, refused) = Pack::from_entries(inside);
    if !refused.is_empty() {
        let count = refused.len();
        notices.push(format!(
            "Left out, since their paths are too long for an export: {count} files."
        ));
    }
    pack.set_origin(Origin {
        folder,
        predecessor: None,
    });
    Import::Pack { pack, notices }
}

#[cfg(test)]
mod tests;
