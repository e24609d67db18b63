//! A lean standard library for WebAssembly, which release builds of the page link in place of rustup's.
//!
//! It makes the compressed page 70 kB smaller, which is 4.5 % of it. The library is compiled for size, and both it
//! and the page stop at a panic at once (`-Cpanic=immediate-abort`): nothing writes the message of a panic, so all
//! that would make it is left out, wherever something can fail. The price is that the console of a release page
//! does not say why it stopped, only that it did and in which function. Build without `--release` to read it.
//!
//! The compiler takes such a library only in place of a whole sysroot, so it is in one of its own, which is made
//! once for each compiler. Cargo can compile the library along with the page (`-Zbuild-std`), but Trunk would
//! pass that on to its hooks, which run on this machine and would compile its library, too.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::compiled_std::{self, Recipe};
use super::wasm_std::{RUSTUP_LIMIT, TARGET, sysroot};
use crate::repository::Repository;
use crate::{closed_network, run};

const RECIPE: Recipe = Recipe {
    target: TARGET,
    crates: "std,panic_abort",
    features: Some("optimize_for_size"),
    flags: "-Cembed-bitcode=yes -Zunstable-options -Cpanic=immediate-abort",
    // As Cargo.toml has it for the page.
    profile: "opt-level = \"z\"\ncodegen-units = 1\npanic = \"abort\"\n",
};

/// What rustup does to get the source of the library.
const ADD_SOURCE: &str = "component add rust-src";

/// The variables that have cargo compile the page with the library, for a Trunk that builds a release.
///
/// Cargo adds these flags to those of `.cargo/config.toml`. It splits them at spaces, so where the path of the
/// repository has one, there are none, and the page is as heavy as from `trunk build --release` alone.
pub(crate) fn environment(repository: &Repository) -> Result<Vec<(&'static str, String)>> {
    let lean = folder(repository)?.display().to_string();
    if lean.contains(char::is_whitespace) {
        eprintln!(
            "The path of this repository has a space, so the page is heavier than it could be."
        );
        return Ok(Vec::new());
    }
    let flags = format!("-Zunstable-options -Cpanic=immediate-abort --sysroot {lean}");
    Ok(vec![
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
    ])
}

pub(super) fn present(repository: &Repository) -> bool {
    folder(repository).is_ok_and(|folder| folder.is_dir())
}

pub(super) fn install(repository: &Repository) -> Result<()> {
    let lean = folder(repository)?;
    let work = all(repository).join("work");
    compiled_std::remove_folder(&all(repository))?;
    fs::create_dir_all(&work)?;
    let sysroot = sysroot(repository)?;
    let is_there = || compiled_std::source_folder(&sysroot).exists();
    let source = match is_there() || (add_with_rustup(repository) && is_there()) {
        true => None,
        false => Some(closed_network::source(repository, ADD_SOURCE, &work)?),
    };
    let made = work.join("made");
    let library = made.join("lib/rustlib").join(TARGET).join("lib");
    compiled_std::compile(
        repository,
        &RECIPE,
        &sysroot,
        source.as_deref(),
        &work,
        &library,
    )?;
    // Only a library that is complete gets its name.
    fs::rename(made, lean)?;
    compiled_std::remove_folder(&work)
}

/// The sysroot with the library, by a name that is another one for each compiler and recipe.
fn folder(repository: &Repository) -> Result<PathBuf> {
    let compiler = run::answer(run::command(repository, "rustc").arg("-vV"))
        .context("rustc does not say its version")?;
    let mut hasher = DefaultHasher::new();
    (compiler, RECIPE).hash(&mut hasher);
    Ok(all(repository).join(format!("{:016x}", hasher.finish())))
}

/// Where the library of each compiler is.
fn all(repository: &Repository) -> PathBuf {
    repository.target().join("lean-std")
}

fn add_with_rustup(repository: &Repository) -> bool {
    if run::find(repository, "rustup").is_none() {
        return false;
    }
    let mut add = run::command(repository, "rustup");
    run::succeeds_within(add.args(ADD_SOURCE.split(' ')), RUSTUP_LIMIT)
}
