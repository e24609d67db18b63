//! Chromium and ChromeDriver for the browser tests.

use std::path::Path;

use anyhow::{Result, bail};

use crate::repository::Repository;
use crate::run;

/// The names that Chromium and Chrome go by.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

pub(super) fn present(repository: &Repository) -> bool {
    run::find(repository, "chromedriver").is_some()
        && BROWSERS
            .iter()
            .any(|name| run::find(repository, name).is_some())
}

pub(super) fn install(repository: &Repository) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() || run::find(repository, "apt-get").is_none() {
        bail!(
            "on a system other than Debian, put Chromium (or Chrome) and the chromedriver of the \
             same version on PATH and run this command again"
        );
    }
    let Some(prefix) = privilege(repository) else {
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
        let mut command = run::command(repository, program);
        run::quiet(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

/// The words before a command that only the administrator may run; `None` where that needs a
/// password.
fn privilege(repository: &Repository) -> Option<&'static [&'static str]> {
    if run::answer(run::command(repository, "id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    run::answer(run::command(repository, "sudo").args(["-n", "true"]))
        .map(|_| ["sudo", "-n"].as_slice())
}
