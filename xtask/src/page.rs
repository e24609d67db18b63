//! Serves and builds the page with Trunk.

use std::ffi::OsString;

use anyhow::Result;

use crate::place::Place;
use crate::{ensure, run};

/// Serves the page and rebuilds it on every change, until it is interrupted.
pub(crate) fn serve(place: &Place, arguments: impl IntoIterator<Item = OsString>) -> Result<()> {
    ensure::page(place)?;
    run::shown(run::command(place, "trunk").arg("serve").args(arguments))
}

/// Builds the page as it is published.
pub(crate) fn build(place: &Place, arguments: impl IntoIterator<Item = OsString>) -> Result<()> {
    ensure::page(place)?;
    trunk_build(place, std::iter::once("--release".into()).chain(arguments))
}

/// `trunk build` alone, for callers that have made sure of its prerequisites.
pub(crate) fn trunk_build(
    place: &Place,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<()> {
    run::shown(run::command(place, "trunk").arg("build").args(arguments))
}
