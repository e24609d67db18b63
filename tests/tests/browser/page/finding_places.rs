//! Finding what one looks for: the search over all files, the list of commands, and the list of keys.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit};
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// Waits until the search says something.
async fn until_noted(browser: &Browser, expected: &str) -> Result<()> {
    browser
        .until(&format!("for “{expected}”"), async || {
            let note = browser.text("search-note").await?;
            Ok(note.contains(expected).then_some(()))
        })
        .await
}

/// Opens the search by its keys.
async fn open_search(browser: &Browser) -> Result<()> {
    browser.press_with_control_and_shift("F").await?;
    browser.until_focused("search-text").await
}

#[test]
fn what_is_selected_is_searched_for() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack().with("notes.txt", *b"# Disc (.*)\n");
        open(browser, &pack).await?;
        browser.goto_section("readme").await?;
        browser.set_code("# Disc (.*)\n").await?;
        browser.type_code(Key::Control + Key::Home).await?;
        browser.type_code(Key::Shift + Key::End).await?;
        open_search(browser).await?;
        until_noted(browser, "2 hits in 2 files.").await?;
        let text = "return document.querySelector('[data-testid=search-text]').value";
        let text = browser.script(text, Vec::new()).await?;
        ensure!(text == json!("# Disc (.*)"), "{text}");
        // The search in one text takes it as well.
        browser.press(Key::Escape).await?;
        browser.focus_code().await?;
        browser.type_code(Key::Control + "f").await?;
        let field = ".cm-search [name=search]";
        browser.element(field).await?;
        let text = format!("return document.querySelector('{field}').value");
        let text = browser.script(&text, Vec::new()).await?;
        ensure!(text == json!("# Disc (.*)"), "{text}");
        Ok(())
    })
}

#[test]
fn a_text_is_found_in_all_files_and_led_to() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack()
            .with("notes.txt", *b"one\ntwo Needle\nneedles\n")
            .with("more/notes.txt", *b"a needle");
        open(browser, &pack).await?;
        open_search(browser).await?;
        browser.press("needle").await?;
        until_noted(browser, "3 hits in 2 files.").await?;
        browser.accessible_as_it_is("the search").await?;
        let marked =
            "return [...document.querySelectorAll('.search mark')].map(one => one.textContent)";
        let marked = browser.script(marked, Vec::new()).await?;
        ensure!(marked == json!(["needle", "Needle", "needle"]), "{marked}");
        browser
            .click_on(".search__switch[title=\"Match case\"]")
            .await?;
        until_noted(browser, "2 hits in 2 files.").await?;
        browser
            .click_on(".search__switch[title=\"Whole word\"]")
            .await?;
        until_noted(browser, "1 hit in 1 file.").await?;
        browser
            .click_on(".search__switch[title=\"Regular expression\"]")
            .await?;
        browser.fill("[data-testid=search-text]", "(").await?;
        until_noted(browser, "not a valid regular expression").await?;
        browser
            .fill("[data-testid=search-text]", "^needle.$")
            .await?;
        until_noted(browser, "1 hit in 1 file.").await?;
        // Down leads to the hits, and Enter opens one.
        browser.press(Key::Down).await?;
        browser.element("[data-testid=search-hit]:focus").await?;
        browser.press(Key::Enter).await?;
        browser
            .element("[data-testid=code][data-file=\"notes.txt\"] :focus")
            .await?;
        let line = browser.text_of(".cm-activeLineGutter").await?;
        ensure!(line == "3", "the caret is on line {line}");
        // What was searched for last is there again.
        open_search(browser).await?;
        until_noted(browser, "1 hit in 1 file.").await
    })
}

#[test]
fn a_large_pack_is_searched_without_a_long_task() -> Result<()> {
    let line = format!("{}\n", "abcdefgh ".repeat(12));
    let text = line.repeat(20_000);
    let watch = "window.longest = 0;
        new PerformanceObserver(list => list.getEntries().forEach(one => window.longest = Math.max(window.longest, one.duration)))
            .observe({ type: 'longtask' })";
    visit(async |browser| {
        open(browser, &sound_pack().with("long.txt", text.as_bytes())).await?;
        open_search(browser).await?;
        browser.script(watch, Vec::new()).await?;
        browser.press("xyz").await?;
        until_noted(browser, "Nothing found.").await?;
        let longest = browser.script("return window.longest", Vec::new()).await?;
        // A page that is built without optimisation, on a machine that others use, takes longer.
        ensure!(
            longest.as_f64().is_some_and(|longest| longest < 400.0),
            "{longest} ms"
        );
        browser.fill("[data-testid=search-text]", "abc").await?;
        until_noted(browser, "The first 500 hits").await
    })
}

#[test]
fn a_question_mark_shows_the_keys_unless_it_is_typed() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let keys = "[data-testid=keys]";
        browser
            .fill("[data-testid=field-displayName]", "What?")
            .await?;
        browser.until_field("displayName", "What?").await?;
        ensure!(browser.count(keys).await? == 0);
        browser
            .script("document.activeElement.blur()", Vec::new())
            .await?;
        browser.press("?").await?;
        let shown = browser.text_of(keys).await?;
        for part in [
            "Undo",
            "Ctrl+Z",
            "Next problem",
            "F8",
            "Search in all files",
        ] {
            ensure!(shown.contains(part), "no “{part}” in {shown}");
        }
        browser.accessible_as_it_is("the keys").await?;
        browser.press(Key::Escape).await?;
        browser.until_count(keys, 0).await
    })
}

#[test]
fn files_values_and_sections_are_found_by_name() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (words, first, there) in [
            (
                "values",
                "Go to Values",
                "[data-testid=section-values][aria-current=page]",
            ),
            (
                "readme.md",
                "README.md",
                "[data-testid=code][data-file=\"README.md\"] :focus",
            ),
            (
                "pack namespace",
                "pack.namespace",
                "[data-testid=section-values][aria-current=page]",
            ),
        ] {
            browser.press_with_control("k").await?;
            browser.element("dialog[open] input:focus").await?;
            browser.press(words).await?;
            browser
                .until(&format!("for {first} to come first"), async || {
                    let label = browser.text_of(".commands__entry .commands__label").await?;
                    Ok((label == first).then_some(()))
                })
                .await?;
            browser.accessible_as_it_is("the list of commands").await?;
            browser.press(Key::Down).await?;
            browser.element(".commands__entry:focus").await?;
            browser.press(Key::Enter).await?;
            browser.element(there).await?;
        }
        Ok(())
    })
}

#[test]
fn drafts_and_templates_are_found_on_the_start_page() -> Result<()> {
    let first = async |browser: &Browser, words: &str, label: &str| -> Result<()> {
        browser.press_with_control("k").await?;
        browser.element("dialog[open] input:focus").await?;
        browser.press(words).await?;
        browser
            .until(&format!("for {label} to come first"), async || {
                let found = browser.text_of(".commands__entry .commands__label").await?;
                Ok(found.starts_with(label).then_some(()))
            })
            .await?;
        browser
            .accessible_as_it_is("the list of the start page")
            .await?;
        browser.press(Key::Enter).await?;
        browser.in_editor().await
    };
    visit(async |browser| {
        first(browser, "new helm", "New pack: ").await?;
        browser
            .fill("[data-testid=field-displayName]", "Found again")
            .await?;
        browser.saved().await?;
        browser.click_on(".bar__home").await?;
        browser.until_drafts(1).await?;
        first(browser, "found", "Found again").await?;
        browser.until_field("displayName", "Found again").await?;
        Ok(())
    })
}
