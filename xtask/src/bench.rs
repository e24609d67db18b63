//! Measures how quick the judge and the page are. Figures, not tests: a slow machine fails nothing.

use std::path::PathBuf;

use anyhow::Result;

use crate::repository::Repository;
use crate::{page, prerequisites, run};

/// Prints what judging every pack of PACK_CORPUS takes natively, then what a person at the page
/// waits for: the one in a folder, or else the present sources, built for it.
pub(crate) fn run(repository: &Repository, dist: Option<PathBuf>) -> Result<()> {
    prerequisites::for_browser_tests(repository)?;
    let dist = match dist {
        Some(dist) => dist.canonicalize()?,
        None => {
            page::build(repository, [])?;
            repository.dist()
        }
    };
    let cargo = |arguments: &[&str]| {
        let mut cargo = run::command(repository, "cargo");
        cargo.args(arguments);
        cargo
    };
    run::shown(&mut cargo(&[
        "bench",
        "--quiet",
        "--package=pack-lint",
        "--bench=corpus",
    ]))?;
    let fflate = prerequisites::package(repository, "fflate").join("umd/index.js");
    run::shown(
        cargo(&["run", "--quiet", "--package=pack-tests", "--bin=measure"])
            .env("PACK_EDITOR_DIST", dist)
            .env("FFLATE", fflate),
    )
}
