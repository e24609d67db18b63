//! A very long values.yaml: it can be opened and edited like a short one.

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::long_values;
use thirtyfour::Key;

use crate::open;

/// The values.yaml that an export of the open pack holds.
async fn exported(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("values.yaml")?)?)
}

#[test]
fn form_and_code_of_a_long_file_are_in_step() -> Result<()> {
    let text = long_values::text();
    visit(async |browser| {
        open(browser, &long_values::pack()).await?;
        browser.goto_section("values").await?;
        browser.caret_after("namespace: conveyor").await?;
        browser.press("s").await?;
        browser.view_form().await?;
        let namespace =
            "[data-testid=value][data-path=\"/pack/namespace\"] [data-testid=value-input]";
        let input = browser.element(namespace).await?;
        assert_eq!(input.prop("value").await?.as_deref(), Some("conveyors"));
        browser.fill(namespace, "belts").await?;
        browser.view_code().await?;
        browser.caret_after("namespace: belts").await?;
        browser.type_code(Key::Control + Key::End).await?;
        browser
            .at_once(async || browser.press(Key::Enter + "end: true").await)
            .await?;
        browser.settled().await?;
        let typed = text.replace("namespace: conveyor", "namespace: belts");
        let found = exported(browser).await?;
        assert!(
            found == format!("{typed}\nend: true"),
            "what was typed at the end is not there: {:?}",
            found.lines().last()
        );
        browser.view_form().await?;
        let row = "[data-testid=value][data-path=\"/end\"][aria-selected=true]";
        browser.element(row).await?;
        for _ in 0..3 {
            browser.undo().await?;
        }
        assert!(exported(browser).await? == text, "undo leaves a difference");
        Ok(())
    })
}
