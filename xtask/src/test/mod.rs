//! Checks and tests everything, step by step, stopping at the first that fails.

mod browser;
mod counts;
mod failures;
mod figures;
mod steps;
mod workflows;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use self::counts::TestCounts;
use self::failures::Failures;
use self::figures::Figures;
use self::steps::{Needs, STEPS, Step};
use crate::engine::Engine;
use crate::repository::Repository;
use crate::{prerequisites, run};

/// What the command was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Steps to run; all when empty.
    only: Vec<String>,
    /// A built page to test instead of building one.
    dist: Option<PathBuf>,
    /// Build the page without optimisation.
    dev: bool,
    /// The only engine to run browser tests in.
    engine: Option<Engine>,
}

impl Options {
    pub(crate) fn read(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("only") => {
                    let id = arguments.value()?.string()?;
                    let ids: Vec<&str> = STEPS.iter().map(|step| step.id).collect();
                    if !ids.contains(&id.as_str()) {
                        bail!("there is no step '{id}'; the steps are {}", ids.join(", "));
                    }
                    options.only.push(id);
                }
                Arg::Long("dist") => options.dist = Some(arguments.value()?.into()),
                Arg::Long("dev") => options.dev = true,
                Arg::Long("engine") => {
                    options.engine = Some(Engine::of_id(&arguments.value()?.string()?)?);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }

    /// Whether a step runs: those that were named, or else all.
    fn wants(&self, step: &Step) -> bool {
        self.only.is_empty() || self.only.iter().any(|id| id == step.id)
    }

    /// The engines that a step runs tests in.
    fn engines_of(&self, step: &Step) -> Vec<Engine> {
        match (step.needs, self.engine) {
            (Needs::Browser, None) => vec![Engine::Chromium],
            (Needs::Browser, Some(engine)) => vec![engine],
            (Needs::FurtherEngines, None) => Engine::FURTHER.to_vec(),
            (Needs::FurtherEngines, Some(_)) | (Needs::Rust | Needs::Page, _) => Vec::new(),
        }
    }
}

/// Runs the steps that were asked for. The last lines that it prints tell what tests measured, name those
/// that failed, with the reason of each, and count all tests.
pub(crate) fn run(repository: &Repository, options: &Options) -> Result<()> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| options.wants(step)).collect();
    let needs = steps.iter().map(|step| step.needs).max();
    if needs >= Some(Needs::Page) {
        prerequisites::for_building(repository)?;
        if !options.dev && options.dist.is_none() {
            prerequisites::for_releasing(repository)?;
        }
    }
    for step in &steps {
        for engine in options.engines_of(step) {
            prerequisites::for_browser_tests(repository, engine)?;
        }
    }
    let mut session = Session {
        repository,
        options,
        counts: TestCounts::default(),
        failures: Failures::default(),
        figures: Figures::new(repository)?,
    };
    let result = steps.iter().try_for_each(|step| {
        println!("\n== {} ({})", step.heading, step.id);
        (step.run)(&mut session).with_context(|| {
            format!(
                "the step '{}' failed; `cargo xtask test --only {}` runs it alone",
                step.id, step.id
            )
        })
    });
    if let Err(error) = &result {
        println!("\nerror: {error:#}");
    }
    println!();
    for line in session.figures.lines() {
        println!("{line}");
    }
    for line in session.failures.lines() {
        println!("{line}");
    }
    println!("{}", session.counts);
    result.map_err(|_| anyhow::anyhow!("not everything passed"))
}

/// One run of the steps, and what it has seen of their tests so far.
struct Session<'a> {
    repository: &'a Repository,
    options: &'a Options,
    counts: TestCounts,
    failures: Failures,
    figures: Figures,
}

impl Session<'_> {
    fn cargo(&self, arguments: &[&str]) -> Result<()> {
        run::shown(run::command(self.repository, "cargo").args(arguments))
    }

    /// Runs `cargo test` for the workspace and counts its tests.
    fn cargo_test(&mut self, arguments: &[impl AsRef<OsStr>]) -> Result<()> {
        let mut cargo = self.test_command();
        self.counted(cargo.args(arguments))
    }

    fn test_command(&self) -> Command {
        let mut cargo = run::command(self.repository, "cargo");
        self.select_all(&mut cargo);
        cargo
    }

    /// Has a command of cargo test all packages: another selection gives dependencies other features,
    /// and compiles them a second time.
    fn select_all<'c>(&self, cargo: &'c mut Command) -> &'c mut Command {
        cargo
            .args(["test", "--workspace"])
            .env(figures::VARIABLE, self.figures.folder())
    }

    fn counted(&mut self, command: &mut Command) -> Result<()> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().context("cargo has no output")?;
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            self.counts.read(&line);
            self.failures.read(&line);
        }
        let status = child.wait()?;
        ensure!(status.success(), "cargo test ended with {status}");
        Ok(())
    }

    fn dist(&self) -> PathBuf {
        match &self.options.dist {
            Some(dist) => dist.clone(),
            None => self.repository.dist(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options> {
        Options::read(&mut Parser::from_args(arguments))
    }

    #[test]
    fn options_choose_steps_and_the_page() {
        let options = read(&[
            "--only",
            "unit",
            "--only=tidy",
            "--dist",
            "d",
            "--dev",
            "--engine=webkit",
        ]);
        let expected = Options {
            only: vec!["unit".to_owned(), "tidy".to_owned()],
            dist: Some("d".into()),
            dev: true,
            engine: Some(Engine::WebKit),
        };
        assert_eq!(options.expect("the options are right"), expected);
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_steps() {
        let error = read(&["--only", "units"]).expect_err("there is no such step");
        assert!(
            error.to_string().contains("fmt, clippy, clippy-wasm, unit"),
            "{error}"
        );
    }

    #[test]
    fn an_unknown_engine_is_answered_with_the_engines() {
        let error = read(&["--engine", "gecko"]).expect_err("there is no such engine");
        assert!(
            error.to_string().contains("chromium, firefox, webkit"),
            "{error}"
        );
    }

    #[test]
    fn every_engine_is_tested_and_one_alone_if_asked_for() {
        let engines = |options: &Options| -> Vec<_> {
            let of_step = |step| options.engines_of(step);
            STEPS.iter().flat_map(of_step).map(Engine::id).collect()
        };
        let all = read(&[]).expect("no options are right");
        assert_eq!(engines(&all), ["chromium", "firefox", "webkit"]);
        let one = read(&["--engine", "firefox"]).expect("the options are right");
        assert_eq!(engines(&one), ["firefox"]);
    }

    #[test]
    fn without_options_every_step_runs() {
        let all = read(&[]).expect("no options are right");
        assert!(STEPS.iter().all(|step| all.wants(step)));
        let named = read(&["--only", "engines"]).expect("the step exists");
        let wanted: Vec<_> = STEPS.iter().filter(|step| named.wants(step)).collect();
        assert_eq!(wanted.len(), 1);
        assert_eq!(wanted[0].id, "engines");
    }
}
