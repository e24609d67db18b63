//! Packs at the command line: checks them, findings as text or JSON, renders their charts, and names
//! the images that they deploy.
//!
//! It reads packs as the page does and runs the same rules, which are all in `pack-lint`, and the same
//! renderer, `pack-helm`.

pub mod arguments;
pub mod folder;
pub mod images;
pub mod render;
pub mod report;
pub mod source;

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use pack_lint::Options;
use pack_model::Severity;

use arguments::{Arguments, Format};
use report::Report;

/// How a run ends, for the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No pack has an error. Warnings do not fail a run.
    Clean,
    /// At least one pack has an error.
    Errors,
    /// At least one source is not a pack, or cannot be read.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Errors => Self::from(1),
            Outcome::Unreadable => Self::from(2),
        }
    }
}

/// Checks every source. Findings go to `out`; sources that cannot be read are named on `problems`.
///
/// # Errors
///
/// If nothing can be written.
pub fn run(
    arguments: &Arguments,
    today: &str,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let options = Options {
        audience: arguments.audience,
        today: today.to_owned(),
    };
    let mut reports = Vec::new();
    let mut outcome = Outcome::Clean;
    for path in &arguments.sources {
        match source::pack(path) {
            Ok(pack) => reports.push(Report::of(path, &pack, &options)),
            Err(error) => {
                outcome = Outcome::Unreadable;
                writeln!(problems, "{}: {error:#}", path.display())?;
            }
        }
    }
    match arguments.format {
        Format::Text => report::write_text(&reports, out)?,
        Format::Json => report::write_json(&reports, out)?,
    }
    let has_errors = reports
        .iter()
        .any(|report| report.count(Severity::Error) > 0);
    Ok(match outcome {
        Outcome::Clean if has_errors => Outcome::Errors,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use pack_archive::{Entry, Format as Archive};
    use tempfile::TempDir;

    use super::*;

    const MANIFEST: &str = r#"{
  "name": "disc-spinner",
  "displayName": "Disc Spinner",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": ["all"],
  "version": "v1.4.0"
}
"#;

    fn folder(manifest: &str) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.json"), manifest).unwrap();
        fs::write(
            folder.path().join("values.yaml"),
            "pack:\n  namespace: disc\n",
        )
        .unwrap();
        folder
    }

    fn checked(sources: &[PathBuf], format: Format) -> (Outcome, String, String) {
        let arguments = Arguments {
            sources: sources.to_vec(),
            format,
            ..Arguments::default()
        };
        let (mut out, mut problems) = (Vec::new(), Vec::new());
        let outcome = run(&arguments, "2026-06-15", &mut out, &mut problems).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (outcome, text(out), text(problems))
    }

    #[test]
    fn a_line_names_file_line_severity_and_rule() {
        let folder = folder(MANIFEST);
        let source = folder.path().to_owned();
        let (outcome, out, problems) = checked(std::slice::from_ref(&source), Format::Text);
        let line = format!("{}/pack.json:7: warning: ", source.display());
        let found = out.lines().find(|found| found.starts_with(&line)).unwrap();
        assert!(found.ends_with("[version-leading-v]"), "{found}");
        // A pack without a logo has an error.
        assert_eq!(outcome, Outcome::Errors, "{out}");
        assert_eq!(problems, "");
    }

    #[test]
    fn json_is_the_same_for_folder_and_archive() {
        let folder = folder(MANIFEST);
        let entries = ["pack.json", "values.yaml"]
            .map(|name| Entry::new(name, fs::read(folder.path().join(name)).unwrap()));
        let zip = folder.path().with_extension("zip");
        let bytes = pack_archive::write(Archive::Zip, "disc-spinner", "1.4.0", &entries).unwrap();
        fs::write(&zip, bytes).unwrap();
        let named = folder.path().join("disc-spinner-1.4.0");
        fs::create_dir(&named).unwrap();
        for entry in &entries {
            fs::write(named.join(&entry.path), &entry.bytes).unwrap();
        }
        let (_, out, _) = checked(&[named, zip.clone()], Format::Json);
        fs::remove_file(zip).unwrap();
        let reports: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(reports[0]["findings"], reports[1]["findings"]);
        let found = reports[0]["findings"].as_array().unwrap();
        let version = found
            .iter()
            .find(|found| found["rule"] == "version-leading-v")
            .unwrap();
        assert_eq!(version["path"], "/version");
        assert_eq!(version["line"], 7);
        assert_eq!(version["severity"], "warning");
        assert_eq!(version["fixes"][0]["safe"], true);
    }

    #[test]
    fn sources_that_are_not_packs_are_named_and_the_others_are_checked() {
        let good = folder(MANIFEST);
        let empty = tempfile::tempdir().unwrap();
        let gone = empty.path().join("gone.zip");
        let sources = [
            empty.path().to_owned(),
            gone.clone(),
            good.path().to_owned(),
        ];
        let (outcome, out, problems) = checked(&sources, Format::Text);
        assert_eq!(outcome, Outcome::Unreadable);
        assert_eq!(problems.lines().count(), 2, "{problems}");
        assert!(problems.contains("gone.zip: cannot be read"), "{problems}");
        assert!(out.contains("version-leading-v"), "{out}");
    }
}
