//! The file that has all of the page works from a folder, without any request.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::visit_file;
use pack_tests::packs::fixture::Fixture;

use crate::open;

#[test]
fn a_file_opens_checks_renders_edits_and_exports_a_pack() -> Result<()> {
    visit_file(async |browser| {
        open(browser, &Fixture::addon("disc-spinner", "v1.4.0")).await?;
        browser.until_rule("version-leading-v", true).await?;
        browser.apply_first_fix("version-leading-v").await?;
        browser.until_field("version", "1.4.0").await?;
        browser.set_field("displayName", "Turner").await?;
        browser.goto_section("deployment").await?;
        browser.element("[data-testid=object]").await?;
        browser.goto_section("readme").await?;
        browser.element(".cm-editor .cm-line").await?;
        let taken = browser.export(Format::TarGz).await?;
        ensure!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
        browser.close_dialog().await?;
        browser.saved().await
    })
}

#[test]
fn a_file_finds_its_drafts_again() -> Result<()> {
    visit_file(async |browser| {
        browser.new_from_template("helm").await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(1).await?;
        browser.accessible("a single file").await
    })
}
