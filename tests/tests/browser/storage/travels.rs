//! The browser's history: each place that the user goes to is a step of it, and Back, Forward and a reload
//! lead where they should.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit, visit_sized};
use serde_json::json;

use crate::{open, sound_pack};

/// Waits until the address ends like this, and an element is in sight. Gives the address.
async fn arrived(browser: &Browser, end: &str, sight: &str) -> Result<String> {
    let script = "const seen = document.querySelector(arguments[0]);
        return seen?.checkVisibility() ? location.hash : 'nowhere'";
    browser
        .until(&format!("for {end} with {sight}"), async || {
            let at = browser.script(script, vec![json!(sight)]).await?;
            let at = at.as_str().unwrap_or_default().to_owned();
            let is_there = match end {
                "" => at.is_empty(),
                end => at.ends_with(end),
            };
            Ok(is_there.then_some(at))
        })
        .await
}

/// How many steps the browser's history has.
async fn steps(browser: &Browser) -> Result<i64> {
    let length = browser.script("return history.length", Vec::new()).await?;
    Ok(length.as_i64().unwrap_or_default())
}

#[test]
fn every_kind_of_place_is_a_step_and_outlives_a_reload() -> Result<()> {
    let places = [
        ("", "[data-testid=new-helm]"),
        ("/overview/form", "[data-testid=field-name]"),
        (
            "/values/code",
            "[data-testid=code][data-file=\"values.yaml\"]",
        ),
        (
            "/annotations/form",
            "[data-testid=section-annotations][aria-current]",
        ),
        (
            "/annotations/code?line=12",
            "[data-testid=code][data-file=\"pack.json\"]",
        ),
        ("/files/form", "[data-testid=file]"),
        (
            "/files/file/manifests/app.yaml",
            "[data-testid=code][data-file=\"manifests/app.yaml\"]",
        ),
        (
            "/deployment/form?object=manifests/app.yaml:ConfigMap::spinner:0",
            "[data-testid=rendered]",
        ),
        ("/logo/form", ".logo__strip"),
    ];
    visit(async |browser| {
        browser.open_page("?open=start").await?;
        let before = steps(browser).await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.rendered().await?;
        browser.goto_section("values").await?;
        browser.goto_section("annotations").await?;
        browser.view_code().await?;
        browser.caret_after("\"contributor\"").await?;
        arrived(browser, places[4].0, places[4].1).await?;
        browser.goto_section("files").await?;
        browser
            .click_on("[data-testid=file][data-path=\"manifests/app.yaml\"] button")
            .await?;
        arrived(browser, places[6].0, places[6].1).await?;
        browser.goto_section("deployment").await?;
        browser
            .click_on("[data-testid=object][data-name=spinner]")
            .await?;
        arrived(browser, places[7].0, places[7].1).await?;
        browser.goto_section("logo").await?;
        let count = steps(browser).await? - before;
        ensure!(count == 8, "there are {count} steps");

        for (end, sight) in places.iter().rev().skip(1) {
            browser.go_back().await?;
            arrived(browser, end, sight).await?;
        }
        for (end, sight) in places.iter().skip(1) {
            browser.go_forward().await?;
            let address = arrived(browser, end, sight).await?;
            browser.reload().await?;
            ensure!(arrived(browser, end, sight).await? == address, "{address}");
        }
        ensure!(steps(browser).await? == before + 8);
        Ok(())
    })
}

#[test]
fn back_leaves_a_pack_with_all_that_was_typed() -> Result<()> {
    visit(async |browser| {
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.set_field("displayName", "Typed just now").await?;
        browser.go_back().await?;
        browser.until_drafts(1).await?;
        arrived(browser, "", "[data-testid=new-helm]").await?;
        browser.go_forward().await?;
        browser.until_field("displayName", "Typed just now").await?;
        arrived(browser, "/overview/form", "[data-testid=field-name]").await?;

        // From a dialog, too.
        browser.goto_section("logo").await?;
        browser.click("export").await?;
        browser
            .element("dialog[open] [data-testid=export-zip]")
            .await?;
        browser.go_back().await?;
        arrived(browser, "/overview/form", "[data-testid=field-name]").await?;
        browser.until_count("dialog[open]", 0).await?;

        // A draft that is gone is told, and nothing is stuck.
        browser.go_back().await?;
        browser.until_drafts(1).await?;
        browser.click("draft-delete").await?;
        browser.element("[data-testid=draft-undo]").await?;
        browser.go_forward().await?;
        let said = browser.message("error").await?.text;
        ensure!(said.contains("not in this browser"), "{said}");
        arrived(browser, "", "[data-testid=new-helm]").await?;
        browser.click("new-helm").await?;
        browser.in_editor().await?;
        arrived(browser, "/form", "[data-testid=field-name]").await?;
        browser.go_back().await?;
        arrived(browser, "", "[data-testid=new-helm]")
            .await
            .map(|_| ())
    })
}

#[test]
fn back_leads_to_where_a_section_was_scrolled_to() -> Result<()> {
    let scroll = "const main = document.querySelector('.editor__main');
        if (arguments[0]) main.scrollTop = arguments[0];
        return [Math.round(main.scrollTop), history.state]";
    visit_sized(1440, 620, async |browser| {
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        let until = async |expected: serde_json::Value| {
            browser
                .until("for the section to be scrolled", async || {
                    let at = browser.script(scroll, vec![json!(0)]).await?;
                    Ok((at == expected).then_some(()))
                })
                .await
        };
        browser.script(scroll, vec![json!(90)]).await?;
        until(json!([90, 90])).await?;
        browser.goto_section("annotations").await?;
        browser.go_back().await?;
        arrived(browser, "/overview/form", "[data-testid=field-name]").await?;
        until(json!([90, 90])).await?;
        browser.go_back().await?;
        browser.until_drafts(1).await?;
        browser.go_forward().await?;
        arrived(browser, "/overview/form", "[data-testid=field-name]").await?;
        until(json!([90, 90])).await
    })
}

#[test]
fn the_link_to_a_place_leads_another_tab_there() -> Result<()> {
    let record =
        "window.copied = []; navigator.clipboard.writeText = async text => { copied.push(text) };";
    visit(async |browser| {
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.goto_section("constraints").await?;
        browser.script(record, Vec::new()).await?;
        browser.click("pack-menu").await?;
        browser.click("copy-link").await?;
        let said = browser.message("done").await?.text;
        ensure!(said.contains("in this browser"), "{said}");
        let copied = browser.script("return copied[0]", Vec::new()).await?;
        let here = browser.fragment().await?;
        let link = copied.as_str().unwrap_or_default();
        ensure!(!here.is_empty() && link.ends_with(&here), "{copied}");
        ensure!(!link.contains("open=start"), "{copied}");

        // Another tab that follows it is asked, for this one has the draft.
        let (before, _) = browser.another_tab(&here).await?;
        browser.click("question-take").await?;
        arrived(
            browser,
            &here,
            "[data-testid=section-constraints][aria-current]",
        )
        .await?;
        browser.go_to_tab(&before).await?;
        browser.element("[data-testid=question-leave]").await?;
        Ok(())
    })
}
