//! Checks the page with axe-core, in both themes.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Browser;

/// Runs axe on the whole page. `preload: false` because all stylesheets belong to the page.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { preload: false, resultTypes: ['violations'] })
        .then(({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
            nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map(check => check.message).join('; ')}`))))
        .catch(error => done([String(error)]));";

impl Browser {
    /// Checks that axe finds nothing in the current state of the page, light and dark. `state` is
    /// its name for messages.
    ///
    /// Needs the path of axe-core's script in the environment variable `AXE`; without it nothing is
    /// checked.
    pub async fn accessible(&self, state: &str) -> Result<()> {
        for theme in ["dark", "light"] {
            self.set_theme(theme).await?;
            self.accessible_as_it_is(&format!("{state}, {theme}"))
                .await?;
        }
        Ok(())
    }

    /// The same in the current theme only, for states in which the theme cannot be changed.
    pub async fn accessible_as_it_is(&self, state: &str) -> Result<()> {
        let Some(path) = std::env::var_os("AXE") else {
            return Ok(());
        };
        self.wait_for_animations().await?;
        if self.script("return typeof axe", Vec::new()).await? == json!("undefined") {
            let axe = std::fs::read_to_string(path).context("reading axe-core's script")?;
            self.driver.execute(axe, Vec::new()).await?;
        }
        let found = self.driver.execute_async(RUN, Vec::new()).await?;
        let found = found.json().as_array().cloned().unwrap_or_default();
        let violations: Vec<_> = found.iter().filter_map(Value::as_str).collect();
        ensure!(
            violations.is_empty(),
            "axe finds in “{state}”: {violations:#?}"
        );
        Ok(())
    }

    /// Checks that the page does not have to be scrolled sideways.
    pub async fn fits_the_width(&self) -> Result<()> {
        let script =
            "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
        let beyond = self.script(script, Vec::new()).await?;
        ensure!(beyond == json!(0), "the page is {beyond} pixels too wide");
        Ok(())
    }

    /// Waits until all transitions have ended, since axe would judge colors in between.
    async fn wait_for_animations(&self) -> Result<()> {
        let script = "return document.getAnimations().every(animation => animation.playState !== 'running' \
            || animation.effect.getComputedTiming().iterations === Infinity)";
        self.until("for the page to be still", async || {
            Ok((self.script(script, Vec::new()).await? == json!(true)).then_some(()))
        })
        .await
    }
}
