//! After one visit the page works without a network.

use anyhow::Result;
use pack_archive::Format;
use pack_editor::sections::SECTIONS;
use pack_tests::browser::visit_installed;
use pack_tests::file_server::FileServer;
use serde_json::json;

use super::released_page;
use crate::{open, sound_pack};

#[test]
fn after_one_visit_a_pack_is_opened_edited_and_found_again_without_a_network() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let site = FileServer::serve(page.path(), "/some/where/")?;
    visit_installed(site, "", async |browser| {
        browser.until_kept().await?;
        browser.cut_network().await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        for section in SECTIONS {
            browser.goto_section(section.id).await?;
            let shown = "const section = document.querySelector('.section');
                return section?.querySelector('.section__title')?.textContent === arguments[0]
                    && !section.textContent.includes('Loading');";
            let what = format!("for {} to be shown", section.label);
            browser
                .until(&what, async || {
                    let is_shown = browser.script(shown, vec![json!(section.label)]).await?;
                    Ok((is_shown == json!(true)).then_some(()))
                })
                .await?;
        }
        browser.goto_section("overview").await?;
        browser.set_field("displayName", "Turner").await?;
        let taken = browser.export(Format::TarGz).await?;
        assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
        browser.close_dialog().await?;
        browser.saved().await?;

        browser.reload().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        browser.open_page("?open=start").await?;
        browser.until_drafts(1).await
    })
}

#[test]
fn an_icon_and_a_font_are_kept_as_well() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let site = FileServer::serve(page.path(), "/")?;
    visit_installed(site, "", async |browser| {
        browser.until_kept().await?;
        browser.cut_network().await?;
        let script = "const done = arguments[arguments.length - 1];
            const files = ['icon.svg', 'manifest.webmanifest', 'fonts/poppins-500.woff2', 'index.html'];
            Promise.all(files.map(file => fetch(file).then(answer => answer.ok, error => `${error}`))).then(done);";
        let answers = browser.script_that_waits(script).await?;
        // The page itself is kept under the address that people open.
        assert_eq!(
            answers,
            json!([true, true, true, "TypeError: Failed to fetch"])
        );
        browser.expected_errors().await.map(|_| ())
    })
}
