//! Measures the speed of the checks and of the page, beside other code editors. It prints figures and fails
//! nothing, because machines differ.

mod contestants;

use std::path::PathBuf;

use anyhow::Result;
use lexopt::{Arg, Parser, ValueExt};

use crate::repository::Repository;
use crate::{page, prerequisites, run, size};

/// What is measured, and how long.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The built page; without it, the page is built.
    dist: Option<PathBuf>,
    /// The keys that are typed into each editor.
    keys: Option<usize>,
    /// The parts of the measurements that are wanted; without any, all are.
    only: Vec<String>,
}

impl Options {
    pub(crate) fn read(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("dist") => options.dist = Some(arguments.value()?.into()),
                Arg::Long("keys") => options.keys = Some(arguments.value()?.parse()?),
                Arg::Long("only") => options.only.push(arguments.value()?.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Prints how long the native checks of every pack of PACK_CORPUS take, and then how long a person
/// waits at the page beside other editors, and what its renderer weighs.
pub(crate) fn run(repository: &Repository, options: Options) -> Result<()> {
    prerequisites::for_measuring(repository)?;
    let dist = match options.dist {
        Some(dist) => dist.canonicalize()?,
        None => {
            page::build(repository, [])?;
            repository.dist()
        }
    };
    let contestants = contestants::build(repository)?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = run::command(repository, "cargo");
        cargo.args(arguments);
        cargo
    };
    if options.only.is_empty() {
        run::shown(&mut cargo(&[
            "bench",
            "--quiet",
            "--package=pack-lint",
            "--bench=corpus",
        ]))?;
    }
    let fflate = prerequisites::package(repository, "fflate").join("umd/index.js");
    let mut measure = cargo(&[
        "run",
        "--quiet",
        "--package=pack-tests",
        "--bin=measure",
        "--",
    ]);
    measure
        .env("PACK_EDITOR_DIST", &dist)
        .env("CONTESTANTS", contestants)
        .env("FFLATE", fflate)
        .args(&options.only);
    if let Some(keys) = options.keys {
        measure.env("MEASURED_KEYS", keys.to_string());
    }
    run::shown(&mut measure)?;
    println!("\nweight of the renderer, loaded when a pack with charts is open:");
    for (path, raw, brotli) in size::renderer(&dist)? {
        println!("{path}: {raw} bytes, {brotli} with brotli");
    }
    Ok(())
}
