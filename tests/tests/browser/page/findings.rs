//! Many kinds of problems at once: each is found, reached, fixed and undone with the keyboard.

use anyhow::{Context, Result, ensure};
use pack_tests::browser::{Browser, Listed, visit, visit_sized};
use pack_tests::packs::broken::{unreadable, with_problems};
use serde_json::json;
use thirtyfour::Key;

use crate::open;

/// Fixes that end in the system's file picker, where no test can follow.
const PICKERS: &[&str] = &["choose"];

/// How many problems a rule has in a file.
fn count(problems: &[Listed], like: &Listed) -> usize {
    let same = problems
        .iter()
        .filter(|one| one.rule == like.rule && one.file == like.file);
    same.count()
}

async fn until_listed(
    browser: &Browser,
    what: &str,
    fits: impl Fn(&[Listed]) -> bool,
) -> Result<Vec<Listed>> {
    let probe = async || Ok(Some(browser.problems().await?).filter(|problems| fits(problems)));
    browser.until(what, probe).await
}

/// Makes the first fix of every problem by keys, and takes it back by keys.
async fn fix_each(browser: &Browser) -> Result<usize> {
    let all = browser.problems().await?;
    let mut fixed = 0;
    for (index, problem) in all.iter().enumerate() {
        let Some(fix) = problem.fixes.first() else {
            continue;
        };
        if PICKERS.contains(&fix.as_str()) {
            continue;
        }
        let what = || format!("{fix} of {problem:?}");
        browser.press_fix(index, fix).await.with_context(what)?;
        let goes = |left: &[Listed]| count(left, problem) < count(&all, problem);
        until_listed(browser, "for the problem to go", goes)
            .await
            .with_context(what)?;
        browser.press_with_control("z").await?;
        until_listed(browser, "for the problem to come back", |left| left == all)
            .await
            .with_context(what)?;
        fixed += 1;
    }
    Ok(fixed)
}

/// Walks over all problems, and back again from the first to the last.
async fn walk_over_all(browser: &Browser) -> Result<()> {
    let all = browser.problems().await?;
    let turns = all
        .iter()
        .enumerate()
        .map(|(index, one)| (true, index, one));
    let first = all.first().map(|first| (true, 0, first));
    let last = all.last().map(|last| (false, all.len() - 1, last));
    for (next, index, problem) in turns.chain(first).chain(last) {
        browser.go_to_problem(next).await?;
        let said = format!("Problem {} of {}, ", index + 1, all.len());
        let what = format!("“{said}” to lead to {problem:?}");
        let arrived = async || {
            let is_said = browser
                .text_of("[data-testid=said]")
                .await?
                .starts_with(&said);
            Ok((is_said && browser.focus_position().await?.is_at(problem)).then_some(()))
        };
        let outcome = browser.until(&what, arrived).await;
        outcome.with_context(|| "the focus is elsewhere".to_owned())?;
    }
    Ok(())
}

#[test]
fn every_problem_is_fixed_and_brought_back_by_keys() -> Result<()> {
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        let fixed = fix_each(browser).await?;
        ensure!(fixed >= 35, "only {fixed} problems could be fixed");
        Ok(())
    })
}

#[test]
fn the_keys_lead_over_all_problems_in_forms_and_code() -> Result<()> {
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        walk_over_all(browser).await?;
        browser.goto_section("overview").await?;
        browser.view_code().await?;
        walk_over_all(browser).await
    })
}

#[test]
fn broken_files_are_led_to_and_fixed_together() -> Result<()> {
    visit(async |browser| {
        open(browser, &unreadable()).await?;
        walk_over_all(browser).await?;
        ensure!(fix_each(browser).await? >= 5);
        let before = browser.problems().await?;
        browser.fix_all_safe().await?;
        let left = browser.problems().await?;
        for rule in ["json-syntax", "macro-not-quoted", "yaml-syntax"] {
            ensure!(!left.iter().any(|one| one.rule == rule), "{rule} is left");
        }
        browser.undo().await?;
        ensure!(
            browser.problems().await? == before,
            "one undo is not enough"
        );
        Ok(())
    })
}

#[test]
fn a_fix_that_is_asked_for_shows_its_lines_first() -> Result<()> {
    let rule = "enabled-preset-conflict";
    let fix = format!(".problems [data-rule={rule}] [data-testid=finding-fix]");
    let comment = "# spectrocloud.com/enabled-presets: ";
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        let before = browser.problems().await?;
        let revision = browser.revision().await?;
        browser.show_problems().await?;
        for (theme, leave) in [("dark", "key"), ("light", "button")] {
            browser.set_theme(theme).await?;
            browser.open_finding_of(&fix).await?;
            browser.click_on(&fix).await?;
            let shown = browser.text("fix-changes").await?;
            ensure!(shown.contains("values.yaml"), "{shown}");
            ensure!(shown.contains(&format!("{comment}Speed:slow,Speed:none")));
            ensure!(!shown.contains("spectrocloud.com/install-priority"));
            browser.accessible_as_it_is("what a fix changes").await?;
            if leave == "key" {
                browser.press(Key::Escape).await?;
            } else {
                browser.click("fix-cancel").await?;
            }
            browser.element(&format!("{fix}:focus")).await?;
            ensure!(browser.revision().await? == revision, "it was made");
        }
        browser.open_finding_of(&fix).await?;
        browser.click_on(&fix).await?;
        browser
            .click_on("[data-testid=fix-choice]:not(:checked)")
            .await?;
        let shown = browser.text("fix-changes").await?;
        ensure!(shown.contains(&format!("{comment}Speed:fast,Speed:none")));
        browser.click("fix-apply").await?;
        let goes = |left: &[Listed]| left.len() < before.len();
        until_listed(browser, "for the problem to go", goes).await?;
        let undo = browser.element("[data-testid=undo]").await?;
        let label = undo.attr("aria-label").await?.unwrap_or_default();
        ensure!(label.contains("Remove Speed:slow"), "{label}");
        browser.undo().await?;
        ensure!(browser.problems().await? == before);

        // The same from the mark in the code.
        browser.goto_section("overview").await?;
        browser.view_code().await?;
        browser.hover(".cm-lintRange-error").await?;
        browser.click_on(".cm-tooltip .cm-diagnosticAction").await?;
        let shown = browser.text("fix-changes").await?;
        ensure!(shown.contains("\"name\": \"disc-spinner\""), "{shown}");
        browser.press(Key::Enter).await?;
        browser.until_rule("name-not-pushable", false).await?;
        browser.element("[data-testid=code] :focus").await?;
        Ok(())
    })
}

#[test]
fn what_the_community_refuses_is_an_error_there() -> Result<()> {
    let severity = async |browser: &Browser| -> Result<String> {
        let problems = browser.problems().await?;
        let one = problems.iter().find(|one| one.rule == "version-leading-v");
        Ok(one.context("the problem is gone")?.severity.clone())
    };
    let errors = async |browser: &Browser| -> Result<usize> {
        let problems = browser.problems().await?;
        let errors = problems.iter().filter(|one| one.severity == "error");
        let badge = browser.text_of("[data-testid=count-error]").await?;
        let count = errors.count();
        ensure!(
            badge.starts_with(&count.to_string()),
            "{badge}, not {count}"
        );
        let title = browser.script("return document.title", Vec::new()).await?;
        ensure!(
            title.to_string().contains(&format!("{count} errors, ")),
            "{title}"
        );
        Ok(count)
    };
    visit(async |browser| {
        open(browser, &with_problems()).await?;
        browser.show_problems().await?;
        let own = errors(browser).await?;
        ensure!(severity(browser).await? == "warning");
        for (audience, expected) in [("community", "error"), ("own", "warning")] {
            browser
                .click_on(&format!("[data-testid=audience] option[value={audience}]"))
                .await?;
            let is_judged = async || Ok((severity(browser).await? == expected).then_some(()));
            browser.until("for the other audience", is_judged).await?;
            ensure!((errors(browser).await? > own) == (audience == "community"));
        }
        Ok(())
    })
}

#[test]
fn the_list_is_narrowed_down_and_fixed_file_by_file() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        open(browser, &with_problems()).await?;
        let all = browser.problems().await?;
        browser.click("pane-problems").await?;
        let shows = async |what: &str, fits: &dyn Fn(&Listed) -> bool| -> Result<()> {
            let fitting: Vec<_> = all.iter().filter(|one| fits(one)).cloned().collect();
            until_listed(browser, what, |listed| listed == fitting).await?;
            let count = browser.text("problems-count").await?;
            let expected = if fitting.len() == all.len() {
                format!("{} problems", all.len())
            } else {
                format!("{} of {}", fitting.len(), all.len())
            };
            ensure!(count == expected, "{count}, not {expected}");
            Ok(())
        };
        shows("for all", &|_| true).await?;
        browser.filter("filter-severity", "error").await?;
        shows("for errors", &|one| one.severity == "error").await?;
        browser.filter("filter-rule", "image-invalid").await?;
        shows("for the rule", &|one| one.rule == "image-invalid").await?;
        browser.accessible("some problems").await?;
        browser.click("filter-section").await?;
        shows("for none", &|_| false).await?;
        let beyond = "const pane = document.querySelector('.problems'); return pane.scrollWidth - pane.clientWidth";
        ensure!(browser.script(beyond, Vec::new()).await? == json!(0));
        browser.click("filter-clear").await?;
        shows("for all again", &|_| true).await?;

        browser
            .click_on("[data-testid=fix-file-safe][data-file=\"values.yaml\"]")
            .await?;
        let left = browser.problems().await?;
        let of = |problems: &[Listed], file: &str| {
            problems.iter().filter(|one| one.file == file).count()
        };
        ensure!(of(&left, "values.yaml") < of(&all, "values.yaml"));
        ensure!(of(&left, "pack.json") == of(&all, "pack.json"));
        browser.undo().await?;
        shows("for what was fixed", &|_| true).await
    })
}
