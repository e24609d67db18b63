//! Where a pack comes from: a folder or an archive.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use pack_archive::{Entry, Limits};
use pack_model::Pack;
use pack_model::import::{self, Import};

use crate::folder;

/// The pack in a folder or archive. It keeps the name of its folder if the path, or the archive, says
/// it; `.` says none.
///
/// # Errors
///
/// If it cannot be read, or holds no pack: a chart or manifests alone are not a pack.
pub fn pack(path: &Path) -> Result<Pack> {
    match open(path)? {
        Import::Pack { pack, .. } => Ok(pack),
        Import::Chart { .. } => {
            bail!("this is a Helm chart, not a pack: open it in the page to make a pack of it")
        }
        Import::Manifests { .. } => bail!(
            "these are Kubernetes manifests, not a pack: open them in the page to make a pack of them"
        ),
    }
}

/// What the page would make of a folder or archive.
///
/// # Errors
///
/// If it cannot be read.
pub fn open(path: &Path) -> Result<Import> {
    let entries = if path.is_dir() {
        in_folder(path)?
    } else {
        let bytes = fs::read(path).context("cannot be read")?;
        vec![Entry::new(name(path).unwrap_or_default(), bytes)]
    };
    Ok(import::open(entries, &Limits::default())?)
}

/// The files of a folder, below its name if it has one, like a folder that is dropped on a browser.
fn in_folder(path: &Path) -> Result<Vec<Entry>> {
    let mut entries = folder::read(path)?;
    if let Some(name) = name(path) {
        for entry in &mut entries {
            entry.path = format!("{name}/{}", entry.path);
        }
    }
    Ok(entries)
}

/// The last name in a path.
fn name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_the_name_in_its_path() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("web-1");
        fs::create_dir_all(folder.join("charts")).unwrap();
        fs::write(folder.join("pack.json"), "{}").unwrap();
        for (said, expected) in [
            (folder.clone(), Some("web-1")),
            (folder.join("."), Some("web-1")),
            (folder.join("charts/.."), None),
        ] {
            let pack = pack(&said).unwrap();
            assert_eq!(pack.origin().folder.as_deref(), expected, "{said:?}");
        }
    }
}
