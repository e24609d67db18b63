//! Measures the speed of the checks and of the page. It prints figures and fails nothing, because
//! machines differ.

use std::path::PathBuf;

use anyhow::Result;

use crate::engine::Engine;
use crate::repository::Repository;
use crate::{page, prerequisites, run, size};

/// Prints how long the native checks of every pack of PACK_CORPUS take, and then how long a person
/// waits at the page in `dist`, and what its renderer weighs. Without `dist`, builds the page first.
pub(crate) fn run(repository: &Repository, dist: Option<PathBuf>) -> Result<()> {
    prerequisites::for_browser_tests(repository, Engine::Chromium)?;
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
            .env("PACK_EDITOR_DIST", &dist)
            .env("FFLATE", fflate),
    )?;
    println!("\nweight of the renderer, loaded when a pack with charts is open:");
    for (path, raw, brotli) in size::renderer(&dist)? {
        println!("{path}: {raw} bytes, {brotli} with brotli");
    }
    Ok(())
}
