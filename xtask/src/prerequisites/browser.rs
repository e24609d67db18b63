//! The browsers of the browser tests and their drivers, from Debian's packages.

use std::path::Path;

use anyhow::{Result, bail};

use crate::repository::Repository;
use crate::run;

/// A browser and its driver: they are present if one program of each list is.
struct Browser {
    programs: &'static [&'static [&'static str]],
    packages: &'static [&'static str],
    /// What to put on PATH where there are no packages of Debian.
    elsewhere: &'static str,
}

const CHROMIUM: Browser = Browser {
    programs: &[
        &["chromedriver"],
        &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
        ],
    ],
    packages: &["chromium", "chromium-driver"],
    elsewhere: "Chromium (or Chrome) and the chromedriver of the same version",
};

const FIREFOX: Browser = Browser {
    programs: &[&["firefox-esr", "firefox"]],
    packages: &["firefox-esr"],
    elsewhere: "Firefox",
};

const WEBKIT: Browser = Browser {
    programs: &[&["WebKitWebDriver"], &["Xvfb"]],
    packages: &["webkit2gtk-driver", "xvfb"],
    elsewhere: "WebKitWebDriver with the MiniBrowser of WebKitGTK, and Xvfb",
};

pub(super) fn chromium_present(repository: &Repository) -> bool {
    CHROMIUM.is_present(repository)
}

pub(super) fn chromium_install(repository: &Repository) -> Result<()> {
    CHROMIUM.install(repository)
}

pub(super) fn firefox_present(repository: &Repository) -> bool {
    FIREFOX.is_present(repository)
}

pub(super) fn firefox_install(repository: &Repository) -> Result<()> {
    FIREFOX.install(repository)
}

pub(super) fn webkit_present(repository: &Repository) -> bool {
    WEBKIT.is_present(repository)
}

pub(super) fn webkit_install(repository: &Repository) -> Result<()> {
    WEBKIT.install(repository)
}

impl Browser {
    fn is_present(&self, repository: &Repository) -> bool {
        self.programs.iter().all(|names| {
            names
                .iter()
                .any(|name| run::find(repository, name).is_some())
        })
    }

    fn install(&self, repository: &Repository) -> Result<()> {
        if !Path::new("/etc/debian_version").exists() || run::find(repository, "apt-get").is_none()
        {
            bail!(
                "on a system other than Debian, put {} on PATH and run this command again",
                self.elsewhere
            );
        }
        let Some(prefix) = privilege(repository) else {
            bail!(
                "ask an administrator for `apt-get install {}` and run this command again",
                self.packages.join(" ")
            );
        };
        let install: Vec<_> = ["install", "--yes"]
            .iter()
            .chain(self.packages)
            .copied()
            .collect();
        for arguments in [["update"].as_slice(), &install] {
            let mut words = prefix.iter().chain(&["apt-get"]).chain(arguments);
            let Some(program) = words.next() else {
                continue;
            };
            let mut command = run::command(repository, program);
            run::quiet(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))?;
        }
        Ok(())
    }
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
