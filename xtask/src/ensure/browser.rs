//! Chromium and ChromeDriver for the browser tests.

use std::path::Path;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::run;

/// The names that Chromium and Chrome go by.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

pub(super) fn present(place: &Place) -> bool {
    run::find(place, "chromedriver").is_some()
        && BROWSERS.iter().any(|name| run::find(place, name).is_some())
}

pub(super) fn install(place: &Place) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() || run::find(place, "apt-get").is_none() {
        bail!(
            "on a system other than Debian, put Chromium (or Chrome) and the chromedriver of the \
             same version on PATH and run this command again"
        );
    }
    let Some(prefix) = privilege(place) else {
        bail!(
            "ask an administrator for `apt-get install chromium chromium-driver` and run this \
             command again"
        );
    };
    for arguments in [
        ["update"].as_slice(),
        &["install", "--yes", "chromium", "chromium-driver"],
    ] {
        let mut words = prefix.iter().chain(&["apt-get"]).chain(arguments);
        let Some(program) = words.next() else {
            continue;
        };
        let mut command = run::command(place, program);
        run::quiet(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

/// What goes before a command that only the administrator may run; nothing where this is not to
/// be had without a password.
fn privilege(place: &Place) -> Option<&'static [&'static str]> {
    if run::answer(run::command(place, "id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    run::answer(run::command(place, "sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}
