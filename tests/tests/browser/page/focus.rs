//! The keyboard's focus stays in the page when the focused element is removed.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::broken::with_problems;
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// A pack with three findings, one of them at a field.
fn untidy() -> pack_tests::packs::fixture::Fixture {
    let text = pack_tests::packs::fixture::manifest("disc-spinner", "v1.4.0");
    sound_pack()
        .with("pack.json", text.as_bytes())
        .with("x/.DS_Store", *b"x")
        .with(".DS_Store", *b"x")
}

/// Clicks by the keyboard: puts the focus on an element and presses Enter.
async fn press_on(browser: &Browser, selector: &str) -> Result<()> {
    browser.open_finding_of(selector).await?;
    let focus = "document.querySelector(arguments[0]).focus()";
    browser.script(focus, vec![json!(selector)]).await?;
    browser.press(Key::Enter).await
}

#[test]
fn screens_begin_at_their_headings() -> Result<()> {
    visit(async |browser| {
        browser.new_from_template("manifests").await?;
        browser.element(".section__title:focus").await?;
        browser.saved().await?;
        press_on(browser, ".bar__home").await?;
        browser.element(".start__name:focus").await?;
        press_on(browser, "[data-testid=draft] h3 button").await?;
        browser.in_editor().await?;
        browser.element(".section__title:focus").await?;
        Ok(())
    })
}

#[test]
fn a_fixed_field_has_the_focus() -> Result<()> {
    visit(async |browser| {
        open(browser, &untidy()).await?;
        let fix = "[data-place=\"/version\"] [data-testid=finding-fix]";
        press_on(browser, fix).await?;
        browser.until_field("version", "1.4.0").await?;
        browser.settled().await?;
        browser.element("[data-testid=field-version]:focus").await?;
        Ok(())
    })
}

#[test]
fn a_fixed_problem_gives_the_focus_to_the_next() -> Result<()> {
    visit(async |browser| {
        open(browser, &untidy()).await?;
        let all = browser.count(".problems [data-testid=finding]").await?;
        ensure!(all == 3, "there are {all} findings");
        for _ in 1..all {
            press_on(browser, ".problems [data-testid=finding-fix]").await?;
            browser.settled().await?;
            browser.element(".problems .finding__go:focus").await?;
        }
        press_on(browser, ".problems [data-testid=finding-fix]").await?;
        browser.settled().await?;
        browser.element("#problems-title:focus").await?;
        browser.undo().await?;
        press_on(browser, "[data-testid=fix-all-safe]").await?;
        browser.settled().await?;
        browser.element("#problems-title:focus").await?;
        Ok(())
    })
}

#[test]
fn a_fix_that_was_confirmed_gives_the_focus_to_the_next() -> Result<()> {
    let row = ".problems [data-rule=enabled-preset-conflict]";
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        let before = browser.count(row).await?;
        press_on(browser, &format!("{row} [data-testid=finding-fix]")).await?;
        browser.element("[data-testid=fix-apply]:focus").await?;
        browser.press(Key::Enter).await?;
        browser.until_count(row, before - 1).await?;
        browser.settled().await?;
        browser.element(".problems .finding__go:focus").await?;
        // The same under a field.
        browser.goto_section("overview").await?;
        let field = "[data-place=\"/version\"] [data-testid=finding-fix]";
        press_on(browser, field).await?;
        browser.until_rule("version-leading-v", false).await?;
        browser.element("[data-testid=field-version]:focus").await?;
        Ok(())
    })
}

#[test]
fn a_closed_dialog_gives_the_focus_back() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        press_on(browser, "[data-testid=export]").await?;
        press_on(browser, ".dialog__header button").await?;
        browser.element("[data-testid=export]:focus").await?;
        Ok(())
    })
}

#[test]
fn sections_that_are_gone_to_by_name_begin_at_their_headings() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("values").await?;
        browser.focus_code().await?;
        browser.press_with_control("k").await?;
        browser.element("dialog[open] input:focus").await?;
        browser.press("go to readme").await?;
        browser.press(Key::Enter).await?;
        browser
            .element("[data-testid=section-readme][aria-current=page]")
            .await?;
        browser.element(".section__title:focus").await?;
        Ok(())
    })
}

#[test]
fn a_section_opens_at_its_top() -> Result<()> {
    // The lowest window scrolls as a whole.
    for (width, height) in [(1440, 590), (1440, 400), (360, 740)] {
        visit_sized(width, height, async |browser| {
            open(browser, &sound_pack()).await?;
            let scroll = "const main = document.querySelector('.editor__main'), own = getComputedStyle(main).overflowY !== 'visible';
                const pane = own ? main : document.scrollingElement, from = own ? 0 : main.offsetTop;
                if (arguments[0]) pane.scrollTop = from + arguments[0];
                return Math.max(0, pane.scrollTop - from)";
            let far = browser.script(scroll, vec![json!(150)]).await?;
            ensure!(far == json!(150), "the first section is scrolled by {far}");
            browser.goto_section("annotations").await?;
            browser
                .until("for the section to begin at its top", async || {
                    let top = browser.script(scroll, vec![json!(0)]).await?;
                    Ok((top == json!(0)).then_some(()))
                })
                .await
        })?;
    }
    Ok(())
}

#[test]
fn a_deleted_draft_leaves_the_focus_on_what_takes_it_back() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        press_on(browser, ".bar__home").await?;
        browser.until_drafts(1).await?;
        press_on(browser, "[data-testid=draft-delete]").await?;
        browser.element("[data-testid=draft-undo]:focus").await?;
        browser.press(Key::Enter).await?;
        browser.element(".draft__open:focus").await?;
        Ok(())
    })
}
