//! What `check` prints and changes, on packs in folders and archives.

use std::fs;
use std::path::PathBuf;

use pack_archive::{Entry, Format as Archive};
use tempfile::TempDir;

use pack_model::Severity;

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
    ran(&Arguments {
        sources: sources.to_vec(),
        format,
        ..Arguments::default()
    })
}

fn ran(arguments: &Arguments) -> (Outcome, String, String) {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let outcome = run(arguments, "2026-06-15", &mut out, &mut problems).unwrap();
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
fn json_names_what_cannot_be_read() {
    let folder = folder(MANIFEST);
    let gone = folder.path().join("gone");
    let (_, out, _) = checked(&[folder.path().to_owned(), gone.clone()], Format::Json);
    let reports: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(reports[0]["error"].is_null() && reports[0]["findings"].is_array());
    assert_eq!(reports[1]["pack"], gone.display().to_string());
    let error = reports[1]["error"].as_str().unwrap();
    assert!(error.starts_with("cannot be read"), "{error}");
    assert!(reports[1]["findings"].is_null());
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
    let cut = good.path().with_extension("zip");
    fs::write(&cut, b"PK\x03\x04 cut").unwrap();
    let (_, _, problems) = checked(std::slice::from_ref(&cut), Format::Text);
    fs::remove_file(cut).unwrap();
    let told = problems.matches("damaged").count();
    assert_eq!(told, 1, "an error is told with its cause: {problems}");
    let (outcome, out, problems) = checked(&sources, Format::Text);
    assert_eq!(outcome, Outcome::Unreadable);
    assert_eq!(problems.lines().count(), 2, "{problems}");
    assert!(problems.contains("gone.zip: cannot be read"), "{problems}");
    assert!(out.contains("version-leading-v"), "{out}");
}

#[test]
fn warnings_fail_a_run_where_that_is_asked_for() {
    let folder = folder(MANIFEST);
    let (pack, _) = source::pack_and_notices(folder.path()).unwrap();
    let found = pack_lint::check(&pack, &Options::default());
    let report = |severity| {
        let found = pack_model::Diagnostic {
            severity,
            ..found[0].clone()
        };
        Report::of(folder.path(), &pack, vec![found])
    };
    for (severity, on_error, on_warning) in [
        (Severity::Error, true, true),
        (Severity::Warning, false, true),
        (Severity::Info, false, false),
    ] {
        let report = report(severity);
        let fails = [Severity::Error, Severity::Warning].map(|on| report.fails(on));
        assert_eq!(fails, [on_error, on_warning], "{severity:?}");
    }
}

#[test]
fn every_format_tells_each_finding() {
    let folder = folder(MANIFEST);
    let gone = folder.path().join("gone");
    let sources = [folder.path().to_owned(), gone];
    let (_, json, _) = checked(&sources, Format::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let count = json[0]["findings"].as_array().unwrap().len();
    for format in Format::ALL {
        let (outcome, out, problems) = checked(&sources, format);
        assert_eq!(outcome, Outcome::Unreadable, "{format:?}");
        assert!(problems.contains("gone: cannot be read"), "{problems}");
        for finding in json[0]["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            assert!(out.contains(rule), "{format:?} does not tell {rule}");
        }
    }
    let (_, out, _) = checked(&sources, Format::Github);
    let path = folder.path().display().to_string();
    let path = path.replace('\\', "/").replace(':', "%3A");
    let line = format!("::warning file={path}/pack.json,line=7,col=14,title=version-leading-v::");
    assert!(out.lines().any(|found| found.starts_with(&line)), "{out}");
    assert_eq!(out.matches("\n::").count() + 1, count + 1, "{out}");
    let (_, out, _) = checked(&sources, Format::Junit);
    assert!(out.starts_with("<?xml"), "{out}");
    assert!(
        out.contains("failures=\"") && out.contains("errors=\"1\""),
        "{out}"
    );
    let (_, out, _) = checked(&sources, Format::Sarif);
    let sarif: serde_json::Value = serde_json::from_str(&out).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), count);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
    let version = results
        .iter()
        .find(|result| result["ruleId"] == "version-leading-v");
    let place = &version.unwrap()["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 7);
}

#[test]
fn safe_fixes_are_made_and_told_and_nothing_else_is_changed() {
    let folder = folder(&MANIFEST.replace("\"layer\"", "\"Layer\""));
    let other = folder.path().join("README.md");
    fs::write(&other, "# Disc Spinner  \r\n").unwrap();
    let arguments = Arguments {
        sources: vec![folder.path().to_owned()],
        fixes: true,
        ..Arguments::default()
    };
    let (_, out, problems) = ran(&arguments);
    assert_eq!(problems, "");
    let fixed: Vec<_> = out
        .lines()
        .filter(|line| line.contains(": fixed: "))
        .collect();
    assert!(!fixed.is_empty(), "{out}");
    let manifest = fs::read_to_string(folder.path().join("pack.json")).unwrap();
    // Comments and order of what is not fixed are as they were.
    assert!(
        manifest.starts_with("{\n  \"name\": \"disc-spinner\",\n"),
        "{manifest}"
    );
    assert!(manifest.contains("\"version\": \"1.4.0\""), "{manifest}");
    assert_eq!(fs::read_to_string(&other).unwrap(), "# Disc Spinner  \r\n");
    let (_, again, _) = ran(&arguments);
    assert!(!again.contains(": fixed: "), "{again}");
}

#[test]
fn what_is_left_after_fixes_is_all_that_a_check_finds() {
    let manifest = MANIFEST.replace(
        "\"layer\"",
        "\"kubeManifests\": [\"manifests/a.yaml\"], \"layer\"",
    );
    let folder = folder(&manifest);
    fs::create_dir(folder.path().join("manifests")).unwrap();
    let template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n{{ with .Values }}{{ if .a }}data: {a: '{{ .b }}'}{{ end }}{{ end }}\n";
    fs::write(folder.path().join("manifests/a.yaml"), template).unwrap();
    let values = "manifests:\n  a:\n    a: true\n    b: c\n    c: 1\n";
    fs::write(folder.path().join("values.yaml"), values).unwrap();
    let (pack, _) = source::pack_and_notices(folder.path()).unwrap();
    let fixed = Fixed::of(&pack, &Options::default());
    assert!(!fixed.made.is_empty());
    assert_eq!(
        fixed.found,
        pack_lint::check(&fixed.pack, &Options::default())
    );
    let is_idle = |found: &pack_model::Diagnostic| found.rule == "value-without-effect";
    assert!(fixed.found.iter().any(is_idle), "{:?}", fixed.found);
}

#[test]
fn an_archive_is_checked_but_not_fixed() {
    let folder = folder(MANIFEST);
    let entries = crate::folder::read(folder.path()).unwrap();
    let zip = folder.path().join("x.zip");
    let bytes = pack_archive::write(Archive::Zip, "disc-spinner", "1.4.0", &entries).unwrap();
    fs::write(&zip, &bytes).unwrap();
    let output = folder.path().join("out.txt");
    let (outcome, out, problems) = ran(&Arguments {
        sources: vec![zip.clone()],
        fixes: true,
        output: Some(output.clone()),
        ..Arguments::default()
    });
    assert_eq!((outcome, out.as_str()), (Outcome::Unreadable, ""));
    assert!(problems.contains("an archive is not fixed"), "{problems}");
    assert!(
        fs::read_to_string(output)
            .unwrap()
            .contains("version-leading-v")
    );
    assert_eq!(fs::read(zip).unwrap(), bytes);
}

#[test]
fn files_lead_to_their_packs() {
    let folder = folder(MANIFEST);
    let outside = tempfile::tempdir().unwrap();
    let (outcome, out, _) = ran(&Arguments {
        sources: vec![
            folder.path().join("values.yaml"),
            outside.path().join("x.txt"),
        ],
        are_files: true,
        ..Arguments::default()
    });
    assert_eq!(outcome, Outcome::Errors);
    let last = out.lines().last().unwrap();
    assert!(
        last.starts_with(&folder.path().display().to_string()),
        "{last}"
    );
    assert_eq!(
        ran(&Arguments {
            are_files: true,
            ..Arguments::default()
        })
        .0,
        Outcome::Clean
    );
}

#[test]
fn what_a_pack_ignores_counts_for_nothing() {
    let manifest = MANIFEST.replace(",\n  \"version\": \"v1.4.0\"", "");
    let folder = folder(&manifest);
    let source = folder.path().to_owned();
    let arguments = |format, fail_on| Arguments {
        sources: vec![source.clone()],
        format,
        fail_on,
        ..Arguments::default()
    };
    let (_, out, _) = ran(&arguments(Format::Json, Severity::Info));
    let before: serde_json::Value = serde_json::from_str(&out).unwrap();
    let before = before[0]["findings"].as_array().unwrap().clone();
    let entries = before.iter().map(|found| {
        format!(
            "- rule: {}\n  file: {}\n  reason: so it is\n",
            found["rule"], found["file"]
        )
    });
    let list = format!("ignore:\n{}", entries.collect::<String>());
    fs::write(folder.path().join(".pack-check.yaml"), list).unwrap();

    let (_, out, _) = ran(&arguments(Format::Json, Severity::Info));
    let after: serde_json::Value = serde_json::from_str(&out).unwrap();
    let ignored = after[0]["ignored"].as_array().unwrap();
    assert_eq!(ignored.len(), before.len(), "{out}");
    assert_eq!(ignored[0]["reason"], "so it is");
    assert_eq!(ignored[0]["fixes"].as_array().unwrap().len(), 0);

    let (outcome, out, _) = ran(&arguments(Format::Text, Severity::Warning));
    assert_eq!(outcome, Outcome::Clean, "{out}");
    let sum = format!(", {} ignored\n", before.len());
    assert!(out.ends_with(&sum) && !out.contains("pack.json"), "{out}");

    let (_, out, _) = ran(&arguments(Format::Sarif, Severity::Warning));
    let sarif: serde_json::Value = serde_json::from_str(&out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressed = results.iter().filter(|found| {
        let suppression = &found["suppressions"][0];
        suppression["kind"] == "external" && suppression["justification"] == "so it is"
    });
    assert_eq!(suppressed.count(), before.len(), "{out}");

    let (_, out, _) = ran(&arguments(Format::Junit, Severity::Warning));
    let skipped = out
        .matches("<skipped message=\"Ignored: so it is\"")
        .count();
    assert_eq!(skipped, before.len(), "{out}");
    assert!(out.contains(&format!("skipped=\"{skipped}\"")), "{out}");

    let (_, out, _) = ran(&arguments(Format::Github, Severity::Warning));
    assert!(!out.contains("::warning") && out.ends_with(&sum), "{out}");

    let fix = Arguments {
        fixes: true,
        ..arguments(Format::Text, Severity::Warning)
    };
    ran(&fix);
    let kept = fs::read_to_string(folder.path().join("pack.json")).unwrap();
    assert_eq!(kept, manifest);
}

#[test]
fn a_comment_is_an_ignore_in_the_source() {
    let folder = folder(MANIFEST);
    let values = "pack:\n  namespace: Disc # pack-check: ignore[namespace-invalid] so it is\n";
    fs::write(folder.path().join("values.yaml"), values).unwrap();
    let (_, out, _) = checked(&[folder.path().to_owned()], Format::Sarif);
    let sarif: serde_json::Value = serde_json::from_str(&out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let found = results
        .iter()
        .find(|found| found["ruleId"] == "namespace-invalid");
    let suppression = &found.unwrap()["suppressions"];
    assert_eq!(
        *suppression,
        serde_json::json!([{"kind": "inSource", "justification": "so it is"}])
    );
}

#[test]
fn what_is_left_out_of_a_pack_is_told_in_every_format() {
    let folder = folder(MANIFEST);
    let path = folder.path().join("several");
    fs::create_dir_all(path.join("disc")).unwrap();
    for name in ["pack.json", "values.yaml"] {
        fs::rename(folder.path().join(name), path.join("disc").join(name)).unwrap();
    }
    fs::write(path.join("notes.txt"), "beside").unwrap();
    let told = "Left out: several/notes.txt.";
    for format in Format::ALL {
        let (outcome, out, problems) = checked(std::slice::from_ref(&path), format);
        assert_eq!(outcome, Outcome::Errors, "{format:?}");
        assert_eq!(
            problems.contains(told),
            format == Format::Text,
            "{problems}"
        );
        assert_eq!(out.contains(told), format != Format::Text, "{out}");
    }
    // A finding tells that there is no pack.json.
    let pack = path.join("disc");
    fs::remove_file(pack.join("pack.json")).unwrap();
    fs::create_dir(pack.join("manifests")).unwrap();
    for name in ["logo.png", "manifests/a.yaml"] {
        fs::write(pack.join(name), "").unwrap();
    }
    let (_, out, problems) = checked(&[pack], Format::Text);
    assert!(out.contains("[pack-json-missing]"), "{out}");
    assert_eq!(problems, "");
}

#[test]
fn a_fix_that_needs_a_picture_is_told_as_not_made() {
    let folder = folder(MANIFEST);
    fs::write(
        folder.path().join("logo.png"),
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    )
    .unwrap();
    let told = "logo.png: not fixed: ";
    for format in Format::ALL {
        let (_, out, problems) = ran(&Arguments {
            sources: vec![folder.path().to_owned()],
            fixes: true,
            format,
            ..Arguments::default()
        });
        match format {
            Format::Text => assert!(problems.contains(told), "{problems}{out}"),
            Format::Json => {
                let reports: serde_json::Value = serde_json::from_str(&out).unwrap();
                let not_fixed = &reports[0]["not_fixed"][0];
                assert_eq!(not_fixed["rule"], "logo-not-png", "{out}");
                assert!(not_fixed["reason"].as_str().unwrap().contains("picture"));
            }
            _ => assert!(out.contains(told), "{out}"),
        }
    }
}
