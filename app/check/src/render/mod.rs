//! `cargo xtask render`: what a cluster would get of charts, alone or with the values of their packs.

pub mod arguments;
mod job;
mod set;
mod source;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};
use pack_helm::{Capabilities, Rendered};

use crate::Outcome;
use arguments::Arguments;
use job::Answer;
pub use job::Job;

/// The stack of a thread that renders: charts may nest templates deeper than a page would let them. Only
/// what is used of it takes memory.
const STACK: usize = 1 << 30;

/// Renders what the arguments ask for. Texts and answers go to `out`, errors of a single chart to `problems`.
///
/// # Errors
///
/// If jobs cannot be read, or nothing can be written.
pub fn run(
    arguments: &Arguments,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let capabilities = arguments.capabilities();
    if let Some(path) = &arguments.jobs {
        let text = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let jobs: Vec<Job> = serde_json::from_slice(&text)
            .with_context(|| format!("{} is no list of jobs", path.display()))?;
        for answer in in_parallel(&jobs, |job| {
            serde_json::to_string(&job.answer(&capabilities))
        }) {
            writeln!(out, "{}", answer?)?;
        }
        return Ok(Outcome::Clean);
    }
    let jobs = arguments.jobs_of_source()?;
    let mut outcome = Outcome::Clean;
    for done in in_parallel(&jobs, |job| job.done(&capabilities)) {
        if done.is_err() {
            outcome = Outcome::Errors;
        }
        match (&done, &arguments.output) {
            _ if arguments.is_json => {
                writeln!(out, "{}", serde_json::to_string(&Answer::of(&done))?)?;
            }
            (Err(error), _) => writeln!(problems, "Error: {error}")?,
            (Ok((_, _, rendered)), Some(folder)) => write_files(rendered, folder)?,
            (Ok((_, _, rendered)), None) => writeln!(out, "{}", joined(rendered))?,
        }
    }
    Ok(outcome)
}

/// Writes each text to a file of its own.
fn write_files(rendered: &Rendered, folder: &Path) -> Result<()> {
    for file in &rendered.files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        fs::write(&path, &file.text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// All files that are not empty, each after a line that names it.
fn joined(rendered: &Rendered) -> String {
    let files = rendered.files.iter();
    let files = files.filter(|file| !file.text.iter().all(u8::is_ascii_whitespace));
    let texts = files.map(|file| {
        let text = String::from_utf8_lossy(&file.text);
        format!("---\n# Source: {}\n{}", file.path, text.trim_end())
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Does something with all items on all processors. The results have the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = Mutex::new(items.iter().enumerate());
    let results = Mutex::new(Vec::new());
    let take = || next.lock().ok().and_then(|mut next| next.next());
    let run = || {
        while let Some((index, item)) = take() {
            let result = work(item);
            if let Ok(mut results) = results.lock() {
                results.push((index, result));
            }
        }
    };
    let count = thread::available_parallelism().map_or(2, |count| count.get());
    thread::scope(|scope| {
        for _ in 0..count {
            let thread = thread::Builder::new().stack_size(STACK);
            // Without a thread there is still this one.
            if thread.spawn_scoped(scope, run).is_err() {
                run();
            }
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
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

/// Capabilities of a version of Kubernetes, which serves these API versions, or those of a plain cluster.
fn capabilities(kube_version: Option<&str>, api_versions: &[String]) -> Capabilities {
    let plain = Capabilities::default();
    Capabilities {
        kube_version: kube_version.map_or(plain.kube_version, str::to_owned),
        api_versions: match api_versions {
            [] => plain.api_versions,
            given => given.to_vec(),
        },
        ..plain
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

    #[test]
    fn presets_and_samples_change_the_values_of_a_pack() {
        let pack = pack();
        let values =
            "pack: {namespace: '{{ .spectro.system.cluster.name }}'}\ncharts:\n  web: {size: 2}\n";
        fs::write(pack.path().join("values.yaml"), values).unwrap();
        let presets = "presets:\n- name: large\n  displayName: Large\n  group: Size\n  remove: []\n  add: |\n    charts: {web: {size: 9}}\n";
        fs::write(pack.path().join("presets.yaml"), presets).unwrap();
        let with = |preset: &str| {
            printed(&Arguments {
                source: pack.path().to_owned(),
                presets: vec![preset.to_owned()],
                ..Arguments::default()
            })
        };
        let (out, problems, _) = with("Size:large");
        assert!(
            out.ends_with("shop-web cluster-name 9\n"),
            "{out}{problems}"
        );
        let (_, problems, outcome) = with("Size:small");
        assert_eq!(outcome, Outcome::Errors);
        assert!(problems.contains("no preset Size:small"), "{problems}");
    }

    #[test]
    fn jobs_are_answered_in_their_order() {
        let pack = pack();
        let chart = pack.path().join("charts/web");
        let jobs = serde_json::json!([
            {"pack": pack.path(), "chart": "charts/web"},
            {"pack": pack.path(), "chart": "charts/none.tgz"},
            {"chart": chart, "values": "", "release": "r", "namespace": "n"},
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
        assert_eq!(lines[1]["stage"], "load");
        assert_eq!(
            lines[1]["error"],
            "stat charts/none.tgz: no such file or directory"
        );
    }
}
