//! The standard library for WebAssembly.
//!
//! `rustup target add` is the usual way. Where rustup cannot reach its server, as on closed
//! networks, the library is compiled from Debian's package of its source: the package is the same
//! for every architecture and release, so that any machine with apt can unpack it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::debian_source::DebianSource;
use crate::place::Place;
use crate::run;

const TARGET: &str = "wasm32-unknown-unknown";

/// Long enough for the download on a slow line, short enough for a network that never answers.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Suites of Debian that carry `rust-src` for recent compilers, the likeliest first.
const SUITES: &[&str] = &[
    "trixie-backports",
    "sid",
    "forky",
    "trixie",
    "bookworm-backports",
];

/// Whether the compiler can compile for the target, which it refuses to do with the library of
/// another compiler version.
pub(super) fn present(place: &Place) -> bool {
    let probe = place.root.join("target/wasm-std-probe");
    let source = probe.join("probe.rs");
    if fs::create_dir_all(&probe)
        .and_then(|()| fs::write(&source, ""))
        .is_err()
    {
        return false;
    }
    let mut rustc = run::command(place, "rustc");
    rustc
        .args(["--crate-type=lib", "--emit=metadata", "--target", TARGET])
        .arg("--out-dir")
        .arg(&probe)
        .arg(&source);
    run::answer(&mut rustc).is_some()
}

pub(super) fn install(place: &Place) -> Result<()> {
    let sysroot = run::answer(run::command(place, "rustc").args(["--print", "sysroot"]))
        .map(PathBuf::from)
        .context("rustc does not say where it is installed")?;
    let library = sysroot.join("lib/rustlib").join(TARGET);
    if add_with_rustup(place, &library) && present(place) {
        return Ok(());
    }
    let version = compiler_version(place)?;
    let work = place.root.join("target/wasm-std");
    remove(&work)?;
    fs::create_dir_all(&work)?;
    let source = fetch_source(place, &version, &work)?;
    let built = compile(place, &source, &sysroot, &work)?;
    replace_library(&built, &library.join("lib"))?;
    remove(&work)
}

/// Files that rustup did not put there would stand in its way, and a target that it believes to
/// be installed would not be installed again; so both are removed first.
fn add_with_rustup(place: &Place, library: &Path) -> bool {
    if run::find(place, "rustup").is_none() {
        return false;
    }
    let mut forget = run::command(place, "rustup");
    run::succeeds_within(forget.args(["target", "remove", TARGET]), RUSTUP_LIMIT);
    if remove(library).is_err() {
        return false;
    }
    let mut add = run::command(place, "rustup");
    run::succeeds_within(add.args(["target", "add", TARGET]), RUSTUP_LIMIT)
}

/// The release of the compiler. The library's source must be of exactly this one.
fn compiler_version(place: &Place) -> Result<String> {
    let text = run::answer(run::command(place, "rustc").arg("--version")).unwrap_or_default();
    let version = text.split_whitespace().nth(1).unwrap_or_default();
    ensure!(
        !version.is_empty()
            && version
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.'),
        "rustup cannot install it, and only released compilers have their source in Debian; \
         this one is '{text}'. Run `rustup target add {TARGET}` where rustup reaches its server"
    );
    Ok(version.to_owned())
}

/// Downloads and unpacks the library's source; returns its folder.
fn fetch_source(place: &Place, version: &str, work: &Path) -> Result<PathBuf> {
    if run::find(place, "apt-get").is_none() || run::find(place, "dpkg-deb").is_none() {
        bail!("run `rustup target add {TARGET}` where rustup reaches its server: here it does not");
    }
    let machine = DebianSource::of_machine()
        .context("rustup cannot install it, and apt's configuration names no Debian archive")?;
    let parts = work.join("parts");
    for folder in ["parts", "lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(work.join(folder))?;
    }
    for suite in SUITES {
        fs::write(parts.join("debian.sources"), machine.with_suite(suite))?;
        let fetched = run::quiet(apt(place, work).arg("update")).and_then(|()| {
            run::quiet(apt(place, work).args(["download", &format!("rust-src={version}*")]))
        });
        if fetched.is_ok() {
            return unpack(place, version, work);
        }
    }
    bail!(
        "rustup cannot install it, and Debian has no rust-src {version} in {}",
        SUITES.join(", ")
    )
}

/// apt with a configuration of its own, so that the machine's stays as it is.
fn apt(place: &Place, work: &Path) -> Command {
    let mut command = run::command(place, "apt-get");
    command.current_dir(work);
    for (option, value) in [
        ("Dir::Etc::SourceList", Path::new("/dev/null").to_owned()),
        ("Dir::Etc::SourceParts", work.join("parts")),
        ("Dir::State::Lists", work.join("lists")),
        ("Dir::Cache", work.join("cache")),
    ] {
        command
            .arg("-o")
            .arg(format!("{option}={}", value.display()));
    }
    command
}

fn unpack(place: &Place, version: &str, work: &Path) -> Result<PathBuf> {
    let is_package = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "deb");
    let package = files(work)?
        .into_iter()
        .find(is_package)
        .context("apt downloaded no package")?;
    let unpacked = work.join("unpacked");
    run::quiet(
        run::command(place, "dpkg-deb")
            .arg("-x")
            .args([&package, &unpacked]),
    )?;
    Ok(unpacked.join(format!("usr/src/rustc-{version}/library")))
}

/// Compiles the library by way of an empty crate; returns the folder of what was compiled.
///
/// Cargo looks for the source inside the toolchain. It is taken away again afterwards, because
/// rustup, which does not know of it, would leave it there for the next compiler.
fn compile(place: &Place, source: &Path, sysroot: &Path, work: &Path) -> Result<PathBuf> {
    let expected = sysroot.join("lib/rustlib/src/rust/library");
    let borrowed = !expected.exists();
    if borrowed {
        copy_folder(source, &expected)?;
    }
    let empty = work.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    let mut cargo = run::command(place, "cargo");
    cargo
        .current_dir(&empty)
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .args(["--target-dir", "target"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    let compiled = run::quiet(&mut cargo);
    if borrowed {
        remove(&expected)?;
    }
    compiled?;
    Ok(empty.join("target").join(TARGET).join("release/deps"))
}

/// Puts the compiled library where rustup would, and nothing beside it.
fn replace_library(built: &Path, library: &Path) -> Result<()> {
    remove(library)?;
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

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    entries.collect()
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

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
