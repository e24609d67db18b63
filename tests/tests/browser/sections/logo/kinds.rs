//! Every kind of image as a logo: what browsers show is taken, what they do not show is refused with
//! the reason, and nothing of an image is lost without a word.

use anyhow::{Context, Result, ensure};
use pack_tests::browser::visit;
use pack_tests::packs::image::{self, animated, jpeg, png_kinds};

use super::{choose, exported};
use crate::{TestFiles, open, sound_pack};

const TEAL: [u8; 4] = [0x1f, 0x7a, 0x78, 0xff];

#[test]
fn every_whole_png_is_kept_byte_for_byte() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        for (name, bytes) in png_kinds::whole()? {
            open(browser, &sound_pack().with("logo.png", bytes.clone())).await?;
            let rules = browser.rules().await?;
            ensure!(rules.is_empty(), "{name} in a pack: {rules:?}");
            ensure!(exported(browser).await? == bytes, "{name} in a pack");
            choose(browser, &files, "disc.png", &image::png(96, 96), "done").await?;
            choose(browser, &files, "kind.png", &bytes, "done").await?;
            ensure!(exported(browser).await? == bytes, "{name} as a file");
            browser.open_page("?open=start").await?;
        }
        Ok(())
    })
}

#[test]
fn pngs_that_browsers_do_not_show_are_damaged_and_refused() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        for (name, bytes, says) in [
            ("iphone.png", png_kinds::of_an_iphone_app(), "CgBI"),
            ("wrong.png", png_kinds::with_wrong_pixels(), "damaged"),
            ("cut.png", image::truncated_png(), "damaged"),
        ] {
            open(browser, &sound_pack().with("logo.png", bytes.clone())).await?;
            browser.until_rule("logo-damaged", true).await?;
            choose(browser, &files, "disc.png", &image::png(96, 96), "done").await?;
            let before = exported(browser).await?;
            let said = choose(browser, &files, name, &bytes, "error").await?;
            ensure!(said.contains(name) && said.contains(says), "{said}");
            ensure!(exported(browser).await? == before, "{name}");
            browser.open_page("?open=start").await?;
        }
        Ok(())
    })
}

#[test]
fn jpegs_are_drawn_upright_and_in_their_colors() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        choose(browser, &files, "turned.jpg", &jpeg::turned(), "done").await?;
        let png = exported(browser).await?;
        assert_eq!(image::png_size(&png), Some((8, 16)));
        let brightness = |y| image::pixel(&png, 4, y).map_or(0, |pixel| pixel[0]);
        ensure!(
            brightness(2) < 60 && brightness(13) > 190,
            "{} above {}",
            brightness(2),
            brightness(13)
        );
        choose(browser, &files, "print.jpg", &jpeg::for_printers(), "done").await?;
        let png = exported(browser).await?;
        let pixel = image::pixel(&png, 8, 4).context("no pixel")?;
        ensure!(pixel[0] > 150 && pixel[1].max(pixel[2]) < 120, "{pixel:?}");
        Ok(())
    })
}

#[test]
fn of_an_animation_the_first_picture_is_taken_which_is_said() -> Result<()> {
    let files = TestFiles::new()?;
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (name, bytes, size) in [
            ("moves.gif", animated::gif(), (64, 64)),
            ("moves.webp", animated::webp(), (96, 72)),
        ] {
            let said = choose(browser, &files, name, &bytes, "done").await?;
            ensure!(said.contains("first picture"), "{name}: {said}");
            assert_eq!(image::png_size(&exported(browser).await?), Some(size));
        }
        for (name, bytes) in [("disc.gif", &image::gif()[..]), ("disc.avif", image::AVIF)] {
            let said = choose(browser, &files, name, bytes, "done").await?;
            ensure!(!said.contains("animated"), "{name}: {said}");
        }
        assert_eq!(image::png_size(&exported(browser).await?), Some((96, 72)));
        Ok(())
    })
}

/// An SVG with these attributes and this content behind a teal disc, which fills a square of 64.
fn svg(attributes: &str, content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><circle cx=\"32\" cy=\"32\" r=\"32\" fill=\"#1f7a78\"/>{content}</svg>"
    )
}

#[test]
fn an_svg_is_drawn_whatever_its_size_and_encoding() -> Result<()> {
    let files = TestFiles::new()?;
    let square = svg("viewBox=\"0 0 64 64\"", "<title>é</title>");
    let declared = |encoding: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><!-- é -->{square}")
    };
    let latin = declared("ISO-8859-1");
    let latin: Vec<u8> = latin.chars().map(|c| c as u32 as u8).collect();
    let wide = declared("UTF-16");
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(wide.encode_utf16());
        units.flat_map(bytes).collect()
    };
    let scripted = svg(
        "viewBox=\"0 0 64 64\" onload=\"document.title='run'\"",
        "<script>document.title='run'</script><rect id='a' width='64' height='64' fill='red' visibility='hidden'/>",
    );
    let kinds: [(&str, Vec<u8>, (u32, u32)); 7] = [
        ("box.svg", square.clone().into_bytes(), (512, 512)),
        ("latin.svg", latin, (512, 512)),
        ("little.svg", wide(u16::to_le_bytes), (512, 512)),
        ("big.svg", wide(u16::to_be_bytes), (512, 512)),
        (
            "marked.svg",
            format!("\u{feff}{square}").into_bytes(),
            (512, 512),
        ),
        ("none.svg", svg("", "").into_bytes(), (512, 256)),
        ("script.svg", scripted.into_bytes(), (512, 512)),
    ];
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (name, bytes, size) in kinds {
            choose(browser, &files, name, &bytes, "done").await?;
            let png = exported(browser).await?;
            assert_eq!(image::png_size(&png), Some(size), "{name}");
            // One without a size is what browsers show of it: 300 by 150, of which the disc takes a corner.
            let (inside, outside) = match name {
                "none.svg" => ((55, 55), (400, 200)),
                _ => ((256, 256), (20, 20)),
            };
            assert_eq!(image::pixel(&png, inside.0, inside.1), Some(TEAL), "{name}");
            assert_eq!(
                image::pixel(&png, outside.0, outside.1),
                Some([0; 4]),
                "{name}"
            );
        }
        let title = browser.script("return document.title", Vec::new()).await?;
        ensure!(title.as_str() != Some("run"), "a script of an SVG has run");
        Ok(())
    })
}

#[test]
fn an_svg_that_cannot_be_drawn_as_it_is_meant_is_refused_with_the_reason() -> Result<()> {
    let files = TestFiles::new()?;
    let outside = "https://logos.example/part";
    let square = |content: &str| svg("viewBox='0 0 64 64'", content).into_bytes();
    let broken = svg("", "<title>\u{e9}</title>");
    let kinds: [(&str, Vec<u8>, &str); 8] = [
        (
            "image.svg",
            square(&format!("<image href='{outside}.png'/>")),
            outside,
        ),
        (
            "use.svg",
            square("<use href='other.svg#x'/>"),
            "other.svg#x",
        ),
        (
            "style.svg",
            square(&format!("<style>@import '{outside}.css';</style>")),
            outside,
        ),
        (
            "html.svg",
            square(&format!(
                "<foreignObject><img src='{outside}.png'/></foreignObject>"
            )),
            outside,
        ),
        (
            "nested.svg",
            square(&format!(
                "<image href='data:image/svg+xml,%3Csvg%3E%3Cimage href=%22{outside}%22/%3E%3C/svg%3E'/>"
            )),
            outside,
        ),
        (
            "entity.svg",
            [
                format!("<!DOCTYPE svg [<!ENTITY a '{outside}'>]>").into_bytes(),
                square("<image href='&a;.png'/>"),
            ]
            .concat(),
            outside,
        ),
        (
            "unknown.svg",
            [&b"<?xml version='1.0' encoding='x-mine'?>"[..], &square("")].concat(),
            "X-MINE",
        ),
        (
            "broken.svg",
            broken.chars().map(|c| c as u32 as u8).collect(),
            "UTF-8",
        ),
    ];
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let before = exported(browser).await?;
        for (name, bytes, says) in kinds {
            let said = choose(browser, &files, name, &bytes, "error").await?;
            ensure!(said.contains(name) && said.contains(says), "{name}: {said}");
            ensure!(exported(browser).await? == before, "{name}");
        }
        Ok(())
    })
}
