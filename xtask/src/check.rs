//! Judges packs at the command line.

use std::env;
use std::ffi::OsString;

use anyhow::Result;

use crate::repository::Repository;
use crate::run;

/// Runs the judge where the command was called, and ends as it ends: its exit status tells pipelines
/// what it found.
pub(crate) fn run(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    let mut cargo = run::command(repository, "cargo");
    cargo
        .args(["run", "--quiet", "--package=pack-check"])
        .arg(format!(
            "--manifest-path={}",
            repository.root.join("Cargo.toml").display()
        ))
        .arg("--")
        .args(arguments)
        .current_dir(env::current_dir()?);
    std::process::exit(cargo.status()?.code().unwrap_or(2))
}
