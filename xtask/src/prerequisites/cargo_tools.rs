//! The tools that cargo installs: Trunk, wasm-bindgen and geckodriver.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repository::Repository;
use crate::run;

/// The last Trunk that the workspace's Rust version can build.
const TRUNK: &str = "0.21.14";

/// The driver of Firefox that is installed where there is none.
const GECKODRIVER: &str = "0.37.1";

pub(super) fn trunk_present(repository: &Repository) -> bool {
    reports(repository, "trunk", TRUNK)
}

/// Trunk's default features download tools and look for updates. The other prerequisites install
/// those tools, so they are left out.
pub(super) fn trunk_install(repository: &Repository) -> Result<()> {
    let mut install = cargo_install(repository, "trunk", TRUNK);
    run::quiet(install.args(["--locked", "--no-default-features"]))
}

pub(super) fn wasm_bindgen_present(repository: &Repository) -> bool {
    wasm_bindgen_version(repository)
        .is_ok_and(|version| reports(repository, "wasm-bindgen", &version))
}

/// Any version does: they differ in the versions of Firefox that they know, and these are many.
pub(super) fn geckodriver_present(repository: &Repository) -> bool {
    run::find(repository, "geckodriver").is_some()
}

pub(super) fn geckodriver_install(repository: &Repository) -> Result<()> {
    run::quiet(cargo_install(repository, "geckodriver", GECKODRIVER).arg("--locked"))
}

/// Installs without wasm-bindgen-cli's own lock file, which can name releases that a registry
/// mirror does not carry.
pub(super) fn wasm_bindgen_install(repository: &Repository) -> Result<()> {
    let version = wasm_bindgen_version(repository)?;
    run::quiet(&mut cargo_install(repository, "wasm-bindgen-cli", &version))
}

/// The tool must have exactly the version of the library that the page is compiled with.
fn wasm_bindgen_version(repository: &Repository) -> Result<String> {
    let path = repository.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).context("Cargo.lock cannot be read")?;
    locked_version(&lock, "wasm-bindgen")
        .map(str::to_owned)
        .context("Cargo.lock does not name wasm-bindgen")
}

/// Whether `program --version` names this version as its second word.
fn reports(repository: &Repository, program: &str, version: &str) -> bool {
    run::answer(run::command(repository, program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
}

/// Builds tools without optimisation, which would take longer than they ever run.
fn cargo_install(repository: &Repository, package: &str, version: &str) -> Command {
    let mut command = run::command(repository, "cargo");
    command
        .args(["install", package, "--version", version])
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    command
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.72"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_package_of_this_very_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.72"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version("name = \"wasm\"", "wasm"), None);
    }
}
