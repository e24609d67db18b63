//! Every kind of field: the file that is downloaded has exactly the change, and nothing else.

use anyhow::{Context, Result};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{MANIFEST, manifest};
use serde_json::{Value, json};

use crate::{TestFiles, exported_pack_json, open, sound_pack};

/// Opens the plain pack with a text as its pack.json, does something in a section, and compares the
/// text that is downloaded.
fn check(
    before: &str,
    section: &str,
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
    after: &str,
) -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().with("pack.json", before.as_bytes())).await?;
        browser.goto_section(section).await?;
        flow(browser).await?;
        assert_eq!(exported_pack_json(browser).await?, after);
        Ok(())
    })
}

fn text() -> String {
    manifest("disc-spinner", "1.4.0")
}

#[test]
fn texts_lists_toggles_and_days_change_only_themselves() -> Result<()> {
    let before = text()
        .replace("  \"layer\"", "  \"eol\" :\"2029-01-31\",\n  \"layer\"")
        .replace('\n', "\r\n");
    let after = before
        .replace("\"Disc Spinner\"", "\"Turn “it” \\\\ \\\"up\\\"\"")
        .replace("\"1.4.0\"", "\"1.4.1\"")
        .replace("\"monitoring\"", "\"my own\"")
        .replace("\"all\"", "\"aws\"")
        .replace("2029-01-31", "2031-02-28");
    let flow = async |browser: &Browser| {
        browser
            .set_field("displayName", "Turn “it” \\ \"up\"")
            .await?;
        browser.set_field("version", "1.4.1").await?;
        browser.set_field("addonType", "my own").await?;
        browser.toggle("cloudTypes-aws").await?;
        browser.toggle("cloudTypes-all").await?;
        browser.set_field("eol", "2031-02-28").await
    };
    check(&before, "overview", flow, &after)
}

#[test]
fn the_add_on_type_goes_with_the_layer() -> Result<()> {
    let after = text().replace("\"addon\"", "\"csi\"");
    let flow = async |browser: &Browser| {
        browser.choose("addonType", "security").await?;
        browser.choose("addonType", "monitoring").await?;
        browser.choose("layer", "csi").await?;
        browser.until_rule("addon-type-on-core-layer", true).await?;
        Ok(())
    };
    check(&text(), "overview", flow, &after)
}

#[test]
fn unknown_properties_are_shown_and_kept() -> Result<()> {
    let before = text().replace("  \"layer\"", "  \"commit_msg\": \"spin\" ,\n  \"layer\"");
    let after = before.replace("\"disc-spinner\"", "\"disc-turner\"");
    let flow = async |browser: &Browser| {
        assert!(
            browser.has("field-commit_msg").await?,
            "commit_msg is not shown"
        );
        browser.set_field("name", "disc-turner").await
    };
    check(&before, "overview", flow, &after)
}

#[test]
fn findings_appear_at_their_field_at_once() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("version", "v1.4.0").await?;
        let found = browser.until_rule("version-leading-v", true).await?;
        let at = found
            .iter()
            .find(|finding| finding.rule == "version-leading-v")
            .context("it is found")?;
        assert_eq!(
            (at.file.as_str(), at.path.as_str(), at.line),
            ("pack.json", "/version", Some(4))
        );
        browser.apply_fix("version-leading-v", "remove-v").await?;
        browser.until_field("version", "1.4.0").await?;
        browser.until_rule("version-leading-v", false).await?;
        browser.set_field("name", "").await?;
        browser.until_rule("schema-violation", true).await?;
        Ok(())
    })
}

#[test]
fn annotations_are_changed_added_and_renamed() -> Result<()> {
    let after = text()
        .replace("\"source\": \"community\"", "\"source\": \"spectrocloud\"")
        .replace("\"contributor\"", "\"docsURL\"");
    let flow = async |browser: &Browser| {
        browser
            .set_field("annotations/source", "spectrocloud")
            .await?;
        browser
            .fill("[data-testid=\"annotation-key-contributor\"]", "docsURL")
            .await?;
        browser
            .fill("[data-testid=annotation-add-key]", "airgap")
            .await?;
        browser
            .fill("[data-testid=annotation-add-text]", "true")
            .await?;
        browser.click("annotation-add").await?;
        assert_eq!(browser.field("annotations/airgap").await?, "true");
        browser.undo().await
    };
    check(&text(), "annotations", flow, &after)
}

#[test]
fn an_os_pack_has_the_keys_of_its_cloud_ready() -> Result<()> {
    let before = "{\n  \"name\": \"disc-os\",\n  \"displayName\": \"DiscOS\",\n  \"version\": \"3.1.0\",\n  \"layer\": \"os\",\n  \"cloudTypes\": [\"aws\"]\n}\n";
    visit(async |browser| {
        open(browser, &sound_pack().with("pack.json", before.as_bytes())).await?;
        browser.goto_section("annotations").await?;
        browser.set_field("annotations/imageId", "ami-0").await?;
        browser.choose("annotations/skipK8sInstall", "true").await?;
        let after: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        assert_eq!(
            after["annotations"],
            json!({ "imageId": "ami-0", "skipK8sInstall": "true" })
        );
        Ok(())
    })
}

#[test]
fn constraints_are_tables() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("constraints").await?;
        browser
            .click_on("[data-rows-add=\"/constraints/dependencies\"]")
            .await?;
        browser
            .set_field("constraints/dependencies/0/packName", "turntable")
            .await?;
        browser
            .choose("constraints/dependencies/0/layer", "csi")
            .await?;
        browser
            .choose("constraints/dependencies/0/type", "optional")
            .await?;
        browser
            .set_field("constraints/dependencies/0/minVersion", "1.2")
            .await?;
        browser
            .click_on("[data-rows-add=\"/constraints/resources\"]")
            .await?;
        browser
            .choose("constraints/resources/0/type", "memory")
            .await?;
        browser
            .set_field("constraints/resources/0/minLimit", "512")
            .await?;
        browser
            .click_on("[data-rows-add=\"/constraints/resources/0/components\"]")
            .await?;
        browser
            .set_field(
                "constraints/resources/0/components/0/replicaCountParamRef",
                "manifests.app.speed",
            )
            .await?;
        let after: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        let expected = json!({
            "dependencies": [{ "packName": "turntable", "layer": "csi", "type": "optional", "minVersion": "1.2" }],
            "resources": [{
                "type": "memory",
                "minLimit": 512,
                "components": [{ "scheduleType": "all", "replicaCountParamRef": "manifests.app.speed" }],
            }],
        });
        assert_eq!(after["constraints"], expected);
        Ok(())
    })
}

#[test]
fn charts_are_added_unlisted_and_listed() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("any-name.tgz", &chart::packed("spinner", "0.9.1"))?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("charts").await?;
        browser.choose_files("charts-input", &[&path]).await?;
        let switch = "[data-testid=listed][data-path=\"charts/spinner-0.9.1.tgz\"] [data-testid=listed-switch]";
        browser.element(switch).await?;
        let listed: Value = serde_json::from_str(&exported_pack_json(browser).await?)?;
        assert_eq!(listed["charts"], json!(["charts/spinner-0.9.1.tgz"]));
        browser.click_on(switch).await?;
        browser.until_rule("unlisted-chart", true).await?;
        browser.click_on(switch).await?;
        browser.until_rule("unlisted-chart", false).await?;
        Ok(())
    })
}

#[test]
fn added_files_are_listed_and_leave_with_the_pack() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("more.yaml", MANIFEST.as_bytes())?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("manifests").await?;
        browser.choose_files("manifests-input", &[&path]).await?;
        browser.goto_section("files").await?;
        for name in ["pack.json", "manifests/app.yaml", "manifests/more.yaml"] {
            browser
                .element(&format!("[data-testid=file][data-path=\"{name}\"]"))
                .await?;
        }
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(taken.file("manifests/more.yaml")?, MANIFEST.as_bytes());
        Ok(())
    })
}
