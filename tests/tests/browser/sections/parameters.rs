//! Parameters: fields that write the expressions of schema.yaml.
//!
//! A row is `parameter`, with `data-path`. In it are `parameter-type`, `parameter-argument` or
//! `parameter-format`, `parameter-hints`, `parameter-required`, `parameter-readonly`, `parameter-input`
//! as Palette shows it, `parameter-try`, `parameter-up`, `parameter-down` and `parameter-remove`; an
//! expression that they cannot show is `parameter-text`. `parameter-path` and `parameter-add` add one.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::fixture::Fixture;
use serde_json::json;
use thirtyfour::Key;

use crate::{open, sound_pack};

const VALUES: &str = "pack:\n  namespace: spin\ndiscs:\n  port: 80\n  adminPassword: hush\n  mode: slow\n  range: \"\"\n";

const SCHEMA: &str = "# How many.\ndiscs.port:\n  schema: '{{ required | format \"${number:[1-100]}\" | hints \"Which port\" }}'\n\ndiscs.mode: # how\n  schema: '{{ format \"${list:[slow,fast]}\" }}'\ndiscs.range:\n  schema: '{{ format \"${ipv4} - ${ipv4}\" }}'\n";

fn pack(schema: &str) -> Fixture {
    sound_pack()
        .with("values.yaml", VALUES.as_bytes())
        .with("schema.yaml", schema.as_bytes())
}

fn row(path: &str, name: &str) -> String {
    format!("[data-testid=parameter][data-path=\"{path}\"] [data-testid=parameter-{name}]")
}

/// The schema.yaml that an export of the open pack holds.
async fn exported(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("schema.yaml")?)?)
}

/// Opens the parameters of a pack, does something, and compares what is downloaded; undone step by step,
/// it is what it was.
fn check(flow: impl AsyncFnOnce(&Browser) -> Result<()>, after: &str, steps: usize) -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(SCHEMA)).await?;
        browser.goto_section("parameters").await?;
        flow(browser).await?;
        assert_eq!(exported(browser).await?, after);
        for _ in 0..steps {
            browser.undo().await?;
        }
        assert_eq!(exported(browser).await?, SCHEMA);
        Ok(())
    })
}

/// Chooses an entry of a list.
async fn choose(browser: &Browser, selector: &str, value: &str) -> Result<()> {
    let option = format!("{selector} option[value=\"{value}\"]");
    browser.click_on(&option).await?;
    browser.settled().await
}

async fn value(browser: &Browser, selector: &str) -> Result<serde_json::Value> {
    browser.element(selector).await?;
    let script =
        "const { type, value } = document.querySelector(arguments[0]); return [type, value]";
    browser.script(script, vec![json!(selector)]).await
}

#[test]
fn fields_write_the_expression_and_nothing_else() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser.click_on(&row("discs.port", "required")).await?;
        browser
            .fill(&row("discs.port", "argument"), "1-65535")
            .await?;
        browser
            .fill(&row("discs.mode", "hints"), "How \"fast\"")
            .await?;
        choose(browser, &row("discs.mode", "type"), "string").await?;
        browser.click_on(&row("discs.range", "readonly")).await
    };
    let after = SCHEMA
        .replace("required | ", "")
        .replace("[1-100]", "[1-65535]")
        .replace(
            "format \"${list:[slow,fast]}\" }}",
            "format \"${string}\" | hints \"How \\\"fast\\\"\" }}",
        )
        .replace("{{ format \"${ipv4}", "{{ readonly | format \"${ipv4}");
    check(flow, &after, 5)
}

#[test]
fn rows_move_by_keys_and_go() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser.click_on(&row("discs.mode", "try")).await?;
        let up = String::from(char::from(Key::Up));
        browser.press_with_alt(&up).await?;
        browser.click_on(&row("discs.range", "remove")).await
    };
    let after = "discs.mode: # how\n  schema: '{{ format \"${list:[slow,fast]}\" }}'\n\n# How many.\ndiscs.port:\n  schema: '{{ required | format \"${number:[1-100]}\" | hints \"Which port\" }}'\n";
    check(flow, after, 2)
}

#[test]
fn a_value_becomes_a_parameter_of_its_type() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser.click("parameter-path").await?;
        browser.press("discs.adminPassword").await?;
        browser.press(Key::Enter).await?;
        let input = row("discs.adminPassword", "input");
        browser
            .until("for the input as Palette shows it", async || {
                Ok((value(browser, &input).await? == json!(["password", "hush"])).then_some(()))
            })
            .await?;
        browser.click("parameter-path").await?;
        browser.press("discs.mode").await?;
        browser.click("parameter-add").await?;
        let told = browser.text_of("#parameter-path-error").await?;
        ensure!(told.contains("already"), "{told}");
        Ok(())
    };
    let after =
        format!("{SCHEMA}discs.adminPassword:\n  schema: '{{{{ format \"${{password}}\" }}}}'\n");
    check(flow, &after, 1)
}

#[test]
fn values_are_tried_part_by_part() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(SCHEMA)).await?;
        browser.goto_section("parameters").await?;
        for (path, tried, expected) in [
            ("discs.port", "80", &["fits"][..]),
            ("discs.port", "800", &["fails"]),
            ("discs.mode", "fast", &["fits"]),
            (
                "discs.range",
                "10.0.0.1 - 10.0.0.9",
                &["fits", "fits", "fits"],
            ),
            ("discs.range", "10.0.0.1-x", &["fits", "fails", "unknown"]),
        ] {
            browser.fill(&row(path, "try"), tried).await?;
            let script = "return [...document.querySelector(arguments[0]).parentElement.querySelectorAll('[data-fit]')].map(e => e.dataset.fit)";
            browser
                .until(&format!("for the verdict on {tried}"), async || {
                    let found = browser
                        .script(script, vec![json!(row(path, "try"))])
                        .await?;
                    ensure!(found == json!(expected), "{found}");
                    Ok(Some(()))
                })
                .await?;
        }
        let shown = value(browser, &row("discs.mode", "input")).await?;
        assert_eq!(shown, json!(["select-one", "slow"]));
        let shown = value(browser, &row("discs.port", "input")).await?;
        assert_eq!(shown, json!(["number", "80"]));
        browser.accessible("parameters").await
    })
}

#[test]
fn what_the_fields_cannot_show_stays_as_text() -> Result<()> {
    let broken = "discs.port:\n  schema: '{{ requierd }}'\n";
    visit_sized(360, 800, async |browser| {
        open(browser, &pack(broken)).await?;
        browser.goto_section("parameters").await?;
        let text = row("discs.port", "text");
        assert_eq!(value(browser, &text).await?[1], json!("{{ requierd }}"));
        browser.fits_the_width().await?;
        browser.accessible("a parameter as text").await?;
        browser.fill(&text, "{{ required }}").await?;
        browser.element(&row("discs.port", "type")).await?;
        assert_eq!(
            exported(browser).await?,
            broken.replace("requierd", "required")
        );
        Ok(())
    })
}

#[test]
fn the_first_parameter_makes_the_file() -> Result<()> {
    let pack = sound_pack()
        .without("schema.yaml")
        .with("values.yaml", VALUES.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.goto_section("parameters").await?;
        browser.fill("#parameter-path", "discs.port").await?;
        browser.click("parameter-add").await?;
        browser.element(&row("discs.port", "type")).await?;
        assert_eq!(
            exported(browser).await?,
            "discs.port:\n  schema: '{{ format \"${number}\" }}'\n"
        );
        Ok(())
    })
}
