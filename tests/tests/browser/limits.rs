//! Packs as large as the limits let in: the page opens and shows them, has few of their rows in it, and
//! answers keys.

use anyhow::{Context, Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::large::of;
use thirtyfour::Key;

use crate::TestFiles;

/// The most rows of a list that are in the page at once.
const MOST_ROWS: usize = 260;

/// A pack, the section that has a list of what it has many of, and the rows of that list.
const LISTS: &[(&str, &str, &str)] = &[
    ("files", "files", "[data-testid=file]"),
    (
        "annotations",
        "annotations",
        ".annotations__rows .annotations__row",
    ),
    ("images", "images", "[data-testid=image]"),
    (
        "dependencies",
        "constraints",
        ".rows--dependencies .rows__row",
    ),
    ("manifests", "manifests", "[data-testid=listed]"),
];

/// Opens the closed folders of Files that are drawn.
const OPEN_FOLDERS: &str = "
    for (const folder of document.querySelectorAll('.files__name[aria-expanded=false]')) folder.click();";

async fn open(browser: &Browser, kind: &str) -> Result<()> {
    let (files, kind) = (TestFiles::new()?, of(kind));
    let archive = files.archive(&(kind.pack)(kind.most), Format::TarGz)?;
    browser.open_page("?open=start").await?;
    browser.open_files(&[&archive]).await?;
    browser.settled().await
}

/// Types into the first field of the name, and waits until that is judged.
async fn answers(browser: &Browser) -> Result<()> {
    browser.goto_section("overview").await?;
    browser.set_field("displayName", "Other").await?;
    browser.settled().await
}

#[test]
fn long_lists_have_few_rows_in_the_page() -> Result<()> {
    for (kind, section, rows) in LISTS {
        visit(async |browser| {
            open(browser, kind).await?;
            browser.goto_section(section).await?;
            browser.element(rows).await?;
            browser.script(OPEN_FOLDERS, Vec::new()).await?;
            browser.drawn().await?;
            let count = browser.count(rows).await?;
            ensure!((20..MOST_ROWS).contains(&count), "{count} rows");
            let last = "const panes = [...document.querySelectorAll('main *')];
                const pane = panes.find(pane => pane.scrollHeight > 50000 && pane.clientHeight < 2000
                    && getComputedStyle(pane).overflowY !== 'visible');
                pane.scrollTop = pane.scrollHeight;";
            browser.script(last, Vec::new()).await?;
            browser.drawn().await?;
            let count = browser.count(rows).await?;
            ensure!((1..MOST_ROWS).contains(&count), "{count} rows at the end");
            answers(browser).await
        })
        .with_context(|| (*kind).to_owned())?;
    }
    Ok(())
}

#[test]
fn thousands_of_findings_are_counted_and_the_first_of_them_listed() -> Result<()> {
    visit(async |browser| {
        open(browser, "findings in values.yaml").await?;
        browser.show_problems().await?;
        browser.click("problems-more").await?;
        browser
            .until("for the findings of a kind", async || {
                let listed = browser.findings().await?.len();
                Ok((50..1_500).contains(&listed).then_some(()))
            })
            .await?;
        let more = browser.texts("problems-unlisted").await?;
        ensure!(
            more.iter().any(|more| more.contains("19,800 more")),
            "{more:?}"
        );
        answers(browser).await
    })
}

#[test]
fn deep_texts_are_shown_in_the_code() -> Result<()> {
    for kind in ["deep JSON", "deep YAML", "deep README", "deep emphasis"] {
        visit(async |browser| {
            open(browser, kind).await?;
            browser.goto_section("values").await?;
            browser.view_code().await?;
            browser.focus_code().await?;
            browser.press(Key::Control + Key::End).await?;
            browser.press("# The end").await?;
            browser.settled().await?;
            browser.goto_section("readme").await?;
            browser.drawn().await
        })
        .with_context(|| kind.to_owned())?;
    }
    Ok(())
}

#[test]
fn a_judge_that_stops_is_started_again_once() -> Result<()> {
    visit(async |browser| {
        // The first two workers fail at their first question, as one does that is out of memory.
        let failing = "const Real = Worker; let failed = 0;
            window.Worker = class extends Real {
                postMessage(message) {
                    if (failed < window.failures) { failed++; setTimeout(() => this.onerror(new ErrorEvent('error'))); }
                    else super.postMessage(message);
                }
            };
            window.failures = 1;";
        browser.before_pages(failing).await?;
        open(browser, "deep folders").await?;
        ensure!(!browser.has("unjudged").await?, "it was started again");
        browser.script("window.failures = 1000", Vec::new()).await?;
        browser.goto_section("overview").await?;
        browser.show_problems().await?;
        browser.click("field-displayName").await?;
        browser.press("Other").await?;
        browser.element("[data-testid=unjudged]").await?;
        browser.script("window.failures = 0", Vec::new()).await?;
        browser.click("judge-again").await?;
        browser.settled().await?;
        ensure!(!browser.has("unjudged").await?, "it is judged again");
        browser.dismiss_messages().await
    })
}
