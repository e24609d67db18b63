//! WebKit by WebKitWebDriver, one for each session, because it takes no second one. Its browser, that
//! of WebKitGTK's own tests, needs a display, which nobody sees.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::Capabilities;

use super::downloads;
use super::process::DriverProcess;

/// The port of the display with the number 0.
const FIRST_DISPLAY: u16 = 6000;

/// A WebKitWebDriver of its own, whose browser keeps its files in `place`, and its display, which ends
/// after it.
///
/// Nobody manages the windows of a display: the focus is with the window below its mouse, which rests
/// in its middle. So each window has a display to itself, of its own size.
pub(super) fn start(place: &Path, width: u32, height: u32) -> Result<Vec<DriverProcess>> {
    let number = |port: u16| format!(":{}", port.saturating_sub(FIRST_DISPLAY));
    let arguments = |port| {
        let screen = format!("{width}x{height}x24");
        let options = ["-listen", "tcp", "-screen", "0", &screen].map(str::to_owned);
        [vec![number(port)], options.to_vec()].concat()
    };
    let display = DriverProcess::start::<&str>("Xvfb", arguments, [])?;
    let settings = place.join("settings");
    fs::create_dir_all(&settings)?;
    // Where the browser downloads to is a setting of the user's.
    let folder = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads(place).display());
    fs::write(settings.join("user-dirs.dirs"), folder)?;
    let arguments = |port| vec![format!("--port={port}")];
    let variables = [
        ("DISPLAY", number(display.port()).into()),
        ("HOME", place.to_owned()),
        ("XDG_CONFIG_HOME", settings),
        ("XDG_CACHE_HOME", place.join("cache")),
        ("XDG_DATA_HOME", place.join("data")),
        // Chains of processes of root have no sandbox to enter.
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".into()),
        ("LANG", "C.UTF-8".into()),
    ];
    let driver = DriverProcess::start("WebKitWebDriver", arguments, variables)?;
    Ok(vec![driver, display])
}

/// The browser of WebKitGTK, under the control of its driver.
pub(super) fn capabilities() -> Result<Capabilities> {
    let mut capabilities = Capabilities::new();
    let options = json!({ "binary": browser()?, "args": ["--automation"] });
    capabilities.set("webkitgtk:browserOptions", options)?;
    Ok(capabilities)
}

/// Where Debian has put MiniBrowser: in a folder of its architecture and the version of WebKitGTK.
fn browser() -> Result<PathBuf> {
    let found = glob::glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")?;
    found
        .flatten()
        .last()
        .context("there is no MiniBrowser; `cargo xtask test --engine webkit` installs it")
}
