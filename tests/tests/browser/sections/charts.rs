//! Charts that join an open pack, and listed charts that are missing.

use anyhow::{Context, Result, ensure};
use pack_archive::Format;
use pack_model::Chart;
use pack_tests::browser::visit;
use pack_tests::packs::chart;

use crate::{TestFiles, open, sound_pack};

#[test]
fn an_added_chart_brings_its_values() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("spinner-0.9.1.tgz", &chart::packed("spinner", "0.9.1"))?;
    visit(async |browser| {
        browser.new_from_template("helm").await?;
        browser.dismiss_messages().await?;
        let before = browser.export(Format::Zip).await?.file("values.yaml")?;
        browser.close_dialog().await?;
        browser.goto_section("charts").await?;
        browser.choose_files("charts-input", &[&path]).await?;
        let said = browser.message("info").await?.text;
        ensure!(said.contains("charts.spinner"), "{said}");
        let taken = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        let values = String::from_utf8(taken.file("values.yaml")?)?;
        ensure!(
            values.contains("  spinner:\n    # How many spinners run.\n    replicaCount: 1\n"),
            "{values}"
        );
        browser.undo().await?;
        let after = browser.export(Format::Zip).await?.file("values.yaml")?;
        ensure!(after == before, "undo leaves the values");
        Ok(())
    })
}

#[test]
fn a_missing_chart_is_packed_from_its_folder_or_added() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("spinner-0.9.1.tgz", &chart::packed("spinner", "0.9.1"))?;
    let text = pack_tests::packs::fixture::manifest("disc-spinner", "1.4.0").replace(
        "\"kubeManifests\"",
        "\"charts\": [\"charts/spinner-0.9.1.tgz\"],\n  \"kubeManifests\"",
    );
    let pack = sound_pack()
        .with("pack.json", text.as_bytes())
        .with(
            "charts/spinner/Chart.yaml",
            chart::chart_yaml("spinner", "0.9.1").as_bytes(),
        )
        .with("charts/spinner/values.yaml", chart::VALUES.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.goto_section("charts").await?;
        browser.click("listed-make").await?;
        browser.until_rule("missing-chart", false).await?;
        let taken = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        let made = Chart::read(&taken.file("charts/spinner-0.9.1.tgz")?)?;
        ensure!(made.values.as_deref() == Some(chart::VALUES));
        let written = String::from_utf8(taken.file("pack.json")?)?;
        ensure!(written == text, "pack.json was changed: {written}");
        browser.undo().await?;

        ensure!(browser.text("listed-replace").await?.contains("Add file"));
        browser.click("listed-replace").await?;
        browser
            .choose_files("charts-replace-input", &[&path])
            .await?;
        browser
            .until("for the row to be listed", async || {
                Ok((!browser.has("listed-make").await?).then_some(()))
            })
            .await?;
        let taken = browser.export(Format::Zip).await?;
        let added = taken
            .file("charts/spinner-0.9.1.tgz")
            .context("the chart was not added")?;
        ensure!(added == chart::packed("spinner", "0.9.1"));
        Ok(())
    })
}
