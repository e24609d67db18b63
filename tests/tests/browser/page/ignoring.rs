//! Findings that are ignored with a reason: by a comment in YAML, and else by an entry in a file that is
//! never pushed.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::fixture::{Fixture, VALUES, manifest};
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

/// A pack with an error in values.yaml and a warning in pack.json.
fn pack() -> Fixture {
    let values = VALUES.replace("namespace: disc-spinner", "namespace: Disc");
    sound_pack()
        .with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes())
        .with("values.yaml", values.as_bytes())
}

/// Puts the focus on what a selector finds first, and presses Enter.
async fn press_on(browser: &Browser, selector: &str) -> Result<()> {
    browser.open_finding_of(selector).await?;
    let script = "document.querySelector(arguments[0]).focus()";
    browser.script(script, vec![json!(selector)]).await?;
    browser.press(Key::Enter).await
}

/// Ignores the finding of a rule by keys.
async fn ignore(browser: &Browser, rule: &str) -> Result<()> {
    let button =
        format!(".problems [data-testid=finding][data-rule={rule}] [data-testid=finding-ignore]");
    press_on(browser, &button).await?;
    browser.until_focused("ignore-reason").await?;
    // A reason is needed.
    browser.press(Key::Enter).await?;
    browser
        .element("[data-testid=ignore-reason][aria-invalid=true]")
        .await?;
    browser.press("So it is").await?;
    browser.press(Key::Enter).await?;
    browser.until_rule(rule, false).await?;
    Ok(())
}

async fn until_ignored(browser: &Browser, count: usize) -> Result<()> {
    browser
        .until_count("[data-testid=ignored-finding]", count)
        .await
}

#[test]
fn findings_are_ignored_and_checked_again_by_keys() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack()).await?;
        browser.until_rule("namespace-invalid", true).await?;
        ignore(browser, "namespace-invalid").await?;
        ignore(browser, "version-leading-v").await?;
        until_ignored(browser, 2).await?;
        browser.undo().await?;
        browser.until_rule("version-leading-v", true).await?;
        until_ignored(browser, 1).await?;
        browser.redo().await?;
        browser.until_rule("version-leading-v", false).await?;

        let zip = browser.export(Format::Zip).await?;
        let list = String::from_utf8(zip.file(".pack-check.yaml")?)?;
        ensure!(list.contains("reason: So it is"), "{list}");
        let values = String::from_utf8(zip.file("values.yaml")?)?;
        let comment = "  # pack-check: ignore[namespace-invalid] So it is\n  namespace: Disc\n";
        ensure!(values.contains(comment), "{values}");
        let (_, pushed) = browser.export(Format::TarGz).await?.unpack()?;
        ensure!(pushed.iter().all(|entry| entry.path != ".pack-check.yaml"));
        browser.close_dialog().await?;

        let ignored = "[data-testid=ignored]";
        press_on(browser, &format!("{ignored} summary")).await?;
        ensure!(browser.text_of(&format!("{ignored} summary")).await? == "2 ignored");
        for rule in ["version-leading-v", "namespace-invalid"] {
            let again = format!("{ignored} [data-rule={rule}] [data-fix=check-again]");
            press_on(browser, &again).await?;
            browser.until_rule(rule, true).await?;
        }
        until_ignored(browser, 0).await?;
        let zip = browser.export(Format::Zip).await?;
        ensure!(zip.file(".pack-check.yaml").is_err());
        ensure!(zip.file("values.yaml")? == pack().bytes("values.yaml"));
        Ok(())
    })
}

#[test]
fn what_is_told_at_a_line_goes_with_its_finding() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack().with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes());
        open(browser, &pack).await?;
        browser.until_rule("version-leading-v", true).await?;
        ignore(browser, "version-leading-v").await?;
        browser.view_code().await?;
        browser.undo().await?;
        browser.until_rule("version-leading-v", true).await?;
        browser.go_to_problem(true).await?;
        let told = ".cm-tooltip.code__explanation";
        browser.until_count(told, 1).await?;
        browser.redo().await?;
        browser.until_rule("version-leading-v", false).await?;
        browser.until_count(told, 0).await
    })
}

#[test]
fn a_finding_is_ignored_under_its_field() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack()).await?;
        browser.goto_section("overview").await?;
        let finding = ".field-findings [data-testid=finding][data-rule=version-leading-v]";
        press_on(browser, &format!("{finding} [data-testid=finding-ignore]")).await?;
        browser.until_focused("ignore-reason").await?;
        let reach = browser.text_of("#ignore-reason-help").await?;
        ensure!(reach == "It is written into .pack-check.yaml.", "{reach}");
        browser.press("So it is").await?;
        browser.press(Key::Enter).await?;
        browser.until_count(finding, 0).await?;
        // The field that the finding was about has the focus again.
        browser.until_focused("field-version").await?;
        until_ignored(browser, 1).await
    })
}

#[test]
fn the_dialog_says_what_else_is_ignored() -> Result<()> {
    let broken = pack().with("pack.json", "{\"name\": \"disc-spinner\",}\n".as_bytes());
    visit(async |browser| {
        open(browser, &broken).await?;
        let button = "[data-testid=finding][data-rule=json-syntax] [data-testid=finding-ignore]";
        press_on(browser, &format!(".problems {button}")).await?;
        browser.until_focused("ignore-reason").await?;
        let reach = browser.text_of("#ignore-reason-help").await?;
        ensure!(
            reach.starts_with("Ignores all findings of json-syntax in pack.json."),
            "{reach}"
        );
        Ok(())
    })
}
