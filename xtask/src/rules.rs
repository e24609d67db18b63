//! Writes the rule pages under `docs/rules/`.

use anyhow::Result;

use crate::repository::Repository;
use crate::run;

/// Lets the test that compares the pages with the rules write them instead. xtask does not depend on
/// the rules itself, so that it compiles fast.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let mut cargo = run::command(repository, "cargo");
    cargo
        .args(["test", "--package", "pack-lint", "--test", "pages"])
        .env("UPDATE", "1");
    run::shown(&mut cargo)
}
