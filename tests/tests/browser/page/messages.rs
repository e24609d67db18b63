//! Messages move nothing on the page, and leave it by themselves.

use anyhow::{Result, ensure};
use pack_tests::browser::{visit, visit_sized};
use serde_json::json;

use crate::{open, sound_pack};

/// Where the panes of the editor and the fields of the section stand.
const PLACES: &str =
    "const all = '.editor__main, .editor__main input, .section__title, .problems, .nav';
    return [...document.querySelectorAll(all)].map(one => {
        const box = one.getBoundingClientRect();
        return [box.left, box.top, box.width, box.height].map(Math.round).join(' ');
    })";

#[test]
fn messages_move_nothing_and_leave() -> Result<()> {
    for (width, height) in [(1440, 900), (360, 740)] {
        visit_sized(width, height, async |browser| {
            open(browser, &sound_pack()).await?;
            browser.settled().await?;
            let before = browser.script(PLACES, Vec::new()).await?;
            browser.export(pack_archive::Format::Zip).await?;
            browser.close_dialog().await?;
            browser.message("done").await?;
            let role = "return document.querySelector('[data-testid=message]').closest('[role=status][aria-live=polite]') !== null";
            ensure!(browser.script(role, Vec::new()).await? == json!(true));
            let after = browser.script(PLACES, Vec::new()).await?;
            ensure!(
                before == after,
                "a message moves the page at {width} pixels"
            );
            browser.until_count("[data-testid=message]", 0).await
        })?;
    }
    Ok(())
}

#[test]
fn notices_stay_in_the_section_where_they_were_told() -> Result<()> {
    visit(async |browser| {
        browser.new_from_template("helm").await?;
        ensure!(browser.message("info").await?.text.contains("Charts"));
        browser.goto_section("charts").await?;
        browser.until_count("[data-testid=message]", 0).await?;
        browser.goto_section("overview").await?;
        browser.message("info").await?;
        browser.dismiss_messages().await?;
        browser.element(".section__title:focus").await?;
        Ok(())
    })
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
        browser.show_problems().await?;
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
