//! Where the code editor cannot be loaded, or its search: text can be edited all the same, and search
//! is loaded when it is asked for again.

use std::fs;

use anyhow::{Result, ensure};
use pack_tests::browser::{built_page, visit_page};
use pack_tests::file_server::FileServer;
use pack_tests::packs::fixture::manifest;

use super::open_code;
use crate::{copy_without, sound_pack};

#[test]
fn without_the_code_editor_there_is_a_plain_field() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    let place = tempfile::tempdir()?;
    copy_without(&page, place.path(), "code-")?;
    let site = FileServer::serve(place.path(), "/")?;
    visit_page(site, (1440, 900), async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        browser.console_is_only_about("code", NOT_LOADED).await?;
        browser.element("textarea[data-testid=code]").await?;
        browser.accessible("the plain field for code").await?;
        let text = manifest("disc-spinner", "1.4.0");
        assert_eq!(browser.code().await?, text);
        let text = text.replace("Disc Spinner", "Turner");
        browser.set_code(&text).await?;
        browser.view_form().await?;
        browser.until_field("displayName", "Turner").await?;
        browser.undo().await?;
        browser
            .until_code(&manifest("disc-spinner", "1.4.0"))
            .await?;
        // Each view asks for the code editor again.
        browser.console_is_only_about("code", NOT_LOADED).await
    })
}

/// What the page says in the console where the code editor is not to be had, after all that the
/// browser says.
const NOT_LOADED: &str = "the code editor could not be loaded";

#[test]
fn search_that_could_not_be_loaded_is_told_and_loaded_again() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    let place = tempfile::tempdir()?;
    copy_without(&page, place.path(), SEARCH)?;
    let site = FileServer::serve(place.path(), "/")?;
    visit_page(site, (1440, 900), async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        browser.focus_code().await?;
        browser.press_with_control("f").await?;
        let said = browser.message("error").await?.text;
        ensure!(
            said.contains("Search and completion could not be loaded"),
            "{said}"
        );

        for folder in fs::read_dir(&page)? {
            let file = folder?.path().join(SEARCH);
            if file.is_file() {
                fs::copy(&file, place.path().join(file.strip_prefix(&page)?))?;
            }
        }
        browser.focus_code().await?;
        browser.press_with_control("f").await?;
        browser.element(".cm-search").await?;
        let errors = browser.expected_errors().await?;
        ensure!(
            errors.iter().all(|error| error.contains(SEARCH)),
            "the console says more: {errors:?}"
        );
        Ok(())
    })
}

/// The file that has the code editor's search.
const SEARCH: &str = "more.js";
