//! Measures the page of PACK_EDITOR_DIST in Chromium on the largest packs of PACK_CORPUS, and prints
//! the figures beside their budgets. `cargo xtask bench` runs it.
//!
//! These are figures, not tests: machines differ, and a slow one is no fault of the page.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pack_archive::Format;
use pack_tests::browser::{Browser, KeyTime, built_page, visit};
use pack_tests::corpus::{Published, packs};

/// How often the page is started.
const STARTS: usize = 15;

/// How many keys are typed.
const KEYS: usize = 150;

/// A pause between keys, as a quick typist makes.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(90);

fn main() -> Result<()> {
    built_page().context("PACK_EDITOR_DIST names no built page")?;
    println!("{:<58} {:>8} {:>8} {:>8}  budget", "", "p50", "p95", "p99");
    starts(1.0, "start to answering, ms", "300 ms median")?;
    starts(4.0, "the same, processor slowed 4 times", "1,500 ms median")?;
    let Some(packs) = packs()? else {
        println!("PACK_CORPUS names no folder of packs: nothing more to measure.");
        return Ok(());
    };
    typing(&packs)?;
    whole(&packs)
}

/// The start page, from a cold cache.
fn starts(factor: f64, what: &str, budget: &str) -> Result<()> {
    visit(async |browser| {
        browser.watch_speed().await?;
        browser.slow_down(factor).await?;
        let mut times = Vec::new();
        for _ in 0..STARTS {
            browser.open_page("?open=start").await?;
            times.push(browser.start_time().await?);
        }
        print_row(what, times, budget);
        Ok(())
    })
}

/// Keys typed in the middle of the longest values.yaml.
fn typing(packs: &[Published]) -> Result<()> {
    let size = |pack: &Published| {
        let entries = pack.entries().unwrap_or_default();
        let values = entries.iter().find(|entry| entry.path == "values.yaml");
        values.map_or(0, |values| values.bytes.len())
    };
    let pack = packs
        .iter()
        .max_by_key(|pack| size(pack))
        .context("no pack")?;
    println!("\n{}, values.yaml of {} bytes", pack.name, size(pack));
    let place = tempfile::tempdir()?;
    let archive = archive(pack, place.path())?;
    visit(async |browser| {
        browser.watch_speed().await?;
        browser.open_page("?open=start").await?;
        browser.open_files(&[&archive]).await?;
        browser.goto_section("values").await?;
        browser
            .click_on("[data-testid=view-code], [data-testid=code] .cm-content")
            .await?;
        browser.click_on("[data-testid=code] .cm-content").await?;
        let (keys, long) = typed(browser).await?;
        print_row(
            &format!("{} keys: to painted text, ms", keys.len()),
            keys.iter().map(|key| key.painted).collect(),
            "16 ms p99",
        );
        print_row(
            "to fresh findings, ms",
            keys.iter().map(|key| key.checked).collect(),
            "100 ms p95",
        );
        let longest = long.iter().copied().fold(0.0, f64::max);
        println!(
            "tasks over 50 ms: {}, the longest {longest:.0} ms; budget none",
            long.len()
        );
        Ok(())
    })
}

/// Types keys at an even pace, at the end of the comment that opens the file.
async fn typed(browser: &Browser) -> Result<(Vec<KeyTime>, Vec<f64>)> {
    browser
        .press(thirtyfour::Key::Control + thirtyfour::Key::Home)
        .await?;
    for _ in 0..40 {
        browser.press(thirtyfour::Key::PageDown).await?;
    }
    browser.press(thirtyfour::Key::End).await?;
    browser.press(" #").await?;
    tokio::time::sleep(PAUSE * 10).await;
    browser.key_times().await?;
    for index in 0..KEYS {
        let key = char::from(b'a' + u8::try_from(index % 26)?);
        browser.press(key.to_string()).await?;
        tokio::time::sleep(PAUSE).await;
    }
    tokio::time::sleep(PAUSE * 10).await;
    browser.key_times().await
}

/// The largest pack, opened and exported.
fn whole(packs: &[Published]) -> Result<()> {
    let size = |pack: &Published| {
        let entries = pack.entries().unwrap_or_default();
        entries.iter().map(|entry| entry.bytes.len()).sum::<usize>()
    };
    let pack = packs
        .iter()
        .max_by_key(|pack| size(pack))
        .context("no pack")?;
    println!(
        "\n{}, {} bytes in {} files",
        pack.name,
        size(pack),
        pack.entries()?.len()
    );
    let place = tempfile::tempdir()?;
    let archive = archive(pack, place.path())?;
    visit(async |browser| {
        browser.watch_speed().await?;
        let mut opening = Vec::new();
        let mut zipping = Vec::new();
        for _ in 0..5 {
            browser.open_page("?open=start").await?;
            browser.pick("open-files", &[&archive]).await?;
            opening.push(browser.opening_time().await?);
            browser.export(Format::Zip).await?;
            zipping.push(browser.zip_time().await?);
        }
        print_row("opened, to all findings, ms", opening, "500 ms");
        print_row("exported as zip, ms", zipping, "500 ms");
        Ok(())
    })
}

/// A pack as a zip.
fn archive(pack: &Published, place: &Path) -> Result<PathBuf> {
    let path = place.join(format!("{}.zip", pack.name));
    let zip = pack_archive::write(Format::Zip, &pack.name, "1.0.0", &pack.entries()?)?;
    std::fs::write(&path, zip)?;
    Ok(path)
}

fn print_row(what: &str, mut times: Vec<f64>, budget: &str) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let last = times.len().saturating_sub(1) as f64;
        times
            .get((last * share).round() as usize)
            .copied()
            .unwrap_or(f64::NAN)
    };
    println!(
        "{what:<58} {:>8.1} {:>8.1} {:>8.1}  {budget}",
        at(0.5),
        at(0.95),
        at(0.99)
    );
}
