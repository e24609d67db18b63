//! A person at the page: open, edit, look, download. Every wait is for a condition.
//!
//! The page is found by the names that it promises to tests (`data-testid`, attributes of `html`),
//! never by its looks.

mod accessibility;
mod code;
mod driver;
mod edit;
mod find;
mod keyboard;
mod look;
mod network;
mod open;
mod problems;
mod speed;
mod tabs;
mod take;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use thirtyfour::{WebDriver, WebDriverRunError};

use crate::file_server::FileServer;

pub use find::Finding;
pub use look::{Card, Message};
pub use open::Template;
pub use problems::{Listed, Stand};
pub use speed::{KeyTime, MEMORIES};
pub use take::Download;

/// How long a condition may take to come true. Machines are slow and shared.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a condition is looked at.
const PULSE: Duration = Duration::from_millis(20);

/// An open browser at the page.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    site: FileServer,
    place: PathBuf,
}

/// The folder of the built page, if the environment names one.
pub fn built_page() -> Option<PathBuf> {
    std::env::var_os("PACK_EDITOR_DIST").map(PathBuf::from)
}

/// Opens the page of [`built_page`] in a fresh browser of 1440 by 900 pixels, does what `flow` says
/// and closes it. Afterwards the console must be free of errors, and no request may have left the
/// page's origin.
///
/// Without a built page nothing is done.
pub fn visit(flow: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    visit_sized(1440, 900, flow)
}

/// The same in a window of another size, in pixels.
pub fn visit_sized(
    width: u32,
    height: u32,
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
) -> Result<()> {
    match built_page() {
        Some(folder) => visit_page(
            FileServer::serve(&folder, "/some/where/")?,
            (width, height),
            flow,
        ),
        None => Ok(()),
    }
}

/// The same for any page.
pub fn visit_page(
    site: FileServer,
    size: (u32, u32),
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let place = tempfile::tempdir()?;
    let origin = site.origin().to_owned();
    let outcome = runtime.block_on(async {
        let driver = driver::session(place.path(), size.0, size.1).await?;
        let at = place.path().to_owned();
        let outcome = driver.run_and_quit(async |driver| {
            let browser = Browser {
                driver,
                site,
                place: at,
            };
            let outcome = match browser.open_page("").await {
                Ok(()) => flow(&browser).await,
                Err(error) => Err(error),
            };
            match outcome {
                Ok(()) => browser.console_is_free_of_errors().await,
                Err(error) => Err(error.context(browser.situation().await)),
            }
        });
        outcome.await.map_err(|error| match error {
            WebDriverRunError::Body(error) => error,
            other => anyhow::anyhow!("{other}"),
        })
    });
    let foreign = network::foreign_requests(&driver::net_log(place.path()), &origin);
    if let Ok(foreign) = &foreign {
        ensure!(
            foreign.is_empty(),
            "the page asked for things outside its own origin: {foreign:?}"
        );
    }
    outcome.and(foreign.map(|_| ()))
}

impl Browser {
    /// The host of the page.
    pub fn site(&self) -> &FileServer {
        &self.site
    }

    /// Waits until a probe gives something, and gives that. A probe that fails counts as "not yet".
    pub async fn until<T>(
        &self,
        what: &str,
        probe: impl AsyncFn() -> Result<Option<T>>,
    ) -> Result<T> {
        let start = std::time::Instant::now();
        loop {
            let outcome = probe().await;
            if let Ok(Some(found)) = outcome {
                return Ok(found);
            }
            if start.elapsed() > PATIENCE {
                outcome?;
                bail!("waited {} s in vain: {what}", PATIENCE.as_secs());
            }
            tokio::time::sleep(PULSE).await;
        }
    }

    /// Runs a script in the page and gives what it returns. `arguments` are those of the script.
    pub async fn script(
        &self,
        script: &str,
        arguments: Vec<serde_json::Value>,
    ) -> Result<serde_json::Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// What a script returns as a text, or an empty text.
    async fn script_text(&self, script: &str, arguments: Vec<serde_json::Value>) -> Result<String> {
        Ok(self
            .script(script, arguments)
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Waits until the diagnostics that are shown judge the pack as it is.
    pub async fn settled(&self) -> Result<()> {
        self.until("the pack to be judged", async || {
            let judged = "const { revision, checked } = document.documentElement.dataset;
                return revision !== undefined && revision === checked;";
            Ok(self
                .script(judged, Vec::new())
                .await?
                .as_bool()
                .filter(|judged| *judged))
        })
        .await
        .map(|_| ())
    }

    /// The console must have nothing worse than a warning: no panic, no refused style, no lost file.
    async fn console_is_free_of_errors(&self) -> Result<()> {
        let errors: Vec<_> = self
            .driver
            .get_log("browser")
            .await?
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect();
        ensure!(errors.is_empty(), "the console has errors: {errors:#?}");
        Ok(())
    }

    /// What is to be seen when something failed: the text of the page, and a picture beside it.
    async fn situation(&self) -> String {
        let text = self
            .script_text("return document.body.innerText", Vec::new())
            .await
            .unwrap_or_default();
        let console: Vec<_> = self
            .driver
            .get_log("browser")
            .await
            .unwrap_or_default()
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message))
            .collect();
        let picture =
            std::env::temp_dir().join(format!("pack-editor-{}.png", self.driver.session_id()));
        let kept = match self.driver.screenshot(&picture).await.context("no picture") {
            Ok(()) => picture.display().to_string(),
            Err(error) => error.to_string(),
        };
        format!(
            "the page showed ({kept}):\n{text}\nthe console said:\n{}",
            console.join("\n")
        )
    }
}
