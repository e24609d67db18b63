//! `cargo xtask render`: what a cluster would get of charts, alone or with the values of their packs, and of
//! manifests.

mod answer;
pub mod arguments;
mod job;
mod set;
mod source;
mod values;
mod work;

use std::fs;
use std::io::Write;
use std::path::{Component, Path};

use anyhow::{Context, Result, bail};
use pack_helm::Rendered;
use pack_model::deployment::Cluster;
use pack_model::presets::{self, PresetGroup};

use crate::parallel::{STACK, in_parallel};
use crate::{Outcome, listed};
use answer::{Answer, Done};
use arguments::Arguments;
use job::Job;
use source::pack_at;
use values::Given;

/// The end of the paths of the texts that are told to people, and not to a cluster.
const NOTES: &str = "NOTES.txt";

/// Renders what the arguments ask for. Texts and answers go to `out`, errors of single parts to `problems`.
///
/// # Errors
///
/// If the source or the jobs cannot be read, an option says nothing, or nothing can be written.
pub fn run(
    arguments: &Arguments,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    if let Some(path) = &arguments.jobs {
        let capabilities = arguments.capabilities();
        let text = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let jobs: Vec<serde_json::Value> = serde_json::from_slice(&text)
            .with_context(|| format!("{} is no JSON list of jobs", path.display()))?;
        let answers = in_parallel(&jobs, |job| {
            serde_json::to_string(&Job::answer(job, &capabilities))
        });
        for answer in answers {
            writeln!(out, "{}", answer.unwrap_or_else(|| Ok(BROKEN.to_owned()))?)?;
        }
        return Ok(Outcome::Clean);
    }
    let source = &arguments.source;
    let pack = pack_at(source)?;
    let given = Given::read(&arguments.values, &arguments.set, pack.is_some())?;
    let Some((pack, notices)) = pack else {
        if let Some(preset) = arguments.presets.first() {
            bail!(
                "{} is a chart, which has no preset {preset}",
                source.display()
            );
        }
        let done = work::chart(arguments, &given);
        return told(vec![(None, done)], arguments, out, problems);
    };
    for notice in notices {
        writeln!(problems, "{}: {notice}", source.display())?;
    }
    listed::ensure_readable(&pack).with_context(|| source.display().to_string())?;
    let cluster = Cluster {
        presets: chosen(&presets::presets(&pack), &arguments.presets)?,
        ..Cluster::default()
    };
    let parts = work::parts(&pack, &cluster, arguments, &given);
    let forgotten = listed::forgotten(&pack);
    if parts.is_empty() {
        let told = listed::nothing_listed(&forgotten);
        writeln!(problems, "{}: {told}", source.display())?;
    }
    match told(parts, arguments, out, problems)? {
        Outcome::Clean if !forgotten.is_empty() => Ok(Outcome::Errors),
        outcome => Ok(outcome),
    }
}

/// The answer to a job during which the renderer broke off.
const BROKEN: &str = r#"{"error":"the renderer broke off","stage":"render"}"#;

/// The ids of the presets of a pack that are chosen, given as `group:name`, or as `name` without a group.
fn chosen(groups: &[PresetGroup], presets: &[String]) -> Result<Vec<String>> {
    let mut taken: Vec<(&str, &str)> = Vec::new();
    for id in presets {
        let of_group = |group: &&PresetGroup| group.presets.iter().any(|preset| preset.id == *id);
        let Some(group) = groups.iter().find(of_group) else {
            let all = groups.iter().flat_map(|group| &group.presets);
            let all: Vec<_> = all.map(|preset| preset.id.as_str()).collect();
            match all.as_slice() {
                [] => bail!("there is no preset {id}: the pack has none"),
                all => bail!("there is no preset {id}: the pack has {}", all.join(", ")),
            }
        };
        let other = taken
            .iter()
            .find(|(taken, other)| *taken == group.name && other != id);
        if let Some((_, other)) = other {
            bail!("{other} and {id} are of the same group, of which only one can be chosen");
        }
        taken.push((&group.name, id));
    }
    Ok(presets.to_vec())
}

/// Writes what became of parts, each with its path in a pack.
fn told(
    parts: Vec<(Option<String>, Result<Done, pack_helm::Error>)>,
    arguments: &Arguments,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let mut outcome = Outcome::Clean;
    for (path, done) in parts {
        if done.is_err() {
            outcome = Outcome::Errors;
        }
        match (done, &arguments.output, path) {
            (Ok(done), Some(folder), _) if !arguments.is_json => {
                write_files(&done.rendered, folder)?;
            }
            (done, ..) if arguments.is_json => {
                writeln!(out, "{}", serde_json::to_string(&Answer::of(done))?)?;
            }
            (Ok(done), ..) => out.write_all(joined(&done.rendered).as_bytes())?,
            (Err(error), _, Some(path)) => writeln!(problems, "Error: {path}: {error}")?,
            (Err(error), _, None) => writeln!(problems, "Error: {error}")?,
        }
    }
    Ok(outcome)
}

/// Writes each text to a file of its own, but for notes.
fn write_files(rendered: &Rendered, folder: &Path) -> Result<()> {
    for file in &rendered.files {
        let inside = Path::new(&file.path);
        let is_inside = inside
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !is_inside {
            bail!(
                "{} is not written: it would not lie in {}",
                file.path,
                folder.display()
            );
        }
        if file.path.ends_with(NOTES) || is_blank(&file.text) {
            continue;
        }
        let path = folder.join(inside);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        fs::write(&path, &file.text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// All files that are not blank, each after a line that names it, as `helm template` prints them: without
/// notes, so that a cluster can be given the whole.
fn joined(rendered: &Rendered) -> String {
    let files = rendered.files.iter();
    let files = files.filter(|file| !is_blank(&file.text) && !file.path.ends_with(NOTES));
    let texts = files.map(|file| {
        let text = String::from_utf8_lossy(&file.text);
        // A manifest may begin with the line that separates it from others.
        let text = text.trim_end();
        let text = text.strip_prefix("---\n").unwrap_or(text);
        format!("---\n# Source: {}\n{text}\n", file.path)
    });
    texts.collect()
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// How far a rendering may go at the command line.
fn options() -> pack_helm::Options {
    let limits = pack_helm::template::Limits {
        stack: STACK / 2,
        ..Default::default()
    };
    pack_helm::Options {
        limits,
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pack with one chart, in a folder that lasts as long as the test.
    fn pack() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("pack.json", r#"{"name": "shop", "charts": ["charts/web"]}"#),
            (
                "values.yaml",
                "pack:\n  namespace: store\n  releaseNameOverride: {web: web}\ncharts:\n  web: {size: 2}\n",
            ),
            ("charts/web/Chart.yaml", "{name: web, version: 1.0.0}"),
            (
                "charts/web/templates/a.yaml",
                "{{ .Release.Name }} {{ .Release.Namespace }} {{ .Values.size }}",
            ),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn printed(arguments: &Arguments) -> (String, String, Outcome) {
        let (mut out, mut problems) = (Vec::new(), Vec::new());
        let outcome = run(arguments, &mut out, &mut problems).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(problems), outcome)
    }

    #[test]
    fn the_charts_of_a_pack_get_its_values() {
        let pack = pack();
        let arguments = Arguments {
            source: pack.path().to_owned(),
            ..Arguments::default()
        };
        let (out, _, outcome) = printed(&arguments);
        assert_eq!(out, "---\n# Source: web/templates/a.yaml\nweb store 2\n");
        assert_eq!(outcome, Outcome::Clean);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_left_out_of_a_pack_is_told() {
        let pack = pack();
        let other = tempfile::tempdir().unwrap();
        fs::rename(pack.path().join("charts"), other.path().join("charts")).unwrap();
        std::os::unix::fs::symlink(other.path().join("charts"), pack.path().join("charts"))
            .unwrap();
        let (_, problems, outcome) = printed(&Arguments {
            source: pack.path().to_owned(),
            ..Arguments::default()
        });
        let told = "Left out, because only files and links to files are read: charts.\n";
        assert!(problems.contains(told), "{problems}");
        assert_eq!(outcome, Outcome::Errors);
    }

    #[test]
    fn presets_and_samples_change_the_values_of_a_pack() {
        let pack = pack();
        let values =
            "pack: {namespace: '{{ .spectro.system.cluster.name }}'}\ncharts:\n  web: {size: 2}\n";
        fs::write(pack.path().join("values.yaml"), values).unwrap();
        let preset = |group: &str, size: u8| {
            format!(
                "- {{name: large, displayName: Large, group: {group}, remove: [], add: 'charts: {{web: {{size: {size}}}}}'}}\n"
            )
        };
        let presets = format!("presets:\n{}{}", preset("Size", 9), preset("Other", 7));
        fs::write(pack.path().join("presets.yaml"), presets).unwrap();
        let arguments = |presets: &[&str]| Arguments {
            source: pack.path().to_owned(),
            presets: presets.iter().map(|preset| (*preset).to_owned()).collect(),
            ..Arguments::default()
        };
        for (preset, size) in [("Size:large", 9), ("Other:large", 7)] {
            let (out, problems, _) = printed(&arguments(&[preset]));
            let end = format!("shop-web cluster-name {size}\n");
            assert!(out.ends_with(&end), "{out}{problems}");
        }
        let error = |presets: &[&str]| {
            let error = run(&arguments(presets), &mut Vec::new(), &mut Vec::new());
            error.unwrap_err().to_string()
        };
        assert_eq!(
            error(&["large"]),
            "there is no preset large: the pack has Size:large, Other:large"
        );
        let more = "- {name: small, displayName: Small, group: Size, remove: [], add: ''}\n";
        let presets = format!("presets:\n{}{more}", preset("Size", 9));
        fs::write(pack.path().join("presets.yaml"), presets).unwrap();
        assert_eq!(
            error(&["Size:small", "Size:large"]),
            "Size:small and Size:large are of the same group, of which only one can be chosen"
        );
    }

    #[test]
    fn manifests_are_rendered_too_and_an_archive_is_like_a_folder() {
        let pack = pack();
        let manifest = r#"{"name": "shop", "charts": ["charts/web"], "kubeManifests": ["manifests/m.yaml", "manifests/none.yaml"]}"#;
        fs::write(pack.path().join("pack.json"), manifest).unwrap();
        fs::create_dir(pack.path().join("manifests")).unwrap();
        fs::write(
            pack.path().join("manifests/m.yaml"),
            "---\nn: {{ .Values.n }} {{ .Release.Namespace }}\n",
        )
        .unwrap();
        let entries = crate::folder::read(pack.path()).unwrap();
        let zip =
            pack_archive::write(pack_archive::Format::Zip, "shop", "1.0.0", &entries).unwrap();
        let outside = tempfile::tempdir().unwrap();
        let archive = outside.path().join("shop.zip");
        fs::write(&archive, zip).unwrap();
        for source in [pack.path(), &archive] {
            let (out, problems, outcome) = printed(&Arguments {
                source: source.to_owned(),
                set: vec!["manifests.m.n=5,charts.web.size=3".to_owned()],
                release: Some("r".to_owned()),
                namespace: Some("n".to_owned()),
                ..Arguments::default()
            });
            assert_eq!(
                out,
                "---\n# Source: web/templates/a.yaml\nr n 3\n---\n# Source: manifests/m.yaml\nn: 5 n\n"
            );
            assert_eq!(
                problems,
                "Error: manifests/none.yaml: stat manifests/none.yaml: no such file or directory\n"
            );
            assert_eq!(outcome, Outcome::Errors);
        }
        let arguments = Arguments {
            source: pack.path().to_owned(),
            set: vec!["size=3".to_owned()],
            ..Arguments::default()
        };
        let error = run(&arguments, &mut Vec::new(), &mut Vec::new()).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("size is no part of a pack's values"),
            "{error}"
        );
    }

    #[test]
    fn texts_are_written_below_the_folder_only() {
        let pack = pack();
        let output = pack.path().join("out");
        let arguments = Arguments {
            source: pack.path().join("charts/web"),
            output: Some(output.clone()),
            ..Arguments::default()
        };
        let (out, _, _) = printed(&arguments);
        let text = fs::read_to_string(output.join("web/templates/a.yaml")).unwrap();
        assert_eq!((out.as_str(), text.as_str()), ("", "release-name default "));
        fs::write(
            pack.path().join("charts/web/Chart.yaml"),
            "{name: ../../web, version: 1.0.0}",
        )
        .unwrap();
        if run(&arguments, &mut Vec::new(), &mut Vec::new()).is_ok() {
            assert!(
                !pack.path().join("web").exists(),
                "a text is outside of the folder"
            );
        }
    }

    #[test]
    fn jobs_are_answered_in_their_order() {
        let pack = pack();
        let chart = pack.path().join("charts/web");
        let jobs = serde_json::json!([
            {"pack": pack.path(), "chart": "charts/web"},
            {"pack": pack.path(), "chart": "charts/none.tgz"},
            {"chart": chart, "values": "", "release": "r", "namespace": "n"},
            {"values": 5},
        ]);
        let file = pack.path().join("jobs.json");
        fs::write(&file, jobs.to_string()).unwrap();
        let arguments = Arguments {
            jobs: Some(file),
            ..Arguments::default()
        };
        let (out, _, _) = printed(&arguments);
        let lines: Vec<serde_json::Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let text = |line: usize| lines[line]["files"]["web/templates/a.yaml"].clone();
        assert_eq!(text(0), "shop-web store 2");
        assert_eq!(text(2), "r n ");
        assert_eq!(lines[3]["stage"], "job");
        assert_eq!(lines[1]["stage"], "load");
        assert_eq!(
            lines[1]["error"],
            "stat charts/none.tgz: no such file or directory"
        );
    }
}
