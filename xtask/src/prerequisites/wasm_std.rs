//! The standard library for WebAssembly: rustup adds it, or where rustup cannot reach its server,
//! [`closed_network`] builds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::repository::Repository;
use crate::{closed_network, run};

/// The target that the page is compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Long enough for the download on a slow line, short enough for a network that never answers.
pub(super) const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Whether the compiler can compile for the target. It refuses the library of another compiler
/// version.
pub(super) fn present(repository: &Repository) -> bool {
    let probe = repository.root.join("target/wasm-std-probe");
    let source = probe.join("probe.rs");
    if fs::create_dir_all(&probe)
        .and_then(|()| fs::write(&source, ""))
        .is_err()
    {
        return false;
    }
    let mut rustc = run::command(repository, "rustc");
    rustc
        .args(["--crate-type=lib", "--emit=metadata", "--target", TARGET])
        .arg("--out-dir")
        .arg(&probe)
        .arg(&source);
    run::answer(&mut rustc).is_some()
}

pub(super) fn install(repository: &Repository) -> Result<()> {
    let sysroot = sysroot(repository)?;
    let library = sysroot.join("lib/rustlib").join(TARGET);
    if add_with_rustup(repository, &library) && present(repository) {
        return Ok(());
    }
    closed_network::install_std(repository, TARGET, &sysroot)
}

/// Where the compiler is installed.
pub(super) fn sysroot(repository: &Repository) -> Result<PathBuf> {
    run::answer(run::command(repository, "rustc").args(["--print", "sysroot"]))
        .map(PathBuf::from)
        .context("rustc does not say where it is installed")
}

/// Adds the target with rustup, and gives whether that succeeded.
///
/// Files that rustup did not install would be in its way, and rustup would not install a target
/// again that it believes to be there. So both are removed first.
fn add_with_rustup(repository: &Repository, library: &Path) -> bool {
    if run::find(repository, "rustup").is_none() {
        return false;
    }
    let mut forget = run::command(repository, "rustup");
    run::succeeds_within(forget.args(["target", "remove", TARGET]), RUSTUP_LIMIT);
    if library.exists() && fs::remove_dir_all(library).is_err() {
        return false;
    }
    let mut add = run::command(repository, "rustup");
    run::succeeds_within(add.args(["target", "add", TARGET]), RUSTUP_LIMIT)
}
