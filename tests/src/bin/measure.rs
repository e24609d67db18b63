//! Measures the page of PACK_EDITOR_DIST in Chromium with a long values.yaml and with the largest
//! packs and charts of PACK_CORPUS, and prints the figures beside their budgets. `cargo xtask bench` runs it,
//! with the script of fflate in FFLATE as a comparison.
//!
//! These are measurements, not tests: machines differ, so a slow result is not an error of the
//! page.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pack_archive::{Entry, Format};
use pack_tests::browser::{Browser, KeyTime, MEMORY_SCRIPT, built_page, visit, visit_page};
use pack_tests::corpus::{Published, packs};
use pack_tests::file_server::FileServer;
use pack_tests::packs::long_values;
use thirtyfour::Key;

/// How often the page is loaded.
const STARTS: usize = 15;

/// The number of typed keys.
const KEYS: usize = 150;

/// How often the largest pack is opened and exported.
const OPENINGS: usize = 7;

/// The compression level of the page's zips.
const ZIP_LEVEL: u8 = 6;

/// The pause between two keys of a fast typist.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(90);

/// Deletes all drafts.
const FORGET: &str = "const deleting = indexedDB.deleteDatabase('pack-editor');
    deleting.onsuccess = event => arguments[0](event.type)";

fn main() -> Result<()> {
    let page = built_page().context("PACK_EDITOR_DIST names no built page")?;
    println!("{:<58} {:>8} {:>8} {:>8}  budget", "", "p50", "p95", "p99");
    starts(1.0, "start to answering, ms", "300 ms median")?;
    starts(4.0, "the same, processor slowed 4 times", "1,500 ms median")?;
    plain_typing()?;
    let place = tempfile::tempdir()?;
    let long = long_values::pack();
    typing(&long.name, long.entries(), place.path(), Caret::Middle)?;
    let Some(packs) = packs()? else {
        println!("PACK_CORPUS names no folder of packs: nothing more to measure.");
        return Ok(());
    };
    let (pack, entries) = largest(&packs, |entry| entry.path == "values.yaml")?;
    typing(&pack.name, &entries, place.path(), Caret::Middle)?;
    let (pack, entries) = largest(&packs, |entry| {
        entry.path.starts_with("charts/") && entry.path.ends_with(".tgz")
    })?;
    match with_value_of_chart(&entries) {
        Some((entries, line)) => typing(&pack.name, &entries, place.path(), Caret::Line(line))?,
        None => println!("\n{} has no values for a chart to type in.", pack.name),
    }
    let (pack, entries) = largest(&packs, |_| true)?;
    whole(&page, &pack.name, &entries, place.path())
}

/// The pack with the most bytes in files of a kind.
fn largest(
    packs: &[Published],
    counts: impl Fn(&Entry) -> bool,
) -> Result<(&Published, Vec<Entry>)> {
    let mut read = packs
        .iter()
        .map(|pack| Ok((pack, pack.entries()?)))
        .collect::<Result<Vec<_>>>()?;
    let index = (0..read.len())
        .max_by_key(|index| size(read[*index].1.iter().filter(|entry| counts(entry))))
        .context("no pack")?;
    Ok(read.swap_remove(index))
}

fn size<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> usize {
    entries.into_iter().map(|entry| entry.bytes.len()).sum()
}

/// Measures loading the start page with a cold cache.
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

/// Where keys are typed in values.yaml.
#[derive(Clone, Copy)]
enum Caret {
    /// In a comment in the middle: no key changes what is rendered.
    Middle,
    /// At the end of a line, counted from 0, which is a value of a chart: each key renders the chart anew.
    Line(usize),
}

/// The pack with one more value of its first chart, and the line of that value. Any value will do: it is one
/// of those that the templates see.
fn with_value_of_chart(entries: &[Entry]) -> Option<(Vec<Entry>, usize)> {
    let mut entries = entries.to_vec();
    let file = entries
        .iter_mut()
        .find(|entry| entry.path == "values.yaml")?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let mut lines: Vec<&str> = text.lines().collect();
    let charts = lines.iter().position(|line| line.trim_end() == "charts:")?;
    let is_text = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut below = (charts + 1..lines.len()).filter(|at| is_text(lines[*at]));
    let (chart, first) = (below.next()?, below.next()?);
    let indent = |at: usize| lines[at].len() - lines[at].trim_start().len();
    if indent(first) <= indent(chart) {
        return None;
    }
    let value = format!("{}typedByBench: x", " ".repeat(indent(first)));
    lines.insert(chart + 1, &value);
    let text = format!("{}\n", lines.join("\n"));
    *file = Entry::new("values.yaml", text.into_bytes());
    Some((entries, chart + 1))
}

/// Measures typing in a long values.yaml.
fn typing(name: &str, entries: &[Entry], place: &Path, caret: Caret) -> Result<()> {
    let values = entries.iter().filter(|entry| entry.path == "values.yaml");
    println!("\n{name}, values.yaml of {} bytes", size(values));
    let archive = archive(name, entries, place)?;
    visit(async |browser| {
        browser.watch_speed().await?;
        browser.open_page("?open=start").await?;
        browser.open_files(&[&archive]).await?;
        browser.goto_section("values").await?;
        browser.element("[data-testid=code] .cm-content").await?;
        browser.click_on("[data-testid=code] .cm-content").await?;
        browser.press(Key::Control + Key::Home).await?;
        match caret {
            Caret::Middle => {
                for _ in 0..40 {
                    browser.press(Key::PageDown).await?;
                }
                browser.press(Key::End).await?;
                browser.press(" #").await?;
            }
            Caret::Line(line) => {
                for _ in 0..line {
                    browser.press(Key::Down).await?;
                }
                browser.press(Key::End).await?;
                browser.rendered().await?;
            }
        }
        let (keys, long) = typed(browser).await?;
        let row = |what: &str, time: fn(&KeyTime) -> f64, budget: &str| {
            print_row(what, keys.iter().map(time).collect(), budget);
        };
        let what = format!("{} keys: to painted text, ms", keys.len());
        row(&what, |key| key.painted, "16 ms p99");
        row(
            "the same by event timing, in steps of 8 ms",
            |key| key.shown,
            "",
        );
        row(
            "the same without waiting for the screen",
            |key| key.worked,
            "",
        );
        let checked = keys.iter().filter_map(|key| key.checked).collect();
        print_row("to fresh findings, ms", checked, "100 ms p95");
        if let Caret::Line(_) = caret {
            let rendered = keys.iter().filter_map(|key| key.rendered).collect();
            print_row("to a fresh rendering, ms", rendered, "400 ms p95");
        }
        print_long(&long, "none");
        Ok(())
    })
}

/// Measures typing into an empty text field, as a comparison: no page can be faster than that.
fn plain_typing() -> Result<()> {
    visit(async |browser| {
        browser.watch_speed().await?;
        browser.open_page("?open=start").await?;
        browser.plain_field().await?;
        let (keys, _) = typed(browser).await?;
        let painted = keys.iter().map(|key| key.painted).collect();
        let worked = keys.iter().map(|key| key.worked).collect();
        println!("\na text field that does nothing, to compare with");
        print_row(&format!("{KEYS} keys: to painted text, ms"), painted, "");
        print_row("the same without waiting for the screen", worked, "");
        Ok(())
    })
}

fn print_long(tasks: &[f64], budget: &str) {
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    println!(
        "tasks over 50 ms: {}, the longest {longest:.0} ms; budget {budget}",
        tasks.len()
    );
}

/// Types keys at a constant rate at the caret.
async fn typed(browser: &Browser) -> Result<(Vec<KeyTime>, Vec<f64>)> {
    tokio::time::sleep(PAUSE * 10).await;
    browser.key_times().await?;
    browser.long_tasks().await?;
    for index in 0..KEYS {
        let key = char::from(b'a' + u8::try_from(index % 26)?);
        browser.press(key.to_string()).await?;
        tokio::time::sleep(PAUSE).await;
    }
    tokio::time::sleep(PAUSE * 10).await;
    Ok((browser.key_times().await?, browser.long_tasks().await?))
}

/// Measures opening, saving and exporting the largest pack.
fn whole(page: &Path, name: &str, entries: &[Entry], place: &Path) -> Result<()> {
    let bytes = size(entries);
    println!("\n{name}, {bytes} bytes in {} files", entries.len());
    let archive = archive(name, entries, place)?;
    let zip = std::fs::read(&archive)?;
    let fflate = std::env::var_os("FFLATE").map(std::fs::read_to_string);
    let fflate = fflate.transpose()?;
    let site = FileServer::serve_with_prefix(page, "/", "checker.js", MEMORY_SCRIPT)?;
    visit_page(site, (1440, 900), async |browser| {
        browser.watch_speed().await?;
        let (mut opening, mut zipping) = (Vec::new(), Vec::new());
        let (mut fflate_zipping, mut memory) = (Vec::new(), Vec::new());
        let (mut opened, mut kept) = (Vec::new(), Vec::new());
        for _ in 0..OPENINGS {
            browser.open_page("?open=start").await?;
            // A pack that has no draft yet, so it is not compared with one.
            browser.script_that_waits(FORGET).await?;
            browser.open_page("?open=start").await?;
            browser.long_tasks().await?;
            browser.choose_files("open-files", &[&archive]).await?;
            opening.push(browser.opening_time().await?);
            opened.extend(browser.long_tasks().await?);
            browser.saved().await?;
            kept.extend(browser.long_tasks().await?);
            memory.push(browser.memory().await? / f64::from(1 << 20));
            browser.export(Format::Zip).await?;
            zipping.push(browser.zip_time().await?);
            if let Some(fflate) = &fflate {
                fflate_zipping.push(browser.fflate_time(fflate, &zip, ZIP_LEVEL).await?);
            }
        }
        print_row("opened, to all findings, ms", opening, "500 ms");
        print_long(&opened, "none");
        println!("while it is kept:");
        print_long(&kept, "none");
        print_row("exported as zip, ms", zipping, "500 ms");
        if fflate.is_some() {
            print_row("zipped by fflate at the same level, ms", fflate_zipping, "");
        }
        let most = 4.0 * bytes as f64 / f64::from(1 << 20) + 64.0;
        print_row("memory, MiB", memory, &format!("{most:.0} MiB"));
        Ok(())
    })
}

/// A pack as a zip.
fn archive(name: &str, entries: &[Entry], place: &Path) -> Result<PathBuf> {
    let path = place.join(format!("{name}.zip"));
    let zip = pack_archive::write(Format::Zip, name, "1.0.0", entries)?;
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
