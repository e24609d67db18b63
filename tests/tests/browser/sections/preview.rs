//! The preview's card, which has the sizes of the pack list in Palette's documentation.

use anyhow::Result;
use pack_tests::browser::{Card, visit};
use pack_tests::packs::fixture::{Fixture, manifest};
use pack_tests::packs::image;

use crate::{open, sound_pack};

/// The longest display name of a published pack.
const LONG: &str = "A display name of thirty-eight letters";

/// Opens a pack and compares its card's logo with what it must be.
fn check(pack: Fixture, title: &str, drawn_by: &str, logo: (f64, f64)) -> Result<()> {
    visit(async |browser| {
        open(browser, &pack).await?;
        let card = browser.card().await?;
        let pixels = |text: &str| text.to_owned();
        let expected = Card {
            size: (120.0, 120.0),
            radius: pixels("8px"),
            padding: pixels("5px"),
            border: pixels("1px"),
            logo,
            drawn_by: drawn_by.to_owned(),
            title: title.to_owned(),
            font: (pixels("13px"), pixels("14px"), pixels("0.26px")),
        };
        assert_eq!(card, expected);
        Ok(())
    })
}

#[test]
fn a_square_logo_fills_the_room() -> Result<()> {
    check(sound_pack(), "Disc Spinner", "img", (52.0, 52.0))
}

#[test]
fn a_small_logo_is_not_enlarged() -> Result<()> {
    check(
        sound_pack().with("logo.png", image::png(28, 28)),
        "Disc Spinner",
        "img",
        (28.0, 28.0),
    )
}

#[test]
fn a_missing_logo_shows_the_category() -> Result<()> {
    check(
        sound_pack().without("logo.png"),
        "Disc Spinner",
        "svg",
        (52.0, 52.0),
    )
}

#[test]
fn an_undecodable_logo_shows_the_category() -> Result<()> {
    check(
        sound_pack().with("logo.png", *b"no image"),
        "Disc Spinner",
        "svg",
        (52.0, 52.0),
    )
}

#[test]
fn a_long_title_keeps_the_card() -> Result<()> {
    let text = manifest("disc-spinner", "1.4.0").replace("Disc Spinner", LONG);
    check(
        sound_pack().with("pack.json", text.as_bytes()),
        LONG,
        "img",
        (52.0, 52.0),
    )
}

#[test]
fn wide_and_tall_logos_keep_their_form() -> Result<()> {
    for (width, height) in [(290, 100), (100, 150)] {
        visit(async |browser| {
            open(
                browser,
                &sound_pack().with("logo.png", image::png(width, height)),
            )
            .await?;
            let card = browser.card().await?;
            let (shown_width, shown_height) = card.logo;
            assert!(
                shown_width <= 52.0 && shown_height <= 52.0,
                "{width} by {height} is shown as {:?}",
                card.logo
            );
            assert_eq!(card.size, (120.0, 120.0));
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn the_card_follows_the_form() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Whirler").await?;
        assert_eq!(browser.card().await?.title, "Whirler");
        browser.undo().await?;
        assert_eq!(browser.card().await?.title, "Disc Spinner");
        Ok(())
    })
}

#[test]
fn the_preview_follows_the_page_until_it_is_switched() -> Result<()> {
    let is_dark = "const rgb = getComputedStyle(document.querySelector('.preview__stage:not(.preview__stage--beside)')).backgroundColor.match(/[\\d.]+/g).map(Number);
        return rgb[0] + rgb[1] + rgb[2] < 382;";
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (theme, is_switched, expected) in [
            ("light", false, false),
            ("dark", false, true),
            ("dark", true, false),
            ("light", false, false),
            ("dark", false, false),
            ("dark", true, true),
            ("light", false, false),
        ] {
            browser.set_theme(theme).await?;
            if is_switched {
                browser.click("preview-theme").await?;
            }
            let shown = browser.script(is_dark, Vec::new()).await?;
            assert_eq!(shown, expected, "{theme}, switched: {is_switched}");
        }
        Ok(())
    })
}
