//! Firefox by geckodriver, one for each session, because it takes no second one.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use thirtyfour::Capabilities;

use super::downloads;
use super::process::DriverProcess;

/// A geckodriver of its own.
pub(super) fn start(place: &Path) -> Result<DriverProcess> {
    let arguments = |port| {
        vec![
            format!("--port={port}"),
            "--websocket-port=0".to_owned(),
            format!("--profile-root={}", place.display()),
        ]
    };
    // Firefox would refuse to start as root with the home of somebody else.
    DriverProcess::start("geckodriver", arguments, [("HOME", place)])
}

/// A Firefox that keeps its profile and downloads in `place`.
pub(super) fn capabilities(place: &Path, width: u32, height: u32) -> Result<Capabilities> {
    let mut capabilities = Capabilities::new();
    let options = json!({
        "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
        "prefs": {
            // A folder of our own, and no question before or panel after a download.
            "browser.download.folderList": 2,
            "browser.download.dir": downloads(place),
            "browser.download.useDownloadDir": true,
            "browser.download.alwaysOpenPanel": false,
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.helperApps.neverAsk.saveToDisk":
                "application/zip,application/gzip,application/x-tar,application/octet-stream",
            "intl.accept_languages": "en-US",
            // As a person with a full keyboard navigates.
            "accessibility.tabfocus": 7,
        },
    });
    capabilities.set("browserName", json!("firefox"))?;
    capabilities.set("moz:firefoxOptions", options)?;
    Ok(capabilities)
}
