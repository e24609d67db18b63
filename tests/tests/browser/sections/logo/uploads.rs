//! Images that take long to become the logo: what is shown meanwhile, Cancel, and several at once.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::image::{self, png_kinds};

use super::{choose, exported};
use crate::{TestFiles, open, sound_pack};

/// Holds every image back from being decoded until it is let go.
async fn hold(browser: &Browser) -> Result<()> {
    let script = "window.held = [];
        const decode = HTMLImageElement.prototype.decode;
        HTMLImageElement.prototype.decode = function () {
            return new Promise((go) => window.held.push(go)).then(() => decode.call(this));
        };";
    browser.script(script, Vec::new()).await.map(|_| ())
}

/// Waits until so many images are held.
async fn until_held(browser: &Browser, count: u64) -> Result<()> {
    browser
        .until(&format!("for {count} images to be held"), async || {
            let held = browser
                .script("return window.held.length", Vec::new())
                .await?;
            Ok((held.as_u64() == Some(count)).then_some(()))
        })
        .await
}

/// Lets one of the images go.
async fn release(browser: &Browser, index: u32) -> Result<()> {
    let script = format!("window.held[{index}]()");
    browser.script(&script, Vec::new()).await.map(|_| ())
}

#[test]
fn the_later_of_two_images_is_the_logo_although_the_first_takes_longer() -> Result<()> {
    let (first, second) = (image::png(120, 120), image::png(60, 60));
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("logo").await?;
        hold(browser).await?;
        browser.drop_files(&[("first.png", &first)]).await?;
        until_held(browser, 1).await?;
        browser.drop_files(&[("second.png", &second)]).await?;
        until_held(browser, 2).await?;
        release(browser, 1).await?;
        let said = browser.message("done").await?.text;
        ensure!(said.contains("second.png"), "{said}");
        release(browser, 0).await?;
        browser.settled().await?;
        ensure!(
            exported(browser).await? == second,
            "the first image came last"
        );
        Ok(())
    })
}

#[test]
fn what_is_dropped_while_an_image_is_read_is_not_lost() -> Result<()> {
    let files = TestFiles::new()?;
    let png = image::png(60, 60);
    let script = "window.held = [];
        const read = File.prototype.arrayBuffer;
        File.prototype.arrayBuffer = function () {
            if (this.name !== 'slow.png') return read.call(this);
            return new Promise((go) => window.held.push(go)).then(() => read.call(this));
        };";
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("logo").await?;
        browser.script(script, Vec::new()).await?;
        let slow = files.file("slow.png", &png)?;
        browser.choose_files("logo-input", &[&slow]).await?;
        until_held(browser, 1).await?;
        let notes = b"notes".as_slice();
        browser.drop_files(&[("notes.txt", notes)]).await?;
        release(browser, 0).await?;
        // Both have arrived: the image, which was asked for first, and then the file.
        browser
            .until("for both to be told", async || {
                let said = browser.messages().await?;
                let is_told = |text| said.iter().any(|message| message.text.contains(text));
                Ok((is_told("slow.png") && is_told("notes.txt")).then_some(()))
            })
            .await?;
        browser.settled().await?;
        ensure!(exported(browser).await? == png, "the logo was lost");
        Ok(())
    })
}

#[test]
fn an_image_that_takes_long_can_be_canceled() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("logo").await?;
        let before = exported(browser).await?;
        hold(browser).await?;
        browser
            .drop_files(&[("slow.png", &image::png(60, 60))])
            .await?;
        until_held(browser, 1).await?;
        // It comes only after a moment, and its text is empty until then.
        browser
            .until("for what is going on to be shown", async || {
                let shown = browser.text("reading").await?;
                Ok(shown.contains("Preparing the logo").then_some(()))
            })
            .await?;
        browser.click_on("[data-testid=reading] button").await?;
        browser.until_count("[data-testid=reading]", 0).await?;
        release(browser, 0).await?;
        browser.settled().await?;
        let said = browser.messages().await?;
        ensure!(
            said.iter()
                .all(|message| !message.text.contains("slow.png")),
            "{said:?}"
        );
        ensure!(exported(browser).await? == before, "the logo changed");
        let script = "delete window.held; location.reload()";
        browser.script(script, Vec::new()).await?;
        browser.in_editor().await?;
        choose(browser, &files, "next.png", &image::png(60, 60), "done").await?;
        Ok(())
    })
}

#[test]
fn an_image_of_more_than_100_megapixels_is_refused_before_it_is_decoded() -> Result<()> {
    let files = TestFiles::new()?;
    let large = png_kinds::black(10_100);
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let before = exported(browser).await?;
        hold(browser).await?;
        let said = choose(browser, &files, "large.png", &large, "error").await?;
        ensure!(
            said.contains("10100 × 10100") && said.contains("100 million"),
            "{said}"
        );
        until_held(browser, 0).await?;
        ensure!(exported(browser).await? == before, "the logo changed");
        Ok(())
    })
}
