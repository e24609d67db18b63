//! Changes: what differs from another pack, taken back line by line.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::{chart, fixture};
use thirtyfour::Key;

use crate::{TestFiles, exported_pack_json, open, sound_pack};

/// A template that deploys no image.
const PORT: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: spinner\ndata:\n  port: \"{{ .Values.port }}\"\n";

/// Changes the version of the open pack, and shows an area of what differs.
async fn change_version(browser: &Browser, area: &str) -> Result<()> {
    browser.goto_section("overview").await?;
    browser.set_field("version", "9.9.9").await?;
    browser.goto_section("changes").await?;
    browser.click(&format!("changes-{area}")).await
}

fn change(area: &str, path: &str) -> String {
    format!("[data-testid=change][data-area={area}][data-path='{path}']")
}

#[test]
fn what_was_changed_is_listed_and_taken_back_as_one_step() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let before = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        browser.goto_section("changes").await?;
        browser.until_count("[data-testid=changes-none]", 1).await?;

        change_version(browser, "value").await?;
        let version = change("value", "/version");
        browser.until_count(&version, 1).await?;
        ensure!(browser.text_of(&version).await?.contains("9.9.9"));
        browser.accessible("a value that differs").await?;
        browser
            .click_on(&format!("{version} [data-testid=change-revert]"))
            .await?;
        browser.until_count("[data-testid=changes-none]", 1).await?;
        let after = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        ensure!(after.file("pack.json")? == before.file("pack.json")?);

        browser.undo().await?;
        browser.until_count(&version, 1).await
    })
}

#[test]
fn lines_of_a_file_are_taken_back_with_the_keyboard() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        change_version(browser, "file").await?;
        let file = change("file", "pack.json");
        browser.until_count(&file, 1).await?;
        browser
            .until_count(&format!("{file} [data-kind=added]"), 1)
            .await?;
        let word = format!("{file} [data-kind=added] mark");
        ensure!(browser.text_of(&word).await?.contains("9.9.9"));
        browser.accessible("the lines of a file").await?;
        browser.click("changes-split").await?;
        let numbers = format!("{file} [data-kind=same] + [data-kind=unchanged]");
        ensure!(
            browser.count(&numbers).await? > 0,
            "both sides have numbers"
        );
        browser.fits_the_width().await?;
        browser.tab_to("lines-revert").await?;
        browser.press(Key::Enter).await?;
        browser.until_count("[data-testid=changes-none]", 1).await?;
        browser.undo().await?;
        browser.until_count(&file, 1).await?;
        browser.resize(360, 800).await?;
        browser.fits_the_width().await
    })
}

#[test]
fn a_newer_chart_takes_along_what_only_repeated_the_old_one() -> Result<()> {
    let files = TestFiles::new()?;
    let template = [("port.yaml", PORT)];
    let old = chart::packed_of("spinner", "1.0.0", "port: 80\nkept: 1\n", &template);
    let new = chart::packed_of("spinner", "1.1.0", "port: 81\nkept: 1\n", &template);
    let values = "pack:\n  content:\n    images: []\n    charts:\n    - name: spinner\n      version: 1.0.0\ncharts:\n  spinner:\n    port: 80\n    kept: 2\n";
    let text = fixture::manifest("disc-spinner", "1.0.0").replace(
        "\"kubeManifests\"",
        "\"charts\": [\"charts/spinner-1.0.0.tgz\"],\n  \"kubeManifests\"",
    );
    let pack = sound_pack()
        .with("pack.json", text.as_bytes())
        .with("values.yaml", values.as_bytes())
        .with("charts/spinner-1.0.0.tgz", old);
    let path = files.file("spinner-1.1.0.tgz", &new)?;
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.drop_files(&[("spinner-1.1.0.tgz", &new)]).await?;
        browser
            .until_count(&change("value", "/charts/spinner/port"), 1)
            .await?;
        browser
            .accessible_as_it_is("what a newer chart changes")
            .await?;
        browser.click("upgrade-cancel").await?;
        ensure!(exported_pack_json(browser).await? == text);

        browser.goto_section("charts").await?;
        browser.click("listed-replace").await?;
        browser
            .choose_files("charts-replace-input", &[&path])
            .await?;
        browser.click("upgrade-apply").await?;
        browser.message("done").await?;
        let taken = browser.export(Format::Zip).await?;
        browser.close_dialog().await?;
        let written = String::from_utf8(taken.file("values.yaml")?)?;
        let expected = values
            .replace("port: 80", "port: 81")
            .replace("version: 1.0.0", "version: 1.1.0");
        ensure!(written == expected, "{written}");
        let written = String::from_utf8(taken.file("pack.json")?)?;
        ensure!(written == text.replace("1.0.0", "1.1.0"), "{written}");
        browser.undo().await?;
        ensure!(exported_pack_json(browser).await? == text);
        Ok(())
    })
}

#[test]
fn another_pack_is_compared_and_summed_up() -> Result<()> {
    let files = TestFiles::new()?;
    let other = sound_pack().with("notes.txt", b"theirs\n".as_slice());
    let path = files.archive(&other, Format::Zip)?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("changes").await?;
        browser.choose_files("compare-files", &[&path]).await?;
        browser
            .until("for the summary", async || {
                let text = browser.text("changes-summary-text").await;
                Ok(text.ok().filter(|text| text.contains("notes.txt")))
            })
            .await?;
        browser.click("changes-file").await?;
        let notes = change("file", "notes.txt");
        ensure!(
            browser
                .element(&notes)
                .await?
                .attr("data-kind")
                .await?
                .as_deref()
                == Some("removed")
        );
        browser
            .click_on(&format!("{notes} [data-testid=change-open]"))
            .await?;
        let text = format!("{notes} .difference__lines:focus [data-kind=removed]");
        browser.until_count(&text, 1).await?;
        ensure!(browser.text_of(&text).await?.contains("theirs"));
        let take = format!("{notes} [data-testid=change-revert]");
        ensure!(browser.text_of(&take).await? == "Take theirs");
        browser.click_on(&take).await?;
        browser.until_count("[data-testid=changes-none]", 1).await
    })
}

#[test]
fn what_a_newer_chart_has_other_is_taken_and_its_objects_are_compared() -> Result<()> {
    let files = TestFiles::new()?;
    let with_chart = |port: u16| {
        let text = fixture::manifest("disc-spinner", "1.0.0").replace(
            "\"kubeManifests\"",
            "\"charts\": [\"charts/spinner.tgz\"],\n  \"kubeManifests\"",
        );
        let template = [("port.yaml", PORT)];
        let values = format!("port: {port}\n");
        sound_pack()
            .with("pack.json", text.as_bytes())
            .with(
                "values.yaml",
                b"charts:\n  spinner:\n    port: 80\n".as_slice(),
            )
            .with(
                "charts/spinner.tgz",
                chart::packed_of("spinner", "1.0.0", &values, &template),
            )
    };
    let path = files.archive(&with_chart(80), Format::Zip)?;
    visit(async |browser| {
        open(browser, &with_chart(81)).await?;
        browser.goto_section("changes").await?;
        browser.choose_files("compare-files", &[&path]).await?;
        browser.click("changes-default").await?;
        let port = change("default", "/charts/spinner/port");
        browser.until_count(&port, 1).await?;
        let told = browser.text_of(&port).await?;
        ensure!(told.contains("still has the old default"), "{told}");
        browser.click("changes-object").await?;
        browser
            .until("for the objects to be compared", async || {
                let text = browser.text_of(".changes .form__empty").await?;
                Ok(text.contains("Nothing differs").then_some(()))
            })
            .await?;

        browser.click("changes-default").await?;
        browser.click("changes-take-defaults").await?;
        browser
            .until_count(&format!("{port} [data-testid=change-revert]"), 0)
            .await?;
        browser.rendered().await?;
        browser.click("changes-object").await?;
        let object = "[data-testid=change][data-area=object]";
        browser.until_count(object, 1).await?;
        browser
            .until_count(&format!("{object} [data-kind=added]"), 1)
            .await?;
        browser.accessible("objects that differ").await?;
        browser.undo().await?;
        browser.until_count(object, 0).await
    })
}

#[test]
fn a_next_version_is_compared_with_the_one_before() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.click("pack-menu").await?;
        browser.click("new-version").await?;
        browser.until_field("version", "1.4.1").await?;
        browser.goto_section("changes").await?;
        browser.click("changes-value").await?;
        browser.until_count(&change("value", "/version"), 1).await?;
        browser
            .click_on("[data-testid=compare-with] option[value=opened]")
            .await?;
        browser.until_count("[data-testid=changes-none]", 1).await
    })
}
