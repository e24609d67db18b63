//! Opening packs, charts and manifests, and refusing what is none of these.

use anyhow::Result;
use pack_archive::{Entry, Format};
use pack_tests::browser::{Browser, visit};
use pack_tests::checks::{ARCHIVES, sorted};
use pack_tests::packs::fixture::{Fixture, MANIFEST};
use pack_tests::packs::{chart, hostile};

use crate::{TestFiles, open, sound_pack};

/// A pack with files of many sorts.
fn rich() -> Fixture {
    sound_pack()
        .with(
            "charts/spinner-0.9.1.tgz",
            chart::packed("spinner", "0.9.1"),
        )
        .with("files/{odd} name ü.txt", *b"\xff\xfe\0binary")
        .with("empty.txt", *b"")
}

async fn exports_are_lossless(browser: &Browser, entries: &[Entry]) -> Result<()> {
    for format in ARCHIVES {
        let taken = browser.export(format).await?;
        let (folder, files) = taken.unpack()?;
        assert_eq!(folder, "disc-spinner-1.4.0");
        assert!(
            files == sorted(entries),
            "{} holds something else than what was opened",
            taken.name
        );
        assert_eq!(
            browser.export(format).await?.bytes,
            taken.bytes,
            "two exports differ"
        );
        browser.close_dialog().await?;
    }
    Ok(())
}

#[test]
fn a_folder_leaves_as_it_came() -> Result<()> {
    let files = TestFiles::new()?;
    let folder = files.folder(&rich())?;
    visit(async |browser| {
        browser.open_folder(&folder).await?;
        exports_are_lossless(browser, rich().entries()).await
    })
}

#[test]
fn archives_leave_as_they_came() -> Result<()> {
    let files = TestFiles::new()?;
    let pack = rich().with_executable("scripts/test.sh", *b"#!/bin/sh\n");
    visit(async |browser| {
        for format in ARCHIVES {
            browser.open_page("?open=start").await?;
            browser
                .open_files(&[&files.archive(&pack, format)?])
                .await?;
            exports_are_lossless(browser, pack.entries()).await?;
        }
        Ok(())
    })
}

#[test]
fn loose_files_make_a_pack() -> Result<()> {
    let files = TestFiles::new()?;
    let names = ["pack.json", "values.yaml", "logo.png", "README.md"];
    let paths = names.map(|name| files.file(name, sound_pack().bytes(name)));
    let [one, two, three, four] = paths;
    visit(async |browser| {
        browser.open_files(&[&one?, &two?, &three?, &four?]).await?;
        browser.until_field("displayName", "Disc Spinner").await
    })
}

#[test]
fn what_is_going_on_is_said_until_the_pack_is_there() -> Result<()> {
    let files = TestFiles::new()?;
    let archive = std::fs::read(files.archive(&sound_pack(), Format::Zip)?)?;
    // Notes each moment in which the page shows neither that it reads nor the pack.
    let watch = "const seen = name => document.querySelector(name) !== null;
        window.silent = 0;
        let begun = false;
        const look = () => {
            begun ||= seen('[data-testid=reading]');
            if (begun && !seen('[data-testid=reading]') && !seen('[data-testid=section-overview]')) silent++;
            requestAnimationFrame(look);
        };
        look();";
    visit(async |browser| {
        browser.script(watch, Vec::new()).await?;
        browser
            .drop_files(&[("disc-spinner.zip", &archive)])
            .await?;
        browser.in_editor().await?;
        let silent = browser.script("return silent", Vec::new()).await?;
        assert_eq!(silent, serde_json::json!(0));
        assert!(!browser.has("reading").await?);
        Ok(())
    })
}

#[test]
fn a_chart_becomes_a_new_pack() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("spinner-0.9.1.tgz", &chart::packed("spinner", "0.9.1"))?;
    visit(async |browser| {
        browser.open_files(&[&path]).await?;
        browser.until_field("name", "spinner").await?;
        browser.until_field("version", "0.9.1").await?;
        let taken = browser.export(Format::TarGz).await?;
        assert_eq!(
            taken.file("charts/spinner-0.9.1.tgz")?,
            chart::packed("spinner", "0.9.1")
        );
        assert!(
            String::from_utf8(taken.file("values.yaml")?)?.contains("# How many spinners run.")
        );
        Ok(())
    })
}

#[test]
fn manifests_become_a_new_pack() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("spinner.yaml", MANIFEST.as_bytes())?;
    visit(async |browser| {
        browser.open_files(&[&path]).await?;
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(taken.file("manifests/spinner.yaml")?, MANIFEST.as_bytes());
        Ok(())
    })
}

#[test]
fn what_is_no_pack_is_refused_and_the_open_pack_stays() -> Result<()> {
    let files = TestFiles::new()?;
    let text = files.file("note.txt", b"just text")?;
    visit(async |browser| {
        browser.choose_files("open-files", &[&text]).await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("note.txt"), "{said}");
        open(browser, &sound_pack()).await?;
        browser.until_field("name", "disc-spinner").await
    })
}

#[test]
fn harmful_archives_are_refused_with_a_reason() -> Result<()> {
    let files = TestFiles::new()?;
    let harmful = ["zip-bomb", "tar-bomb", "zip-many-members", "text"];
    let archives = hostile::archives();
    visit(async |browser| {
        for archive in archives
            .iter()
            .filter(|archive| harmful.contains(&archive.name))
        {
            browser.open_page("?open=start").await?;
            let path = files.file(archive.name, &archive.bytes)?;
            browser.choose_files("open-files", &[&path]).await?;
            assert!(
                !browser.message("error").await?.text.is_empty(),
                "{}",
                archive.name
            );
            assert!(
                !browser.has("section-overview").await?,
                "{} was opened",
                archive.name
            );
        }
        Ok(())
    })
}
