//! Measures the built page and compares it with its download budgets.

mod pieces;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

pub(crate) use self::pieces::{brotli_size, files_under};
use self::report::Report;
use crate::page;
use crate::repository::Repository;

/// Prints what the page in `dist` weighs, or builds the page first where none is given.
///
/// # Errors
///
/// If a budget is exceeded, or the page cannot be built or read.
pub(crate) fn run(repository: &Repository, dist: Option<PathBuf>) -> Result<()> {
    match dist {
        Some(dist) => check(&dist),
        None => {
            page::build(repository, [])?;
            check(&repository.dist())
        }
    }
}

/// Prints what a built page weighs.
///
/// # Errors
///
/// If a budget is exceeded, or `dist` contains a file that [`pieces`] does not know.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let report = Report::new(pieces::weigh(dist)?);
    println!("{report}");
    let exceeded = report.exceeded();
    if !exceeded.is_empty() {
        bail!("the page is over its budget: {}", exceeded.join("; "));
    }
    Ok(())
}

/// The files of the renderer in a built page: their paths, their sizes, and those with brotli.
///
/// # Errors
///
/// If the page cannot be read.
pub(crate) fn renderer(dist: &Path) -> Result<Vec<(String, usize, usize)>> {
    let pieces = pieces::weigh(dist)?.into_iter();
    let pieces = pieces.filter(|piece| piece.what == "renderer");
    Ok(pieces
        .map(|piece| (piece.path, piece.raw, piece.brotli))
        .collect())
}
