//! Taking the pack away: exports and other downloads, as they land in the downloads folder.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};
use pack_archive::{Entry, Format, Limits};

use super::{Browser, driver};

/// A file that the browser has downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The name that the page gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Download {
    /// The files in the archive, and the one folder around them.
    pub fn unpack(&self) -> Result<(String, Vec<Entry>)> {
        let mut contents = pack_archive::read(&self.bytes, &Limits::default())?;
        anyhow::ensure!(
            contents.left_out.is_empty(),
            "the download is not clean: {:?}",
            contents.left_out
        );
        let root = pack_archive::strip_single_root(&mut contents)
            .context("no single folder around the files")?;
        contents.entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((root, contents.entries))
    }

    /// The bytes of a file in the archive.
    pub fn file(&self, path: &str) -> Result<Vec<u8>> {
        let (_, entries) = self.unpack()?;
        let entry = entries.into_iter().find(|entry| entry.path == path);
        Ok(entry
            .with_context(|| format!("{} has no {path}", self.name))?
            .bytes
            .to_vec())
    }
}

impl Browser {
    /// Exports the open pack and gives what was downloaded.
    pub async fn export(&self, format: Format) -> Result<Download> {
        let name = format!("export-{}", format.id());
        self.download(async || {
            if !self.has(&name).await? {
                self.click("export").await?;
            }
            self.click(&name).await
        })
        .await
    }

    /// Does something that downloads one file, waits for the file, and gives it.
    pub async fn download(&self, by: impl AsyncFnOnce() -> Result<()>) -> Result<Download> {
        let before = self.downloaded()?;
        by().await?;
        let name = self
            .until("for a download", async || {
                Ok(self.downloaded()?.difference(&before).next().cloned())
            })
            .await?;
        let path = driver::downloads(&self.place).join(&name);
        let bytes = fs::read(&path)?;
        // So that the next download of the same name keeps it.
        fs::remove_file(path)?;
        Ok(Download { name, bytes })
    }

    /// The names of the files that are downloaded completely. While a download runs, its name is
    /// taken by an empty file, and its bytes stand in another one.
    fn downloaded(&self) -> Result<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        for item in fs::read_dir(driver::downloads(&self.place))? {
            let item = item?;
            let name = item.file_name().to_string_lossy().into_owned();
            let is_partial = name.ends_with(".crdownload") || name.starts_with('.');
            if !is_partial && item.metadata()?.len() > 0 {
                names.insert(name);
            }
        }
        Ok(names)
    }
}
