//! One ChromeDriver for the whole test program, and how a session of Chromium is asked of it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

/// A running ChromeDriver.
#[derive(Debug)]
struct ChromeDriver {
    url: String,
    /// The shell around ChromeDriver. It ends ChromeDriver when its input closes, which happens
    /// when this program ends, in whatever way.
    _shell: Child,
}

/// Starts a program in the background and ends it once nothing more can come in.
const UNTIL_INPUT_CLOSES: &str = "\"$0\" \"$@\" & read -r _; kill $!";

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

/// A new Chromium that keeps its profile, downloads and record of the network in `place`.
pub(super) async fn session(place: &Path, width: u32, height: u32) -> Result<WebDriver> {
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
    let downloads = downloads(place);
    std::fs::create_dir_all(&downloads)?;
    let mut capabilities = Capabilities::new();
    let wanted = [
        ("browserName", json!("chrome")),
        ("goog:loggingPrefs", json!({ "browser": "ALL" })),
        (
            "goog:chromeOptions",
            json!({
                "args": arguments,
                "prefs": {
                    "download.default_directory": downloads,
                    "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            }),
        ),
    ];
    for (name, value) in wanted {
        capabilities.set(name, value)?;
    }
    WebDriver::new(url()?, capabilities)
        .await
        .context("starting Chromium")
}

/// Where a session's downloads go.
pub(super) fn downloads(place: &Path) -> std::path::PathBuf {
    place.join("downloads")
}

/// Where a session's network is recorded.
pub(super) fn net_log(place: &Path) -> std::path::PathBuf {
    place.join("network.json")
}

/// The address of the program's ChromeDriver, which is started at the first call.
fn url() -> Result<&'static str> {
    static DRIVER: OnceLock<Result<ChromeDriver>> = OnceLock::new();
    match DRIVER.get_or_init(start) {
        Ok(driver) => Ok(&driver.url),
        Err(error) => Err(anyhow!("{error:#}")),
    }
}

fn start() -> Result<ChromeDriver> {
    let mut shell = Command::new("sh")
        .args(["-c", UNTIL_INPUT_CLOSES, "chromedriver", "--port=0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting ChromeDriver")?;
    let output = shell.stdout.take().context("ChromeDriver has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some((_, port)) = line
            .trim_end_matches('.')
            .rsplit_once("successfully on port ")
        {
            return Ok(ChromeDriver {
                url: format!("http://127.0.0.1:{port}"),
                _shell: shell,
            });
        }
    }
    Err(anyhow!(
        "chromedriver did not start; is it installed? `cargo xtask test` installs it"
    ))
}
