//! Node.js, and what comes from the npm registry: wasm-opt and the packages of `xtask/npm`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::repository::Repository;
use crate::run;

/// The npm package that has wasm-opt for every system. Older releases, such as Debian's, cannot read
/// everything that current compilers write.
const BINARYEN: (&str, u32) = ("132.0.0", 132);

/// A copy of the lock file that `node_modules` was installed from.
const STAMP: &str = "node_modules/.installed-from.json";

pub(super) fn node_present(repository: &Repository) -> bool {
    run::find(repository, "node").is_some() && npm_program(repository).is_some()
}

/// Whether the wasm-opt that Trunk will find is new enough.
pub(super) fn wasm_opt_present(repository: &Repository) -> bool {
    let Some(found) = run::find(repository, "wasm-opt") else {
        return false;
    };
    let ours = fs::canonicalize(wasm_opt_file(repository));
    if ours.is_ok_and(|ours| fs::canonicalize(&found).is_ok_and(|found| found == ours)) {
        return true;
    }
    run::answer(run::command(repository, found).arg("--version"))
        .and_then(|text| wasm_opt_version(&text))
        .is_some_and(|version| version >= BINARYEN.1)
}

/// Installs into cargo's folder and not into this clone, because other clones use it too.
pub(super) fn wasm_opt_install(repository: &Repository) -> Result<()> {
    let folder = binaryen_folder(repository);
    fs::create_dir_all(&folder)?;
    let mut install = npm(repository, &folder)?;
    run::quiet(
        install
            .args(["install", "--no-save"])
            .arg(format!("binaryen@{}", BINARYEN.0)),
    )?;
    link(
        &wasm_opt_file(repository),
        &repository.cargo_bin().join("wasm-opt"),
    )
}

pub(super) fn packages_present(repository: &Repository) -> bool {
    installed(&repository.npm())
}

pub(super) fn packages_install(repository: &Repository) -> Result<()> {
    install(repository, &repository.npm())
}

pub(super) fn contestants_present(repository: &Repository) -> bool {
    installed(&contestants_folder(repository))
}

pub(super) fn contestants_install(repository: &Repository) -> Result<()> {
    install(repository, &contestants_folder(repository))
}

/// Whether the packages of a folder are those of its lock file.
fn installed(folder: &Path) -> bool {
    match (
        fs::read(folder.join("package-lock.json")),
        fs::read(folder.join(STAMP)),
    ) {
        (Ok(lock), Ok(stamp)) => lock == stamp,
        _ => false,
    }
}

fn install(repository: &Repository, folder: &Path) -> Result<()> {
    run::quiet(npm(repository, folder)?.arg("ci"))?;
    fs::copy(folder.join("package-lock.json"), folder.join(STAMP))?;
    Ok(())
}

/// The pages of the code editors that ours is measured beside, and their packages.
pub(crate) fn contestants_folder(repository: &Repository) -> PathBuf {
    repository.npm().join("contestants")
}

/// The folder of all installed packages.
pub(crate) fn packages_folder(repository: &Repository) -> PathBuf {
    repository.npm().join("node_modules")
}

/// The folder of an installed package.
pub(crate) fn package(repository: &Repository, name: &str) -> PathBuf {
    packages_folder(repository).join(name)
}

/// The bundler, started through Node.js because npm ran no install script of it.
pub(crate) fn esbuild(repository: &Repository) -> Command {
    let mut command = run::command(repository, "node");
    command
        .arg(package(repository, "esbuild").join("bin/esbuild"))
        .arg("--log-level=warning");
    command
}

/// terser, which makes scripts smaller than the bundler does, but takes longer.
pub(crate) fn terser(repository: &Repository) -> Command {
    let mut command = run::command(repository, "node");
    command.arg(package(repository, "terser").join("bin/terser"));
    command
}

/// `npm` for the packages of a folder. No package may run a script of its own.
fn npm(repository: &Repository, folder: &Path) -> Result<Command> {
    let program = npm_program(repository).context("npm is missing")?;
    let mut command = run::command(repository, program);
    command
        .arg("--prefix")
        .arg(folder)
        .args(["--ignore-scripts", "--no-audit", "--no-fund"]);
    Ok(command)
}

fn npm_program(repository: &Repository) -> Option<PathBuf> {
    ["npm", "npm.cmd"]
        .into_iter()
        .find_map(|name| run::find(repository, name))
}

fn binaryen_folder(repository: &Repository) -> PathBuf {
    let name = format!("binaryen-{}", BINARYEN.0);
    repository.cargo_home.join("pack-editor").join(name)
}

fn wasm_opt_file(repository: &Repository) -> PathBuf {
    binaryen_folder(repository).join("node_modules/binaryen/bin/wasm-opt")
}

/// The release that `wasm-opt --version` names.
fn wasm_opt_version(text: &str) -> Option<u32> {
    text.strip_prefix("wasm-opt version ")?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

/// Links a program into the folder of cargo's commands. Replaces an older link, but not a program
/// that somebody else put there.
#[cfg(unix)]
fn link(program: &Path, link: &Path) -> Result<()> {
    if link.is_symlink() {
        fs::remove_file(link)?;
    }
    std::os::unix::fs::symlink(program, link)
        .with_context(|| format!("{} cannot be created", link.display()))
}

#[cfg(not(unix))]
fn link(program: &Path, _: &Path) -> Result<()> {
    anyhow::bail!(
        "put {} on PATH as wasm-opt and run this command again",
        program.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_of_wasm_opt_is_the_word_after_version() {
        let cases = [
            ("wasm-opt version 132 (version_132)", Some(132)),
            ("wasm-opt version 108", Some(108)),
            ("wasm-opt", None),
            ("trunk 0.21.14", None),
        ];
        for (text, expected) in cases {
            assert_eq!(wasm_opt_version(text), expected, "{text}");
        }
    }
}
