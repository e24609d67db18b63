//! Downloads the source of the standard library from Debian.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::debian_source::DebianSource;
use crate::prerequisites::compiled_std::files;
use crate::repository::Repository;
use crate::run;

/// Suites of Debian that carry `rust-src` for recent compilers, the likeliest first.
const SUITES: &[&str] = &[
    "trixie-backports",
    "sid",
    "forky",
    "trixie",
    "bookworm-backports",
];

/// Downloads and unpacks the source of the standard library into `work`, and gives its folder. A failure says
/// what would do it where rustup reaches its server: its `command`.
pub(super) fn source(repository: &Repository, command: &str, work: &Path) -> Result<PathBuf> {
    let version = compiler_version(repository, command)?;
    if run::find(repository, "apt-get").is_none() || run::find(repository, "dpkg-deb").is_none() {
        bail!("rustup cannot reach its server. Run `rustup {command}` where it can");
    }
    let machine = DebianSource::of_machine()
        .context("rustup cannot install it, and apt's configuration names no Debian archive")?;
    let parts = work.join("parts");
    for folder in ["parts", "lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(work.join(folder))?;
    }
    for suite in SUITES {
        fs::write(parts.join("debian.sources"), machine.with_suite(suite))?;
        let package = format!("rust-src={version}*");
        let fetched = run::quiet(apt(repository, work).arg("update"))
            .and_then(|()| run::quiet(apt(repository, work).args(["download", &package])));
        if fetched.is_ok() {
            return unpack(repository, &version, work);
        }
    }
    bail!(
        "rustup cannot install it, and Debian has no rust-src {version} in {}",
        SUITES.join(", ")
    )
}

/// The release of the compiler. The library's source must be of exactly this one.
fn compiler_version(repository: &Repository, command: &str) -> Result<String> {
    let rustc = run::answer(run::command(repository, "rustc").arg("--version"));
    let text = rustc.unwrap_or_default();
    let version = text.split_whitespace().nth(1).unwrap_or_default();
    let is_release = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    ensure!(
        !version.is_empty() && version.bytes().all(is_release),
        "rustup cannot install it, and Debian has the source of released compilers only, not of \
         '{text}'. Run `rustup {command}` where rustup reaches its server"
    );
    Ok(version.to_owned())
}

/// apt with a configuration of its own, so that the machine's stays as it is.
fn apt(repository: &Repository, work: &Path) -> Command {
    let mut command = run::command(repository, "apt-get");
    command.current_dir(work);
    for (option, value) in [
        ("Dir::Etc::SourceList", Path::new("/dev/null").to_owned()),
        ("Dir::Etc::SourceParts", work.join("parts")),
        ("Dir::State::Lists", work.join("lists")),
        ("Dir::Cache", work.join("cache")),
    ] {
        let setting = format!("{option}={}", value.display());
        command.args(["-o", &setting]);
    }
    command
}

/// Unpacks the package that apt downloaded into `work`.
fn unpack(repository: &Repository, version: &str, work: &Path) -> Result<PathBuf> {
    let is_package = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "deb");
    let package = files(work)?
        .into_iter()
        .find(is_package)
        .context("apt downloaded no package")?;
    let unpacked = work.join("unpacked");
    run::quiet(
        run::command(repository, "dpkg-deb")
            .arg("-x")
            .args([&package, &unpacked]),
    )?;
    Ok(unpacked.join(format!("usr/src/rustc-{version}/library")))
}
