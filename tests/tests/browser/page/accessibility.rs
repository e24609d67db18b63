//! Axe finds nothing in any state of the page, light and dark, wide and narrow.

use anyhow::{Result, ensure};
use pack_editor::sections::SECTIONS;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::Fixture;

use crate::{open, sound_pack};

/// A pack in which much is wrong, so that every sort of finding is shown.
fn with_problems() -> Fixture {
    let text = r#"{"name": "Disc Spinner", "displayname": "D", "version": "v1", "layer": "addon", "cloudTypes": ["all", "moon"],
        "eol": "soon", "charts": ["charts/none.tgz"], "annotations": {"source": 1}, "x": {"y": []},
        "constraints": {"dependencies": [{"packName": "a", "layer": "csi", "type": "required"}],
        "resources": [{"type": "cpu", "minLimit": 1, "components": [{"scheduleType": "all"}]}]}}"#;
    sound_pack()
        .with("pack.json", text.as_bytes())
        .with(
            "charts/spinner-0.9.1.tgz",
            chart::packed("spinner", "0.9.1"),
        )
        .with("values.yaml", *b"a: [\n")
        .with(".DS_Store", *b"x")
        .without("logo.png")
}

async fn every_section(browser: &Browser, what: &str) -> Result<()> {
    let mut errors = Vec::new();
    for section in SECTIONS.iter().map(|section| section.id) {
        browser.goto_section(section).await?;
        browser.settled().await?;
        let judged = browser.accessible(&format!("{section} of {what}")).await;
        errors.extend(judged.err().map(|error| format!("{error:#}")));
    }
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

#[test]
fn the_start_page() -> Result<()> {
    visit(async |browser| browser.accessible("start page").await)
}

#[test]
fn every_section_of_a_good_pack() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        every_section(browser, "a good pack").await
    })
}

#[test]
fn every_section_of_a_pack_with_problems() -> Result<()> {
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        every_section(browser, "a pack with problems").await?;
        browser.goto_section("overview").await?;
        browser.view_code().await?;
        browser.accessible("code of a pack with problems").await
    })
}

#[test]
fn an_os_pack_and_its_message() -> Result<()> {
    visit(async |browser| {
        browser.new_from_template("os-aws").await?;
        browser.message("info").await?;
        browser.accessible("new OS pack").await?;
        browser.dismiss_messages().await?;
        browser.goto_section("annotations").await?;
        browser.accessible("annotations of an OS pack").await
    })
}

#[test]
fn the_dialogs() -> Result<()> {
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        for theme in ["light", "dark"] {
            browser.set_theme(theme).await?;
            browser.click("export").await?;
            browser.element("[data-testid=export-zip]").await?;
            browser.accessible_as_it_is("export").await?;
            browser.close_dialog().await?;
            browser.export(pack_archive::Format::Zip).await?;
            browser
                .accessible_as_it_is("export with its commands")
                .await?;
            browser.close_dialog().await?;
            browser.click("commands").await?;
            browser.element("dialog[open]").await?;
            browser.accessible_as_it_is("commands").await?;
            browser.close_dialog().await?;
        }
        Ok(())
    })
}

#[test]
fn a_narrow_screen() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        browser.fits_the_width().await?;
        browser.accessible("narrow start page").await?;
        open(browser, &with_problems()).await?;
        browser.fits_the_width().await?;
        for pane in ["edit", "preview", "problems"] {
            browser.click(&format!("pane-{pane}")).await?;
            browser.fits_the_width().await?;
            browser
                .accessible(&format!("pane {pane} on a narrow screen"))
                .await?;
        }
        Ok(())
    })
}
