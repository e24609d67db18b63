//! The files of a pack: renamed, replaced and removed; and files that are dropped on the page.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{TestFiles, exported_pack_json, open, sound_pack};

async fn act(browser: &Browser, file: &str, button: &str) -> Result<()> {
    let button =
        format!("[data-testid=file][data-path=\"{file}\"] [data-file-button=\"{button}\"]");
    browser.click_on(&button).await
}

async fn until_there(browser: &Browser, file: &str, is_there: bool) -> Result<()> {
    let row = format!("[data-testid=file][data-path=\"{file}\"]");
    browser
        .until(&format!("for {file} to be there: {is_there}"), async || {
            Ok(((browser.count(&row).await? > 0) == is_there).then_some(()))
        })
        .await
}

#[test]
fn files_are_renamed_with_their_entries() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("files").await?;
        act(browser, "manifests/app.yaml", "edit").await?;
        browser.element("[data-testid=file-path]:focus").await?;
        browser.press_with_control("a").await?;
        browser.press("pack.json").await?;
        browser.press(Key::Enter).await?;
        browser
            .element("[data-testid=file-path][aria-invalid=true]")
            .await?;
        browser.press_with_control("a").await?;
        browser.press("manifests/spinner.yaml").await?;
        browser.press(Key::Enter).await?;
        until_there(browser, "manifests/spinner.yaml", true).await?;
        until_there(browser, "manifests/app.yaml", false).await?;
        let manifest: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        ensure!(manifest["kubeManifests"] == json!(["manifests/spinner.yaml"]));
        Ok(())
    })
}

#[test]
fn files_are_replaced_and_removed() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("other-name.md", b"# Another\n")?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("files").await?;
        act(browser, "README.md", "upload").await?;
        browser
            .choose_files("files-replace-input", &[&path])
            .await?;
        browser.element("[data-testid=undo]:enabled").await?;
        act(browser, "manifests/app.yaml", "trash").await?;
        until_there(browser, "manifests/app.yaml", false).await?;
        let taken = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        ensure!(taken.file("README.md")? == b"# Another\n");
        ensure!(taken.file("manifests/app.yaml").is_err());
        let manifest: Value = serde_json::from_slice(&taken.file("pack.json")?)?;
        ensure!(manifest["kubeManifests"] == json!([]), "{manifest}");
        browser.undo().await?;
        until_there(browser, "manifests/app.yaml", true).await
    })
}

#[test]
fn files_are_dropped_on_the_start_page_and_on_a_pack() -> Result<()> {
    let files = TestFiles::new()?;
    let archive = std::fs::read(files.archive(&sound_pack(), Format::TarGz)?)?;
    visit(async |browser| {
        browser.drop_files(&[("any.tar.gz", &archive)]).await?;
        browser.in_editor().await?;
        browser.until_field("name", "disc-spinner").await?;
        browser.drop_files(&[("NOTES.txt", b"spin")]).await?;
        browser.message("done").await?;
        let taken = browser.export(Format::Zip).await?;
        ensure!(taken.file("NOTES.txt")? == b"spin");
        Ok(())
    })
}
