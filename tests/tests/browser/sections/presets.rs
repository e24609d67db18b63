//! Presets: what a choice makes of the values, the comment that preselects, and the form of each preset.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use thirtyfour::Key;

use super::deployment::{VALUES, pack};
use crate::{open, sound_pack};

const COMMENT: &str = "# spectrocloud.com/enabled-presets: ";

fn preset(name: &str) -> String {
    format!("[data-testid=preset][data-name={name}]")
}

/// Opens the section of a pack with the presets few and many of the group Size.
async fn show(browser: &Browser, values: &str) -> Result<()> {
    open(browser, &pack(values)).await?;
    browser.settled().await?;
    browser.goto_section("presets").await
}

/// A text file of the exported pack.
async fn exported(browser: &Browser, file: &str) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file(file)?)?)
}

/// Waits until the difference of values.yaml has a line.
async fn until_line(browser: &Browser, kind: &str, text: &str) -> Result<()> {
    let selector = format!("[data-testid=presets-difference] [data-kind={kind}]");
    browser
        .until(&format!("for {text}"), async || {
            let lines = browser.script(
                "return Array.from(document.querySelectorAll(arguments[0]), line => line.textContent)",
                vec![selector.as_str().into()],
            );
            let lines = lines.await?;
            let lines = lines.as_array().cloned().unwrap_or_default();
            let mut lines = lines.iter().filter_map(serde_json::Value::as_str);
            Ok(lines.any(|line| line.trim_end().ends_with(text)).then_some(()))
        })
        .await
}

#[test]
fn a_choice_shows_what_it_makes_of_the_values() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        browser.click_on(&preset("many")).await?;
        until_line(browser, "removed", "replicas: 1").await?;
        until_line(browser, "added", "replicas: 9").await?;
        browser
            .element(&(preset("many") + "[aria-pressed=true]"))
            .await?;
        browser.accessible("a chosen preset").await?;
        browser.rendered().await?;
        browser.click("presets-effect").await?;
        browser
            .element("[data-testid=presets-effects] [data-testid=value-effect-object][data-kind=changed]")
            .await?;
        browser.accessible("what presets change").await?;
        let few = browser.element(&preset("few")).await?;
        few.send_keys(" ").await?;
        until_line(browser, "added", "replicas: 2").await?;
        browser
            .element(&(preset("many") + "[aria-pressed=false]"))
            .await?;
        browser.click("presets-write").await?;
        browser
            .until_count("[data-testid=presets-difference]", 0)
            .await?;
        let values = exported(browser, "values.yaml").await?;
        assert_eq!(values, VALUES.replace("replicas: 1", "replicas: 2"));
        browser.undo().await?;
        until_line(browser, "added", "replicas: 2").await
    })
}

#[test]
fn a_preset_is_preselected_by_keyboard_and_renamed() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        let choice = browser.element("[data-testid=preselected]").await?;
        choice.send_keys("M").await?;
        browser
            .element(&(preset("many") + "[aria-pressed=true]"))
            .await?;
        browser.until_focused("preselected").await?;
        assert_eq!(
            exported(browser, "values.yaml").await?,
            format!("{COMMENT}Size:many\n{VALUES}")
        );
        browser.set_field("presets-presets/1/name", "most").await?;
        browser
            .set_field("presets-presets/1/group", "How many")
            .await?;
        browser.element(&preset("most")).await?;
        assert_eq!(
            exported(browser, "values.yaml").await?,
            format!("{COMMENT}How many:most\n{VALUES}")
        );
        browser
            .accessible("a preselected preset in its form")
            .await?;
        browser.click_on("[aria-label=\"Remove preset 2\"]").await?;
        assert_eq!(exported(browser, "values.yaml").await?, VALUES);
        for _ in 0..4 {
            browser.undo().await?;
        }
        assert_eq!(exported(browser, "values.yaml").await?, VALUES);
        let presets = exported(browser, "presets.yaml").await?;
        ensure!(presets.contains("name: many\n"), "{presets}");
        Ok(())
    })
}

#[test]
fn a_preset_is_written_in_its_form() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("presets").await?;
        browser.accessible("no presets").await?;
        browser.click("presets-create").await?;
        browser
            .until_focused("field-presets-presets/0/name")
            .await?;
        browser.set_field("presets-presets/0/name", "small").await?;
        browser
            .set_field("presets-presets/0/displayName", "Small")
            .await?;
        browser.set_field("presets-presets/0/group", "Size").await?;
        browser
            .click_on("[data-rows-add=\"/presets/0/remove\"]")
            .await?;
        browser
            .set_field("presets-presets/0/remove/0", "pack.namespace")
            .await?;
        let add = browser
            .element("[data-testid=\"field-presets-presets/0/add\"]")
            .await?;
        add.send_keys("pack:\n  content:\n\n").await?;
        add.send_keys("    images: []\n").await?;
        browser.press(Key::Tab).await?;
        assert_eq!(
            exported(browser, "presets.yaml").await?.replace('"', ""),
            "presets:\n  - name: small\n    displayName: Small\n    group: Size\n    remove:\n      - pack.namespace\n    add: |\n      pack:\n        content:\n\n          images: []\n"
        );
        browser.click("preset-duplicate").await?;
        browser
            .until_focused("field-presets-presets/1/name")
            .await?;
        browser.until_count("[data-testid=preset]", 2).await?;
        browser
            .click_on("[aria-label=\"Move up preset 2\"]")
            .await?;
        browser
            .until_field("presets-presets/0/name", "small-2")
            .await?;
        browser.accessible("two presets").await?;
        browser.set_field("presets-presets/0/add", "a: [").await?;
        browser.until_rule("preset-add-not-yaml", true).await?;
        Ok(())
    })
}

#[test]
fn a_preset_is_made_of_changes() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        browser.click("preset-from-opened").await?;
        browser.message("info").await?;
        browser.goto_section("values").await?;
        browser.view_code().await?;
        browser
            .set_code(&VALUES.replace("replicas: 1", "replicas: 5"))
            .await?;
        browser.goto_section("presets").await?;
        browser.click("preset-from-opened").await?;
        browser
            .until_focused("field-presets-presets/2/displayName")
            .await?;
        let presets = exported(browser, "presets.yaml").await?;
        ensure!(
            presets.ends_with("    add: |\n      charts:\n        web:\n          replicas: 5\n"),
            "{presets}"
        );
        Ok(())
    })
}

#[test]
fn presets_fit_a_narrow_screen() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        show(browser, VALUES).await?;
        browser.click_on(&preset("many")).await?;
        until_line(browser, "added", "replicas: 9").await?;
        browser.fits_the_width().await?;
        browser.accessible("presets on a narrow screen").await
    })
}
