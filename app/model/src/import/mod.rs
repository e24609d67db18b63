//! Turns dropped or picked files, recognised by their content, into a pack, or adds them to the open one.
//!
//! A pack is taken as it is. Helm charts and Kubernetes manifests become a new pack. Nothing here changes
//! an open pack: the result is a new pack or a transaction.

mod add;
mod chart_values;
mod completing;
mod filling;
mod found_chart;
mod from_charts;
mod from_manifests;
mod naming;
mod samples;
mod sort;
mod values;

use pack_archive::{Entry, Limits, is_macos_metadata};

use crate::chart::ChartError;
use crate::pack::Pack;
use crate::pack::origin::Origin;
use crate::pack::path::PACK_JSON;
use sort::Sorted;

pub use add::{Addition, add_to};
pub use chart_values::{AddedValues, NewCharts, chart_values};
pub use completing::{Completion, complete_added, complete_new};
pub use naming::other_versions;
pub use sort::{Unpacked, unpacked};

/// The notice about a pack without metadata.
const NO_METADATA: &str = "This pack has no pack.json yet. Create it in Problems.";

/// The result of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Import {
    /// A pack, unchanged.
    Pack {
        /// The pack, with the name of its folder.
        pack: Pack,
        /// Notices for the user, each a sentence: not that it has no pack.json, which a finding says too.
        notices: Vec<String>,
    },
    /// A new pack of one or more Helm charts, and of manifests if there are any.
    Chart {
        /// The pack.
        pack: Pack,
        /// Notices for the user, each a sentence.
        notices: Vec<String>,
    },
    /// A new pack of Kubernetes manifests.
    Manifests {
        /// The pack.
        pack: Pack,
        /// Notices for the user, each a sentence.
        notices: Vec<String>,
    },
}

/// Why nothing was imported. The text says what is wrong, what was kept and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There are no files.
    #[error("The selection contains no files, so nothing was opened or changed.")]
    Empty,
    /// No file could be read; the reasons follow.
    #[error("None of the files could be read. {0} Nothing was opened or changed.")]
    NothingTaken(String),
    /// An archive that cannot be read, or more than the limits allow.
    #[error("{0} Nothing was opened or changed.")]
    Archive(#[from] pack_archive::Error),
    /// A Helm chart that is broken.
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
    /// Charts that Helm does not install.
    #[error(
        "{} is a library chart: it only has definitions for other charts, and Helm does not install it. \
         Add a chart that uses it. Nothing was opened or changed.", naming::some_of(.0)
    )]
    Library(Vec<String>),
    /// No pack, no chart and no manifests.
    #[error(
        "{}No pack, Helm chart or Kubernetes manifest was found in {}. Choose a folder or archive with a pack.json, \
         a chart's .tgz, or YAML files with apiVersion and kind. Nothing was opened or changed.",
        .notices.iter().map(|notice| format!("{notice} ")).collect::<String>(),
        naming::some_of(.files)
    )]
    Unknown {
        /// The files that were found.
        files: Vec<String>,
        /// What was left out of them or may be missing, each a sentence.
        notices: Vec<String>,
    },
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

    /// Notices for the user of the page, each a sentence.
    pub fn notices(&self) -> Vec<String> {
        match self {
            Self::Pack { pack, notices } if pack.file(PACK_JSON).is_none() => {
                [notices.as_slice(), &[NO_METADATA.to_owned()]].concat()
            }
            Self::Pack { notices, .. }
            | Self::Chart { notices, .. }
            | Self::Manifests { notices, .. } => notices.clone(),
        }
    }
}

/// Makes a pack from loose files, from a folder's files with their paths, or from a single archive.
///
/// # Errors
///
/// If the files exceed the limits, if an archive or chart cannot be read, if there are several packs, or
/// if no pack can be made from them.
pub fn open(entries: Vec<Entry>, limits: &Limits) -> Result<Import, ImportError> {
    let unpacked = unpacked(entries, limits)?;
    if unpacked.has_pack() {
        pack(unpacked)
    } else {
        new_pack(unpacked)
    }
}

/// The pack among files that were unpacked, as it is.
///
/// # Errors
///
/// If there are several.
pub fn pack(unpacked: Unpacked) -> Result<Import, ImportError> {
    let Unpacked {
        entries,
        notices,
        root,
        packs,
    } = unpacked;
    match packs.as_slice() {
        [] => Ok(from_folder(entries, notices, &root)),
        [folder] => Ok(from_folder(entries, notices, folder)),
        folders => Err(ImportError::SeveralPacks(
            folders
                .iter()
                .map(|folder| naming::folder_name(folder))
                .collect(),
        )),
    }
}

/// The packs among files that were unpacked, as they are.
pub fn several(unpacked: Unpacked) -> Vec<Pack> {
    let Unpacked { entries, packs, .. } = unpacked;
    let pack = |folder: &String| from_folder(entries.clone(), Vec::new(), folder).into_pack();
    packs.iter().map(pack).collect()
}

/// Makes a pack of files that were unpacked, among which there is no pack.json: they are a pack that
/// only lacks it, or become a new one of their charts and manifests.
///
/// # Errors
///
/// If there are neither charts nor manifests, or if a chart cannot be read.
pub fn new_pack(unpacked: Unpacked) -> Result<Import, ImportError> {
    let sorted = sort::sort(unpacked);
    if sorted.is_pack_without_metadata() {
        let Sorted {
            entries,
            notices,
            root,
            ..
        } = sorted;
        return Ok(from_folder(entries, notices, &root));
    }
    if !sorted.charts.is_empty() {
        return Ok(from_charts::new_pack(sorted));
    }
    if !sorted.libraries.is_empty() && sorted.manifests.is_empty() {
        return Err(ImportError::Library(sorted.libraries));
    }
    match sorted.broken.first() {
        Some((file, error)) => Err(ImportError::Chart {
            file: file.clone(),
            error: error.clone(),
        }),
        None if !sorted.manifests.is_empty() => Ok(from_manifests::new_pack(sorted)),
        None => Err(ImportError::Unknown {
            files: sorted.paths(),
            notices: sorted.notices,
        }),
    }
}

/// The pack in a folder, whose path is empty or ends in `/`.
fn from_folder(entries: Vec<Entry>, mut notices: Vec<String>, root: &str) -> Import {
    let mut outside = Vec::new();
    let mut inside = Vec::new();
    for entry in entries {
        match entry.path.strip_prefix(root) {
            Some(path) => inside.push(Entry {
                path: path.to_owned(),
                ..entry
            }),
            None if is_macos_metadata(&entry.path) => {}
            None => outside.push(entry.path),
        }
    }
    if !outside.is_empty() {
        let folder = naming::folder_name(root);
        notices.push(format!(
            "Only the folder {folder} contains a pack. Left out: {}.",
            naming::some_of(&outside)
        ));
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
            "Left out, because their paths are too long for an export: {count} files."
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
