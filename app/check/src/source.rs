//! Where a pack comes from: a folder or an archive.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use pack_archive::{Entry, Limits};
use pack_model::Pack;
use pack_model::import::{self, Import};

use crate::folder;

/// The pack in a folder or archive. A folder is named as it is, so that a pack may say more than one
/// thing about itself.
///
/// # Errors
///
/// If it cannot be read, or holds no pack: a chart or manifests alone are none.
pub fn pack(path: &Path) -> Result<Pack> {
    let entries = if path.is_dir() {
        in_folder(path)?
    } else {
        let bytes = fs::read(path).context("cannot be read")?;
        vec![Entry::new(name(path), bytes)]
    };
    match import::open(entries, &Limits::default())? {
        Import::Pack { pack, .. } => Ok(pack),
        Import::Chart { .. } => {
            bail!("this is a Helm chart, not a pack: open it in the page to make a pack of it")
        }
        Import::Manifests { .. } => bail!(
            "these are Kubernetes manifests, not a pack: open them in the page to make a pack of them"
        ),
    }
}

/// The files of a folder, below its own name, as a browser gives a folder that was dropped.
fn in_folder(path: &Path) -> Result<Vec<Entry>> {
    let root = path.canonicalize()?;
    let root = name(&root);
    let mut entries = folder::read(path)?;
    for entry in &mut entries {
        entry.path = format!("{root}/{}", entry.path);
    }
    Ok(entries)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_else(|| "pack".to_owned())
}
