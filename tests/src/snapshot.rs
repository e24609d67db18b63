//! Snapshots: expected findings in files that people can read.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// Compares a text with `tests/snapshots/<name>`. With `UPDATE=1` in the environment, writes the
/// text there instead.
pub fn compare(name: &str, actual: &str) -> Result<()> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("snapshots")
        .join(name);
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        return fs::write(&path, actual).context("writing the snapshot");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differences = differences(&expected, actual);
    ensure!(
        differences.is_empty(),
        "snapshots/{name} is no longer what is found; read the difference, and run with UPDATE=1 if it is right:\n{}",
        differences.join("\n")
    );
    Ok(())
}

/// The lines that only one of two texts has, marked with `-` and `+`.
fn differences(expected: &str, actual: &str) -> Vec<String> {
    let gone = expected
        .lines()
        .filter(|line| !actual.lines().any(|other| other == *line))
        .map(|line| format!("- {line}"));
    let new = actual
        .lines()
        .filter(|line| !expected.lines().any(|other| other == *line))
        .map(|line| format!("+ {line}"));
    let mut all: Vec<_> = gone.chain(new).collect();
    if all.is_empty() && expected != actual {
        all.push("the same lines in another order or number".to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_name_lines_of_both_sides() {
        assert_eq!(differences("a\nb\n", "b\nc\n"), ["- a", "+ c"]);
        assert!(differences("a\n", "a\n").is_empty());
        assert_eq!(differences("a\nb\n", "b\na\n").len(), 1);
    }
}
