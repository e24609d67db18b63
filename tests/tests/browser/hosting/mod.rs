//! The page as it is hosted and installed: without a network, in new versions, as an app.

mod headers;
mod installed;
mod offline;
mod single_file;
mod versions;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pack_tests::browser::built_page;
use tempfile::TempDir;

use crate::copy_without;

/// The script of the service worker, which only a released page has.
const SERVICE_WORKER: &str = "service-worker.js";

/// A copy of the released page; `None` without one.
fn released_page() -> Result<Option<TempDir>> {
    let Some(page) = built_page().filter(|page| page.join(SERVICE_WORKER).is_file()) else {
        return Ok(None);
    };
    let copy = tempfile::tempdir()?;
    copy_without(&page, copy.path(), "LICENSE")?;
    Ok(Some(copy))
}

/// The version of a page.
fn version_of(page: &Path) -> Result<String> {
    let text = fs::read_to_string(page.join("index.html"))?;
    let (_, rest) = text.split_once("data-version=\"").context("a version")?;
    let (version, _) = rest.split_once('"').context("the end of a version")?;
    Ok(version.to_owned())
}
