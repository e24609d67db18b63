//! The page in a browser, from start to download, as a person uses it.
//!
//! Run with the environment's PACK_EDITOR_DIST naming the folder of the built page, and AXE naming
//! axe-core's script. Each flow has a fresh browser, and each ends with the check that the console
//! is free of errors and that nothing was asked of another origin.

mod code;
mod harness;
mod import_export;
mod page;
mod sections;
mod storage;

use std::path::PathBuf;

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::Browser;
use pack_tests::packs::fixture::Fixture;
use tempfile::TempDir;

/// A folder of this test's own, with files to pick.
struct TestFiles {
    folder: TempDir,
}

impl TestFiles {
    fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    /// Puts a file on the files.
    fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Puts a pack on the files as an archive.
    fn archive(&self, pack: &Fixture, format: Format) -> Result<PathBuf> {
        pack.write_archive(format, self.folder.path())
    }

    /// Puts a pack on the files as a folder.
    fn folder(&self, pack: &Fixture) -> Result<PathBuf> {
        pack.write_folder(self.folder.path())
    }
}

/// Opens a pack as a zip.
async fn open(browser: &Browser, pack: &Fixture) -> Result<()> {
    let files = TestFiles::new()?;
    browser
        .open_files(&[&files.archive(pack, Format::Zip)?])
        .await
}

/// The pack that most flows start from: nothing is to be found fault with.
fn plain() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
}

/// The pack.json that an export of the open pack holds.
async fn exported_pack_json(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("pack.json")?)?)
}
