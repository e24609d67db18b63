//! The README beside its text, and creating missing files.
//!
//! `readme-page` is how the README is shown, and `code-create` begins the file that is missing.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use serde_json::json;

use crate::{open, sound_pack};

const README: &str = "# Spinner\n\nSpins **discs**, see [the docs](https://docs.example.org/a) and [usage](#usage),\n\
    but not [this](javascript:alert(1)) or [that](docs/x.md).\n\n<script>alert(1)</script>\n\n<!-- not shown -->\n\n\
    ![A disc](https://example.org/disc.png)\n\n### Usage\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n- [x] done\n\n```yaml\na: 1\n```\n";

/// The README as it is shown.
const PAGE: &str = "[data-testid=readme-page]";

async fn page(browser: &Browser, question: &str) -> Result<serde_json::Value> {
    browser.element(PAGE).await?;
    let script = format!("const page = document.querySelector(arguments[0]); return {question};");
    browser.script(&script, vec![json!(PAGE)]).await
}

#[test]
fn a_readme_is_shown_without_what_could_do_harm() -> Result<()> {
    let pack = sound_pack().with("README.md", README.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.goto_section("readme").await?;
        let links = page(
            browser,
            "[...page.querySelectorAll('a')].map(a => [a.getAttribute('href'), a.target, a.rel])",
        )
        .await?;
        assert_eq!(
            links,
            json!([
                [
                    "https://docs.example.org/a",
                    "_blank",
                    "noopener noreferrer"
                ],
                ["#readme-usage", "", ""],
            ])
        );
        let held = page(
            browser,
            "[...page.querySelectorAll('script, img, h3, h4, table, li, pre')].map(e => e.localName)",
        )
        .await?;
        assert_eq!(held, json!(["h3", "h4", "table", "li", "pre"]));
        let text = page(browser, "page.textContent").await?;
        let text = text.as_str().unwrap_or_default();
        for (words, is_shown) in [
            ("<script>alert(1)</script>", true),
            ("Image: A disc", true),
            ("not shown", false),
        ] {
            ensure!(text.contains(words) == is_shown, "{words}: {text}");
        }
        browser.accessible("a README beside its text").await
    })
}

#[test]
fn the_page_follows_the_text() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("readme").await?;
        browser.set_code("# Whirler\n\nWhirls.\n").await?;
        browser
            .until("for the page to follow", async || {
                let text = page(browser, "page.textContent").await?;
                Ok((text == json!("WhirlerWhirls.")).then_some(()))
            })
            .await?;
        browser.undo().await?;
        browser
            .until("for the page to follow back", async || {
                let text = page(browser, "page.textContent").await?;
                let text = text.as_str().unwrap_or_default();
                Ok((!text.contains("Whirler")).then_some(()))
            })
            .await
    })
}

#[test]
fn a_narrow_screen_shows_the_page_alone() -> Result<()> {
    let pack = sound_pack().with("README.md", README.as_bytes());
    visit_sized(360, 740, async |browser| {
        open(browser, &pack).await?;
        browser.goto_section("readme").await?;
        browser.element(PAGE).await?;
        browser.fits_the_width().await?;
        browser.accessible("a README on a narrow screen").await?;
        browser.view_code().await?;
        ensure!(
            !browser.has("readme-page").await?,
            "the code has a page beside it"
        );
        Ok(())
    })
}

#[test]
fn a_file_that_is_missing_says_what_it_is_for() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().without("README.md")).await?;
        for (section, file) in [
            ("presets", "presets.yaml"),
            ("parameters", "schema.yaml"),
            ("readme", "README.md"),
        ] {
            browser.goto_section(section).await?;
            if section == "presets" {
                browser.click("view-code").await?;
            }
            browser.element("[data-testid=code-create]").await?;
            browser
                .accessible(&format!("{file} that is missing"))
                .await?;
            browser.click("code-create").await?;
            assert_eq!(browser.code_file().await?, file);
            browser.settled().await?;
        }
        let taken = browser.export(Format::Zip).await?;
        let presets = String::from_utf8(taken.file("presets.yaml")?)?;
        ensure!(presets.ends_with("presets: []\n"), "{presets}");
        ensure!(
            taken.file("README.md")?.is_empty(),
            "the README holds something"
        );
        Ok(())
    })
}
