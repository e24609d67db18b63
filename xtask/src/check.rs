//! Checks packs, renders charts and lists images at the command line.

use std::env;
use std::ffi::OsString;

use anyhow::Result;

use crate::repository::Repository;
use crate::run;

/// Runs a command of pack-check in the folder where this one was called, and exits with its status,
/// which tells pipelines what it found.
pub(crate) fn run(
    repository: &Repository,
    command: &str,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    let mut cargo = run::command(repository, "cargo");
    cargo
        .args(["run", "--quiet", "--package=pack-check"])
        .arg(format!(
            "--manifest-path={}",
            repository.root.join("Cargo.toml").display()
        ))
        .args(["--", command])
        .args(arguments)
        .current_dir(env::current_dir()?);
    std::process::exit(cargo.status()?.code().unwrap_or(2))
}
