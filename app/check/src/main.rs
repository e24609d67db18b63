//! Packs at the command line. `cargo xtask check`, `cargo xtask render`, `cargo xtask images` and
//! `cargo xtask diff` call it.

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use anyhow::Result;
use lexopt::Parser;
use pack_check::{Outcome, check, diff, images, render};
use time::OffsetDateTime;

/// What the program prints if no command is given.
const USAGE: &str = "\
Usage: pack-check COMMAND ...

  check PACK...   check packs in folders and archives, and fix them
  render PACK     render what a pack lists, or a chart, as Helm does
  images PACK...  print the images that packs deploy
  diff OLD NEW    print what differs between two packs

`pack-check COMMAND --help` lists the options and exit statuses of a command, `pack-check --version` prints
the version.";

fn main() -> ExitCode {
    match start() {
        Ok(outcome) => outcome.into(),
        // Whoever reads the output has seen enough, as `head` has.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // If even this cannot be written, there is still the exit status.
            let _ = writeln!(stderr(), "error: {error:#}");
            Outcome::Unreadable.into()
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The first argument is the command; where it is none, packs are checked.
fn start() -> Result<Outcome> {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let command = arguments
        .first()
        .map(|first| first.to_str().unwrap_or_default());
    match command {
        Some("render") => render(arguments.split_off(1)),
        Some("images") => images(arguments.split_off(1)),
        Some("diff") => diff(arguments.split_off(1)),
        Some("check") => check(arguments.split_off(1)),
        None => {
            writeln!(stderr(), "{USAGE}")?;
            Ok(Outcome::Unreadable)
        }
        Some("-h" | "--help" | "help") => print(USAGE),
        Some("-V" | "--version") => print(concat!("pack-check ", env!("CARGO_PKG_VERSION"))),
        Some(_) => check(arguments),
    }
}

fn check(arguments: Vec<OsString>) -> Result<Outcome> {
    match check::arguments::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => {
            let today = OffsetDateTime::now_utc().date().to_string();
            check::run(&arguments, &today, &mut stdout().lock(), &mut stderr())
        }
        None => print(check::arguments::USAGE),
    }
}

fn render(arguments: Vec<OsString>) -> Result<Outcome> {
    match render::arguments::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => render::run(&arguments, &mut stdout().lock(), &mut stderr()),
        None => print(render::arguments::USAGE),
    }
}

fn images(arguments: Vec<OsString>) -> Result<Outcome> {
    match images::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => images::run(&arguments, &mut stdout().lock(), &mut stderr()),
        None => print(images::USAGE),
    }
}

fn diff(arguments: Vec<OsString>) -> Result<Outcome> {
    match diff::arguments::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => diff::run(&arguments, &mut stdout().lock(), &mut stderr()),
        None => print(diff::arguments::USAGE),
    }
}

fn print(usage: &str) -> Result<Outcome> {
    writeln!(stdout(), "{usage}")?;
    Ok(Outcome::Clean)
}
