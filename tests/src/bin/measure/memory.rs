//! Whether memory stays flat: what the page takes at the end, against what it took after the first of the
//! same, each time after the garbage was collected. The figures are Chromium's: the heap of the page, the nodes
//! of its documents, its event listeners, and the WebAssembly memories of the page and its workers, which
//! never shrink.
//!
//! - *edits*: letters that are typed and deleted at the start of the long values.yaml, so that the text stays
//!   the same.
//! - *packs*: those of the corpus, dropped in turn on the start page, the largest first and once more last.
//! - *visits*: going from a draft to the start page and back.
//!
//! Packs and visits are opened, left and waited for by scripts: the driver keeps every element that it has
//! found, with all that was around it.

use std::fs;

use anyhow::Result;
use pack_archive::Entry;
use pack_tests::browser::{Browser, Memory};
use pack_tests::packs::long_values;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::site::{Contestant, Site, fresh_start};
use crate::table::{self, Column};

/// How many edits are made; a multiple of [`AT_ONCE`].
const EDITS: usize = 3_000;

/// How many edits go to the browser together, half of them letters.
const AT_ONCE: usize = 20;

/// The workers of our page: one checks, the other renders.
pub(crate) const WORKERS: usize = 2;

/// How many packs are opened, and how often the start page is visited.
const TURNS: usize = 30;

/// Many edits in each contestant.
pub(crate) fn edits(site: &Site) -> Result<()> {
    let pack = long_values::pack();
    let archive = site.archive(&pack.name, pack.entries())?;
    let mut taken = Vec::new();
    for contestant in Contestant::ALL {
        site.visit(async |browser| {
            let is_ours = contestant == Contestant::Ours;
            if is_ours {
                fresh_start(browser).await?;
                browser.open_files(&[&archive]).await?;
                browser.goto_section("values").await?;
                browser.click_on("[data-testid=code] .cm-content").await?;
            } else {
                let page = format!("{}?text=../values.yaml", contestant.path());
                browser.open_page(&page).await?;
            }
            browser.press(Key::Control + Key::Home).await?;
            browser.press(Key::End).await?;
            let edit = async |count: usize| {
                for _ in 0..count / AT_ONCE {
                    browser.press("abcdefghij").await?;
                    browser
                        .press(Key::Backspace.value().to_string().repeat(AT_ONCE / 2))
                        .await?;
                }
                if is_ours {
                    browser.rendered().await?;
                    browser.settled().await?;
                    browser.saved().await?;
                }
                browser.drawn().await?;
                browser.memory(if is_ours { WORKERS } else { 0 }).await
            };
            taken.push((
                contestant.column(),
                edit(AT_ONCE).await?,
                edit(EDITS).await?,
            ));
            Ok(())
        })?;
    }
    print(&format!("after {EDITS} edits"), &taken);
    Ok(())
}

/// Many packs in turn. The first must be the largest.
pub(crate) fn packs(site: &Site, packs: &[(String, Vec<Entry>)]) -> Result<()> {
    let mut archives = Vec::new();
    for (name, entries) in packs.iter().take(TURNS) {
        let archive = site.archive(name, entries)?;
        archives.push((format!("{name}.zip"), fs::read(archive)?));
    }
    let mut taken = Vec::new();
    site.visit(async |browser| {
        fresh_start(browser).await?;
        let mut of_first = Vec::new();
        let count = archives.len();
        for turn in 0..=count {
            let (name, bytes) = &archives[turn % count];
            browser.drop_files(&[(name, bytes)]).await?;
            find(browser, "[data-testid=section-overview]", false).await?;
            browser.rendered().await?;
            until(browser, "for the pack to be saved", SAVED, Vec::new()).await?;
            if turn % count == 0 {
                of_first.push(browser.memory(WORKERS).await?);
            }
            to_start(browser).await?;
        }
        taken.push((Contestant::Ours.column(), of_first[0], of_first[1]));
        Ok(())
    })?;
    print(&format!("after {} packs", archives.len()), &taken);
    Ok(())
}

/// Many visits of the start page, with one draft.
pub(crate) fn visits(site: &Site) -> Result<()> {
    let pack = long_values::pack();
    let archive = site.archive(&pack.name, pack.entries())?;
    let mut taken = Vec::new();
    site.visit(async |browser| {
        fresh_start(browser).await?;
        browser.open_files(&[&archive]).await?;
        browser.saved().await?;
        browser.rendered().await?;
        let mut all = Vec::new();
        for _ in 0..=TURNS {
            to_start(browser).await?;
            find(browser, DRAFT, false).await?;
            all.push(browser.memory(WORKERS).await?);
            find(browser, DRAFT, true).await?;
            find(browser, "[data-testid=section-overview]", false).await?;
            browser.settled().await?;
            browser.rendered().await?;
        }
        // The first visit draws what is kept for all later ones.
        taken.push((Contestant::Ours.column(), all[1], all[TURNS]));
        Ok(())
    })?;
    print(&format!("after {TURNS} visits of the start page"), &taken);
    Ok(())
}

/// The title of a draft.
const DRAFT: &str = "[data-testid=draft] h3 button";

/// Whether the page says that the open pack is saved.
const SAVED: &str =
    "return document.querySelector('[data-testid=saved]')?.textContent.startsWith('Saved')";

async fn to_start(browser: &Browser) -> Result<()> {
    find(browser, ".bar__home", true).await?;
    find(browser, "[data-testid=open-files]", false).await?;
    browser.drawn().await
}

/// Waits for an element and clicks it if wanted, so that the driver does not know it.
async fn find(browser: &Browser, selector: &str, is_clicked: bool) -> Result<()> {
    let script = "const found = document.querySelector(arguments[0]);
        if (arguments[1]) found?.click();
        return found !== null;";
    let given = vec![json!(selector), json!(is_clicked)];
    until(browser, &format!("for {selector}"), script, given).await
}

/// Waits until a script gives that something is so.
async fn until(browser: &Browser, what: &str, script: &str, given: Vec<Value>) -> Result<()> {
    browser
        .until(what, async || {
            let is_so = browser.script(script, given.clone()).await?.as_bool();
            Ok(is_so.filter(|is_so| *is_so).map(|_| ()))
        })
        .await
}

/// One of the figures of a page's memory.
type Figure = fn(&Memory) -> f64;

/// Prints what was taken after the first and at the end.
fn print(what: &str, taken: &[(Column, Memory, Memory)]) {
    table::title(&format!("memory {what}, and after the first"));
    let rows: [(&str, Figure, &str); 4] = [
        (
            "heap, KiB",
            |memory| memory.heap / 1024.0,
            "1.1 times the first",
        ),
        ("nodes", |memory| memory.nodes, "1.1 times the first"),
        ("listeners", |memory| memory.listeners, ""),
        (
            "WebAssembly, KiB",
            |memory| memory.wasm / 1024.0,
            "1.1 times the first",
        ),
    ];
    for (name, figure, budget) in rows {
        let changes: Vec<_> = taken
            .iter()
            .map(|(column, first, last)| (*column, figure(first), figure(last)))
            .collect();
        table::changes(name, &changes, budget);
    }
}
