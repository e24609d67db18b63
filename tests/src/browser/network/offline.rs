//! The page as an app: kept by its service worker, without a network, in another version.

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use crate::browser::Browser;

impl Browser {
    /// Waits until the browser has kept the page, so that it opens without a network.
    pub async fn until_kept(&self) -> Result<()> {
        self.until("for the page to be kept", async || {
            let script = "return !!navigator.serviceWorker?.controller";
            let is_kept = self.script(script, Vec::new()).await?;
            Ok((is_kept == json!(true)).then_some(()))
        })
        .await
    }

    /// Takes the network away from the tab, and stops the server of the page for all others.
    pub async fn cut_network(&self) -> Result<()> {
        let conditions = json!({
            "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        let devtools = self.driver.cdp();
        devtools.send_raw("Network.enable", json!({})).await?;
        let command = "Network.emulateNetworkConditions";
        devtools.send_raw(command, conditions).await?;
        self.site.stop();
        Ok(())
    }

    /// Has the browser look for a new version of the page, as it does now and then.
    pub async fn look_for_new_version(&self) -> Result<()> {
        let script = "const done = arguments[arguments.length - 1];
            navigator.serviceWorker.getRegistration()
                .then(registration => registration.update()).then(() => done(''), error => done(`${error}`))";
        match self.script_that_waits(script).await?.as_str() {
            Some("") => Ok(()),
            said => Err(anyhow!("the browser looked for no new version: {said:?}")),
        }
    }

    /// The version that the page says it has.
    pub async fn version(&self) -> Result<String> {
        let script = "return document.querySelector('script[data-module]')?.dataset.version ?? ''";
        self.script_text(script, Vec::new()).await
    }

    /// The versions whose files the browser keeps, the oldest first.
    pub async fn kept_versions(&self) -> Result<Vec<String>> {
        let script = "const done = arguments[arguments.length - 1]; caches.keys().then(done)";
        let names = self.script_that_waits(script).await?;
        let names = names.as_array().into_iter().flatten();
        let version = |name: &Value| Some(name.as_str()?.rsplit(' ').next()?.to_owned());
        Ok(names.filter_map(version).collect())
    }

    /// What the browser read of the page's web app manifest, and what it finds wrong in it.
    pub async fn manifest(&self) -> Result<(Value, Value)> {
        let answer = self
            .driver
            .cdp()
            .send_raw("Page.getAppManifest", json!({}))
            .await?;
        let text = answer["data"].as_str().unwrap_or_default();
        Ok((serde_json::from_str(text)?, answer["errors"].clone()))
    }
}
