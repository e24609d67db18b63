//! Measures how quick the judge and the page are. Figures, not tests: a slow machine fails nothing.

use std::path::PathBuf;

use anyhow::Result;

use crate::place::Place;
use crate::{ensure, page, run};

/// Prints what judging every pack of PACK_CORPUS takes natively, then what a person at the page
/// waits for: the one in a folder, or else the present sources, built for it.
pub(crate) fn run(place: &Place, dist: Option<PathBuf>) -> Result<()> {
    ensure::browser(place)?;
    let dist = match dist {
        Some(dist) => dist.canonicalize()?,
        None => {
            page::build(place, [])?;
            place.dist()
        }
    };
    let cargo = |arguments: &[&str]| {
        let mut cargo = run::command(place, "cargo");
        cargo.args(arguments);
        cargo
    };
    run::shown(&mut cargo(&[
        "bench",
        "--quiet",
        "--package=pack-lint",
        "--bench=corpus",
    ]))?;
    let fflate = ensure::package(place, "fflate").join("umd/index.js");
    run::shown(
        cargo(&["run", "--quiet", "--package=pack-tests", "--bin=measure"])
            .env("PACK_EDITOR_DIST", dist)
            .env("FFLATE", fflate),
    )
}
