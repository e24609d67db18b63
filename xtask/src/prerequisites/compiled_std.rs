//! Compiles the standard library from its source.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::repository::Repository;
use crate::run;

/// How the library is compiled.
#[derive(Debug, Hash)]
pub(crate) struct Recipe {
    pub(crate) target: &'static str,
    /// Its crates, with commas between them.
    pub(crate) crates: &'static str,
    /// Its features, in the same way, where they are not the usual ones.
    pub(crate) features: Option<&'static str>,
    /// The flags of the compiler.
    pub(crate) flags: &'static str,
    /// What Cargo.toml has below `[profile.release]`.
    pub(crate) profile: &'static str,
}

/// Where Cargo looks for the source of the library.
pub(crate) fn source_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib/src/rust/library")
}

/// Compiles the library as a dependency of an empty crate in `work`, and writes it into `library`, in
/// place of what was there.
///
/// Cargo looks for the source inside the toolchain. One that lies elsewhere, as `source`, is copied there and
/// removed afterwards: rustup does not know of it and would leave it there for the next compiler.
///
/// # Errors
///
/// If the library cannot be compiled or written.
pub(crate) fn compile(
    repository: &Repository,
    recipe: &Recipe,
    sysroot: &Path,
    source: Option<&Path>,
    work: &Path,
    library: &Path,
) -> Result<()> {
    let copied = source.map(|source| (source, source_folder(sysroot)));
    if let Some((source, expected)) = &copied {
        copy_folder(source, expected)?;
    }
    let empty = work.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        format!(
            "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[profile.release]\n{}\n[workspace]\n",
            recipe.profile
        ),
    )?;
    let mut cargo = run::command(repository, "cargo");
    cargo
        .current_dir(&empty)
        .args(["build", "--release", "--target", recipe.target])
        .arg(format!("-Zbuild-std={}", recipe.crates))
        .args(["--target-dir", "target"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", recipe.flags);
    if let Some(features) = recipe.features {
        cargo.arg(format!("-Zbuild-std-features={features}"));
    }
    let compiled = run::quiet(&mut cargo);
    if let Some((_, expected)) = &copied {
        remove_folder(expected)?;
    }
    compiled?;
    let built = empty.join("target").join(recipe.target);
    copy_library(&built.join("release/deps"), library)
}

fn copy_library(built: &Path, library: &Path) -> Result<()> {
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

/// The paths of what is directly in a folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    entries.collect()
}

/// Removes a folder and everything in it; no error if there is none.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
