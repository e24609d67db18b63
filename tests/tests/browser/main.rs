//! The page in a browser, from start to download, as a person uses it.
//!
//! Run with the environment's PACK_EDITOR_DIST naming the folder of the built page, and AXE naming
//! axe-core's script. Each flow has a fresh browser, and each ends with the check that the console
//! is free of errors and that nothing was asked of another origin.

mod accessible;
mod code;
mod code_editor;
mod drafts;
mod dropping;
mod editing;
mod exporting;
mod faults;
mod files;
mod findings;
mod focus;
mod harness;
mod history;
mod images;
mod keyboard;
mod listing;
mod logo;
mod long_values;
mod markdown;
mod messages;
mod mishaps;
mod narrow;
mod opening;
mod preview;
mod readme;
mod templates;
mod values;

use std::path::PathBuf;

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::Browser;
use pack_tests::fixture::Fixture;
use tempfile::TempDir;

/// A folder of this test's own, with files to pick.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    /// Puts a file on the desk.
    fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Puts a pack on the desk as an archive.
    fn archive(&self, pack: &Fixture, format: Format) -> Result<PathBuf> {
        pack.write_archive(format, self.folder.path())
    }

    /// Puts a pack on the desk as a folder.
    fn folder(&self, pack: &Fixture) -> Result<PathBuf> {
        pack.write_folder(self.folder.path())
    }
}

/// Opens a pack as a zip.
async fn open(browser: &Browser, pack: &Fixture) -> Result<()> {
    let desk = Desk::new()?;
    browser
        .open_files(&[&desk.archive(pack, Format::Zip)?])
        .await
}

/// The pack that most flows start from: nothing is to be found fault with.
fn plain() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
}

/// The pack.json that an export of the open pack holds.
async fn exported_manifest(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("pack.json")?)?)
}
