//! The drivers of the engines, and how a session is asked of each.

mod chromium;
pub(super) mod engine;
mod firefox;
mod process;
mod webkit;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use thirtyfour::WebDriver;

use self::engine::Engine;
use self::process::DriverProcess;

/// A session, and what it needs for itself.
pub(super) struct Session {
    pub(super) driver: WebDriver,
    /// Its driver first, ended with the session. Empty where all sessions share one.
    pub(super) processes: Vec<DriverProcess>,
}

/// A new browser that keeps its profile and downloads in `place`.
pub(super) async fn session(
    engine: Engine,
    place: &Path,
    (width, height): (u32, u32),
) -> Result<Session> {
    fs::create_dir_all(downloads(place))?;
    let processes = match engine {
        Engine::Chromium => Vec::new(),
        Engine::Firefox => vec![firefox::start(place)?],
        Engine::WebKit => webkit::start(place, width, height)?,
    };
    let capabilities = match engine {
        Engine::Chromium => chromium::capabilities(place, width, height),
        Engine::Firefox => firefox::capabilities(place, width, height),
        Engine::WebKit => webkit::capabilities(),
    }?;
    let url = match processes.first() {
        Some(driver) => driver.url(),
        None => chromium::url()?,
    };
    let driver = WebDriver::new(url, capabilities)
        .await
        .with_context(|| format!("starting {engine}"))?;
    if engine != Engine::Chromium {
        size_as_chromium(&driver, width, height).await?;
    }
    Ok(Session { driver, processes })
}

/// Gives the page in a window as much room as Chromium gives it in one of this size, whose own bars
/// other browsers have higher or lower.
async fn size_as_chromium(driver: &WebDriver, width: u32, height: u32) -> Result<()> {
    driver.set_window_rect(0, 0, width, height).await?;
    let inside = driver.execute("return innerHeight", Vec::new()).await?;
    let bars = i64::from(height) - inside.json().as_i64().context("no height of the page")?;
    let height = i64::from(height) - chromium::BARS + bars;
    driver
        .set_window_rect(0, 0, width, u32::try_from(height)?)
        .await?;
    Ok(())
}

/// Where a session's downloads go.
pub(super) fn downloads(place: &Path) -> PathBuf {
    place.join("downloads")
}

/// Where Chromium records a session's network.
pub(super) fn net_log(place: &Path) -> PathBuf {
    place.join("network.json")
}
