//! Files that are dropped on an open pack: a message says what happened, and it is one step that
//! can be undone.

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::visit;
use pack_tests::checks::sorted;
use pack_tests::packs::fixture::{Fixture, MANIFEST};
use pack_tests::packs::{chart, image};

use crate::{TestFiles, open, sound_pack};

/// Drops files on the open pack, answers the question if one is asked, and compares what the pack
/// gains or changes. Undo takes it back in one step.
fn check(files: &[(&str, &[u8])], asks: bool, says: &str, changed: &[&str]) -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack();
        open(browser, &pack).await?;
        browser.drop_files(files).await?;
        if asks {
            browser
                .accessible_as_it_is("a question before replacing")
                .await?;
            browser.click("question-yes").await?;
        }
        let said = browser.message("done").await?.text;
        assert!(said.contains(says), "{said}");
        browser.settled().await?;
        let (_, found) = browser.export(Format::Zip).await?.unpack()?;
        browser.close_dialog().await?;
        let differs = found
            .iter()
            .filter(|entry| !pack.entries().contains(entry))
            .map(|entry| entry.path.as_str());
        assert_eq!(differs.collect::<Vec<_>>(), changed);
        browser.undo().await?;
        let (_, back) = browser.export(Format::Zip).await?.unpack()?;
        assert!(
            back == sorted(pack.entries()),
            "undo does not take all of it back"
        );
        Ok(())
    })
}

#[test]
fn a_chart_joins_with_its_values() -> Result<()> {
    let archive = chart::packed("spinner", "0.9.1");
    check(
        &[("spinner-0.9.1.tgz", &archive)],
        false,
        "spinner-0.9.1.tgz",
        &["charts/spinner-0.9.1.tgz", "pack.json", "values.yaml"],
    )
}

#[test]
fn manifests_join_and_are_listed() -> Result<()> {
    let manifest = MANIFEST.as_bytes();
    check(
        &[("one.yaml", manifest), ("two.yaml", manifest)],
        false,
        "Add 2 files",
        &["manifests/one.yaml", "manifests/two.yaml", "pack.json"],
    )
}

#[test]
fn an_image_becomes_the_logo() -> Result<()> {
    let logo = image::png(80, 80);
    check(&[("spin.png", &logo)], false, "ogo", &["logo.png"])
}

#[test]
fn a_file_of_the_same_name_is_replaced_after_asking() -> Result<()> {
    check(
        &[("README.md", b"# Another\n")],
        true,
        "Replace README.md",
        &["README.md"],
    )
}

#[test]
fn any_other_file_is_added() -> Result<()> {
    check(
        &[("notes.txt", b"notes")],
        false,
        "Add notes.txt",
        &["notes.txt"],
    )
}

#[test]
fn another_pack_opens_only_when_that_is_wanted() -> Result<()> {
    let files = TestFiles::new()?;
    let other = Fixture::addon("disc-turner", "2.0.0");
    let archive = std::fs::read(files.archive(&other, Format::Zip)?)?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let dropped = [("disc-turner-2.0.0.zip", archive.as_slice())];
        browser.drop_files(&dropped).await?;
        browser.click("question-no").await?;
        browser.until_field("name", "disc-spinner").await?;
        browser.drop_files(&dropped).await?;
        browser.click("question-yes").await?;
        browser.until_field("name", "disc-turner").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(2).await
    })
}
