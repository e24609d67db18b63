//! Runs other programs: with their output shown, hidden or returned.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::repository::Repository;

/// How many lines of a failed program's output are shown.
const TAIL: usize = 30;

/// A command that starts in the repository and finds what cargo installed, whatever `PATH` says.
pub(crate) fn command(repository: &Repository, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(&repository.root)
        .env("PATH", search_path(repository));
    command
}

/// Runs a command whose output the person should see.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{} could not be started", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs a command whose output matters only when it fails.
pub(crate) fn quiet(command: &mut Command) -> Result<()> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started", name(command)))?;
    if !output.status.success() {
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        bail!(
            "{} ended with {}:\n{}",
            name(command),
            output.status,
            tail(&text)
        );
    }
    Ok(())
}

/// What a command prints, trimmed; nothing when it cannot be started or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Whether a command succeeds within a time; it is ended when the time is over. Shows nothing.
pub(crate) fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let silent = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let Ok(mut child) = silent.spawn() else {
        return false;
    };
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                child.kill().ok();
                child.wait().ok();
                return false;
            }
        }
    }
}

/// Where a program lies, looked up as the commands of [`command`] do.
pub(crate) fn find(repository: &Repository, program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path(repository))
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

fn search_path(repository: &Repository) -> OsString {
    let given = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(repository.cargo_bin()).chain(env::split_paths(&given));
    env::join_paths(folders).unwrap_or(given)
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_the_end_of_the_output() {
        let text: String = (1..=40).map(|line| format!("line {line}\n")).collect();
        let shown = tail(&text);
        assert!(shown.starts_with("line 11\n"), "{shown}");
        assert!(shown.ends_with("line 40"), "{shown}");
    }
}
