//! What a key costs, typed at the rate of a fast typist in a comment of a values.yaml of 289 kB and 5,700 lines,
//! about two thousand lines below its start. In each round every contestant gets a part of the keys in a new
//! browser.
//!
//! - *handling*: from the key's first listener until the last one of the input that follows it, with what
//!   they leave for the end of a listener.
//! - *main thread busy*: the time of all tasks of the main thread during the typing, for each key.
//! - *painted*: from the key until the second frame after it begins.
//! - *event timing*: from the key until the next paint as the browser tells it, in steps of 8 ms.
//! - *findings, rendering*: from the key until `data-checked` and `data-rendered` reach its `data-revision`.
//! - *longest task*: of the browser's entries of long tasks, which are 50 ms and longer; 0 without any.

use std::time::Duration;

use anyhow::Result;
use pack_archive::Entry;
use pack_tests::browser::{Browser, KeyTime};
use pack_tests::packs::long_values;
use thirtyfour::Key;

use crate::site::{Contestant, Site, fresh_start};
use crate::table;

/// In how many rounds the keys are typed.
const ROUNDS: usize = 6;

/// The number of keys for each contestant without MEASURED_KEYS.
const KEYS: usize = 900;

/// The pause between two keys of a fast typist.
const PAUSE: Duration = Duration::from_millis(90);

/// What was measured of a contestant.
#[derive(Default)]
struct Typed {
    keys: Vec<KeyTime>,
    /// The busy milliseconds of the main thread for each key, of each round.
    busy: Vec<f64>,
    long: Vec<f64>,
}

/// The number of keys in a round.
fn keys() -> usize {
    let wanted = std::env::var("MEASURED_KEYS").ok();
    let wanted = wanted.and_then(|keys| keys.parse().ok());
    (wanted.unwrap_or(KEYS) / ROUNDS).max(1)
}

/// Types the same text in all contestants.
pub(crate) fn measure(site: &Site) -> Result<()> {
    let pack = long_values::pack();
    let archive = site.archive(&pack.name, pack.entries())?;
    let mut typed = Contestant::ALL.map(|contestant| (contestant, Typed::default()));
    for round in 0..ROUNDS {
        for place in 0..typed.len() {
            // Each comes first as often as the others.
            let count = typed.len();
            let (contestant, typed) = &mut typed[(place + round) % count];
            site.visit(async |browser| {
                match contestant {
                    Contestant::Ours => {
                        fresh_start(browser).await?;
                        browser.open_files(&[&archive]).await?;
                        browser.goto_section("values").await?;
                        browser.click_on("[data-testid=code] .cm-content").await?;
                    }
                    Contestant::CodeMirror | Contestant::Monaco => {
                        let page = format!("{}?text=../values.yaml", contestant.path());
                        browser.open_page(&page).await?;
                    }
                }
                browser.press(Key::Control + Key::Home).await?;
                for _ in 0..40 {
                    browser.press(Key::PageDown).await?;
                }
                browser.press(Key::End).await?;
                browser.press(" #").await?;
                typed.add(browser).await
            })?;
        }
    }
    let count = typed.each_ref().map(|(_, typed)| typed.keys.len());
    table::title(&format!(
        "a key in a values.yaml of {} bytes and {} lines, ms ({count:?} keys)",
        long_values::text().len(),
        long_values::LINES
    ));
    let row = |what: &str, figure: &dyn Fn(&Typed) -> f64, budget: &str| {
        let figures = typed
            .each_ref()
            .map(|(contestant, typed)| (contestant.column(), figure(typed)));
        table::row(what, &figures, budget);
    };
    row(
        "handling",
        &|typed| typed.at(0.5, |key| key.handled),
        "1.3 times CodeMirror",
    );
    row(
        "main thread busy",
        &|typed| table::median(typed.busy.clone()),
        "1.3 times CodeMirror",
    );
    row(
        "painted",
        &|typed| typed.at(0.5, |key| key.painted),
        "1.05 times CodeMirror, below Monaco",
    );
    row(
        "painted, p99",
        &|typed| typed.at(0.99, |key| key.painted),
        "1.05 times CodeMirror, below Monaco",
    );
    row("event timing", &|typed| typed.at(0.5, |key| key.shown), "");
    row(
        "handling and painting, without waiting",
        &|typed| typed.at(0.5, |key| key.worked),
        "",
    );
    row(
        "longest task",
        &|typed| table::longest(typed.long.clone()),
        "50",
    );
    let (_, ours) = &typed[0];
    ours.print_checked();
    Ok(())
}

/// Types in ours alone, at the end of a line, counted from 0, which is a value of a chart: each key renders
/// the chart anew.
pub(crate) fn rendering(site: &Site, name: &str, entries: &[Entry], line: usize) -> Result<()> {
    let archive = site.archive(name, entries)?;
    let mut typed = Typed::default();
    site.visit(async |browser| {
        fresh_start(browser).await?;
        browser.open_files(&[&archive]).await?;
        browser.goto_section("values").await?;
        browser.click_on("[data-testid=code] .cm-content").await?;
        browser.press(Key::Control + Key::Home).await?;
        for _ in 0..line {
            browser.press(Key::Down).await?;
        }
        browser.press(Key::End).await?;
        browser.rendered().await?;
        typed.add(browser).await
    })?;
    table::title(&format!(
        "a key in a value of the largest chart, that of {name}, ms"
    ));
    typed.print_checked();
    let rendered = typed.keys.iter().filter_map(|key| key.rendered);
    table::own(
        "to a fresh rendering, p95",
        table::at(0.95, rendered),
        "400",
    );
    table::own("longest task", table::longest(typed.long), "50");
    Ok(())
}

impl Typed {
    /// The time of a key that a share of the keys is not above.
    fn at(&self, share: f64, time: fn(&KeyTime) -> f64) -> f64 {
        table::at(share, self.keys.iter().map(time))
    }

    fn print_checked(&self) {
        let checked = self.keys.iter().filter_map(|key| key.checked);
        table::own("to fresh findings, p95", table::at(0.95, checked), "75");
    }

    /// Types a round's keys at a constant rate at the caret.
    async fn add(&mut self, browser: &Browser) -> Result<()> {
        tokio::time::sleep(PAUSE * 10).await;
        browser.key_times().await?;
        browser.long_tasks().await?;
        let before = browser.busy_time().await?;
        let count = keys();
        for index in 0..count {
            let key = char::from(b'a' + u8::try_from(index % 26)?);
            browser.press(key.to_string()).await?;
            tokio::time::sleep(PAUSE).await;
        }
        tokio::time::sleep(PAUSE * 10).await;
        self.busy
            .push((browser.busy_time().await? - before) / count as f64);
        self.keys.extend(browser.key_times().await?);
        self.long.extend(browser.long_tasks().await?);
        Ok(())
    }
}
