//! A person at the page: opens, edits, looks, downloads. Every wait is for a condition.
//!
//! Elements are found by the names that the page promises to tests (`data-testid`, attributes of
//! `html`), never by their appearance.

mod accessibility;
mod appearance;
mod code;
mod console;
mod download;
mod driver;
mod edit;
mod find;
mod keyboard;
mod long_text;
mod network;
mod open;
mod problems;
mod speed;
mod tabs;

use std::any::Any;
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use futures::FutureExt;
use thirtyfour::{WebDriver, WebDriverRunError};

use self::driver::engine::Lacking;
use crate::file_server::FileServer;

pub use appearance::{Card, Message};
pub use download::Download;
pub use driver::engine::Engine;
pub use find::Finding;
pub use problems::{FocusPosition, Listed};
pub use speed::{KeyTime, MEMORY_SCRIPT, Memory};

/// How long to wait for a condition. Machines are slow and shared.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How often a condition is checked.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Makes a page that is as in a browser without service workers, so that none loads all of the page once
/// more in every flow, and answers what a flow wants to be asked of the server.
const WITHOUT_SERVICE_WORKER: &str = "delete Navigator.prototype.serviceWorker";

/// An open browser with the page.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    driver: WebDriver,
    site: FileServer,
    place: PathBuf,
    /// The address of the page.
    address: String,
    /// What runs in every page before its own scripts.
    preparation: String,
}

/// The folder of the built page, if the environment names it.
pub fn built_page() -> Option<PathBuf> {
    std::env::var_os("PACK_EDITOR_DIST").map(PathBuf::from)
}

/// Opens the page of [`built_page`] in a new browser of 1440 by 900 pixels, runs `flow`, and closes
/// it. Afterwards the console must have no errors, and all requests must have gone to the origin of
/// the page, which only Chromium records.
///
/// Does nothing without a built page. A flow ends early, without a failure, where it needs what the
/// driver of the chosen engine cannot do; it is printed what that is.
pub fn visit(flow: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    visit_sized(1440, 900, flow)
}

/// The same in a window of another size in pixels.
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
    visit_prepared(site.url(), site, size, WITHOUT_SERVICE_WORKER, flow)
}

/// The same in a window of 1440 by 900 pixels whose page has its service worker, if it comes with one, after
/// a script has prepared the page.
pub fn visit_installed(
    site: FileServer,
    script: &str,
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
) -> Result<()> {
    visit_prepared(site.url(), site, (1440, 900), script, flow)
}

/// Opens the file that has all of the page, as from a folder, in a new browser. Afterwards the console must
/// have no errors, and there must have been no request at all.
///
/// Does nothing without that file, which the environment names.
pub fn visit_file(flow: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    let Some(file) = std::env::var_os("PACK_EDITOR_FILE").map(PathBuf::from) else {
        return Ok(());
    };
    let folder = file.parent().context("a file in a folder")?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let address = format!("file://{}", file.display());
    // A visit there shows that the record of the network has requests, if there are any.
    let site = FileServer::serve(folder, "/")?;
    let served = format!("{}{name}", site.url());
    visit_prepared(address, site, (1440, 900), "", async |browser| {
        flow(browser).await?;
        let asked = browser.site().requests();
        ensure!(asked.is_empty(), "the file asked for {asked:?}");
        browser.driver.goto(served).await?;
        browser.ready().await
    })
}

fn visit_prepared(
    address: String,
    site: FileServer,
    size: (u32, u32),
    script: &str,
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
) -> Result<()> {
    let engine = Engine::chosen()?;
    let preparation = format!("{};\n{script}", console::script(engine));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let place = tempfile::tempdir()?;
    let origin = site.origin().to_owned();
    let outcome = runtime.block_on(async {
        let session = driver::session(engine, place.path(), size).await?;
        let at = place.path().to_owned();
        let outcome = session.driver.run_and_quit(async |driver| {
            let browser = Browser {
                engine,
                driver,
                site,
                place: at,
                address,
                preparation,
            };
            let outcome = AssertUnwindSafe(async {
                browser.before_pages(&browser.preparation).await?;
                browser.open_page("").await?;
                flow(&browser).await?;
                browser.console_is_free_of_errors().await
            });
            // What a failed assertion says is told with the state of the page, as every error is.
            let outcome = outcome.catch_unwind().await;
            match outcome.unwrap_or_else(|panic| Err(anyhow!(words_of(&*panic)))) {
                Err(error) if !error.is::<Lacking>() => {
                    let state = browser.describe_state().await;
                    Err(anyhow!("{error:#}\n\n{state}"))
                }
                outcome => outcome,
            }
        });
        let outcome = outcome.await.map_err(|error| match error {
            WebDriverRunError::Body(error) => error,
            other => anyhow!("{other}"),
        });
        drop(session.processes);
        outcome
    });
    if let Err(lacking) = &outcome
        && lacking.is::<Lacking>()
    {
        writeln!(io::stderr(), "ended early: {lacking}")?;
        return Ok(());
    }
    if !engine.records_requests() {
        return outcome;
    }
    let foreign = network::foreign_requests(&driver::net_log(place.path()), &origin);
    if let Ok(foreign) = &foreign {
        ensure!(
            foreign.is_empty(),
            "the page asked for things outside its own origin: {foreign:?}"
        );
    }
    outcome.and(foreign.map(|_| ()))
}

/// What a panic said.
fn words_of(panic: &(dyn Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    literal
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without words".to_owned())
}

impl Browser {
    /// The engine that shows the page.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The file server of the page.
    pub fn site(&self) -> &FileServer {
        &self.site
    }

    /// Waits until a probe returns a value, and returns it. A probe that fails is tried again.
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
            if start.elapsed() > TIMEOUT {
                outcome?;
                bail!("waited {} s in vain: {what}", TIMEOUT.as_secs());
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    /// Runs a script with `arguments` in the page, and returns its result.
    pub async fn script(
        &self,
        script: &str,
        arguments: Vec<serde_json::Value>,
    ) -> Result<serde_json::Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// The result of a script as a text. Empty if it is not a text.
    async fn script_text(&self, script: &str, arguments: Vec<serde_json::Value>) -> Result<String> {
        Ok(self
            .script(script, arguments)
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Waits until the findings that are shown belong to the current pack, and the page is drawn with
    /// them.
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
        .await?;
        self.drawn().await
    }

    /// Waits until what the page knows of a cluster belongs to the current pack, and is drawn.
    pub async fn rendered(&self) -> Result<()> {
        self.until("for the pack to be rendered", async || {
            let rendered = "const { revision, rendered } = document.documentElement.dataset;
                return revision !== undefined && revision === rendered;";
            Ok(self
                .script(rendered, Vec::new())
                .await?
                .as_bool()
                .filter(|rendered| *rendered))
        })
        .await?;
        self.drawn().await
    }

    /// Waits until the page has drawn what has changed, with what it does in that frame: it moves the
    /// focus, and shows messages. A page in the background draws nothing.
    pub async fn drawn(&self) -> Result<()> {
        let script = "const done = arguments[arguments.length - 1];
            if (document.hidden) done();
            else requestAnimationFrame(() => setTimeout(done));";
        self.script_that_waits(script).await.map(|_| ())
    }

    /// The state of the page after a failure: its text, what the console said, and the path of a
    /// screenshot.
    async fn describe_state(&self) -> String {
        let text = self
            .script_text("return document.body.innerText", Vec::new())
            .await
            .unwrap_or_default();
        let console: Vec<_> = self
            .console()
            .await
            .unwrap_or_default()
            .into_iter()
            .map(|line| line.text)
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
