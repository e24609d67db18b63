//! The steps of `cargo xtask test`, as a table.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Session, browser, workflows};
use crate::{page, size};

/// One step.
pub(super) struct Step {
    /// Its name for `--only`.
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) needs: Needs,
    pub(super) run: fn(&mut Session<'_>) -> Result<()>,
}

/// What a step needs on the machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Needs {
    Rust,
    Page,
    /// Chromium, or the engine that is asked for.
    Browser,
    /// The engines beside Chromium.
    FurtherEngines,
}

/// The steps in their order: those that are fast and often fail come first.
pub(super) const STEPS: &[Step] = &[
    Step {
        id: "fmt",
        heading: "Formatting",
        needs: Needs::Rust,
        run: |session| session.cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        id: "clippy",
        heading: "Lints",
        needs: Needs::Rust,
        run: |session| {
            session.cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Step {
        id: "clippy-wasm",
        heading: "Lints of what runs in the browser",
        needs: Needs::Page,
        run: clippy_wasm,
    },
    Step {
        id: "unit",
        heading: "Unit tests",
        needs: Needs::Rust,
        run: unit,
    },
    Step {
        id: "tidy",
        heading: "Order of the repository",
        needs: Needs::Rust,
        run: |session| session.cargo_test(&["--test", "tidy"]),
    },
    Step {
        id: "workflows",
        heading: "Workflows of continuous integration",
        needs: Needs::Rust,
        run: workflows::check,
    },
    Step {
        id: "system",
        heading: "Whole-system tests",
        needs: Needs::Rust,
        run: system,
    },
    Step {
        id: "corpus",
        heading: "Published packs",
        needs: Needs::Rust,
        run: corpus,
    },
    Step {
        id: "build",
        heading: "Building the page",
        needs: Needs::Page,
        run: build,
    },
    Step {
        id: "browser",
        heading: "Browser tests",
        needs: Needs::Browser,
        run: browser::everything,
    },
    Step {
        id: "engines",
        heading: "The most important browser tests in Firefox and WebKit",
        needs: Needs::FurtherEngines,
        run: browser::core,
    },
    Step {
        id: "size",
        heading: "Weight of the page",
        needs: Needs::Page,
        run: weigh,
    },
];

fn clippy_wasm(session: &mut Session<'_>) -> Result<()> {
    session.cargo(&[
        "clippy",
        "--workspace",
        "--exclude=pack-tests",
        "--exclude=xtask",
        "--target=wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ])
}

fn unit(session: &mut Session<'_>) -> Result<()> {
    let mut arguments = vec!["--lib".to_owned(), "--bins".to_owned()];
    for room in fs::read_dir(session.repository.root.join("app"))? {
        let tests = integration_tests(&room?.path())?;
        arguments.extend(tests.iter().map(|test| format!("--test={test}")));
    }
    session.cargo_test(&arguments)?;
    session.cargo_test(&["--doc"])
}

/// The tests of the package `tests` that are no step of their own.
fn system(session: &mut Session<'_>) -> Result<()> {
    let mut tests = integration_tests(&session.repository.root.join("tests"))?;
    tests.retain(|test| !STEPS.iter().any(|step| step.id == test));
    if tests.is_empty() {
        println!("The other steps run all tests that there are.");
        return Ok(());
    }
    let arguments: Vec<_> = tests.iter().map(|test| format!("--test={test}")).collect();
    session.cargo_test(&arguments)
}

/// The names of a package's integration tests: files, or folders with a `main.rs`.
fn integration_tests(package: &Path) -> Result<Vec<String>> {
    let folder = package.join("tests");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_test = path.extension().is_some_and(|extension| extension == "rs")
            || path.join("main.rs").is_file();
        if let Some(name) = path.file_stem().filter(|_| is_test) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn corpus(session: &mut Session<'_>) -> Result<()> {
    if env::var_os("PACK_CORPUS").is_none() {
        println!("PACK_CORPUS names no folder of packs, so these tests have nothing to read.");
    }
    session.cargo_test(&["--test", "corpus"])
}

fn build(session: &mut Session<'_>) -> Result<()> {
    if let Some(dist) = &session.options.dist {
        println!("Not built: the tests use {}.", dist.display());
        return Ok(());
    }
    let profile = (!session.options.dev).then(|| OsString::from("--release"));
    page::trunk_build(session.repository, profile)
}

/// A page without optimisation weighs a multiple, which says nothing about the published one.
fn weigh(session: &mut Session<'_>) -> Result<()> {
    if session.options.dev {
        println!("Not weighed: a page without optimisation is not published.");
        return Ok(());
    }
    size::check(&session.dist())
}
