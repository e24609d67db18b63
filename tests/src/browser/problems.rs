//! The list of problems: its rows, going from one to the next, and its filters.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::Browser;
use super::find::named;

/// Opens the finding that an element is in, and waits until it is drawn.
const OPEN: &str = "const open = element => {
        element?.closest('.finding')?.querySelector('[aria-expanded=false]')?.click();
        return new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    };";

/// A row of the list: a problem with the ids of its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The rule's id.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The file.
    pub file: String,
    /// The JSON pointer in the file.
    pub path: String,
    /// The line from 1, as the page writes it. Empty if it shows none.
    pub line: String,
    /// The ids of its fixes, best first.
    pub fixes: Vec<String>,
}

/// The position of the keyboard focus in the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusPosition {
    /// The file. Empty if the focus is outside of any file.
    pub file: String,
    /// The path of the focused field. `None` in a text.
    pub path: Option<String>,
    /// The line of the caret. `None` in a form.
    pub line: Option<String>,
}

impl FocusPosition {
    /// Whether this is the position of a problem: its line, its field, or the nearest field.
    pub fn is_at(&self, problem: &Listed) -> bool {
        let is_near = |path: &String| {
            problem.path.starts_with(path.as_str()) || path.starts_with(&problem.path)
        };
        self.file == problem.file
            && self.path.as_ref().is_none_or(is_near)
            && self.line.as_ref().is_none_or(|line| *line == problem.line)
    }
}

impl Browser {
    /// The rows of the list for the current pack.
    pub async fn problems(&self) -> Result<Vec<Listed>> {
        self.settled().await?;
        let script = "return [...document.querySelectorAll('.problems ' + arguments[0])].map(one => ({
            ...one.dataset, fixes: [...one.querySelectorAll(arguments[1])].map(fix => fix.dataset.fix) }))";
        let names = vec![json!(named("finding")), json!(named("finding-fix"))];
        let listed = self.script(script, names).await?;
        let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let fixes = |one: &Value| {
            let fixes = one["fixes"].as_array().into_iter().flatten();
            fixes.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let listed = listed.as_array().into_iter().flatten();
        Ok(listed
            .map(|one| Listed {
                rule: text(one, "rule"),
                severity: text(one, "severity"),
                file: text(one, "file"),
                path: text(one, "path"),
                line: text(one, "line"),
                fixes: fixes(one),
            })
            .collect())
    }

    /// The revision of the open pack, which every change increases.
    pub async fn revision(&self) -> Result<String> {
        let script = "return document.documentElement.dataset.revision ?? ''";
        self.script_text(script, Vec::new()).await
    }

    /// Goes to the next or the previous problem with its key.
    pub async fn go_to_problem(&self, next: bool) -> Result<()> {
        if next {
            return self.press(Key::F8).await;
        }
        let keys = self.driver.action_chain().key_down(Key::Shift);
        let keys = keys.send_keys(String::from(char::from(Key::F8)));
        Ok(keys.key_up(Key::Shift).perform().await?)
    }

    /// The position of the focus in the pack.
    pub async fn focus_position(&self) -> Result<FocusPosition> {
        let script = "const at = document.activeElement, code = at.closest(arguments[0]);
            if (code) return { file: code.dataset.file, line: code.querySelector('.cm-activeLineGutter')?.textContent };
            if (at.matches('.files__path')) return { file: at.textContent };
            if (at.matches(arguments[1])) return { file: at.textContent.replace('Create ', '') };
            const place = at.closest('[data-place]')?.dataset;
            return { file: place?.placeFile, path: place?.place };";
        let found = self
            .script(
                script,
                vec![json!(named("code")), json!(named("code-create"))],
            )
            .await?;
        let text = |key: &str| found[key].as_str().map(str::to_owned);
        Ok(FocusPosition {
            file: text("file").unwrap_or_default(),
            path: text("path"),
            line: text("line"),
        })
    }

    /// Opens the finding that the first match of a selector is in, unless it is open.
    pub async fn open_finding_of(&self, selector: &str) -> Result<()> {
        self.element(selector).await?;
        self.show_if_problem(selector).await?;
        let script = format!("{OPEN} return open(document.querySelector(arguments[0]))");
        self.script(&script, vec![json!(selector)]).await?;
        Ok(())
    }

    /// Shows the list of problems, if something else is shown in its place: at the side, or on a
    /// narrow screen as the pane.
    pub async fn show_problems(&self) -> Result<()> {
        let script = "const seen = name => [...document.querySelectorAll(name)].find(one => one.checkVisibility());
            if (seen('.problems')) return true;
            (seen(arguments[0]) ?? seen(arguments[1]))?.click();
            return false;";
        let names = ["side-problems", "pane-problems"].map(named);
        let arguments = names.map(|name| json!(name)).to_vec();
        self.until("for the problems to be shown", async || {
            let shown = self.script(script, arguments.clone()).await?;
            Ok((shown == json!(true)).then_some(()))
        })
        .await
    }

    /// Shows the list of problems if that is where the first element of a selector is.
    pub async fn show_if_problem(&self, selector: &str) -> Result<()> {
        let script = "const one = document.querySelector(arguments[0]);
            return !!one?.closest('.problems') && !one.checkVisibility()";
        match self.script(script, vec![json!(selector)]).await? == json!(true) {
            true => self.show_problems().await,
            false => Ok(()),
        }
    }

    /// Sets a filter of the list: an option of `filter-severity` or `filter-rule`.
    pub async fn filter(&self, by: &str, value: &str) -> Result<()> {
        self.show_problems().await?;
        self.click_on(&format!("{} option[value=\"{value}\"]", named(by)))
            .await
    }

    /// Applies a fix of the problem at an index of the list with the keyboard, and confirms it if
    /// the page first shows the changes.
    pub async fn press_fix(&self, index: usize, fix: &str) -> Result<()> {
        self.show_problems().await?;
        let script = "const fix = document.querySelectorAll('.problems ' + arguments[0])[arguments[1]]
                ?.querySelector(`${arguments[2]}[data-fix=\"${arguments[3]}\"]`);
            return open(fix).then(() => {
                fix?.focus();
                return document.activeElement === fix && (fix.getAttribute('aria-haspopup') ?? 'none');
            });";
        let arguments = [
            json!(named("finding")),
            json!(index),
            json!(named("finding-fix")),
            json!(fix),
        ];
        let script = format!("{OPEN} {script}");
        let asks = self.script(&script, arguments.to_vec()).await?;
        let asks = asks.as_str().context("the fix takes no focus")?.to_owned();
        self.press(Key::Enter).await?;
        if asks == "none" {
            return Ok(());
        }
        self.element(&format!("{}:focus", named("fix-apply")))
            .await?;
        let shown = self.count("[data-kind=removed], [data-kind=added]").await?;
        ensure!(shown > 0, "{fix} does not show what it changes");
        self.press(Key::Enter).await
    }
}
