//! Finds elements of the page by their promised names, and clicks them.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

use super::Browser;

/// A finding as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The file.
    pub file: String,
    /// The JSON pointer in the file.
    pub path: String,
    /// The line, from 1. `None` if the page shows none.
    pub line: Option<u32>,
}

/// The selector of an element with this name.
pub(super) fn named(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

impl Browser {
    /// Waits for the first element that matches a selector.
    pub async fn element(&self, selector: &str) -> Result<WebElement> {
        self.until(&format!("for {selector}"), async || {
            Ok(Some(self.driver.find(By::Css(selector)).await?))
        })
        .await
    }

    /// The number of elements that match a selector now.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Whether an element with this name exists now.
    pub async fn has(&self, name: &str) -> Result<bool> {
        Ok(self.count(&named(name)).await? > 0)
    }

    /// Clicks the first element that matches a selector, once it can be clicked.
    pub async fn click_on(&self, selector: &str) -> Result<()> {
        self.until(&format!("to click on {selector}"), async || {
            let element = self.driver.find(By::Css(selector)).await?;
            let center = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            self.driver
                .execute(center, vec![element.to_json()?])
                .await?;
            ensure!(element.is_enabled().await?, "{selector} is disabled");
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Waits until so many elements match a selector.
    pub async fn until_count(&self, selector: &str, count: usize) -> Result<()> {
        self.until(&format!("for {count} of {selector}"), async || {
            Ok((self.count(selector).await? == count).then_some(()))
        })
        .await
    }

    /// Moves the mouse over the first element that matches a selector.
    pub async fn hover(&self, selector: &str) -> Result<()> {
        let element = self.element(selector).await?;
        self.driver
            .action_chain()
            .move_to_element_center(&element)
            .perform()
            .await?;
        Ok(())
    }

    /// Clicks the element with this name, once it can be clicked.
    pub async fn click(&self, name: &str) -> Result<()> {
        self.click_on(&named(name)).await
    }

    /// Waits for an element with this name, and returns its text.
    pub async fn text(&self, name: &str) -> Result<String> {
        self.until(&format!("for the text of {name}"), async || {
            Ok(Some(
                self.driver.find(By::Css(named(name))).await?.text().await?,
            ))
        })
        .await
    }

    /// The texts of all elements with this name now.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)";
        let texts = self.script(script, vec![json!(named(name))]).await?;
        Ok(texts
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    }

    /// All findings of the current pack that the page shows.
    pub async fn findings(&self) -> Result<Vec<Finding>> {
        self.settled().await?;
        let script = "return [...document.querySelectorAll(arguments[0])].map(finding => ({ ...finding.dataset }))";
        let listed = self.script(script, vec![json!(named("finding"))]).await?;
        let text =
            |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let mut findings: Vec<_> = listed
            .as_array()
            .into_iter()
            .flatten()
            .map(|finding| Finding {
                rule: text(finding, "rule"),
                severity: text(finding, "severity"),
                file: text(finding, "file"),
                path: text(finding, "path"),
                line: text(finding, "line").parse().ok(),
            })
            .collect();
        findings.sort();
        findings.dedup();
        Ok(findings)
    }

    /// The ids of the rules with findings, each once.
    pub async fn rules(&self) -> Result<Vec<String>> {
        let mut rules: Vec<_> = self
            .findings()
            .await?
            .into_iter()
            .map(|finding| finding.rule)
            .collect();
        rules.dedup();
        Ok(rules)
    }

    /// Waits until a rule has a finding, or has none.
    pub async fn until_rule(&self, rule: &str, is_there: bool) -> Result<Vec<Finding>> {
        self.until(&format!("for {rule} to be found: {is_there}"), async || {
            let findings = self.findings().await?;
            let found = findings.iter().any(|finding| finding.rule == rule);
            Ok((found == is_there).then_some(findings))
        })
        .await
    }

    /// Applies a fix of the first finding of a rule.
    pub async fn apply_fix(&self, rule: &str, fix: &str) -> Result<()> {
        self.apply_fix_at(&format!(
            "[data-testid=finding][data-rule=\"{rule}\"] [data-testid=finding-fix][data-fix=\"{fix}\"]"
        ))
        .await
    }

    /// Applies the first fix that the first finding of a rule offers.
    pub async fn apply_first_fix(&self, rule: &str) -> Result<()> {
        self.apply_fix_at(&format!(
            "[data-testid=finding][data-rule=\"{rule}\"] [data-testid=finding-fix]"
        ))
        .await
    }

    /// Clicks the first fix that matches a selector, and confirms it if the page first shows the
    /// changes.
    pub async fn apply_fix_at(&self, selector: &str) -> Result<()> {
        self.settled().await?;
        self.open_finding_of(selector).await?;
        let asks = self.element(selector).await?.attr("aria-haspopup").await?;
        self.show_if_problem(selector).await?;
        self.click_on(selector).await?;
        match asks {
            Some(_) => self.click("fix-apply").await,
            None => Ok(()),
        }
    }

    /// Applies all safe fixes.
    pub async fn fix_all_safe(&self) -> Result<()> {
        self.settled().await?;
        self.show_problems().await?;
        self.click("fix-all-safe").await?;
        self.settled().await
    }
}
