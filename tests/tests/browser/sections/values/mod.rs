//! Values: the tree of all values, the keys that Palette reads, and what the chart has of its own.
//!
//! The tree is `values-tree`, its rows are `value` with `data-path`, and `values-search` searches it. Of the path
//! that is chosen `values-detail` shows `values-now`, `values-default` and `values-comment`;
//! `values-show-code` opens it as text, and `values-add`, with `data-path`, and `values-add-all` add
//! keys of the chart. `values-absent` is a chart of which nothing stands there, and
//! `values-add-chart` adds all of it.

mod form;
mod long;

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{Fixture, manifest};
use thirtyfour::Key;

use crate::{open, sound_pack};

const VALUES: &str = "# What the pack offers.\npack:\n    namespace: spin # ours\n    content:\n        images:\n        - image: docker.io/org/a:1\ncharts:\n    spinner:\n        image:\n            repository: docker.io/org/a # theirs\n";

/// A pack with a chart, and values of it.
fn pack(values: &str) -> Fixture {
    let text = manifest("disc-spinner", "1.4.0").replace(
        "\"kubeManifests\"",
        "\"charts\": [\"charts/spinner-0.9.1.tgz\"],\n  \"kubeManifests\"",
    );
    sound_pack()
        .with("pack.json", text.as_bytes())
        .with(
            "charts/spinner-0.9.1.tgz",
            chart::packed("spinner", "0.9.1"),
        )
        .with("values.yaml", values.as_bytes())
}

/// The values.yaml that an export of the open pack holds.
async fn exported(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("values.yaml")?)?)
}

/// Opens the form of values, which begin as code.
async fn show_values(browser: &Browser) -> Result<()> {
    browser.goto_section("values").await?;
    browser.view_form().await
}

fn row(path: &str) -> String {
    format!("[data-testid=value][data-path=\"{path}\"]")
}

/// The input of a row.
fn input(path: &str) -> String {
    format!("{} [data-testid=value-input]", row(path))
}

async fn until_shown(browser: &Browser, name: &str, text: &str) -> Result<()> {
    let what = format!("for {name} to be {text:?}");
    browser
        .until(&what, async || {
            Ok((browser.text(name).await? == text).then_some(()))
        })
        .await
}

#[test]
fn what_palette_reads_is_changed_in_its_rows() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        show_values(browser).await?;
        browser.fill(&input("/pack/namespace"), "turn").await?;
        browser
            .fill(&input("/pack/spectrocloud.com~1install-priority"), "-5")
            .await?;
        let names = "/pack/releaseNameOverride";
        browser
            .click_on(&format!("{} .values__turn", row(names)))
            .await?;
        browser
            .fill(&input("/pack/releaseNameOverride/spinner"), "turner")
            .await?;
        let labels = row("/pack/namespaceLabels");
        browser.click_on(&labels).await?;
        browser
            .click_on(&format!("{labels} [data-testid=value-add]"))
            .await?;
        browser.fill("[data-testid=value-key]", "turn").await?;
        browser.click("value-done").await?;
        browser
            .fill(&input("/pack/namespaceLabels/turn"), "a=b,c=d")
            .await?;
        browser.accessible("what Palette reads").await?;
        let after = VALUES
            .replace("namespace: spin", "namespace: turn")
            .replace(
                " # ours\n",
                " # ours\n    releaseNameOverride:\n        spinner: turner\n    spectrocloud.com/install-priority: \"-5\"\n",
            )
            .replace(
                "charts:\n    spin",
                "    namespaceLabels:\n        turn: \"a=b,c=d\"\ncharts:\n    spin",
            );
        assert_eq!(exported(browser).await?, after);
        for _ in 0..5 {
            browser.undo().await?;
        }
        assert_eq!(exported(browser).await?, VALUES);
        Ok(())
    })
}

#[test]
fn paths_are_searched_and_walked() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        show_values(browser).await?;
        let image = browser.element(&row("/charts/spinner/image")).await?;
        assert_eq!(image.attr("aria-level").await?.as_deref(), Some("3"));
        ensure!(
            browser
                .count(&row("/charts/spinner/image/repository"))
                .await?
                == 0,
            "what is closed is shown"
        );
        browser
            .fill("[data-testid=values-search]", "SPIN repo")
            .await?;
        browser
            .click_on(&row("/charts/spinner/image/repository"))
            .await?;
        until_shown(
            browser,
            "values-now",
            "repository: docker.io/org/a # theirs",
        )
        .await?;
        until_shown(
            browser,
            "values-default",
            "repository: registry.example.org/disc/spinner",
        )
        .await?;
        browser.fill("[data-testid=values-search]", "").await?;
        let tree = browser.element("[data-testid=values-tree]").await?;
        tree.send_keys(Key::Home + Key::Down).await?;
        until_shown(browser, "values-now", "namespace: spin # ours").await?;
        browser
            .accessible("values with a path that is chosen")
            .await?;
        browser.click("values-show-code").await?;
        browser
            .until("for the line of the path", async || {
                let line = browser.code_line().await?;
                Ok(line.contains("namespace").then_some(()))
            })
            .await
    })
}

#[test]
fn the_chart_is_shown_beside_the_code_at_the_caret() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.goto_section("values").await?;
        browser.caret_after("repository: docker.io").await?;
        browser
            .until("for the line of the chart's default", async || {
                let line = browser.text("values-drawer").await?;
                Ok(line.contains("registry.example.org").then_some(()))
            })
            .await?;
        browser.click("values-drawer").await?;
        let default = "repository: registry.example.org/disc/spinner";
        until_shown(browser, "values-default", default).await?;
        browser.caret_after("namespace: sp").await?;
        browser
            .until("for the path under the caret", async || {
                let path = browser.text_of(".values__path").await?;
                Ok((path == "pack.namespace").then_some(()))
            })
            .await?;
        browser.caret_after("    spinner:").await?;
        browser.element("[data-testid=values-missing]").await?;
        browser.accessible("values beside their code").await?;
        browser
            .click_on("[data-testid=values-add][data-path=\"charts.spinner.replicaCount\"]")
            .await?;
        // Where the chart has it: before the image.
        let added = "    spinner:\n        # How many spinners run.\n        replicaCount: 1\n";
        let one = VALUES.replace("    spinner:\n", added);
        browser.until_code(&one).await?;
        browser.until_focused("values-detail").await?;
        // While the text is broken nothing can be added, and the path is still told.
        browser.caret_after("# theirs").await?;
        browser
            .at_once(async || browser.press("\nx: [").await)
            .await?;
        browser.caret_after("repository: docker.io").await?;
        until_shown(browser, "values-default", default).await?;
        browser.press_with_control("z").await?;
        browser.until_code(&one).await?;
        // The form opens at what the caret stood on.
        browser.caret_after("replicaCount").await?;
        until_shown(browser, "values-default", "replicaCount: 1").await?;
        browser.view_form().await?;
        until_shown(browser, "values-now", "replicaCount: 1").await
    })
}

#[test]
fn keys_of_the_chart_are_added_with_their_comments() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        show_values(browser).await?;
        browser.click_on(&row("/charts/spinner")).await?;
        browser.element("[data-testid=values-missing]").await?;
        browser
            .accessible("values with keys that are missing")
            .await?;
        browser
            .click_on("[data-testid=values-add][data-path=\"charts.spinner.replicaCount\"]")
            .await?;
        browser.settled().await?;
        // Where the chart has it: before the image.
        let added = "    spinner:\n        # How many spinners run.\n        replicaCount: 1\n";
        let one = VALUES.replace("    spinner:\n", added);
        assert_eq!(exported(browser).await?, one);
        browser.click("values-add-all").await?;
        browser.settled().await?;
        let all = one.replace("# theirs\n", "# theirs\n            tag: \"\"\n")
            + "        resources: {}\n";
        assert_eq!(exported(browser).await?, all);
        browser.undo().await?;
        browser.undo().await?;
        assert_eq!(exported(browser).await?, VALUES);
        Ok(())
    })
}

#[test]
fn a_chart_of_which_nothing_stands_there_is_added_as_a_whole() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack("pack:\n  namespace: spin\n")).await?;
        show_values(browser).await?;
        browser
            .accessible("values without those of a chart")
            .await?;
        browser.click("values-add-chart").await?;
        browser.settled().await?;
        let values = exported(browser).await?;
        ensure!(
            values.contains(
                "charts:\n  spinner:\n    # How many spinners run.\n    replicaCount: 1\n"
            ),
            "{values}"
        );
        ensure!(!browser.has("values-absent").await?, "it is offered again");
        Ok(())
    })
}

#[test]
fn a_broken_file_shows_what_could_be_read_and_takes_no_edits() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(&format!("{VALUES}x: [\n"))).await?;
        show_values(browser).await?;
        let namespace = browser.element(&input("/pack/namespace")).await?;
        assert_eq!(namespace.prop("value").await?.as_deref(), Some("spin"));
        ensure!(!namespace.is_enabled().await?, "a broken file takes edits");
        browser.click_on(&row("/charts/spinner")).await?;
        let add = browser.element("[data-testid=values-add-all]").await?;
        ensure!(!add.is_enabled().await?, "a broken file takes keys");
        browser.accessible("values of a broken file").await?;
        browser.click("values-show-code").await?;
        browser.element("[data-testid=code]").await.map(|_| ())
    })
}

#[test]
fn a_long_file_keeps_few_rows_in_the_page() -> Result<()> {
    let keys: String = (0..4_000)
        .map(|key| format!("    key{key}: {key}\n"))
        .collect();
    let values = format!("pack:\n  namespace: spin\ncharts:\n  spinner:\n{keys}");
    visit(async |browser| {
        open(browser, &pack(&values)).await?;
        show_values(browser).await?;
        browser.element(&row("/charts/spinner/key3")).await?;
        let tree = browser.element("[data-testid=values-tree]").await?;
        tree.send_keys(Key::End + Key::Up).await?;
        until_shown(browser, "values-now", "key3999: 3999").await?;
        browser.element(&row("/charts/spinner/key3999")).await?;
        let rows = browser.count("[data-testid=value]").await?;
        ensure!(rows <= 200, "{rows} rows are in the page");
        Ok(())
    })
}

#[test]
fn a_narrow_screen_has_room_for_values() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        open(browser, &pack(VALUES)).await?;
        show_values(browser).await?;
        browser.click_on(&row("/charts/spinner")).await?;
        browser.fits_the_width().await?;
        browser.accessible("values on a narrow screen").await
    })
}
