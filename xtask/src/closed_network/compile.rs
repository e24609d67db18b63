//! Compiles the standard library from its source.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{files, remove_folder};
use crate::repository::Repository;
use crate::run;

/// Compiles the library as a dependency of an empty crate, and gives the folder of the results.
///
/// Cargo looks for the source inside the toolchain. The source is removed from there afterwards:
/// rustup does not know of it and would leave it there for the next compiler.
pub(super) fn compile(
    repository: &Repository,
    target: &str,
    source: &Path,
    sysroot: &Path,
    work: &Path,
) -> Result<PathBuf> {
    let expected = sysroot.join("lib/rustlib/src/rust/library");
    let is_copied = !expected.exists();
    if is_copied {
        copy_folder(source, &expected)?;
    }
    let empty = work.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    let mut cargo = run::command(repository, "cargo");
    cargo
        .current_dir(&empty)
        .args(["build", "--release", "--target", target])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .args(["--target-dir", "target"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    let compiled = run::quiet(&mut cargo);
    if is_copied {
        remove_folder(&expected)?;
    }
    compiled?;
    Ok(empty.join("target").join(target).join("release/deps"))
}

/// Replaces the library of the toolchain by the compiled one.
pub(super) fn install(built: &Path, library: &Path) -> Result<()> {
    remove_folder(library)?;
    fs::create_dir_all(library)
        .with_context(|| format!("{} cannot be written", library.display()))?;
    for file in files(built)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, library.join(&*name))?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be written", to.display()))?;
    for path in files(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
