//! Undo, redo and reload: nothing that a user has is lost.

use anyhow::{Context, Result};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::checks::sorted;
use pack_tests::packs::image;

use crate::{TestFiles, open, sound_pack};

/// The names of the steps that undo and redo would make, as their buttons say them.
async fn names(browser: &Browser) -> Result<(String, String)> {
    let mut names = Vec::new();
    for name in ["undo", "redo"] {
        let button = browser.element(&format!("[data-testid={name}]")).await?;
        names.push(
            button
                .attr("aria-label")
                .await?
                .with_context(|| format!("{name} has no name"))?,
        );
    }
    let [undo, redo] = names
        .try_into()
        .map_err(|_| anyhow::anyhow!("there are two buttons"))?;
    Ok((undo, redo))
}

#[test]
fn undo_and_redo_span_forms_code_and_files() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        let pack = sound_pack();
        open(browser, &pack).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.goto_section("readme").await?;
        browser.set_code("# Turner\n").await?;
        browser.goto_section("logo").await?;
        browser
            .choose_files(
                "logo-input",
                &[&files.file("new.png", &image::png(80, 80))?],
            )
            .await?;
        browser.message("done").await?;
        let (_, end) = browser.export(Format::Zip).await?.unpack()?;
        browser.close_dialog().await?;

        assert!(
            names(browser).await?.0.to_lowercase().contains("logo"),
            "{:?}",
            names(browser).await?
        );
        for _ in 0..2 {
            browser.undo().await?;
        }
        assert!(
            names(browser)
                .await?
                .0
                .to_lowercase()
                .contains("display name"),
            "{:?}",
            names(browser).await?
        );
        assert!(
            names(browser).await?.1.contains("README.md"),
            "{:?}",
            names(browser).await?
        );
        browser.undo().await?;
        let (_, start) = browser.export(Format::Zip).await?.unpack()?;
        browser.close_dialog().await?;
        assert!(
            start == sorted(pack.entries()),
            "undo does not lead back to the start"
        );

        for _ in 0..3 {
            browser.redo().await?;
        }
        let (_, again) = browser.export(Format::Zip).await?.unpack()?;
        assert!(again == end, "redo does not lead to the end again");
        Ok(())
    })
}

#[test]
fn the_open_pack_survives_a_reload() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack()
            .with_executable("run.sh", *b"#!/bin/sh\n")
            .with("data.bin", *b"\0\xff\xfe");
        open(browser, &pack).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        let before = browser.export(Format::TarGz).await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        let after = browser.export(Format::TarGz).await?;
        assert!(after == before, "the pack differs after a reload");
        Ok(())
    })
}

#[test]
fn drafts_are_kept_on_the_start_page() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        let draft = "[data-testid=draft][data-name=disc-spinner][data-version=\"1.4.0\"]";
        browser.element(draft).await?;
        browser.accessible("start page with a draft").await?;
        browser
            .click_on(&format!("{draft} [data-testid=draft-duplicate]"))
            .await?;
        browser
            .until("for two drafts", async || {
                Ok((browser.count("[data-testid=draft]").await? == 2).then_some(()))
            })
            .await?;
        browser
            .click_on(&format!("{draft} [data-testid=draft-delete]"))
            .await?;
        browser
            .until("for one draft", async || {
                Ok((browser.count("[data-testid=draft]").await? == 1).then_some(()))
            })
            .await?;
        browser.click("draft-undo").await?;
        browser
            .until("for two drafts", async || {
                Ok((browser.count("[data-testid=draft]").await? == 2).then_some(()))
            })
            .await?;
        browser.click_on(&format!("{draft} h3 button")).await?;
        browser.in_editor().await?;
        browser.until_field("name", "disc-spinner").await
    })
}
