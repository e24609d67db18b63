//! How the window is divided: the work has most of it, each pane scrolls by itself, and what the user
//! opens, closes and moves stays so.
//!
//! `side` opens and closes the panel at the side, `side-problems` and `side-preview` are its tabs, and
//! `whole` gives the section the whole window. A border between panes is a separator.

use anyhow::{Result, ensure};
use pack_editor::commands::WHOLE_KEYS;
use pack_editor::sections::SECTIONS;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::fixture::Fixture;
use pack_tests::packs::long_values;
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// A pack in which every text is longer than the window, and every list of it.
fn large() -> Fixture {
    let mut text = long_values::pack();
    for (file, line) in [
        ("README.md", "A paragraph of the page.\n\n"),
        ("presets.yaml", "# One line of many.\n"),
        ("schema.yaml", "# One line of many.\n"),
        ("manifests/many.yaml", "# One line of many.\n"),
    ] {
        text = text.with(file, line.repeat(400).as_bytes());
    }
    for number in 0..60 {
        text = text.with(&format!("notes/{number:02}.txt"), *b"x");
    }
    text
}

/// Which part of the window an element of the page covers, in percent.
async fn part_of_the_window(browser: &Browser, selector: &str) -> Result<f64> {
    let script = "const box = document.querySelector(arguments[0])?.getBoundingClientRect();
        return box ? box.width * box.height / innerWidth / innerHeight * 100 : 0";
    let part = browser.script(script, vec![json!(selector)]).await?;
    Ok(part.as_f64().unwrap_or_default())
}

/// What scrolls up and down within something that does, by their classes.
async fn nested(browser: &Browser) -> Result<String> {
    let script =
        "const scrolls = one => one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 0
            && /auto|scroll/.test(getComputedStyle(one).overflowY);
        const above = one => { while ((one = one.parentElement)) if (scrolls(one)) return one; };
        return [...document.querySelectorAll('.editor *')].filter(one => scrolls(one) && above(one))
            .map(one => `${one.className} in ${above(one).className}`).join(', ')";
    let found = browser.script(script, Vec::new()).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

/// What a separator says of the size of its pane.
async fn said_size(browser: &Browser, label: &str) -> Result<i64> {
    let script = "const one = document.querySelector(arguments[0]);
        const [min, now, max] = ['min', 'now', 'max'].map(name => Number(one.getAttribute(`aria-value${name}`)));
        return min < now && now < max ? now : 0";
    let border = format!("[role=separator][aria-label=\"{label}\"]");
    browser
        .until("for the size of a pane", async || {
            let size = browser.script(script, vec![json!(border)]).await?;
            Ok(size.as_i64().filter(|size| *size > 0))
        })
        .await
}

#[test]
fn code_has_most_of_the_window() -> Result<()> {
    visit(async |browser| {
        browser.resize(1440, 900).await?;
        open(browser, &large()).await?;
        for section in ["values", "presets", "parameters"] {
            browser.goto_section(section).await?;
            if browser.has("view-code").await? {
                browser.view_code().await?;
            }
            browser.element("[data-testid=code] .cm-line").await?;
            let part = part_of_the_window(browser, "[data-testid=code]").await?;
            ensure!(part >= 60.0, "code has {part} % in {section}");
            browser.click("whole").await?;
            let part = part_of_the_window(browser, "[data-testid=code]").await?;
            ensure!(part >= 85.0, "code has {part} % of the whole in {section}");
            browser.click("whole").await?;
        }
        for (keys, is_whole) in [(WHOLE_KEYS, true), ("Escape", false)] {
            match keys {
                "Escape" => browser.press(Key::Escape).await?,
                _ => {
                    let key = String::from(char::from(Key::F12));
                    browser.press_with_control_and_shift(&key).await?;
                }
            }
            browser
                .until(&format!("for {keys}"), async || {
                    let part = part_of_the_window(browser, "[data-testid=code]").await?;
                    Ok(((part >= 85.0) == is_whole).then_some(()))
                })
                .await?;
        }
        Ok(())
    })
}

#[test]
fn nothing_that_scrolls_lies_in_another() -> Result<()> {
    for (width, height) in [(1440, 900), (360, 740)] {
        visit_sized(width, height, async |browser| {
            open(browser, &large()).await?;
            for section in SECTIONS {
                let go = "document.querySelector(arguments[0]).click()";
                let entry = format!("[data-testid=section-{}]", section.id);
                browser.script(go, vec![json!(entry)]).await?;
                let both = section.file.is_some();
                let views: &[&str] = if both { &["form", "code"] } else { &[""] };
                for view in views {
                    if both {
                        browser.click(&format!("view-{view}")).await?;
                    }
                    let is_shown = ".section > :not(.section__header, .form__empty[role=status])";
                    browser.element(is_shown).await?;
                    browser.drawn().await?;
                    let nested = nested(browser).await?;
                    ensure!(nested.is_empty(), "{} {view}: {nested}", section.id);
                    browser.fits_the_width().await?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn panels_stay_as_the_user_leaves_them() -> Result<()> {
    const SIDE: &str = "Width of the side panel";
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.element(".preview").await?;
        let selected = |tab: &str| format!("[data-testid=side-{tab}][aria-selected=true]");
        // The card leads where it is changed, and the problems do elsewhere.
        for (section, tab) in [
            ("overview", "preview"),
            ("values", "problems"),
            ("logo", "preview"),
        ] {
            browser.goto_section(section).await?;
            browser.element(&selected(tab)).await?;
        }
        browser.click("side-problems").await?;
        browser.goto_section("overview").await?;
        browser.element(&selected("problems")).await?;
        browser.goto_section("values").await?;
        browser.click("side-preview").await?;
        // Borders are moved by keys, and say how wide their panes are.
        let before = said_size(browser, SIDE).await?;
        let border = format!("[role=separator][aria-label=\"{SIDE}\"]");
        browser.element(&border).await?.focus().await?;
        browser.press(Key::Left + Key::Left).await?;
        browser
            .until("for a wider panel", async || {
                let size = said_size(browser, SIDE).await?;
                let part = part_of_the_window(browser, ".side").await?;
                let is_wider = size >= before + 40 && part > 0.0;
                Ok(is_wider.then_some(()))
            })
            .await?;
        let wider = said_size(browser, SIDE).await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.element(&selected("preview")).await?;
        browser
            .until("for the width of before", async || {
                Ok((said_size(browser, SIDE).await? == wider).then_some(()))
            })
            .await?;
        browser.element(&border).await?.focus().await?;
        browser.press(Key::Enter).await?;
        browser
            .until("for the first width", async || {
                Ok((said_size(browser, SIDE).await? == before).then_some(()))
            })
            .await?;
        // It is closed wholly, and whoever asks for the problems gets them.
        browser.press_with_control("b").await?;
        browser
            .element("[data-testid=side][aria-pressed=false]")
            .await?;
        ensure!(part_of_the_window(browser, ".side").await? < 0.1);
        browser.accessible("without the side panel").await?;
        browser.reload().await?;
        browser
            .element("[data-testid=side][aria-pressed=false]")
            .await?;
        browser.click("counts").await?;
        browser.element(&selected("problems")).await?;
        ensure!(part_of_the_window(browser, ".side").await? > 5.0);
        Ok(())
    })
}

#[test]
fn each_section_keeps_its_view() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.view_code().await?;
        browser.goto_section("values").await?;
        browser.view_form().await?;
        for again in [false, true] {
            if again {
                browser.reload().await?;
                browser.in_editor().await?;
            }
            for (section, view) in [
                ("overview", "code"),
                ("annotations", "form"),
                ("values", "form"),
            ] {
                browser.goto_section(section).await?;
                let shown = format!("[data-testid=view-{view}][aria-pressed=true]");
                browser.element(&shown).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn the_card_stands_beside_its_fields() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let cards = "return [...document.querySelectorAll('.preview-card')].filter(card => card.checkVisibility())
            .map(card => card.textContent.trim()).join()";
        for tab in ["preview", "problems"] {
            browser.click(&format!("side-{tab}")).await?;
            browser.set_field("displayName", tab).await?;
            browser
                .until("for one card with the name", async || {
                    let shown = browser.script(cards, Vec::new()).await?;
                    Ok((shown == json!(tab)).then_some(()))
                })
                .await?;
        }
        Ok(())
    })
}
