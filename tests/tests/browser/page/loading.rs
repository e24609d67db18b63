//! What is loaded after a pack was checked: the page shows and checks the pack without it, says where
//! it could not be loaded, and loads it again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_editor::sections::SECTIONS;
use pack_tests::browser::{Browser, built_page, visit_page};
use pack_tests::file_server::FileServer;
use pack_tests::packs::fixture::Fixture;
use serde_json::json;

use crate::{copy_without, open_only, sound_pack};

/// The file with all sections but the first, and the dialogs.
const PANELS: &str = "split_panels.wasm";

/// The path of that file in a page. A development build is one piece, and has none.
fn panels(page: &Path) -> Result<Option<PathBuf>> {
    for folder in fs::read_dir(page)? {
        let file = folder?.path().join(PANELS);
        if file.is_file() {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// Waits until the open section shows its form or its code.
async fn until_shown(browser: &Browser, label: &str) -> Result<()> {
    let shown = "const section = document.querySelector('.section');
        return section?.querySelector('.section__title').textContent === arguments[0]
            && section.children.length > 1 && !section.textContent.includes('Loading');";
    browser
        .until(&format!("for {label} to be shown"), async || {
            let is_shown = browser.script(shown, vec![json!(label)]).await?;
            Ok((is_shown == json!(true)).then_some(()))
        })
        .await
}

#[test]
fn a_pack_is_shown_and_checked_before_the_rest_is_loaded() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    let is_split = panels(&page)?.is_some();
    let site = FileServer::serve(&page, "/")?;
    site.hold(PANELS);
    visit_page(site, (1440, 900), async |browser| {
        open_only(browser, &Fixture::addon("disc-spinner", "v1.4.0")).await?;
        browser.until_field("version", "v1.4.0").await?;
        browser.until_rule("version-leading-v", true).await?;
        assert_eq!(browser.card().await?.title, "Disc Spinner");
        browser.apply_first_fix("version-leading-v").await?;
        browser.until_field("version", "1.4.0").await?;
        browser.goto_section("readme").await?;
        if is_split {
            let shown = browser.text_of(".section [role=status]").await?;
            assert_eq!(shown, "Loading…");
            browser.accessible("a section that is being loaded").await?;
        }
        browser.site().release();
        for section in SECTIONS {
            browser.goto_section(section.id).await?;
            until_shown(browser, section.label).await?;
        }
        Ok(())
    })
}

#[test]
fn what_could_not_be_loaded_is_told_and_loaded_again() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    let Some(file) = panels(&page)? else {
        return Ok(());
    };
    let place = tempfile::tempdir()?;
    copy_without(&page, place.path(), PANELS)?;
    let site = FileServer::serve(place.path(), "/")?;
    visit_page(site, (1440, 900), async |browser| {
        open_only(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.goto_section("images").await?;
        let said = browser.text_of(".section [role=alert]").await?;
        assert!(said.contains("could not be loaded"), "{said}");
        assert!(said.contains("Nothing is lost"), "{said}");
        browser.accessible("a section that was not loaded").await?;
        browser.click("export").await?;
        let said = browser.text_of("dialog [role=alert]").await?;
        assert!(said.contains("could not be loaded"), "{said}");
        browser
            .accessible_as_it_is("a dialog that was not loaded")
            .await?;
        browser.close_dialog().await?;

        fs::copy(&file, place.path().join(file.strip_prefix(&page)?))?;
        browser.click("load-again").await?;
        until_shown(browser, "Images").await?;
        let taken = browser.export(Format::Zip).await?;
        assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
        let errors = browser.expected_errors().await?;
        ensure!(
            errors.iter().all(|error| error.contains("/lazy-")),
            "the console says more: {errors:?}"
        );
        Ok(())
    })
}
