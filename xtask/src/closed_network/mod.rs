//! Installs the standard library for WebAssembly on closed networks.
//!
//! Elsewhere `rustup target add` is all it takes. Some networks let a machine reach its Debian
//! mirror but not rustup's server. There the library is compiled from Debian's package of its
//! source. That package is the same for every architecture and release, so any machine with apt can
//! unpack it. Nothing else in this repository depends on this folder, and where nobody works on such
//! a network it can be deleted, together with its one call in `prerequisites/wasm_std.rs`.

mod compile;
mod debian_source;
mod fetch;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::repository::Repository;

/// Downloads the source of the standard library, compiles it for `target`, and installs it into
/// `sysroot`, where rustup would have installed it.
///
/// # Errors
///
/// If Debian does not have the source for this compiler, or it cannot be downloaded or compiled.
pub(crate) fn install_std(repository: &Repository, target: &str, sysroot: &Path) -> Result<()> {
    let work = repository.root.join("target/wasm-std");
    remove_folder(&work)?;
    fs::create_dir_all(&work)?;
    let source = fetch::source(repository, target, &work)?;
    let built = compile::compile(repository, target, &source, sysroot, &work)?;
    let library = sysroot.join("lib/rustlib").join(target).join("lib");
    compile::install(&built, &library)?;
    remove_folder(&work)
}

/// The paths of what is directly in a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    entries.collect()
}

/// Removes a folder and everything in it; no error if there is none.
fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
