//! Writes the rule pages under `docs/rules/`.

use anyhow::Result;

use crate::place::Place;
use crate::run;

/// Lets the test that compares the pages with the rules write them instead. The rules are read
/// there and not here, so that these commands stay quick to compile.
pub(crate) fn run(place: &Place) -> Result<()> {
    let mut cargo = run::command(place, "cargo");
    cargo
        .args(["test", "--package", "pack-lint", "--test", "pages"])
        .env("UPDATE", "1");
    run::shown(&mut cargo)
}
