//! The code view: the editor itself, its agreement with the forms, and the Markdown beside it.

mod absent;
mod editor;
mod forms;
mod long_texts;
mod markdown;

use anyhow::Result;
use pack_tests::browser::Browser;
use pack_tests::packs::fixture::Fixture;

use crate::open;

/// Opens a pack at the code of a section.
async fn open_code(browser: &Browser, pack: &Fixture, section: &str) -> Result<()> {
    open(browser, pack).await?;
    browser.goto_section(section).await?;
    if browser.has("view-code").await? {
        browser.view_code().await?;
    }
    browser.code_file().await.map(|_| ())
}
