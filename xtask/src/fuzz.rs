//! Tries the targets of `fuzz/` with changed packs.

use std::ffi::OsString;

use anyhow::Result;

use crate::repository::Repository;
use crate::run;

/// Runs the program for this in `tests`, optimised: the more it tries, the more it finds.
pub(crate) fn run(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    let mut cargo = run::command(repository, "cargo");
    cargo
        .args(["run", "--quiet", "--profile=fuzz"])
        .args(["--package=pack-tests", "--bin=fuzz", "--"])
        .args(arguments);
    run::shown(&mut cargo)
}
