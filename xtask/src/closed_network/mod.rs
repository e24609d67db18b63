//! Gets the standard library for WebAssembly, and its source, on closed networks.
//!
//! Elsewhere rustup is all it takes. Some networks let a machine reach its Debian mirror but not rustup's
//! server. There the library is compiled from Debian's package of its source. That package is the same for
//! every architecture and release, so any machine with apt can unpack it. Nothing else in this repository
//! depends on this folder, and where nobody works on such a network it can be deleted, together with its
//! calls in `prerequisites/wasm_std.rs` and `prerequisites/lean_std.rs`.

mod debian_source;
mod fetch;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::prerequisites::compiled_std::{self, Recipe};
use crate::repository::Repository;

/// Downloads the source of the standard library, compiles it for `target`, and installs it into
/// `sysroot`, where rustup would have installed it.
///
/// # Errors
///
/// If Debian does not have the source for this compiler, or it cannot be downloaded or compiled.
pub(crate) fn install_std(
    repository: &Repository,
    target: &'static str,
    sysroot: &Path,
) -> Result<()> {
    let work = repository.root.join("target/wasm-std");
    let source = source(repository, &format!("target add {target}"), &work)?;
    let recipe = Recipe {
        target,
        crates: "std,panic_abort,panic_unwind",
        features: None,
        flags: "-Cembed-bitcode=yes",
        profile: "",
    };
    // The source may be there as well, where rustup's server was in reach once.
    let source = (!compiled_std::source_folder(sysroot).exists()).then_some(&*source);
    let library = sysroot.join("lib/rustlib").join(target).join("lib");
    compiled_std::compile(repository, &recipe, sysroot, source, &work, &library)?;
    compiled_std::remove_folder(&work)
}

/// Downloads the source of the standard library into the folder `work`, which it makes anew, and gives where
/// it lies there. Where rustup's server can be reached, it gets the same by `command`.
///
/// # Errors
///
/// If Debian does not have the source for this compiler, or it cannot be downloaded.
pub(crate) fn source(repository: &Repository, command: &str, work: &Path) -> Result<PathBuf> {
    compiled_std::remove_folder(work)?;
    fs::create_dir_all(work)?;
    fetch::source(repository, command, work)
}
