//! The folders that the commands use: this repository and cargo's own folder.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// This repository, and where its tools are installed.
pub(crate) struct Repository {
    /// The root of the repository.
    pub(crate) root: PathBuf,
    /// Cargo's own folder, whose `bin` is on every Rust developer's `PATH`.
    pub(crate) cargo_home: PathBuf,
}

impl Repository {
    /// Finds the repository by the folder of this package, which `cargo run` passes in the environment.
    /// The folder from compile time would be wrong where several clones share a target folder.
    pub(crate) fn find() -> Result<Self> {
        let package =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package)
            .parent()
            .context("xtask is in no repository")?
            .to_owned();
        let cargo_home = match env::var_os("CARGO_HOME") {
            Some(folder) => PathBuf::from(folder),
            None => env::home_dir()
                .context("neither CARGO_HOME nor a home folder is set")?
                .join(".cargo"),
        };
        Ok(Self { root, cargo_home })
    }

    /// Where cargo puts the commands that it installs.
    pub(crate) fn cargo_bin(&self) -> PathBuf {
        self.cargo_home.join("bin")
    }

    /// What comes from the npm registry: `package.json`, its lock file and `node_modules`.
    pub(crate) fn npm(&self) -> PathBuf {
        self.root.join("xtask/npm")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What is generated on the way to the built page.
    pub(crate) fn assets(&self) -> PathBuf {
        self.root.join("target/assets")
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}
