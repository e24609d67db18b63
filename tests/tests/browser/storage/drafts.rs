//! Drafts survive: reloads, tabs that are killed, and a second tab; and each opens where it was left.

use anyhow::Result;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::fixture::Fixture;
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// What undo would take back, by its button.
async fn undo_name(browser: &Browser) -> Result<String> {
    let button = browser.element("[data-testid=undo]").await?;
    Ok(button.attr("aria-label").await?.unwrap_or_default())
}

#[test]
fn undo_and_redo_go_on_after_a_reload() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.goto_section("readme").await?;
        browser.set_code("# Turner\n").await?;
        browser.set_code("# Whirler\n").await?;
        browser.undo().await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.redo().await?;
        browser.until_code("# Whirler\n").await?;
        for _ in 0..2 {
            browser.undo().await?;
        }
        browser.undo().await?;
        browser.until_field("displayName", "Disc Spinner").await?;
        assert_eq!(undo_name(browser).await?, "Nothing to undo");
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.redo().await?;
        browser.until_field("displayName", "Turner").await
    })
}

#[test]
fn a_draft_that_is_left_while_it_is_saved_holds_up_nothing() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        for turn in 0..8 {
            let field = browser.element("[data-testid=field-displayName]").await?;
            field.send_keys(format!("{turn}") + Key::Tab).await?;
            browser.open_page_at_once("?open=start").await?;
            browser.until_drafts(1).await?;
            browser.click_on("[data-testid=draft] h3 button").await?;
            browser.in_editor().await?;
        }
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await
    })
}

#[test]
fn a_killed_tab_loses_nothing_that_was_saved() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().with("data.bin", *b"\0\xff")).await?;
        browser.goto_section("values").await?;
        browser.set_code("pack:\n  namespace: turner\n").await?;
        browser.saved().await?;
        browser.kill_tab().await?;
        browser.in_editor().await?;
        browser.until_code("pack:\n  namespace: turner\n").await?;
        browser.undo().await?;
        let text = String::from_utf8(sound_pack().bytes("values.yaml").to_vec())?;
        browser.until_code(&text).await
    })
}

#[test]
fn a_draft_opens_where_it_was_left() -> Result<()> {
    let keys = (0..900).map(|number| format!("  key{number}: value\n"));
    let long = format!("root:\n{}", keys.collect::<String>());
    visit(async |browser| {
        open(browser, &sound_pack().with("values.yaml", long.as_bytes())).await?;
        browser.goto_section("constraints").await?;
        browser.view_code().await?;
        browser.goto_section("values").await?;
        browser.element("[data-file=\"values.yaml\"]").await?;
        browser.scroll_code_to("key205: val").await?;
        browser.caret_after("key205: val").await?;
        let place = browser.code_place().await?;
        let kept =
            "return JSON.parse(localStorage['pack-editor.seats']).at(-1).spots.at(-1)?.caret";
        let caret = long.find("key205: val").map(|start| start + 11);
        browser
            .until("for the place to be remembered", async || {
                Ok((browser.script(kept, Vec::new()).await? == json!(caret)).then_some(()))
            })
            .await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        assert_eq!(browser.code_file().await?, "values.yaml");
        browser.until_code_place(&place).await?;
        browser.focus_code().await?;
        browser.press("!").await?;
        assert_eq!(browser.code_line().await?, "  key205: val!ue");
        Ok(())
    })
}

#[test]
fn a_section_is_found_again_where_it_was_left_unless_another_place_is_asked_for() -> Result<()> {
    let keys = (0..900).map(|number| format!("  key{number}: value\n"));
    let long = format!("root:\n{}", keys.collect::<String>());
    visit(async |browser| {
        let pack = sound_pack().with("values.yaml", long.as_bytes());
        open(browser, &pack).await?;
        browser.goto_section("values").await?;
        browser.view_code().await?;
        browser.caret_after("key0: value").await?;
        browser.press("!").await?;
        browser.scroll_code_to("key205: val").await?;
        browser.caret_after("key205: val").await?;
        let place = browser.code_place().await?;
        let kept = "return JSON.parse(localStorage['pack-editor.seats']).at(-1).spots.at(-1)?.caret > 3000";
        browser
            .until("for the place to be remembered", async || {
                let kept = browser.script(kept, Vec::new()).await?;
                Ok((kept == json!(true)).then_some(()))
            })
            .await?;
        browser.goto_section("readme").await?;
        browser.element("[data-file=\"README.md\"]").await?;
        browser.goto_section("values").await?;
        browser.until_code_place(&place).await?;
        browser.goto_section("readme").await?;
        browser.element("[data-file=\"README.md\"]").await?;
        browser.undo().await?;
        let changed = json!(["root:", "  key0: value"]);
        browser.until_code_place(&changed).await
    })
}

#[test]
fn undo_leads_back_to_section_and_view() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("annotations").await?;
        browser.view_code().await?;
        let text = browser.code().await?;
        browser.set_code(&text.replace("ours", "theirs")).await?;
        browser.view_form().await?;
        browser.goto_section("overview").await?;
        browser.set_field("displayName", "Turner").await?;
        browser.goto_section("logo").await?;
        browser.undo().await?;
        browser.until_field("displayName", "Disc Spinner").await?;
        browser.undo().await?;
        browser.until_code(&text).await?;
        let current = "[data-testid=section-annotations][aria-current]";
        browser.element(current).await.map(|_| ())
    })
}

#[test]
fn the_same_pack_goes_on_in_its_draft_and_copies_are_told_apart() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(1).await?;
        open(browser, &sound_pack()).await?;
        browser.set_field("group", "discs").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(2).await?;
        browser
            .element("[aria-label=\"Delete Disc Spinner (2)\"]")
            .await?;
        let other = Fixture::addon("disc-spinner", "1.5.0");
        open(browser, &other).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(3).await?;
        assert_eq!(
            browser
                .count("[aria-label*=\"(2)\"][aria-label^=Delete]")
                .await?,
            1
        );
        Ok(())
    })
}

#[test]
fn a_deleted_draft_comes_back_with_its_history() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.click("draft-delete").await?;
        browser.click("draft-undo").await?;
        browser.until_drafts(1).await?;
        browser.click("draft-duplicate").await?;
        browser.until_drafts(2).await?;
        browser.click_on("[data-testid=draft] h3 button").await?;
        browser.in_editor().await?;
        browser.undo().await?;
        browser.until_field("displayName", "Disc Spinner").await
    })
}

#[test]
fn a_new_version_is_a_draft_that_knows_the_one_before() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.click("draft-next").await?;
        browser.in_editor().await?;
        browser.until_field("version", "1.4.1").await?;
        browser.set_field("displayName", "Turner").await?;
        browser.until_rule("renamed-across-versions", true).await?;
        browser.saved().await?;
        browser.open_page("").await?;
        browser.in_editor().await?;
        let found = browser.until_rule("renamed-across-versions", true).await?;
        assert_eq!(found[0].path, "/displayName");
        browser.set_field("displayName", "Disc Spinner").await?;
        browser.until_rule("renamed-across-versions", false).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(2).await
    })
}

#[test]
fn the_start_page_reads_the_drafts_once() -> Result<()> {
    visit(async |browser| {
        let count = "window.opened = 0;
            const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function (...all) { opened++; return open.apply(this, all); };";
        browser.before_pages(count).await?;
        browser.open_page("").await?;
        // Only the editor refuses a file, so all of the program is loaded and runs by then.
        browser.drop_files(&[("note.txt", b"just text")]).await?;
        browser.message("error").await?;
        let opened = browser.script("return opened", Vec::new()).await?;
        assert_eq!(opened, json!(1));
        Ok(())
    })
}
