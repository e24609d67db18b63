//! The code editor: typing, explanations and completions.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::fixture::manifest;
use thirtyfour::Key;

use super::open_code;
use crate::sound_pack;

/// The bytes that an export holds of a file.
async fn exported(browser: &Browser, file: &str) -> Result<Vec<u8>> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    taken.file(file)
}

#[test]
fn the_card_follows_each_key_and_undo_spans_code_and_form() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        browser.caret_after("\"displayName\": \"Disc").await?;
        let type_keys = async || {
            for (key, title) in [("o", "Disco Spinner"), ("s", "Discos Spinner")] {
                browser.press(key).await?;
                browser
                    .until(&format!("for the card to be {title}"), async || {
                        Ok((browser.text("preview-card-title").await? == title).then_some(()))
                    })
                    .await?;
            }
            Ok(())
        };
        browser.at_once(type_keys).await?;
        // The editor is taken out of the page and comes back with what the form did.
        browser.view_form().await?;
        browser.until_field("displayName", "Discos Spinner").await?;
        browser.set_field("group", "LTS").await?;
        browser.view_code().await?;
        browser
            .until("for the form's change in the code", async || {
                Ok(browser
                    .code()
                    .await?
                    .contains("\"group\": \"LTS\"")
                    .then_some(()))
            })
            .await?;

        browser.undo().await?;
        browser.until_field("group", "").await?;
        browser.undo().await?;
        browser
            .until_code(&manifest("disc-spinner", "1.4.0"))
            .await?;
        browser.until_focused("code").await?;
        browser.press("!").await?;
        browser
            .until_code(&manifest("disc-spinner", "1.4.0").replace("Disc ", "Disc! "))
            .await
    })
}

#[test]
fn a_change_from_elsewhere_leaves_the_caret_where_it_was() -> Result<()> {
    let pack = sound_pack().with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes());
    visit(async |browser| {
        open_code(browser, &pack, "overview").await?;
        browser.until_rule("version-leading-v", true).await?;
        browser.caret_after("\"layer\": \"addon").await?;
        browser.apply_first_fix("version-leading-v").await?;
        browser.focus_code().await?;
        browser.press("!").await?;
        let expected = manifest("disc-spinner", "1.4.0").replace("\"addon\"", "\"addon!\"");
        browser.until_code(&expected).await
    })
}

#[test]
fn keys_undo_in_the_pack_and_typing_makes_sensible_steps() -> Result<()> {
    visit(async |browser| {
        open_code(
            browser,
            &sound_pack().with("values.yaml", *b"a: 1\nb: 2\n"),
            "values",
        )
        .await?;
        browser.caret_after("a: 1").await?;
        browser.at_once(async || browser.press("23").await).await?;
        browser.caret_after("b: 2").await?;
        browser.at_once(async || browser.press("45").await).await?;
        browser.press(Key::Backspace).await?;
        for (undone, text) in [
            (1, "a: 123\nb: 245\n"),
            (2, "a: 123\nb: 2\n"),
            (3, "a: 1\nb: 2\n"),
        ] {
            browser.press_with_control("z").await?;
            browser
                .until_code(text)
                .await
                .map_err(|error| error.context(undone))?;
        }
        browser.press_with_control("y").await?;
        browser.until_code("a: 123\nb: 2\n").await?;
        browser.press("4").await?;
        browser.until_code("a: 1234\nb: 2\n").await
    })
}

#[test]
fn line_ends_marks_and_all_characters_stay() -> Result<()> {
    let text = "\u{feff}# 😀 é\r\na: \"😀\"\r\nlast: x";
    visit(async |browser| {
        open_code(
            browser,
            &sound_pack().with("values.yaml", text.as_bytes()),
            "values",
        )
        .await?;
        browser.caret_after("a: \"😀").await?;
        browser.paste("🎉\nn").await?;
        browser
            .at_once(async || browser.press(Key::Enter + "b").await)
            .await?;
        let typed = text.replace("a: \"😀", "a: \"😀🎉\r\nn\r\nb");
        let found = exported(browser, "values.yaml").await?;
        assert_eq!(String::from_utf8(found)?, typed);
        browser.type_code(Key::Control + "z").await?;
        browser.settled().await?;
        browser.undo().await?;
        let found = exported(browser, "values.yaml").await?;
        assert_eq!(String::from_utf8(found)?, text);
        Ok(())
    })
}

#[test]
fn ten_thousand_lines_are_pasted_and_a_large_file_is_typed_in() -> Result<()> {
    let lines: String = (0..10_000)
        .map(|line| format!("key{line}: value {line}\n"))
        .collect();
    let large: String = (0..40_000)
        .map(|line| format!("  key{line}: # number {line}\n    - one\n"))
        .collect();
    let pack = sound_pack()
        .with("values.yaml", *b"a: 1\n")
        .with("large.yaml", format!("top:\n{large}").into_bytes());
    visit(async |browser| {
        open_code(browser, &pack, "values").await?;
        browser.type_code(Key::Control + Key::End).await?;
        browser.paste(&lines).await?;
        browser.press("end: 1").await?;
        let found = exported(browser, "values.yaml").await?;
        assert!(
            found == format!("a: 1\n{lines}end: 1").into_bytes(),
            "the paste is not what was pasted"
        );

        browser.goto_section("files").await?;
        browser
            .click_on("[data-testid=file][data-path=\"large.yaml\"] button")
            .await?;
        browser.caret_after("top:").await?;
        browser.press("x").await?;
        browser.type_code(Key::Control + Key::End).await?;
        browser.press("y: 1").await?;
        let found = exported(browser, "large.yaml").await?;
        assert!(
            found == format!("top:x\n{large}y: 1").into_bytes(),
            "the large file is another one"
        );
        Ok(())
    })
}

#[test]
fn findings_are_marked_and_fixed_at_their_place() -> Result<()> {
    let pack = sound_pack().with("pack.json", manifest("disc-spinner", "v1.4.0").as_bytes());
    visit(async |browser| {
        open_code(browser, &pack, "overview").await?;
        assert_eq!(browser.text_of(".cm-lintRange").await?, "\"v1.4.0\"");
        browser.hover(".cm-lintRange").await?;
        let message = browser.text_of(".cm-tooltip .cm-diagnostic").await?;
        ensure!(message.contains("v1.4.0"), "{message}");
        browser.accessible_as_it_is("a finding in the code").await?;
        browser.click_on(".cm-tooltip .cm-diagnosticAction").await?;
        browser.until_rule("version-leading-v", false).await?;
        browser
            .until_code(&manifest("disc-spinner", "1.4.0"))
            .await?;
        browser.undo().await?;
        browser
            .until_code(&manifest("disc-spinner", "v1.4.0"))
            .await
    })
}

#[test]
fn keys_values_and_macros_are_completed_and_explained() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        browser.hover(".cm-line .tok-propertyName").await?;
        let text = browser.text_of(".cm-tooltip-hover").await?;
        ensure!(text.starts_with("Name. "), "{text}");
        browser.set_code("{\n  \"").await?;
        browser.press("la").await?;
        until_offered(browser, "layer").await?;
        take_offer(browser, "{\n  \"layer\": ").await?;
        browser.press("\"ad").await?;
        until_offered(browser, "addon").await?;
        take_offer(browser, "{\n  \"layer\": \"addon\"").await?;

        browser.goto_section("values").await?;
        browser
            .set_code("a: \"{{ .spectro.system.cluster.na")
            .await?;
        browser.press_with_control(" ").await?;
        until_offered(browser, ".spectro.system.cluster.name").await?;
        browser.accessible_as_it_is("a completion").await?;
        browser.press(Key::Enter).await?;
        browser
            .until_code("a: \"{{ .spectro.system.cluster.name")
            .await
    })
}

/// The offer that is selected.
const SELECTED: &str = ".cm-tooltip-autocomplete li[aria-selected]";

/// Clicks the offer that stands first until the code is as that makes it: a list that is drawn anew while the
/// button is down takes no click.
async fn take_offer(browser: &Browser, text: &str) -> Result<()> {
    browser
        .until(&format!("for the code to be {text:?}"), async || {
            if browser.code().await? == text {
                return Ok(Some(()));
            }
            if browser.count(SELECTED).await? > 0 {
                browser.click_on(SELECTED).await?;
            }
            Ok(None)
        })
        .await
}

/// Waits until this is the offer that stands first.
async fn until_offered(browser: &Browser, name: &str) -> Result<()> {
    let label = format!("{SELECTED} .cm-completionLabel");
    browser
        .until(&format!("for {name} to be offered"), async || {
            Ok((browser.text_of(&label).await? == name).then_some(()))
        })
        .await
}

#[test]
fn lines_of_yaml_are_indented_as_the_text_goes_on() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack().with("values.yaml", *b""), "values").await?;
        for keys in ["pack:", "content:", "images:", "- image: a"] {
            browser.type_code(keys).await?;
            browser.press(Key::Escape).await?;
            browser.press(Key::Enter).await?;
        }
        browser.press("tag: b").await?;
        browser
            .until_code("pack:\n  content:\n    images:\n      - image: a\n        tag: b")
            .await
    })
}

#[test]
fn an_editor_that_is_closed_asks_nothing_more() -> Result<()> {
    // Holds up what looks for completions a moment after a key.
    let hold = "const start = setTimeout;
        window.held = [];
        window.setTimeout = (act, wait, ...rest) => wait === 150 ? held.push(act) : start(act, wait, ...rest)";
    visit(async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        browser.script(hold, Vec::new()).await?;
        browser.caret_after("\"displayName\": \"Disc").await?;
        browser.press("o").await?;
        browser.view_form().await?;
        browser.until_field("displayName", "Disco Spinner").await?;
        let go_on = "held.forEach(act => act()); return held.length";
        let held = browser.script(go_on, Vec::new()).await?;
        ensure!(held.as_u64() > Some(0), "nothing was held up");
        Ok(())
    })
}

#[test]
fn the_keyboard_leaves_the_editor() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        for leave in [vec![Key::Tab], vec![Key::Escape, Key::Tab]] {
            browser.focus_code().await?;
            ensure!(
                browser.focused().await? == "code",
                "the editor does not take the focus"
            );
            for key in leave {
                browser.press(key).await?;
            }
            ensure!(
                browser.focused().await? != "code",
                "the editor keeps the focus"
            );
        }
        browser.until_code(&manifest("disc-spinner", "1.4.0")).await
    })
}

#[test]
fn searching_is_accessible_in_both_themes() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack(), "overview").await?;
        for theme in ["dark", "light"] {
            browser.set_theme(theme).await?;
            browser.focus_code().await?;
            browser.press_with_control("f").await?;
            browser.element(".cm-search").await?;
            browser.press("name").await?;
            browser.element(".cm-searchMatch").await?;
            browser
                .accessible_as_it_is(&format!("search, {theme}"))
                .await?;
            browser.press(Key::Escape).await?;
        }
        Ok(())
    })
}

#[test]
fn nothing_breaks_the_security_policy() -> Result<()> {
    visit(async |browser| {
        let watch = "window.broken = []; document.addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective))";
        browser.script(watch, Vec::new()).await?;
        for section in ["overview", "values", "readme"] {
            if section == "overview" {
                open_code(browser, &sound_pack(), section).await?;
            } else {
                browser.goto_section(section).await?;
            }
            browser.type_code(Key::Control + "a").await?;
            browser.press_with_control("f").await?;
            browser.element(".cm-search").await?;
            browser.press(Key::Escape).await?;
            let broken = browser.script("return broken", Vec::new()).await?;
            assert_eq!(broken, serde_json::json!([]), "{section}");
        }
        Ok(())
    })
}
