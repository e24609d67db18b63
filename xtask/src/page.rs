//! Serves and builds the page with Trunk.

use std::ffi::OsString;

use anyhow::Result;

use crate::repository::Repository;
use crate::{prerequisites, run};

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

/// Builds the page as it is published.
pub(crate) fn build(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    prerequisites::for_building(repository)?;
    trunk_build(
        repository,
        std::iter::once("--release".into()).chain(arguments),
    )
}

/// `trunk build` alone, for callers that have made sure of its prerequisites.
pub(crate) fn trunk_build(
    repository: &Repository,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    run::shown(
        run::command(repository, "trunk")
            .arg("build")
            .args(arguments),
    )
}
