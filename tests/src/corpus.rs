//! Published packs, if the environment variable PACK_CORPUS names a folder of them.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use pack_archive::Entry;

use crate::packs::folder::read_folder;

/// A pack as a folder.
#[derive(Debug, Clone)]
pub struct Published {
    /// The folder's name.
    pub name: String,
    path: PathBuf,
}

impl Published {
    /// Its files.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        read_folder(&self.path)
    }
}

/// All packs of the corpus by name. Empty without a corpus.
pub fn packs() -> Result<Option<Vec<Published>>> {
    let Some(folder) = std::env::var_os("PACK_CORPUS").map(PathBuf::from) else {
        return Ok(None);
    };
    let items = std::fs::read_dir(&folder)
        .with_context(|| format!("PACK_CORPUS: reading {}", folder.display()))?;
    let mut packs = Vec::new();
    for item in items {
        let item = item?;
        if item.file_type()?.is_dir() {
            packs.push(Published {
                name: item.file_name().to_string_lossy().into_owned(),
                path: item.path(),
            });
        }
    }
    ensure!(
        !packs.is_empty(),
        "PACK_CORPUS: {} holds no pack",
        folder.display()
    );
    packs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Some(packs))
}
