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

/// A session, and the driver that it needs for itself.
pub(super) struct Session {
    pub(super) driver: WebDriver,
    /// Ended with the session. `None` where all sessions share one.
    pub(super) process: Option<DriverProcess>,
}

/// A new browser that keeps its profile and downloads in `place`.
pub(super) async fn session(
    engine: Engine,
    place: &Path,
    (width, height): (u32, u32),
) -> Result<Session> {
    fs::create_dir_all(downloads(place))?;
    let process = match engine {
        Engine::Chromium => None,
        Engine::Firefox => Some(firefox::start(place)?),
        Engine::WebKit => Some(webkit::start(place)?),
    };
    let capabilities = match engine {
        Engine::Chromium => chromium::capabilities(place, width, height),
        Engine::Firefox => firefox::capabilities(place, width, height),
        Engine::WebKit => webkit::capabilities(),
    }?;
    let url = match &process {
        Some(process) => process.url(),
        None => chromium::url()?,
    };
    let driver = WebDriver::new(url, capabilities)
        .await
        .with_context(|| format!("starting {engine}"))?;
    if engine != Engine::Chromium {
        driver.set_window_rect(0, 0, width, height).await?;
    }
    Ok(Session { driver, process })
}

/// Where a session's downloads go.
pub(super) fn downloads(place: &Path) -> PathBuf {
    place.join("downloads")
}

/// Where Chromium records a session's network.
pub(super) fn net_log(place: &Path) -> PathBuf {
    place.join("network.json")
}
