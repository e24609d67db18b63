//! The list of problems: a line each, which opens; many of a kind as one row; keys that go through it.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::fixture::{Fixture, VALUES, manifest};
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// A finding of the list.
const ROW: &str = ".problems__list [data-testid=finding]";

/// A pack with so many images that name no registry.
fn with_images(count: usize) -> Fixture {
    let images: String = (0..count)
        .map(|image| format!("      - image: app{image}:1\n"))
        .collect();
    let values = VALUES.replace("    images:\n", &format!("    images:\n{images}"));
    sound_pack().with("values.yaml", values.as_bytes())
}

/// Whether the one open row is in view within the pane that scrolls.
async fn open_row_is_in_view(browser: &Browser) -> Result<()> {
    let script = "const open = document.querySelectorAll('.problems__list [data-open]');
        const box = open[0]?.getBoundingClientRect();
        const hit = box && document.elementFromPoint(box.left + box.width / 2, box.top + 12);
        return open.length === 1 && open[0].contains(hit)";
    browser
        .until("for the open row to be in view", async || {
            let is_seen = browser.script(script, Vec::new()).await?;
            Ok((is_seen == json!(true)).then_some(()))
        })
        .await
}

#[test]
fn a_problem_is_a_line_that_opens_by_click_and_keys() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack()
            .with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes())
            .with(".DS_Store", *b"x");
        open(browser, &pack).await?;
        browser.show_problems().await?;
        let heights = format!(
            "return [...document.querySelectorAll('{ROW}')].every(row => row.offsetHeight < 70)"
        );
        ensure!(browser.script(&heights, Vec::new()).await? == json!(true));
        let version = format!("{ROW}[data-rule=version-leading-v]");
        browser.click_on(&format!("{version} .finding__go")).await?;
        browser
            .element(&format!("{version}[data-open] [data-testid=finding-fix]"))
            .await?;
        // The click has led to the field, too.
        browser.element("[data-testid=field-version]:focus").await?;
        browser.accessible_as_it_is("an open problem").await?;
        browser.click_on(&format!("{version} .finding__go")).await?;
        browser.until_count(&format!("{ROW}[data-open]"), 0).await?;

        // Right opens, left closes, up and down go on; none of them leaves the list.
        browser.press(Key::Down).await?;
        let stray = format!("{ROW}[data-file=\".DS_Store\"]");
        browser
            .element(&format!("{stray} .finding__go:focus"))
            .await?;
        browser.press(Key::Right).await?;
        browser.element(&format!("{stray}[data-open]")).await?;
        browser.press(Key::Left).await?;
        browser.until_count(&format!("{ROW}[data-open]"), 0).await?;
        browser.press(Key::Up).await?;
        browser
            .element(&format!("{version} .finding__go:focus"))
            .await?;
        browser.press(Key::Enter).await?;
        browser
            .element(&format!("{version}[data-open] .finding__go:focus"))
            .await?;
        Ok(())
    })
}

#[test]
fn a_field_tells_the_first_sentence_and_opens_to_the_rest() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack().with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes());
        open(browser, &pack).await?;
        let at = "[data-place=\"/version\"] [data-testid=finding]";
        let fix = format!("{at} [data-testid=finding-fix]");
        ensure!(browser.element(&fix).await?.is_displayed().await?);
        let why = browser
            .element(&format!("{at} .finding__why:not(.finding__more)"))
            .await?;
        ensure!(!why.is_displayed().await?, "it is open");
        browser.click_on(&format!("{at} .finding__more")).await?;
        browser.element(&format!("{at}[data-open]")).await?;
        ensure!(why.is_displayed().await?, "it is not open");
        ensure!(browser.count(&fix).await? == 1, "the fix is there twice");
        Ok(())
    })
}

#[test]
fn many_problems_of_a_kind_are_one_row_and_few_are_drawn() -> Result<()> {
    // More of a kind would not be listed at all.
    let count = 200;
    visit(async |browser| {
        open(browser, &with_images(count)).await?;
        browser.rendered().await?;
        // Each of the images is also one that nothing uses, which is a hint.
        browser.filter("filter-severity", "warning").await?;
        browser.until_count(ROW, 10).await?;
        let more = "[data-testid=problems-more]";
        ensure!(browser.text_of(more).await? == format!("and {} more", count - 10));
        browser.click_on(more).await?;
        browser.until_count(more, 0).await?;
        // The focus is where the button was.
        let next = "const rows = [...document.querySelectorAll('.problems__list .finding')];
            return rows.indexOf(document.activeElement.closest('.finding'))";
        browser
            .until("for the focus to be on the first of them", async || {
                let at = browser.script(next, Vec::new()).await?;
                Ok((at == json!(10)).then_some(()))
            })
            .await?;
        let drawn = browser.count(ROW).await?;
        ensure!(drawn > 50 && drawn < 150, "{drawn} rows are drawn");
        // Back from the first is the last.
        browser.go_to_problem(false).await?;
        open_row_is_in_view(browser).await?;
        ensure!(browser.count(ROW).await? < 300);
        browser.go_to_problem(true).await?;
        open_row_is_in_view(browser).await
    })
}

#[test]
fn the_keys_select_the_row_and_show_the_message_at_the_line() -> Result<()> {
    visit(async |browser| {
        open(browser, &with_images(40)).await?;
        browser.goto_section("values").await?;
        browser.view_code().await?;
        browser.filter("filter-severity", "info").await?;
        for _ in 0..30 {
            browser.go_to_problem(true).await?;
        }
        open_row_is_in_view(browser).await?;
        let told = browser.text_of(".cm-tooltip.code__explanation").await?;
        ensure!(
            told.contains("No object that the pack deploys uses the image app14:1"),
            "{told}"
        );
        browser.accessible_as_it_is("a message at its line").await?;
        browser.press(Key::Escape).await?;
        browser
            .until_count(".cm-tooltip.code__explanation", 0)
            .await
    })
}

#[test]
fn on_a_narrow_screen_a_click_opens_and_stays() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        let pack = sound_pack().with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes());
        open(browser, &pack).await?;
        browser.show_problems().await?;
        browser.click_on(&format!("{ROW} .finding__go")).await?;
        let fix = browser
            .element(&format!("{ROW}[data-open] [data-testid=finding-fix]"))
            .await?;
        ensure!(fix.is_displayed().await?, "the list was left");
        let beyond = "const pane = document.querySelector('.problems'); return pane.scrollWidth - pane.clientWidth";
        ensure!(browser.script(beyond, Vec::new()).await? == json!(0));
        Ok(())
    })
}
