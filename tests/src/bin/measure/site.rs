//! The site of all contestants: one origin, so that one browser measures them in turn.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pack_archive::{Entry, Format};
use pack_tests::browser::{Browser, MEMORY_SCRIPT, built_page, visit_page};
use pack_tests::file_server::FileServer;
use pack_tests::packs::long_values;
use tempfile::TempDir;

use crate::table::Column;

/// A page that is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contestant {
    Ours,
    CodeMirror,
    Monaco,
}

impl Contestant {
    pub(crate) const ALL: [Self; 3] = [Self::Ours, Self::CodeMirror, Self::Monaco];

    /// Its place on the site.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Ours => "ours/",
            Self::CodeMirror => "codemirror/",
            Self::Monaco => "monaco/",
        }
    }

    pub(crate) fn column(self) -> Column {
        Column::Editor(self)
    }
}

/// The page that a browser shows first.
const FIRST: &str =
    "<!doctype html><html lang=\"en\" data-ready><title>Measurements</title></html>";

/// The site, and the packs that are opened. It is gone when it is dropped.
pub(crate) struct Site {
    place: TempDir,
}

impl Site {
    /// Copies the page of PACK_EDITOR_DIST and the pages in the folder CONTESTANTS.
    pub(crate) fn prepare() -> Result<Self> {
        let place = tempfile::tempdir()?;
        let root = place.path().join("site");
        let ours = built_page().context("PACK_EDITOR_DIST names no built page")?;
        copy(&ours, &root.join("ours"))?;
        let contestants = std::env::var_os("CONTESTANTS").map(PathBuf::from);
        copy(&contestants.context("CONTESTANTS names no folder")?, &root)?;
        fs::write(root.join("index.html"), FIRST)?;
        fs::write(root.join("values.yaml"), long_values::text())?;
        let checker = root.join("ours/checker.js");
        let script = fs::read_to_string(&checker)?;
        fs::write(checker, format!("{MEMORY_SCRIPT}\n{script}"))?;
        Ok(Self { place })
    }

    /// Lets a browser measure the pages.
    pub(crate) fn visit(&self, flow: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
        let site = FileServer::serve_zipped(&self.place.path().join("site"), "/")?;
        visit_page(site, (1440, 900), async |browser| {
            browser.watch_speed().await?;
            flow(browser).await
        })
    }

    /// A pack as a zip.
    pub(crate) fn archive(&self, name: &str, entries: &[Entry]) -> Result<PathBuf> {
        let path = self.place.path().join(format!("{name}.zip"));
        let zip = pack_archive::write(Format::Zip, name, "1.0.0", entries)?;
        fs::write(&path, zip)?;
        Ok(path)
    }
}

/// Shows our start page without any draft.
pub(crate) async fn fresh_start(browser: &Browser) -> Result<()> {
    let start = format!("{}?open=start", Contestant::Ours.path());
    browser.open_page(&start).await?;
    let forget = "const deleting = indexedDB.deleteDatabase('pack-editor');
        deleting.onsuccess = event => arguments[0](event.type)";
    browser.script_that_waits(forget).await?;
    browser.open_page(&start).await
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let items = fs::read_dir(from).with_context(|| format!("reading {}", from.display()))?;
    for item in items {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy(&item.path(), &target)?;
        } else {
            fs::copy(item.path(), target)?;
        }
    }
    Ok(())
}
