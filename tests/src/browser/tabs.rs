//! Tabs: opening, switching and killing them, and what the browser does before a page loads.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;
use super::driver::engine::Engine;

impl Browser {
    /// Opens the page in another tab and switches to it. Returns the names of the previous and the
    /// new tab.
    pub async fn another_tab(&self, query: &str) -> Result<(String, String)> {
        let before = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab.clone()).await?;
        self.before_pages(&self.preparation).await?;
        self.open_page(query).await?;
        Ok((before.to_string(), tab.to_string()))
    }

    /// Switches to a tab by its name.
    pub async fn go_to_tab(&self, name: &str) -> Result<()> {
        let tabs = self.driver.windows().await?;
        let tab = tabs.into_iter().find(|tab| tab.to_string() == name);
        let tab = tab.with_context(|| format!("there is no tab {name}"))?;
        self.driver.switch_to_window(tab).await?;
        Ok(())
    }

    /// Kills the process of the tab, which cannot react to it, and opens the page in a new tab.
    pub async fn kill_tab(&self) -> Result<()> {
        self.engine.needs_chromium("kill a tab")?;
        let killed = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(killed).await?;
        // The browser cannot confirm the command any more.
        let devtools = self.driver.cdp();
        let crash = devtools.send_raw("Page.crash", json!({}));
        let _ = tokio::time::timeout(std::time::Duration::from_secs(2), crash).await;
        self.driver.switch_to_window(tab).await?;
        self.before_pages(&self.preparation).await?;
        self.open_page("").await
    }

    /// Goes from the page to another address and back, as the browser's buttons do.
    pub async fn leave_and_come_back(&self) -> Result<()> {
        self.at_rest().await?;
        let elsewhere = format!("{}icon.svg", self.site.url());
        self.driver.goto(&elsewhere).await?;
        // The driver's own command waits for the page, and fails if that loads itself anew meanwhile.
        self.script("history.back()", Vec::new()).await?;
        self.until("for the page that was left", async || {
            let is_back = "return location.href !== arguments[0]";
            let is_back = self.script(is_back, vec![json!(elsewhere)]).await?;
            Ok((is_back == json!(true)).then_some(()))
        })
        .await
    }

    /// Runs a script in every page before its own scripts.
    pub async fn before_pages(&self, script: &str) -> Result<()> {
        if self.engine != Engine::Chromium {
            self.site.run_before_page(script);
            return Ok(());
        }
        let parameters = json!({ "source": script });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Limits the storage of the page to a number of bytes.
    pub async fn limit_storage(&self, bytes: u32) -> Result<()> {
        self.engine.needs_chromium("limit the storage")?;
        let parameters = json!({ "origin": self.site.origin(), "quotaSize": bytes });
        let command = "Storage.overrideQuotaForOrigin";
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Whether the page asks before it is closed.
    pub async fn asks_before_leaving(&self) -> Result<bool> {
        let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        Ok(self.script(script, Vec::new()).await? == json!(true))
    }

    /// Runs an asynchronous script, which passes its result to its last argument.
    pub async fn script_that_waits(&self, script: &str) -> Result<Value> {
        Ok(self
            .driver
            .execute_async(script, Vec::new())
            .await?
            .json()
            .clone())
    }
}
