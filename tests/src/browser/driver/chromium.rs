//! Chromium by ChromeDriver, one for the whole test program.

use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Result, anyhow};
use serde_json::json;
use thirtyfour::Capabilities;

use super::process::DriverProcess;
use super::{downloads, net_log};

/// What keeps Chromium quiet: no window, no first run, no services of its own.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--lang=en-US",
    "--force-device-scale-factor=1",
];

/// What its own bars take of the height of a window, in pixels.
pub(super) const BARS: i64 = 139;

/// A Chromium that keeps its profile, downloads and record of the network in `place`.
pub(super) fn capabilities(place: &Path, width: u32, height: u32) -> Result<Capabilities> {
    let mut arguments: Vec<String> = ARGUMENTS
        .iter()
        .map(|argument| (*argument).to_owned())
        .collect();
    arguments.push(format!("--window-size={width},{height}"));
    arguments.push(format!(
        "--user-data-dir={}",
        place.join("profile").display()
    ));
    arguments.push(format!("--log-net-log={}", net_log(place).display()));
    let mut capabilities = Capabilities::new();
    let wanted = [
        ("browserName", json!("chrome")),
        ("goog:loggingPrefs", json!({ "browser": "ALL" })),
        (
            "goog:chromeOptions",
            json!({
                "args": arguments,
                "prefs": {
                    "download.default_directory": downloads(place),
                    "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            }),
        ),
    ];
    for (name, value) in wanted {
        capabilities.set(name, value)?;
    }
    Ok(capabilities)
}

/// The address of the program's ChromeDriver, which is started at the first call.
pub(super) fn url() -> Result<String> {
    static DRIVER: OnceLock<Result<DriverProcess>> = OnceLock::new();
    match DRIVER.get_or_init(|| {
        let port = |port| vec![format!("--port={port}")];
        DriverProcess::start::<&str>("chromedriver", port, [])
    }) {
        Ok(driver) => Ok(driver.url()),
        Err(error) => Err(anyhow!("{error:#}")),
    }
}
