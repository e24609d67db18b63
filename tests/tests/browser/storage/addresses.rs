//! The page's address: it names where the user is, and leads back there.

use anyhow::Result;
use pack_tests::browser::{Browser, visit};

use crate::{open, sound_pack};

/// Waits until a section is shown.
async fn shown(browser: &Browser, section: &str) -> Result<()> {
    let current = format!("[data-testid=section-{section}][aria-current]");
    browser.element(&current).await.map(|_| ())
}

#[test]
fn an_address_leads_back_to_its_place() -> Result<()> {
    visit(async |browser| {
        browser.open_page("?open=start").await?;
        assert_eq!(browser.fragment().await?, "");
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.goto_section("readme").await?;
        let readme = browser.fragment().await?;
        assert!(readme.ends_with("/readme/form"), "{readme}");
        browser.reload().await?;
        shown(browser, "readme").await?;

        browser.open_page("?open=start").await?;
        browser.until_drafts(1).await?;
        assert_eq!(browser.fragment().await?, "");
        let values = readme.replace("/readme/form", "/values/code");
        browser.open_page(&format!("{values}?line=2")).await?;
        browser.in_editor().await?;
        shown(browser, "values").await?;
        // In the open page it is entered, and nothing is loaded.
        browser.open_page(&readme).await?;
        shown(browser, "readme").await?;
        assert_eq!(browser.fragment().await?, readme);

        browser.click_on(".bar__home").await?;
        browser.until_drafts(1).await?;
        assert_eq!(browser.fragment().await?, "");
        browser.reload().await?;
        browser.until_drafts(1).await
    })
}

#[test]
fn a_link_to_a_draft_of_another_browser_is_told() -> Result<()> {
    visit(async |browser| {
        browser.open_page("?open=start").await?;
        browser.open_page("#elsewhere-1/values/code").await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("not in this browser"), "{said}");
        assert_eq!(browser.fragment().await?, "");
        browser.element("[data-testid=new-helm]").await.map(|_| ())
    })
}
