//! Values that are edited in their rows. A row is `value`, with `data-path` and `data-state`. In it are
//! `value-input`, `value-reset` and, where the row is chosen, `value-add`, `value-rename`, `value-up` and
//! `value-down`. What these ask for is given in `value-key` and `value-kind` and made with `value-done`.
//! `values-filter`, with `data-filter`, leaves some of the rows.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{Fixture, manifest};
use thirtyfour::Key;

use crate::{open, sound_pack};

const OWN: &str = "# How many spinners run.\nreplicas: 1\nimage:\n  # Where it lies.\n  repository: registry.example.org/disc/spinner\n  tag: \"\"\nmetrics: false\nmode: fast\nport: 80\nargs:\n  - --slow\nlabels: {}\nnotes: |\n  one\n  two\n";

const SCHEMA: &str = r#"{"type": "object", "properties": {
    "mode": {"enum": ["fast", "slow"], "description": "How it spins."},
    "port": {"type": "integer", "maximum": 65535}
}}"#;

const VALUES: &str = "pack:\n  namespace: spin\ncharts:\n  spinner:\n    replicas: 2 # ours\n    image:\n      tag: '1.4'\n    typo: 1\n";

fn pack() -> Fixture {
    let text = manifest("disc-spinner", "1.4.0").replace(
        "\"kubeManifests\"",
        "\"charts\": [\"charts/spinner-0.9.1.tgz\"],\n  \"kubeManifests\"",
    );
    let archive = chart::packed_with_schema("spinner", "0.9.1", OWN, SCHEMA);
    sound_pack()
        .with("pack.json", text.as_bytes())
        .with("charts/spinner-0.9.1.tgz", archive)
        .with("values.yaml", VALUES.as_bytes())
}

async fn show(browser: &Browser) -> Result<()> {
    open(browser, &pack()).await?;
    browser.goto_section("values").await?;
    browser.view_form().await
}

/// The values.yaml that an export of the open pack holds.
async fn exported(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("values.yaml")?)?)
}

fn row(path: &str) -> String {
    format!("[data-testid=value][data-path=\"/charts/spinner{path}\"]")
}

/// Something in a row.
fn of(path: &str, name: &str) -> String {
    format!("{} [data-testid={name}]", row(path))
}

async fn until_state(browser: &Browser, path: &str, state: &str) -> Result<()> {
    let row = format!("{}[data-state={state}]", row(path));
    browser.element(&row).await.map(|_| ())
}

#[test]
fn every_kind_of_value_is_changed_in_its_row() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser.accessible("the form of values").await?;
        browser.fill(&of("/replicas", "value-input"), "5").await?;
        let mut expected = VALUES.replace("replicas: 2", "replicas: 5");
        assert_eq!(exported(browser).await?, expected);
        until_state(browser, "/metrics", "default").await?;
        browser.click_on(&of("/metrics", "value-input")).await?;
        until_state(browser, "/metrics", "own").await?;
        browser
            .click_on(&format!(
                "{} option[value='\"slow\"']",
                of("/mode", "value-input")
            ))
            .await?;
        browser.fill(&of("/port", "value-input"), "81").await?;
        expected = expected.replace(
            "'1.4'\n",
            "'1.4'\n    metrics: true\n    mode: slow\n    port: 81\n",
        );
        assert_eq!(exported(browser).await?, expected);
        // A text that looks like a number stays a text, in the quotes that it had.
        browser.click_on(&row("/image")).await?;
        browser.press(Key::Right + "").await?;
        browser.fill(&of("/image/tag", "value-input"), "2").await?;
        browser
            .fill(
                &of("/image/repository", "value-input"),
                "{{ .spectro.var.r }}",
            )
            .await?;
        expected = expected.replace(
            "      tag: '1.4'\n",
            "      # Where it lies.\n      repository: \"{{ .spectro.var.r }}\"\n      tag: '2'\n",
        );
        assert_eq!(exported(browser).await?, expected);
        for _ in 0..6 {
            browser.undo().await?;
        }
        assert_eq!(exported(browser).await?, VALUES);
        until_state(browser, "/metrics", "default").await
    })
}

#[test]
fn lists_and_maps_grow_move_and_shrink() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser.click_on(&row("/args")).await?;
        browser.click_on(&of("/args", "value-add")).await?;
        browser
            .fill(&of("/args/1", "value-input"), "--loud")
            .await?;
        let list = "'1.4'\n    args:\n      - --slow\n      - '--loud'\n";
        assert_eq!(exported(browser).await?, VALUES.replace("'1.4'\n", list));
        browser.click_on(&row("/args/1")).await?;
        browser.click_on(&of("/args/1", "value-up")).await?;
        browser.settled().await?;
        browser.click_on(&of("/args/1", "value-reset")).await?;
        browser.settled().await?;
        let list = "'1.4'\n    args:\n      - '--loud'\n";
        assert_eq!(exported(browser).await?, VALUES.replace("'1.4'\n", list));
        browser.click_on(&row("/labels")).await?;
        browser.click_on(&of("/labels", "value-add")).await?;
        browser.accessible("a key that is asked for").await?;
        browser
            .fill("[data-testid=value-key]", "example.org/team")
            .await?;
        browser.click("value-done").await?;
        browser.settled().await?;
        browser
            .fill(&of("/labels/example.org~1team", "value-input"), "7")
            .await?;
        let values = exported(browser).await?;
        ensure!(
            values.contains("    labels:\n      example.org/team: '7'\n"),
            "{values}"
        );
        browser.click_on(&row("/typo")).await?;
        browser.click_on(&of("/typo", "value-rename")).await?;
        browser.fill("[data-testid=value-key]", "mode").await?;
        browser.click("value-done").await?;
        let error = browser.text_of(".values__ask .values__error").await?;
        assert_eq!(error, "This key exists already.");
        browser.fill("[data-testid=value-key]", "tips").await?;
        browser.click("value-done").await?;
        until_state(browser, "/tips", "unknown").await?;
        browser.click_on(&of("/tips", "value-reset")).await?;
        browser.settled().await?;
        let values = exported(browser).await?;
        ensure!(
            !values.contains("tips") && !values.contains("typo"),
            "{values}"
        );
        Ok(())
    })
}

#[test]
fn what_cannot_be_read_is_told_and_kept() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser
            .fill(&of("/replicas", "value-input"), "many")
            .await?;
        let error = format!("{} .values__error", row("/replicas"));
        let told = browser.text_of(&error).await?;
        ensure!(told.starts_with("This is not a number"), "{told}");
        browser.accessible("a value that is no number").await?;
        assert_eq!(exported(browser).await?, VALUES);
        // What was typed is there after other rows were shown.
        browser.fill("[data-testid=values-search]", "port").await?;
        browser.until_count(&row("/replicas"), 0).await?;
        browser.fill("[data-testid=values-search]", "").await?;
        let input = browser.element(&of("/replicas", "value-input")).await?;
        assert_eq!(input.prop("value").await?.as_deref(), Some("many"));
        browser.fill(&of("/port", "value-input"), "70000").await?;
        let told = browser
            .text_of(&format!("{} .values__error", row("/port")))
            .await?;
        assert_eq!(told, "The chart wants at most 65535.");
        browser.fill(&of("/replicas", "value-input"), "3").await?;
        ensure!(
            exported(browser).await?.contains("replicas: 3 # ours"),
            "it is not set"
        );
        Ok(())
    })
}

#[test]
fn a_value_goes_back_to_that_of_the_chart() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser.click_on(&of("/replicas", "value-reset")).await?;
        until_state(browser, "/replicas", "default").await?;
        let input = browser.element(&of("/replicas", "value-input")).await?;
        assert_eq!(input.prop("value").await?.as_deref(), Some("1"));
        let reset = VALUES.replace("    replicas: 2 # ours\n", "");
        assert_eq!(exported(browser).await?, reset);
        browser.undo().await?;
        until_state(browser, "/replicas", "own").await?;
        assert_eq!(exported(browser).await?, VALUES);
        browser.redo().await?;
        assert_eq!(exported(browser).await?, reset);
        Ok(())
    })
}

#[test]
fn the_keyboard_alone_walks_edits_and_resets() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser.click_on(&row("/replicas")).await?;
        let tree = browser.element("[data-testid=values-tree]").await?;
        tree.send_keys(Key::F2 + "").await?;
        browser.until_focused("value-input").await?;
        browser.press_with_control("a").await?;
        browser.press("4").await?;
        browser.press(Key::Escape + "").await?;
        browser.until_focused("values-tree").await?;
        browser.settled().await?;
        assert_eq!(
            exported(browser).await?,
            VALUES.replace("replicas: 2", "replicas: 4")
        );
        browser.click_on(&row("/replicas")).await?;
        let tree = browser.element("[data-testid=values-tree]").await?;
        tree.send_keys(Key::Down + "").await?;
        browser
            .element(&format!("{}[aria-selected=true]", row("/image")))
            .await?;
        tree.send_keys(Key::Up + Key::Delete).await?;
        until_state(browser, "/replicas", "default").await
    })
}

#[test]
fn filters_leave_what_is_looked_for() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        for (filter, count, here, gone) in [
            ("set", "4", "/typo", "/port"),
            ("differs", "2", "/image/tag", "/typo"),
            ("unknown", "1", "/typo", "/replicas"),
        ] {
            let button = format!("[data-testid=values-filter][data-filter={filter}]");
            browser.click_on(&button).await?;
            browser.element(&row(here)).await?;
            browser.until_count(&row(gone), 0).await?;
            let text = browser.text_of(&button).await?;
            ensure!(text.ends_with(count), "{filter}: {text}");
        }
        browser
            .accessible("values that the chart does not know")
            .await?;
        browser
            .click_on("[data-testid=values-filter][data-filter=all]")
            .await?;
        // What only the chart has is found, too.
        browser
            .fill("[data-testid=values-search]", "image repo")
            .await?;
        until_state(browser, "/image/repository", "default").await
    })
}

#[test]
fn form_and_code_are_in_step() -> Result<()> {
    visit(async |browser| {
        show(browser).await?;
        browser.fill(&of("/notes", "value-input"), "three").await?;
        browser.view_code().await?;
        browser
            .until_code(&VALUES.replace("'1.4'\n", "'1.4'\n    notes: three\n"))
            .await?;
        browser.caret_after("replicas: 2").await?;
        browser.press("0").await?;
        browser.view_form().await?;
        let input = browser.element(&of("/replicas", "value-input")).await?;
        assert_eq!(input.prop("value").await?.as_deref(), Some("20"));
        browser.undo().await?;
        browser.undo().await?;
        assert_eq!(exported(browser).await?, VALUES);
        Ok(())
    })
}

#[test]
fn rows_have_room_on_a_narrow_screen() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        show(browser).await?;
        browser.fill(&of("/replicas", "value-input"), "6").await?;
        browser.click_on(&row("/image")).await?;
        browser.fits_the_width().await?;
        browser
            .accessible("rows of values on a narrow screen")
            .await?;
        ensure!(
            exported(browser).await?.contains("replicas: 6 # ours"),
            "it is not set"
        );
        Ok(())
    })
}
