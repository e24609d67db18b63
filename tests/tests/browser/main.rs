//! The page in a browser, from start to download, as a person uses it.
//!
//! Run with the folder of the built page in the environment variable PACK_EDITOR_DIST, and with the
//! path of axe-core's script in AXE. Each flow has a new browser. At its end the console must have
//! no errors, and all requests must have gone to the origin of the page.

mod code;
mod harness;
mod hosting;
mod import_export;
mod limits;
mod page;
mod sections;
mod storage;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::Browser;
use pack_tests::packs::fixture::Fixture;
use tempfile::TempDir;

/// A temporary folder with files to choose.
struct TestFiles {
    folder: TempDir,
}

impl TestFiles {
    fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    /// Writes a file, and returns its path.
    fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Writes a pack as an archive, and returns its path.
    fn archive(&self, pack: &Fixture, format: Format) -> Result<PathBuf> {
        pack.write_archive(format, self.folder.path())
    }

    /// Writes a pack as a folder, and returns its path.
    fn folder(&self, pack: &Fixture) -> Result<PathBuf> {
        pack.write_folder(self.folder.path())
    }
}

/// Opens a pack as a zip, and waits until it is rendered.
async fn open(browser: &Browser, pack: &Fixture) -> Result<()> {
    open_only(browser, pack).await?;
    browser.rendered().await
}

/// Opens a pack as a zip.
async fn open_only(browser: &Browser, pack: &Fixture) -> Result<()> {
    let files = TestFiles::new()?;
    browser
        .open_files(&[&files.archive(pack, Format::Zip)?])
        .await
}

/// The pack that most flows start with. It has no findings.
fn sound_pack() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
}

/// The pack.json in an export of the open pack.
async fn exported_pack_json(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("pack.json")?)?)
}

/// Copies a folder but for entries whose name starts with a name.
fn copy_without(from: &Path, to: &Path, name: &str) -> Result<()> {
    for item in fs::read_dir(from)? {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_name().to_string_lossy().starts_with(name) {
            continue;
        }
        if item.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy_without(&item.path(), &target, name)?;
        } else {
            fs::copy(item.path(), target)?;
        }
    }
    Ok(())
}
