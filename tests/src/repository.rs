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
    let text = output(
        "cargo",
        &["metadata", "--format-version=1", "--no-deps", "--offline"],
    )?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo names no packages")?;
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    Ok(packages
        .iter()
        .map(|package| {
            let needed = package["dependencies"].as_array().into_iter().flatten();
            (
                name(package),
                needed
                    .filter(|needed| needed["kind"].is_null())
                    .map(name)
                    .collect(),
            )
        })
        .collect())
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
