//! This repository: its files, and its crates with their dependencies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// A file that git tracks, or would add.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path from the root of the repository.
    pub path: String,
    /// The text. `None` if it is not UTF-8.
    pub text: Option<String>,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files of the repository that git does not ignore.
pub fn sources() -> Result<Vec<Source>> {
    let listed = output(
        "git",
        &[
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
    )?;
    let paths: BTreeSet<_> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    let files = paths.into_iter().filter_map(|path| {
        // A file that was deleted but not yet committed is still listed.
        let bytes = std::fs::read(root().join(path)).ok()?;
        Some(Source {
            path: path.to_owned(),
            text: String::from_utf8(bytes).ok(),
        })
    });
    Ok(files.collect())
}

/// The direct dependencies of each crate of the workspace, without those for tests.
pub fn dependencies() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let packages = packages()?;
    let packages = packages.iter().map(|package| {
        let needed = list(&package["dependencies"]);
        let needed = needed.filter(|needed| needed["kind"].is_null());
        (name(package), needed.map(name).collect())
    });
    Ok(packages.collect())
}

/// The crates of the workspace that switch a feature of one of them on, by their dependencies, those for tests
/// too, or by features of their own.
pub fn users_of_feature(package: &str, feature: &str) -> Result<BTreeSet<String>> {
    let qualified = [
        format!("{package}/{feature}"),
        format!("{package}?/{feature}"),
    ];
    let packages = packages()?;
    let uses = |user: &&Value| {
        let needed = list(&user["dependencies"]).filter(|needed| needed["name"] == package);
        let mut asked = needed.flat_map(|needed| list(&needed["features"]));
        let own = user["features"].as_object().into_iter().flatten();
        let mut own = own.flat_map(|(_, implied)| list(implied));
        asked.any(|asked| asked == feature)
            || own.any(|implied| qualified.iter().any(|name| implied == name))
    };
    Ok(packages.iter().filter(uses).map(name).collect())
}

/// The crates of the workspace, as cargo describes them.
fn packages() -> Result<Vec<Value>> {
    let text = output(
        "cargo",
        &["metadata", "--format-version=1", "--no-deps", "--offline"],
    )?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array();
    packages.cloned().context("cargo names no packages")
}

fn name(value: &Value) -> String {
    value["name"].as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let answer = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .with_context(|| format!("starting {program}"))?;
    ensure!(
        answer.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&answer.stderr)
    );
    Ok(String::from_utf8(answer.stdout)?)
}
