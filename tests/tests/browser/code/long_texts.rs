//! Finding one's way in a long text: colors, folding, the keys above the view, search, long lines.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit};
use serde_json::json;
use thirtyfour::Key;

use super::open_code;
use crate::{open, sound_pack};

/// A values.yaml of some 6,000 lines, whose last ones have a comment, a text and a number.
fn long_values() -> String {
    let mut text = "pack:\n  namespace: discs\ncharts:\n".to_owned();
    for chart in 1..=12 {
        text += &format!("  spinner{chart}:\n");
        for part in 0..100 {
            text += &format!(
                "    part{part}:\n      image:\n        tag: v{part}\n      size: {part}\n      port: 80\n"
            );
        }
    }
    text + "  last:\n    # How it starts.\n    script: |\n      # no comment\n      key: no key\n    count: 17\n"
}

async fn open_long(browser: &Browser) -> Result<()> {
    let pack = sound_pack().with("values.yaml", long_values().as_bytes());
    open_code(browser, &pack, "values").await
}

/// Each word has the color of its kind when it is first seen.
async fn colors(browser: &Browser, expected: &[(&str, &str)]) -> Result<()> {
    for (word, kind) in expected {
        let found = browser.kind_of_word(word).await?;
        ensure!(found == *kind, "{word:?} is {found:?}, not {kind:?}");
    }
    Ok(())
}

#[test]
fn the_end_of_a_long_text_has_its_colors_as_soon_as_it_is_seen() -> Result<()> {
    visit(async |browser| {
        open_long(browser).await?;
        browser.type_code(Key::Control + Key::End).await?;
        let expected = [
            ("count", "propertyName"),
            ("17", "number"),
            ("# How it starts.", "comment"),
            ("|", "keyword"),
            ("# no comment", "string"),
            ("key: no key", "string"),
        ];
        colors(browser, &expected).await
    })
}

#[test]
fn macros_and_the_expressions_of_parameters_have_colors() -> Result<()> {
    let schema = "discs.count:\n  schema: '{{ required | format \"${number:[1-10]}\" | hints \"How many\" }}'\n";
    let values = "pack:\n  namespace: \"{{ .spectro.system.cluster.name }}-x\"\n";
    let pack = sound_pack()
        .with("schema.yaml", schema.as_bytes())
        .with("values.yaml", values.as_bytes());
    visit(async |browser| {
        open_code(browser, &pack, "parameters").await?;
        let expected = [
            ("discs.count", "propertyName"),
            ("required", "keyword"),
            ("format", "keyword"),
            ("|", "operator"),
            ("number", "typeName"),
            ("[1-10]", "string2"),
            ("\"How many\"", "string"),
        ];
        colors(browser, &expected).await?;
        browser.goto_section("values").await?;
        browser.view_code().await?;
        let expected = [
            (".spectro.system.cluster.name", "variableName"),
            ("-x\"", "string"),
        ];
        colors(browser, &expected).await
    })
}

#[test]
fn folding_all_leaves_a_line_of_each_part_and_says_how_much_is_folded() -> Result<()> {
    visit(async |browser| {
        open_long(browser).await?;
        browser.caret_after("pack:").await?;
        browser.press_with_control_and_alt("[").await?;
        browser
            .until_code("pack:… 1 line\ncharts:… 6,018 lines\n")
            .await?;
        // What is unfolded shows what it consists of.
        let in_second_line = ".cm-line:nth-child(2) .cm-foldPlaceholder";
        browser.click_on(in_second_line).await?;
        browser
            .until_in_code("  spinner12:… 500 lines\n  last:… 5 lines\n")
            .await?;
        browser.press_with_control_and_alt("]").await?;
        browser.until_in_code("\n    part0:\n      image:\n").await
    })
}

#[test]
fn the_keys_above_the_view_stay_at_its_top_and_lead_to_their_lines() -> Result<()> {
    visit(async |browser| {
        open_long(browser).await?;
        browser.type_code(Key::Control + Key::End).await?;
        browser.until_scopes(&["charts:", "  spinner12:"]).await?;
        browser.click_on(".code__scope:nth-child(2)").await?;
        browser.until_scopes(&["charts:"]).await?;
        ensure!(browser.code_line().await? == "  spinner12:");
        browser.type_code(Key::Control + Key::Home).await?;
        browser.until_scopes(&[]).await
    })
}

#[test]
fn matches_are_counted_and_brought_to_the_middle() -> Result<()> {
    let values = long_values().replace("v77\n", &format!("v77 #{} far\n", " x".repeat(300)));
    let pack = sound_pack().with("values.yaml", values.as_bytes());
    visit(async |browser| {
        open_code(browser, &pack, "values").await?;
        browser.focus_code().await?;
        browser.press_with_control("f").await?;
        browser.element(".cm-search").await?;
        browser.press("part77").await?;
        browser.until_text("code-matches", "12 matches").await?;
        for count in ["1 of 12", "2 of 12"] {
            browser.press(Key::Enter + "").await?;
            browser.until_text("code-matches", count).await?;
            let (lines, sideways) = browser.place_of_match().await?;
            ensure!(
                lines < 2.0 && sideways == 0.0,
                "{lines} lines, {sideways} px"
            );
        }
        let search = async |text: &str, count: &str| {
            browser.press_with_control("a").await?;
            browser.press(text).await?;
            browser.until_text("code-matches", count).await
        };
        // Sideways only where the match is out of sight, and back where it is not.
        search("far", "12 matches").await?;
        browser.press(Key::Enter + "").await?;
        let (lines, sideways) = browser.place_of_match().await?;
        ensure!(
            lines < 2.0 && sideways > 0.0,
            "{lines} lines, {sideways} px"
        );
        search("part78", "12 matches").await?;
        browser.press(Key::Enter + "").await?;
        let (_, sideways) = browser.place_of_match().await?;
        ensure!(sideways == 0.0, "{sideways} px");
        search("nowhere", "No matches").await?;
        search("a", "1,000+ matches").await
    })
}

#[test]
fn long_lines_are_wrapped_where_the_user_wants_it() -> Result<()> {
    visit(async |browser| {
        open_code(browser, &sound_pack(), "values").await?;
        browser.until_count(".cm-lineWrapping", 0).await?;
        browser.click("code-wrap").await?;
        browser.until_count(".cm-lineWrapping", 1).await?;
        browser
            .until_count("[data-testid=code-wrap][aria-pressed=true]", 1)
            .await?;
        // The choice stays, also in other files, until keys or the button take it back.
        browser.goto_section("overview").await?;
        browser.view_code().await?;
        browser.until_count(".cm-lineWrapping", 1).await?;
        browser.focus_code().await?;
        browser.press_with_alt("z").await?;
        browser.until_count(".cm-lineWrapping", 0).await?;
        // Prose is wrapped from the start.
        browser.goto_section("readme").await?;
        browser.until_count(".cm-lineWrapping", 1).await
    })
}

#[test]
fn a_wrapped_line_goes_on_below_where_its_text_begins() -> Result<()> {
    let values = format!("a:\n    b: {}\n", "word ".repeat(100));
    let pack = sound_pack().with("values.yaml", values.as_bytes());
    // The column at which the further rows of the second line begin.
    let column = "const [first, second] = document.querySelectorAll('.cm-line');
        const range = document.createRange();
        const rects = line => (range.selectNodeContents(line), [...range.getClientRects()]);
        const [width] = rects(first).slice(-1).map(one => (one.right - rects(first)[0].left) / 2);
        const [start, ...rest] = rects(second);
        const below = rest.filter(one => one.top > start.top + 5).map(one => one.left);
        return Math.round((Math.min(...below) - start.left) / width)";
    visit(async |browser| {
        open_code(browser, &pack, "values").await?;
        browser.until_count(".code__hanging", 0).await?;
        browser.click("code-wrap").await?;
        browser.until_count(".code__hanging", 1).await?;
        let found = browser.script(column, Vec::new()).await?;
        ensure!(found == json!(4), "{found}");
        // What is typed before it moves all of its rows.
        browser.caret_after("    ").await?;
        browser.type_code("  ").await?;
        browser
            .until_count(".code__hanging[style*=\"6ch\"]", 1)
            .await
    })
}

#[test]
fn a_readme_and_its_page_scroll_along_with_each_other() -> Result<()> {
    let mut text = "# Discs\n\n".to_owned();
    for part in 1..=120 {
        text += &format!("## Part {part}\n\nIt has few words.\n\n- And\n- a list\n\n");
    }
    let pack = sound_pack().with("README.md", text.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.goto_section("readme").await?;
        let page = "[data-testid=readme-page]";
        browser.scroll_code_to("## Part 60").await?;
        browser.until_in_sight(page, "Part 60").await?;
        browser.scroll_to_end(page).await?;
        browser.until_in_code("## Part 120").await?;
        browser.type_code(Key::Control + Key::Home).await?;
        browser.until_in_sight(page, "Part 1").await
    })
}
