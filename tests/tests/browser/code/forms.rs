//! The code view: it agrees with the forms, and broken files are fixed in it.

use anyhow::{Context, Result};
use pack_archive::Format;
use pack_tests::browser::visit;
use pack_tests::packs::fixture::manifest;

use crate::{open, sound_pack};

#[test]
fn form_and_code_are_in_step() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.view_code().await?;
        let text = manifest("disc-spinner", "1.4.0").replace("Disc Spinner", "Turner");
        assert_eq!(
            (browser.code_file().await?, browser.code().await?),
            ("pack.json".to_owned(), text.clone())
        );
        browser.set_code(&text.replace("Turner", "Whirler")).await?;
        browser.view_form().await?;
        browser.until_field("displayName", "Whirler").await
    })
}

#[test]
fn a_broken_pack_json_is_fixed_by_the_offered_fix() -> Result<()> {
    let strict = manifest("disc-spinner", "1.4.0");
    let broken = strict
        .replace("\"ours\"\n", "\"ours\",\n")
        .replace("]\n}", "],\n}");
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.view_code().await?;
        browser.set_code(&broken).await?;
        let found = browser.until_rule("json-syntax", true).await?;
        let at = found
            .iter()
            .find(|finding| finding.rule == "json-syntax")
            .context("it is found")?;
        assert_eq!(
            (at.severity.as_str(), at.file.as_str(), at.line),
            ("error", "pack.json", Some(12))
        );
        browser.apply_fix("json-syntax", "make-strict").await?;
        browser.until_rule("json-syntax", false).await?;
        assert_eq!(browser.code().await?, strict);
        browser.undo().await?;
        assert_eq!(browser.code().await?, broken);
        browser.redo().await?;
        assert_eq!(
            browser.export(Format::Zip).await?.file("pack.json")?,
            strict.as_bytes()
        );
        Ok(())
    })
}

#[test]
fn a_broken_pack_json_does_not_break_the_page() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.view_code().await?;
        for text in [
            "{",
            "",
            "[[[",
            "nothing of the sort",
            "{\"name\": {\"a\": [1,,]}}",
        ] {
            browser.set_code(text).await?;
            for section in [
                "charts",
                "manifests",
                "constraints",
                "annotations",
                "files",
                "logo",
                "overview",
            ] {
                browser.goto_section(section).await?;
            }
            browser.view_code().await?;
            assert_eq!(browser.code().await?, text);
        }
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(
            taken.file("values.yaml")?,
            sound_pack().bytes("values.yaml")
        );
        Ok(())
    })
}

#[test]
fn every_text_file_has_its_code() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (section, file) in [("values", "values.yaml"), ("readme", "README.md")] {
            browser.goto_section(section).await?;
            assert_eq!(browser.code_file().await?, file);
            let text = browser.code().await?;
            assert_eq!(text.as_bytes(), sound_pack().bytes(file));
            browser
                .set_code(&format!("{text}# one more line\n"))
                .await?;
        }
        let taken = browser.export(Format::TarGz).await?;
        for file in ["values.yaml", "README.md"] {
            let expected = [sound_pack().bytes(file), b"# one more line\n"].concat();
            assert_eq!(taken.file(file)?, expected, "{file}");
        }
        Ok(())
    })
}

#[test]
fn safe_fixes_are_applied_in_one_step() -> Result<()> {
    let text = manifest("disc-spinner", "v1.4.0").replace("displayName", "displayname");
    let pack = sound_pack()
        .with("pack.json", text.as_bytes())
        .with(".DS_Store", *b"x")
        .without("README.md");
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.fix_all_safe().await?;
        let left = browser.rules().await?;
        for rule in [
            "version-leading-v",
            "misspelt-property",
            "stray-file",
            "readme-missing",
        ] {
            assert!(!left.iter().any(|left| left == rule), "{rule} is left");
        }
        browser.undo().await?;
        let (_, files) = browser.export(Format::Zip).await?.unpack()?;
        assert!(
            files == pack_tests::checks::sorted(pack.entries()),
            "one undo does not take all of them back"
        );
        Ok(())
    })
}
