//! The page on a narrow screen: nothing is cut, and nothing has to be scrolled sideways.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit_sized};
use serde_json::json;

use crate::{open, sound_pack};

const SIZE: (u32, u32) = (360, 740);

async fn number(browser: &Browser, script: &str) -> Result<f64> {
    let found = browser.script(script, Vec::new()).await?;
    found
        .as_f64()
        .ok_or_else(|| anyhow::anyhow!("{script} gives {found}"))
}

#[test]
fn the_strip_of_sections_shows_the_open_one() -> Result<()> {
    visit_sized(SIZE.0, SIZE.1, async |browser| {
        open(browser, &sound_pack()).await?;
        for section in ["files", "constraints", "overview"] {
            // As a finding or a command leads there: the strip is not touched.
            let go = "document.querySelector(arguments[0]).click()";
            let entry = format!("[data-testid=section-{section}]");
            browser.script(go, vec![json!(entry)]).await?;
            until_in_strip(browser, section).await?;
        }
        Ok(())
    })
}

/// Waits until the strip of sections shows the entry of one.
async fn until_in_strip(browser: &Browser, section: &str) -> Result<()> {
    let entry = format!("[data-testid=section-{section}]");
    let is_seen = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        const strip = document.querySelector('.nav').getBoundingClientRect();
        return box.left >= strip.left && box.right <= strip.right";
    browser
        .until(&format!("for the strip to show {section}"), async || {
            let seen = browser.script(is_seen, vec![json!(entry)]).await?;
            Ok((seen == json!(true)).then_some(()))
        })
        .await
}

#[test]
fn a_window_made_narrow_shows_the_open_section_and_the_menu_of_the_pack() -> Result<()> {
    visit_sized(1200, 800, async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("deployment").await?;
        browser.resize(SIZE.0, SIZE.1).await?;
        until_in_strip(browser, "deployment").await?;
        browser.fits_the_width().await?;
        browser.click("pack-menu").await?;
        browser.click("close-pack").await?;
        browser.element("[data-testid=draft]").await?;
        Ok(())
    })
}

#[test]
fn the_tree_of_values_has_the_pane_until_a_path_is_chosen() -> Result<()> {
    visit_sized(SIZE.0, SIZE.1, async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("values").await?;
        browser.view_form().await?;
        browser.element("[data-testid=value]").await?;
        let seen = "return document.querySelector('.values__side').checkVisibility()";
        assert_eq!(browser.script(seen, Vec::new()).await?, json!(false));
        browser
            .click_on("[data-testid=value] .values__name")
            .await?;
        browser
            .until("for the chosen path", async || {
                let seen = browser.script(seen, Vec::new()).await?;
                Ok((seen == json!(true)).then_some(()))
            })
            .await
    })
}

/// As wide and high as a window of 1440 by 900 pixels is at a zoom of 400 %.
#[test]
fn dialogs_scroll_as_one_at_much_zoom() -> Result<()> {
    visit_sized(360, 225, async |browser| {
        open(browser, &sound_pack()).await?;
        let inner = "const dialog = document.querySelector('dialog[open]');
            const scrolls = one => one.scrollHeight > one.clientHeight + 1
                && /auto|scroll/.test(getComputedStyle(one).overflowY);
            const box = dialog.getBoundingClientRect();
            const isInside = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
            const inner = [...dialog.querySelectorAll('*')].filter(scrolls).map(one => one.className);
            return isInside ? inner.join() : 'beyond the window';";
        for button in ["export", "commands"] {
            browser.click(button).await?;
            browser.element("dialog[open]").await?;
            browser.drawn().await?;
            let inner = browser.script(inner, Vec::new()).await?;
            assert_eq!(inner, json!(""), "{button}");
            browser.close_dialog().await?;
        }
        Ok(())
    })
}

#[test]
fn the_bars_leave_the_screen_to_the_section() -> Result<()> {
    visit_sized(SIZE.0, SIZE.1, async |browser| {
        open(browser, &sound_pack()).await?;
        let top = "return document.querySelector('.editor__main').getBoundingClientRect().top";
        let top = number(browser, top).await?;
        ensure!(top <= 100.0, "the section begins {top} pixels down");
        browser.show_problems().await?;
        let cut = "const list = document.querySelector('[data-testid=audience]');
            const text = new OffscreenCanvas(1, 1).getContext('2d');
            text.font = getComputedStyle(list).font;
            return text.measureText(list.selectedOptions[0].label).width + 40 - list.clientWidth";
        let cut = number(browser, cut).await?;
        ensure!(cut <= 0.0, "the audience lacks {cut} pixels");
        Ok(())
    })
}

#[test]
fn the_export_fits() -> Result<()> {
    visit_sized(SIZE.0, SIZE.1, async |browser| {
        open(
            browser,
            &sound_pack().with(
                "a-very-long-file-name-that-goes-on-and-on-and-on-without-any-room-to-break.txt",
                *b"x",
            ),
        )
        .await?;
        browser.export(Format::Zip).await?;
        browser.click_on(".export__contents summary").await?;
        let beyond = "const dialog = document.querySelector('dialog'); return dialog.scrollWidth - dialog.clientWidth";
        let beyond = number(browser, beyond).await?;
        ensure!(beyond <= 0.0, "the dialog is {beyond} pixels too wide");
        Ok(())
    })
}
