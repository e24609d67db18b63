//! Invalid input is reported at its field, and nothing is lost.

use anyhow::{Result, ensure};
use pack_tests::browser::visit;
use serde_json::Value;
use thirtyfour::Key;

use crate::{exported_pack_json, open, sound_pack};

#[test]
fn a_taken_key_is_told_at_its_field() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("annotations").await?;
        browser
            .fill("[data-testid=annotation-add-key]", "source")
            .await?;
        browser.click("annotation-add").await?;
        browser
            .element("[data-testid=annotation-add-key][aria-invalid=true]:focus")
            .await?;
        browser
            .fill("[data-testid=annotation-key-contributor]", "source")
            .await?;
        browser
            .element("[data-testid=annotation-key-contributor][aria-invalid=true]")
            .await?;
        ensure!(browser.messages().await?.is_empty());
        let manifest: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        ensure!(manifest["annotations"]["contributor"] == "ours");
        Ok(())
    })
}

#[test]
fn undo_reaches_the_pack_from_an_input_that_nothing_was_typed_into() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("annotations").await?;
        for _ in 0..2 {
            browser.click_on(".annotations__remove").await?;
            browser.settled().await?;
        }
        browser.element("#annotation-key:focus").await?;
        browser.press_with_control("z").await?;
        browser
            .element("[data-testid=annotation-key-contributor]")
            .await?;
        browser.click("annotation-add-key").await?;
        browser.press("x").await?;
        browser.press_with_control("z").await?;
        browser.settled().await?;
        ensure!(
            !browser.has("annotation-key-source").await?,
            "undo of typing took back a change of the pack"
        );
        Ok(())
    })
}

#[test]
fn an_impossible_day_is_told_and_the_old_one_stays() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for day in ["2030-06-30", "2030-02-31"] {
            browser.set_field("eol", day).await?;
            // The Tab key leads to the button in the field first.
            browser.press(Key::Tab).await?;
        }
        browser.until_field("eol", "2030-06-30").await?;
        let told = browser.element(".field__day ~ .field__error").await?;
        ensure!(told.text().await?.contains("does not exist"));
        let manifest: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        ensure!(manifest["eol"] == "2030-06-30", "{manifest}");
        browser.set_field("eol", "2031-02-28").await?;
        browser.element(".field__day ~ .field__error:empty").await?;
        Ok(())
    })
}

#[test]
fn a_dependency_is_written_once_it_names_a_pack_and_a_layer() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let before = exported_pack_json(browser).await?;
        browser.goto_section("constraints").await?;
        browser
            .click_on("[data-rows-add=\"/constraints/dependencies\"]")
            .await?;
        browser
            .element("[data-testid=\"field-constraints/dependencies/0/packName\"]:focus")
            .await?;
        browser.press("turntable").await?;
        browser.press(Key::Tab).await?;
        ensure!(exported_pack_json(browser).await? == before);
        ensure!(browser.findings().await?.is_empty());
        browser
            .choose("constraints/dependencies/0/layer", "csi")
            .await?;
        let after: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        ensure!(after["constraints"]["dependencies"][0]["packName"] == "turntable");
        let findings = browser.findings().await?;
        ensure!(
            findings.iter().all(|finding| finding.severity == "info"),
            "{findings:?}"
        );
        Ok(())
    })
}
