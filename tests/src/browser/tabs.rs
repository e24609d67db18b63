//! Several tabs, tabs that end, and what the browser does before a page is loaded.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// Opens another tab at the page and goes to it. Gives the names of the tab before and this one.
    pub async fn another_tab(&self, query: &str) -> Result<(String, String)> {
        let before = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab.clone()).await?;
        self.open_page(query).await?;
        Ok((before.to_string(), tab.to_string()))
    }

    /// Goes to the tab of a name.
    pub async fn go_to_tab(&self, name: &str) -> Result<()> {
        let tabs = self.driver.windows().await?;
        let tab = tabs.into_iter().find(|tab| tab.to_string() == name);
        let tab = tab.with_context(|| format!("there is no tab {name}"))?;
        self.driver.switch_to_window(tab).await?;
        Ok(())
    }

    /// Ends the process behind the tab, which gets no time for anything, and goes to a new tab at
    /// the page.
    pub async fn kill_tab(&self) -> Result<()> {
        let killed = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(killed).await?;
        // The browser cannot tell any more that it did so.
        let devtools = self.driver.cdp();
        let crash = devtools.send_raw("Page.crash", json!({}));
        let _ = tokio::time::timeout(std::time::Duration::from_secs(2), crash).await;
        self.driver.switch_to_window(tab).await?;
        self.open_page("").await
    }

    /// Runs a script in every page before anything of its own.
    pub async fn before_pages(&self, script: &str) -> Result<()> {
        let parameters = json!({ "source": script });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Gives the page so many bytes of storage and no more.
    pub async fn limit_storage(&self, bytes: u32) -> Result<()> {
        let parameters = json!({ "origin": self.site.origin(), "quotaSize": bytes });
        let command = "Storage.overrideQuotaForOrigin";
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Whether the page would ask before it is left.
    pub async fn asks_before_leaving(&self) -> Result<bool> {
        let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        Ok(self.script(script, Vec::new()).await? == json!(true))
    }

    /// Runs a script that may wait; it calls its last argument with what it found.
    pub async fn script_that_waits(&self, script: &str) -> Result<Value> {
        Ok(self
            .driver
            .execute_async(script, Vec::new())
            .await?
            .json()
            .clone())
    }

    /// Takes the errors that the console has by now, which a flow has brought about on purpose.
    pub async fn expected_errors(&self) -> Result<Vec<String>> {
        let entries = self.driver.get_log("browser").await?.into_iter();
        let errors = entries.filter(|entry| entry.level == "SEVERE");
        Ok(errors.map(|entry| entry.message).collect())
    }
}
