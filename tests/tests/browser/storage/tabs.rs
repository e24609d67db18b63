//! Tabs: each draft is open in one of them, which gives it free when it is left, and none overwrites
//! what another one saved.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit};
use serde_json::json;

use crate::{open, sound_pack};

/// Waits until a question is asked, and gives one of its answers.
async fn answer(browser: &Browser, answer: &str) -> Result<()> {
    browser.accessible_as_it_is("a question about tabs").await?;
    browser.click(&format!("question-{answer}")).await
}

/// Opens another tab at the address of this one, whose draft it asks for by that. Gives both.
async fn tab_of_the_draft(browser: &Browser) -> Result<(String, String)> {
    let address = browser.fragment().await?;
    browser.another_tab(&address).await
}

#[test]
fn a_second_tab_that_asks_for_nothing_shows_the_start_page() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.another_tab("").await?;
        browser.until_drafts(1).await?;
        assert_eq!(browser.count("dialog[open]").await?, 0);
        // From the list, it is asked for.
        browser.click_on("[data-testid=draft] h3 button").await?;
        answer(browser, "take").await?;
        browser.in_editor().await
    })
}

#[test]
fn a_second_tab_takes_the_draft_over_and_the_first_one_learns_of_it() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        let (first, second) = tab_of_the_draft(browser).await?;
        answer(browser, "take").await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        browser.set_field("displayName", "Whirler").await?;
        browser.saved().await?;

        browser.go_to_tab(&first).await?;
        answer(browser, "copy").await?;
        browser.set_field("version", "2.0.0").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(2).await?;
        let copy = "[data-testid=draft][data-version=\"2.0.0\"]";
        browser.element(copy).await?;

        browser.go_to_tab(&second).await?;
        browser.set_field("displayName", "Twirler").await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Twirler").await
    })
}

#[test]
fn a_page_gives_its_draft_free_when_it_is_left_and_has_it_again_afterwards() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let until_locked = async |expected: u64| {
            let count = "const done = arguments[arguments.length - 1];
                const isDraft = ({ mode }) => mode === 'exclusive';
                navigator.locks.query().then(({ held }) => done(held.filter(isDraft).length));";
            let what = format!("{expected} locked drafts");
            let probe = async || {
                let locked = browser.script_that_waits(count).await?.as_u64();
                Ok(locked.filter(|locked| *locked == expected))
            };
            browser.until(&what, probe).await
        };
        until_locked(1).await?;
        for (event, locked) in [("pagehide", 0), ("pageshow", 1)] {
            let script = format!("dispatchEvent(new PageTransitionEvent('{event}'))");
            browser.script(&script, Vec::new()).await?;
            until_locked(locked).await?;
        }
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await
    })
}

#[test]
fn a_page_that_the_browser_kept_is_loaded_anew() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let watch = "window.isOld = true;
            addEventListener('pageshow', event => sessionStorage.isKept = event.persisted)";
        let come_back = async || {
            browser.script(watch, Vec::new()).await?;
            browser.leave_and_come_back().await?;
            let kept = "return sessionStorage.isKept ?? null";
            let kept = browser.script(kept, Vec::new()).await?;
            Ok((kept == json!("true")).then_some(()))
        };
        if browser.engine().keeps_pages_with_locks() {
            // A browser that is busy does not keep every page.
            browser
                .until("for the browser to keep the page", come_back)
                .await?;
        } else {
            let kept = come_back().await?;
            ensure!(kept.is_none(), "the browser keeps the page after all");
        }
        browser
            .until("for a new page", async || {
                let is_old = "return window.isOld ?? false";
                let is_old = browser.script(is_old, Vec::new()).await?;
                Ok((is_old == json!(false)).then_some(()))
            })
            .await?;
        browser.in_editor().await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await
    })
}

#[test]
fn a_second_tab_works_on_a_copy_and_drafts_can_be_taken_back() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        let (first, second) = tab_of_the_draft(browser).await?;
        answer(browser, "copy").await?;
        browser.in_editor().await?;
        browser.undo().await?;
        browser.until_field("displayName", "Disc Spinner").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(2).await?;

        let script = "[...document.querySelectorAll('[data-testid=draft] h3 button')]
            .find(one => one.textContent === 'Turner').click()";
        browser.script(script, Vec::new()).await?;
        answer(browser, "take").await?;
        browser.in_editor().await?;
        browser.set_field("displayName", "Whirler").await?;
        browser.saved().await?;
        browser.go_to_tab(&first).await?;
        answer(browser, "take").await?;
        browser.until_field("displayName", "Whirler").await?;
        browser.go_to_tab(&second).await?;
        answer(browser, "leave").await?;
        browser.until_drafts(2).await
    })
}

#[test]
fn changes_of_a_tab_that_lost_its_draft_are_kept_when_it_is_closed() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let (first, _) = tab_of_the_draft(browser).await?;
        answer(browser, "take").await?;
        browser.in_editor().await?;
        browser.go_to_tab(&first).await?;
        browser.element("dialog[open]").await?;
        browser.close_dialog().await?;
        browser.set_field("displayName", "Turner").await?;
        browser.click_on(".bar__home").await?;
        browser.until_drafts(2).await?;
        let titles = browser.text_of(".drafts").await?;
        assert!(titles.contains("Turner"), "{titles}");
        assert!(titles.contains("Disc Spinner"), "{titles}");
        Ok(())
    })
}

#[test]
fn without_locks_two_tabs_overwrite_nothing() -> Result<()> {
    visit(async |browser| {
        let no_locks = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })";
        browser.before_pages(no_locks).await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let (first, _) = browser.another_tab("?open=start").await?;
        browser.before_pages(no_locks).await?;
        browser.reload().await?;
        browser.click_on("[data-testid=draft] h3 button").await?;
        browser.in_editor().await?;
        browser.set_field("displayName", "Whirler").await?;
        browser.saved().await?;
        browser.go_to_tab(&first).await?;
        browser.set_field("displayName", "Turner").await?;
        answer(browser, "leave").await?;
        browser.until_drafts(2).await?;
        for title in ["Turner", "Whirler"] {
            let titles = browser.text_of(".drafts").await?;
            assert!(titles.contains(title), "{titles}");
        }
        Ok(())
    })
}
