//! The page under axe-core, in both themes.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Browser;

/// Runs axe over the whole page. It loads nothing, since stylesheets are the page's own.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { preload: false, resultTypes: ['violations'] })
        .then(({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
            nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map(check => check.message).join('; ')}`))))
        .catch(error => done([String(error)]));";

impl Browser {
    /// Axe must find nothing in the state that the page is in, light and dark. `state` names it.
    ///
    /// Needs the environment's `AXE` to name axe-core's script; without it nothing is judged.
    pub async fn accessible(&self, state: &str) -> Result<()> {
        for theme in ["dark", "light"] {
            self.set_theme(theme).await?;
            self.accessible_as_it_is(&format!("{state}, {theme}"))
                .await?;
        }
        Ok(())
    }

    /// The same in the theme that is shown, for states in which it cannot be switched.
    pub async fn accessible_as_it_is(&self, state: &str) -> Result<()> {
        let Some(path) = std::env::var_os("AXE") else {
            return Ok(());
        };
        self.still().await?;
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

    /// The page must not be wider than the window, which would have it scrolled sideways.
    pub async fn fits_the_width(&self) -> Result<()> {
        let script =
            "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
        let beyond = self.script(script, Vec::new()).await?;
        ensure!(beyond == json!(0), "the page is {beyond} pixels too wide");
        Ok(())
    }

    /// Waits until nothing moves: a color in transition is none that a person reads.
    async fn still(&self) -> Result<()> {
        let script = "return document.getAnimations().every(animation => animation.playState !== 'running' \
            || animation.effect.getComputedTiming().iterations === Infinity)";
        self.until("for the page to be still", async || {
            Ok((self.script(script, Vec::new()).await? == json!(true)).then_some(()))
        })
        .await
    }
}
