//! Messages cover nothing on the page.

use anyhow::{Result, ensure};
use pack_tests::browser::{visit, visit_sized};
use serde_json::json;

use crate::{open, sound_pack};

/// Whether no message lies over a control of the form.
const COVERS_NOTHING: &str = "const boxes = selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect());
    const main = document.querySelector('.editor__main').getBoundingClientRect();
    const seen = box => ({ top: Math.max(box.top, main.top), bottom: Math.min(box.bottom, main.bottom), left: box.left, right: box.right });
    const fields = boxes('.section input, .section select, .section button').map(seen).filter(box => box.bottom > box.top);
    const meet = (a, b) => a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
    return !boxes('[data-testid=message]').some(message => fields.some(field => meet(message, field)));";

#[test]
fn messages_cover_no_field() -> Result<()> {
    for (width, height) in [(1440, 900), (360, 740)] {
        visit_sized(width, height, async |browser| {
            browser.new_from_template("helm").await?;
            browser.keep_messages().await?;
            ensure!(browser.message("info").await?.text.contains("Charts"));
            browser.export(pack_archive::Format::Zip).await?;
            browser.close_dialog().await?;
            browser.message("done").await?;
            ensure!(
                browser.script(COVERS_NOTHING, Vec::new()).await? == json!(true),
                "a message covers a field at {width} pixels"
            );
            browser.dismiss_messages().await?;
            browser.element(".section__title:focus").await?;
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn the_first_stop_skips_to_the_section() -> Result<()> {
    visit(async |browser| {
        browser.new_from_template("helm").await?;
        browser.message("info").await?;
        let first = "const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')];
            return stops.find(stop => !stop.disabled && stop.checkVisibility()).className";
        let first = browser.script(first, Vec::new()).await?;
        ensure!(first == json!("bar__skip"), "the first stop is {first}");
        Ok(())
    })
}

#[test]
fn safe_fixes_are_named_before_and_after() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack()
            .with(".DS_Store", *b"x")
            .with("x/.DS_Store", *b"x");
        open(browser, &pack).await?;
        browser
            .click_on("[data-testid=fix-all-what] summary")
            .await?;
        let what = browser.text("fix-all-what").await?;
        ensure!(
            what.contains("Remove .DS_Store") && what.contains("Remove x/.DS_Store"),
            "{what}"
        );
        browser.fix_all_safe().await?;
        let undo = browser.element("[data-testid=undo]").await?;
        let label = undo.attr("aria-label").await?.unwrap_or_default();
        ensure!(label.contains("Remove .DS_Store"), "{label}");
        Ok(())
    })
}

#[test]
fn messages_go_with_their_pack() -> Result<()> {
    visit(async |browser| {
        browser.new_from_template("helm").await?;
        browser.message("info").await?;
        browser.go_to_problem(true).await?;
        let said = browser.text_of("[data-testid=said]").await?;
        ensure!(said.contains("Problem 1 of"), "{said}");
        browser.saved().await?;
        browser.click_on(".bar__home").await?;
        browser.until_drafts(1).await?;
        ensure!(
            !browser.has("message").await?,
            "a message outlives its pack"
        );
        browser.click_on("[data-testid=draft] h3 button").await?;
        browser.in_editor().await?;
        browser.settled().await?;
        ensure!(
            !browser.has("message").await?,
            "a message outlives its pack"
        );
        let said = browser.text_of("[data-testid=said]").await?;
        ensure!(said.is_empty(), "{said}");
        Ok(())
    })
}
