//! The action for workflows on GitHub and the hooks for pre-commit, tried by running their commands as those
//! do. cargo and an installed pack-check are stood in for, so that nothing is built.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pack-check");

/// A cargo that knows only how to install: it takes the program that is built already.
const CARGO: &str = "#!/usr/bin/env bash
set -eu
while [ $# -gt 0 ]; do
  case \"$1\" in
    --path) grep -q 'name = \"pack-check\"' \"$2/Cargo.toml\"; shift ;;
    --root) root=$2; shift ;;
  esac
  shift
done
mkdir -p \"$root/bin\"
cp \"$PROGRAM\" \"$root/bin/pack-check\"
";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> Value {
    let text = fs::read_to_string(repository().join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// A folder with two packs that have an error, of which one name has a space, and a folder with a program.
fn packs() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"{
  "name": "disc-spinner",
  "displayName": "Disc Spinner",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": ["all"],
  "version": "v1.4.0"
}
"#;
    for (path, text) in [
        ("packs/one/pack.json", manifest),
        ("packs/one/values.yaml", "pack:\n  namespace: disc\n"),
        ("packs/a two/pack.json", manifest),
        ("other/README.md", "# Other\n"),
        ("bin/cargo", CARGO),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let cargo = folder.path().join("bin/cargo");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    fs::copy(PROGRAM, folder.path().join("bin/pack-check")).unwrap();
    folder
}

/// A command in the folder of the packs, which finds the programs there first.
fn command(program: impl AsRef<Path>, folder: &Path) -> Command {
    let mut command = Command::new(program.as_ref());
    let path = std::env::var("PATH").unwrap();
    command
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", folder.join("bin").display()))
        .env("PROGRAM", PROGRAM);
    command
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs all steps of the action as a workflow with these inputs would.
fn run_action(folder: &Path, inputs: &[(&str, &str)]) -> Output {
    let action = read(".github/actions/pack-check/action.yml");
    let input = |name: &str| {
        let given = inputs.iter().find(|(given, _)| *given == name);
        let usual = || action["inputs"][name]["default"].as_str().unwrap();
        given.map_or_else(usual, |(_, value)| value).to_owned()
    };
    let mut last = None;
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        let mut bash = command("bash", folder);
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c"])
            .arg(step["run"].as_str().unwrap())
            .env(
                "GITHUB_ACTION_PATH",
                repository().join(".github/actions/pack-check"),
            )
            .env("RUNNER_TEMP", folder.join("temp"));
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            let value = value.as_str().unwrap();
            let of = value
                .strip_prefix("${{ inputs.")
                .unwrap()
                .strip_suffix(" }}")
                .unwrap();
            bash.env(name.as_str().unwrap(), input(of));
        }
        let output = bash.output().unwrap();
        let is_done = output.status.success();
        last = Some(output);
        if !is_done {
            break;
        }
    }
    last.unwrap()
}

#[test]
fn the_action_marks_findings_and_fails() {
    let folder = packs();
    let output = run_action(folder.path(), &[("packs", "packs/one\n\npacks/a*\n")]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for pack in ["packs/one", "packs/a two"] {
        let line =
            format!("::warning file={pack}/pack.json,line=7,col=14,title=version-leading-v::");
        assert!(text.contains(&line), "{text}");
    }
}

#[test]
fn the_action_writes_a_file_and_takes_a_wrong_pack_for_one() {
    let folder = packs();
    let inputs = [
        ("packs", "other"),
        ("format", "sarif"),
        ("output", "found.sarif"),
    ];
    let output = run_action(folder.path(), &inputs);
    assert_eq!(output.status.code(), Some(2));
    let sarif = fs::read_to_string(folder.path().join("found.sarif")).unwrap();
    assert!(sarif.contains("\"executionSuccessful\": false"), "{sarif}");
}

/// Runs a hook as pre-commit does: with the files of a commit behind its own arguments.
fn run_hook(id: &str, folder: &Path, files: &[&str]) -> Output {
    let hooks = read(".pre-commit-hooks.yaml");
    let mut hooks = hooks.as_sequence().unwrap().iter();
    let hook = hooks.find(|hook| hook["id"] == id).unwrap();
    assert_eq!(hook["language"], "script");
    let mut words = hook["entry"].as_str().unwrap().split(' ');
    let script = repository().join(words.next().unwrap());
    command(script, folder)
        .args(words)
        .args(files)
        .output()
        .unwrap()
}

#[test]
fn the_hooks_check_and_fix_the_packs_of_a_commit() {
    let folder = packs();
    let output = run_hook("pack-check", folder.path(), &["other/README.md"]);
    assert_eq!(output.status.code(), Some(0));
    let files = ["packs/one/values.yaml", "other/README.md"];
    let output = run_hook("pack-check", folder.path(), &files);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert!(
        text.contains("[version-leading-v]") && !text.contains("a two"),
        "{text}"
    );
    let output = run_hook("pack-check-fix", folder.path(), &files);
    assert!(out(&output).contains("fixed: "), "{}", out(&output));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(read("packs/one/pack.json").contains("\"version\": \"1.4.0\""));
    assert!(read("packs/a two/pack.json").contains("\"version\": \"v1.4.0\""));
    assert_eq!(read("other/README.md"), "# Other\n");
}
