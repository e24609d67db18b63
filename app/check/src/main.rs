//! `cargo xtask check`: checks packs at the command line.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use anyhow::Result;
use lexopt::Parser;
use pack_check::Outcome;
use pack_check::arguments::{Arguments, USAGE};
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

fn start() -> Result<Outcome> {
    match Arguments::read(Parser::from_env())? {
        Some(arguments) => {
            let today = OffsetDateTime::now_utc().date().to_string();
            pack_check::run(&arguments, &today, &mut stdout().lock(), &mut stderr())
        }
        None => {
            writeln!(stdout(), "{USAGE}")?;
            Ok(Outcome::Clean)
        }
    }
}
