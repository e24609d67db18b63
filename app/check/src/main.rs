//! `cargo xtask check`, `cargo xtask render` and `cargo xtask images`: packs at the command line.

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use anyhow::Result;
use lexopt::Parser;
use pack_check::arguments::{Arguments, USAGE};
use pack_check::{Outcome, images, render};
use time::OffsetDateTime;

fn main() -> ExitCode {
    match start() {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            // If even this cannot be written, there is still the exit status.
            let _ = writeln!(stderr(), "error: {error:#}");
            Outcome::Unreadable.into()
        }
    }
}

/// The first argument is the command; without one, packs are checked.
fn start() -> Result<Outcome> {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let command = arguments.first().and_then(|first| first.to_str());
    match command {
        Some("render") => render(arguments.split_off(1)),
        Some("images") => images(arguments.split_off(1)),
        Some("check") => check(arguments.split_off(1)),
        _ => check(arguments),
    }
}

fn check(arguments: Vec<OsString>) -> Result<Outcome> {
    match Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => {
            let today = OffsetDateTime::now_utc().date().to_string();
            pack_check::run(&arguments, &today, &mut stdout().lock(), &mut stderr())
        }
        None => print_usage(USAGE),
    }
}

fn render(arguments: Vec<OsString>) -> Result<Outcome> {
    match render::arguments::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => render::run(&arguments, &mut stdout().lock(), &mut stderr()),
        None => print_usage(render::arguments::USAGE),
    }
}

fn images(arguments: Vec<OsString>) -> Result<Outcome> {
    match images::Arguments::read(Parser::from_args(arguments))? {
        Some(arguments) => images::run(&arguments, &mut stdout().lock(), &mut stderr()),
        None => print_usage(images::USAGE),
    }
}

fn print_usage(usage: &str) -> Result<Outcome> {
    writeln!(stdout(), "{usage}")?;
    Ok(Outcome::Clean)
}
