//! Serves and builds the page with Trunk.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;

use crate::repository::Repository;
use crate::{prerequisites, run, single_file};

/// Serves the page and rebuilds it on every change, until it is interrupted.
pub(crate) fn serve(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    prerequisites::for_building(repository)?;
    run::shown(
        run::command(repository, "trunk")
            .arg("serve")
            .args(arguments),
    )
}

/// Builds the page as it is published; with `--single-file`, also as one file. That alone is made of a page
/// that is built already, which `--dist` names.
pub(crate) fn build(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    prerequisites::for_building(repository)?;
    let mut arguments: Vec<_> = arguments.into_iter().collect();
    let before = arguments.len();
    arguments.retain(|argument| argument != "--single-file");
    let is_single_file = arguments.len() < before;
    match arguments.as_slice() {
        [option, dist] if is_single_file && option == "--dist" => {
            single_file::write(repository, Path::new(dist))?;
            return Ok(());
        }
        _ => {}
    }
    prerequisites::for_releasing(repository)?;
    trunk_build(
        repository,
        std::iter::once("--release".into()).chain(arguments),
    )?;
    if is_single_file {
        single_file::write(repository, &repository.dist())?;
    }
    Ok(())
}

/// `trunk build` alone, for callers that have made sure of its prerequisites.
pub(crate) fn trunk_build(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let mut trunk = run::command(repository, "trunk");
    trunk.arg("build").args(&arguments);
    if arguments.iter().any(|argument| argument == "--release") {
        trunk.envs(prerequisites::of_release(repository)?);
    }
    run::shown(&mut trunk)
}
