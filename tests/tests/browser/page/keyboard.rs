//! Everything can be done without a mouse.

use anyhow::{Result, ensure};
use pack_tests::browser::visit;
use thirtyfour::Key;

#[test]
fn from_start_to_download_by_keys_alone() -> Result<()> {
    visit(async |browser| {
        browser.tab_to("new-manifests").await?;
        ensure!(
            browser.focus_is_visible().await?,
            "the focus cannot be seen on a template"
        );
        browser.press(Key::Enter).await?;
        browser.in_editor().await?;
        browser.tab_to("section-overview").await?;
        ensure!(
            browser.focus_is_visible().await?,
            "the focus cannot be seen in the navigation"
        );
        browser.press(Key::Enter).await?;
        browser.tab_to("field-displayName").await?;
        ensure!(
            browser.focus_is_visible().await?,
            "the focus cannot be seen on a field"
        );
        browser.press_with_control("a").await?;
        browser.press("By keys alone").await?;
        browser.tab_to("field-cloudTypes-aws").await?;
        browser.press(" ").await?;
        browser.settled().await?;
        browser.press_with_control("z").await?;
        browser.settled().await?;
        browser.tab_to("export").await?;
        browser.press(Key::Enter).await?;
        browser.tab_to("export-targz").await?;
        ensure!(
            browser.focus_is_visible().await?,
            "the focus cannot be seen in the export"
        );
        let taken = browser
            .download(async || browser.press(Key::Enter).await)
            .await?;
        let manifest = String::from_utf8(taken.file("pack.json")?)?;
        ensure!(manifest.contains("\"By keys alone\""), "{manifest}");
        ensure!(
            !manifest.contains("aws"),
            "undo by keys did not work: {manifest}"
        );
        browser.press(Key::Escape).await?;
        // In the format of the last time.
        let again = browser
            .download(async || browser.press_with_control("s").await)
            .await?;
        ensure!(again == taken, "the second export is another one");
        Ok(())
    })
}

#[test]
fn commands_are_found_by_name() -> Result<()> {
    visit(async |browser| {
        browser.tab_to("new-blank").await?;
        browser.press(Key::Enter).await?;
        browser.in_editor().await?;
        browser.press_with_control("k").await?;
        browser.element("dialog[open] input:focus").await?;
        browser.press("constraints").await?;
        browser.press(Key::Enter).await?;
        browser
            .element("[data-testid=section-constraints][aria-current=page]")
            .await?;
        Ok(())
    })
}

#[test]
fn the_code_editor_is_reached_by_name() -> Result<()> {
    visit(async |browser| {
        browser.tab_to("new-blank").await?;
        browser.press(Key::Enter).await?;
        browser.in_editor().await?;
        browser.goto_section("values").await?;
        browser.element("[data-testid=code] .cm-content").await?;
        for (words, what) in [
            ("find replace", ".cm-search [name=search]:focus"),
            ("completions", ".cm-tooltip-autocomplete li"),
            ("line go", "[data-testid=code] [name=line]:focus"),
        ] {
            browser.press_with_control("k").await?;
            browser.element("dialog[open] input:focus").await?;
            browser.press(words).await?;
            browser.press(Key::Enter).await?;
            browser.element(what).await?;
            browser.press(Key::Escape).await?;
        }
        Ok(())
    })
}
