//! `cargo xtask fuzz`: runs the targets of `fuzz/` with changed packs for a given time.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use pack_fuzz::TARGETS;
use pack_tests::fuzzing::{Until, run, seeds};
use pack_tests::repository::root;

/// The longest time that an input may take on an idle machine in a release build.
const TIMEOUT: Duration = Duration::from_secs(2);

const USAGE: &str = "\
Usage: cargo xtask fuzz [--seconds N] [--seed N] [TARGET...]

Tries the named targets, or all, for 30 seconds each. What makes one fail is kept in
fuzz/artifacts; a file that is named instead of a target is tried on the one it is called after.";

fn main() -> Result<ExitCode> {
    let mut seconds = 30;
    let mut seed = 1;
    let mut named = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || -> Result<u64> {
            let text = arguments.next().context(USAGE)?;
            text.parse().with_context(|| format!("{text} is no number"))
        };
        match argument.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?,
            other if other.starts_with('-') => bail!(USAGE),
            _ => named.push(argument),
        }
    }
    let mut sound = true;
    for (name, body) in TARGETS {
        for file in named
            .iter()
            .filter(|file| Path::new(file).is_file() && is_of(file, name))
        {
            writeln!(stdout(), "{name}: {file}")?;
            body(&fs::read(file)?);
        }
        if named.is_empty() || named.iter().any(|named| named == name) {
            sound &= fuzz(&(*name, *body), seed, Duration::from_secs(seconds))?;
        }
    }
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether a file is an input of a target: its name is `<target>-...`.
fn is_of(file: &str, target: &str) -> bool {
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    name.split('-').next() == Some(target)
}

/// Runs a target, and prints the result.
fn fuzz(target: &pack_fuzz::Target, seed: u64, time: Duration) -> Result<bool> {
    let (name, _) = target;
    let folder = root().join("fuzz/artifacts");
    fs::create_dir_all(&folder)?;
    // If the program ends without a panic, this file still has the last input.
    let last = folder.join(format!("{name}-last"));
    let watch = |input: &[u8]| {
        // Without this file only such an end is harder to find.
        let _ = fs::write(&last, input);
    };
    let report = run(target, &seeds(name)?, seed, Until::Time(time), watch);
    fs::remove_file(&last)?;
    for (number, input) in report.failures.iter().enumerate() {
        let path = folder.join(format!("{name}-{seed}-{number}"));
        fs::write(&path, input)?;
        writeln!(stdout(), "{name} fails with {}", path.display())?;
    }
    if report.longest > TIMEOUT {
        let path = folder.join(format!("{name}-slow-{seed}"));
        fs::write(&path, &report.slowest)?;
        writeln!(stdout(), "{name} takes its time with {}", path.display())?;
    }
    writeln!(
        stdout(),
        "{name:12} {:9} runs {:7} MB, the longest {:.3} s for {} bytes, {} failures",
        report.runs,
        report.bytes >> 20,
        report.longest.as_secs_f64(),
        report.slowest.len(),
        report.failures.len(),
    )?;
    Ok(report.failures.is_empty() && report.longest <= TIMEOUT)
}
