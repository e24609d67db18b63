//! The logo: a good PNG is kept, other images become PNG, broken ones are refused, and a missing
//! one is generated.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::image;

use crate::{TestFiles, open, sound_pack};

/// The logo that an export holds.
pub(super) async fn exported(browser: &Browser) -> Result<Vec<u8>> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    taken.file("logo.png")
}

/// Picks an image as the logo and waits for what is said.
pub(super) async fn choose(
    browser: &Browser,
    files: &TestFiles,
    name: &str,
    bytes: &[u8],
    kind: &str,
) -> Result<String> {
    browser.dismiss_messages().await?;
    browser.goto_section("logo").await?;
    browser
        .choose_files("logo-input", &[&files.file(name, bytes)?])
        .await?;
    let said = browser.message(kind).await?.text;
    browser.settled().await?;
    Ok(said)
}

#[test]
fn a_good_png_is_kept_byte_for_byte() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        open(browser, &sound_pack().without("logo.png")).await?;
        let png = image::png(200, 120);
        choose(browser, &files, "any name.bin", &png, "done").await?;
        ensure!(exported(browser).await? == png, "the logo has other bytes");
        browser.accessible("logo").await
    })
}

#[test]
fn other_images_become_png() -> Result<()> {
    let files = TestFiles::new()?;
    let (gif, size) = (image::gif(), Some((96, 72)));
    let images: [(&str, &[u8], _); 4] = [
        ("disc.jpg", image::JPEG, size),
        ("disc.webp", image::WEBP, size),
        ("disc.gif", &gif, Some((64, 64))),
        ("disc.svg", image::SVG, None),
    ];
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (name, bytes, size) in images {
            let said = choose(browser, &files, name, bytes, "done").await?;
            ensure!(said.contains("PNG"), "{name}: {said}");
            let became = image::png_size(&exported(browser).await?);
            ensure!(
                became.is_some() && (size.is_none() || became == size),
                "{name} became {became:?}"
            );
            let rules = browser.rules().await?;
            ensure!(
                !rules.iter().any(|rule| rule.starts_with("logo-not-png")),
                "{name}: {rules:?}"
            );
        }
        Ok(())
    })
}

#[test]
fn a_renamed_jpeg_is_converted_by_its_fix() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().with("logo.png", image::JPEG)).await?;
        browser.apply_fix("logo-not-png", "convert").await?;
        browser.until_rule("logo-not-png", false).await?;
        assert_eq!(image::png_size(&exported(browser).await?), Some((96, 72)));
        browser.undo().await?;
        ensure!(
            exported(browser).await? == image::JPEG,
            "undo does not bring the JPEG back"
        );
        Ok(())
    })
}

#[test]
fn all_safe_fixes_include_the_logo() -> Result<()> {
    let pack = sound_pack()
        .with("logo.png", image::JPEG)
        .with("notes.txt.orig", b"old".as_slice());
    visit(async |browser| {
        open(browser, &pack).await?;
        let before = browser.rules().await?;
        browser.fix_all_safe().await?;
        browser.until_rule("logo-not-png", false).await?;
        browser.until_rule("stray-file", false).await?;
        browser.undo().await?;
        browser.until_rule("logo-not-png", true).await?;
        ensure!(browser.rules().await? == before, "one undo is not enough");
        Ok(())
    })
}

#[test]
fn a_heavy_logo_becomes_light_however_few_pixels_it_has() -> Result<()> {
    let files = TestFiles::new()?;
    let heavy = image::noise_png(300);
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        choose(browser, &files, "noise.png", &heavy, "done").await?;
        ensure!(exported(browser).await? == heavy, "what is chosen stays");
        browser.apply_fix("logo-heavy", "scale-down").await?;
        browser.until_rule("logo-heavy", false).await?;
        let light = exported(browser).await?;
        ensure!(light.len() < 128_000, "it has {} bytes", light.len());
        Ok(())
    })
}

#[test]
fn broken_images_are_refused_and_the_logo_stays() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let before = exported(browser).await?;
        let (truncated, jpeg) = (image::truncated_png(), &image::JPEG[..40]);
        let broken: [(&str, &[u8]); 4] = [
            ("cut.png", &truncated),
            ("cut.jpg", jpeg),
            ("note.txt", b"no image"),
            ("empty.png", b""),
        ];
        for (name, bytes) in broken {
            let said = choose(browser, &files, name, bytes, "error").await?;
            ensure!(said.contains(name), "{name}: {said}");
            ensure!(
                exported(browser).await? == before,
                "{name} changed the logo"
            );
        }
        Ok(())
    })
}

#[test]
fn a_missing_logo_is_drawn() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().without("logo.png")).await?;
        assert_eq!(browser.card().await?.drawn_by, "svg");
        browser.apply_fix("logo-missing", "draw").await?;
        browser.until_rule("logo-missing", false).await?;
        assert_eq!(browser.card().await?.drawn_by, "img");
        let (width, height) = image::png_size(&exported(browser).await?).unwrap_or_default();
        ensure!(
            width >= 52 && width == height,
            "the drawn logo has {width} by {height} pixels"
        );
        ensure!(
            browser.rules().await?.is_empty(),
            "a drawn logo has findings"
        );
        Ok(())
    })
}
