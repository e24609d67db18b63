//! `check`: the findings of packs, for people and for pipelines, and the safe fixes of them.

pub mod arguments;
mod disk;
mod fix;
mod report;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use pack_lint::Options;

use crate::parallel::in_parallel;
use crate::patterns::{self, Named};
use crate::{Outcome, broke_off, source};
use arguments::Arguments;
use fix::Fixed;
use report::{Report, Unread};

pub use report::Format;

/// Checks every source, and fixes it first if that is asked for. Findings go to `out` or the file that the
/// arguments name; sources that cannot be read or fixed are named on `problems`, and so is what was left out
/// or not fixed, where the format has no place for it.
///
/// # Errors
///
/// If nothing can be written.
pub fn run(
    arguments: &Arguments,
    today: &str,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let options = Options {
        audience: arguments.audience,
        today: today.to_owned(),
    };
    let sources = match arguments.are_files {
        true => {
            let packs = patterns::packs_of_files(&arguments.sources).into_iter();
            packs.map(Named::Path).collect()
        }
        false => patterns::packs(&arguments.sources),
    };
    let done = in_parallel(&sources, |source| report(source, arguments, &options));
    let (mut reports, mut unread) = (Vec::new(), Vec::new());
    for (source, done) in sources.iter().zip(done) {
        let (report, error) = match done.unwrap_or_else(|| Err(broke_off())) {
            Ok((report, write_error)) => (Some(report), write_error),
            Err(error) => (None, Some(error)),
        };
        reports.extend(report);
        if let Some(error) = error {
            let (pack, message) = (source.name(), format!("{error:#}"));
            writeln!(problems, "{pack}: {message}")?;
            unread.push(Unread { pack, message });
        }
    }
    if arguments.format == Format::Text {
        for report in &reports {
            for note in report.notes() {
                writeln!(problems, "{}: {note}", report.pack)?;
            }
        }
    }
    let mut text = Vec::new();
    arguments
        .format
        .write(&reports, &unread, arguments.fail_on, &mut text)?;
    match &arguments.output {
        Some(path) => fs::write(path, text).with_context(|| path.display().to_string())?,
        None => out.write_all(&text)?,
    }
    let fails = reports.iter().any(|report| report.fails(arguments.fail_on));
    Ok(match unread.as_slice() {
        [] if fails => Outcome::Errors,
        [] => Outcome::Clean,
        _ => Outcome::Unreadable,
    })
}

/// The report about one source, and why it could not be fixed, if that was asked for.
fn report(
    source: &Named,
    arguments: &Arguments,
    options: &Options,
) -> Result<(Report, Option<anyhow::Error>)> {
    let path = source.as_ref().map_err(|why| anyhow!("{why}"))?;
    let (pack, notices) = source::pack_and_notices(path)?;
    let check = || Report::of(path, &pack, pack_lint::check(&pack, options));
    let (mut report, write_error) = match arguments.fixes {
        false => (check(), None),
        true => {
            let fixed = Fixed::of(&pack, options);
            match write(path, &pack, &fixed) {
                Ok(()) => (Report::of_fixed(path, fixed), None),
                Err(error) => (check(), Some(error)),
            }
        }
    };
    report.notices = notices;
    Ok((report, write_error))
}

fn write(path: &Path, pack: &pack_model::Pack, fixed: &Fixed) -> Result<()> {
    if fixed.pack == *pack {
        return Ok(());
    }
    ensure!(
        path.is_dir(),
        "it has safe fixes, but an archive is not fixed: unpack it and fix the folder"
    );
    disk::write(path, pack, &fixed.pack)
}

#[cfg(test)]
mod tests;
