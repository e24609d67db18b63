//! `cargo xtask images`: the images that packs deploy, for people and for scripts that mirror them.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use lexopt::{Arg, Parser};
use pack_helm::Capabilities;
use pack_lint::{deploy, deploy_and_explore};
use pack_model::deployment::images::{NamedPlace, named, rows};
use pack_model::deployment::{Cluster, DeployedImage, UnknownImage, deployed_name};
use pack_model::values::images;
use pack_model::{Deployment, FilePath, Pack, Values};
use serde::Serialize;

use crate::parallel::in_parallel;
use crate::{Outcome, broke_off, listed, patterns, source};

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: pack-check images [--json] PACK...

Prints the images that packs in folders and archives deploy with their values, one a line. Texts that only
read like the name of an image count too: a mirror should have them. Patterns such as 'packs/*' stand for all
packs that they fit. The cluster is that of `helm template`: Kubernetes 1.30.

  --json                 print JSON that says of each image whether it is certain, whether the pack
                         lists it, and where it stands; also those of parts that are switched off

Exit status: 0 if all is rendered, 1 if a chart or manifest fails, a container names no image, or a pack lists
none of its charts and manifests, 2 if a source is not a pack or its pack.json cannot be read.";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Folders and archives.
    pub sources: Vec<PathBuf>,
    /// The answer is JSON.
    pub is_json: bool,
}

impl Arguments {
    /// Reads the command line; `None` if only the usage is asked for.
    ///
    /// # Errors
    ///
    /// If an option is unknown, or there is no pack.
    pub fn read(mut parser: Parser) -> Result<Option<Self>> {
        let mut arguments = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("json") => arguments.is_json = true,
                Arg::Value(source) => arguments.sources.push(source.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        if arguments.sources.is_empty() {
            bail!("name at least one pack\n\n{USAGE}");
        }
        Ok(Some(arguments))
    }
}

/// The images of a pack.
#[derive(Debug, Serialize)]
struct Answer {
    pack: String,
    images: Vec<Image>,
}

#[derive(Debug, Serialize)]
struct Image {
    image: String,
    certain: bool,
    switched_off: bool,
    listed: bool,
    r#where: Vec<String>,
}

/// Prints the images of all packs. What fails or was left out goes to `problems`.
///
/// # Errors
///
/// If nothing can be written.
pub fn run(
    arguments: &Arguments,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let mut outcome = Outcome::Clean;
    let mut answers = Vec::new();
    let sources = patterns::packs(&arguments.sources);
    let done = in_parallel(&sources, |source| {
        answer(source.as_ref(), arguments.is_json)
    });
    for (source, done) in sources.iter().zip(done) {
        let name = source.name();
        let (answer, deployment, notices, forgotten) =
            match done.unwrap_or_else(|| Err(broke_off())) {
                Ok(found) => found,
                Err(error) => {
                    outcome = Outcome::Unreadable;
                    writeln!(problems, "{name}: {error:#}")?;
                    continue;
                }
            };
        for notice in notices {
            writeln!(problems, "{name}: {notice}")?;
        }
        let failures = deployment.failures.iter();
        let failures = failures.map(|failure| format!("{}: {}", failure.file, failure.message));
        let unknown = deployment.unknown_images.iter();
        let unknown = unknown.filter_map(|unknown| not_named(unknown, &deployment));
        let forgotten = (!forgotten.is_empty()).then(|| listed::nothing_listed(&forgotten));
        for problem in failures.chain(unknown).chain(forgotten) {
            writeln!(problems, "{name}: {problem}")?;
            if outcome == Outcome::Clean {
                outcome = Outcome::Errors;
            }
        }
        answers.push(answer);
    }
    if arguments.is_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&answers)?)?;
        return Ok(outcome);
    }
    let images = answers.iter().flat_map(|answer| &answer.images);
    let images = images.filter(|image| !image.switched_off);
    let names: BTreeSet<_> = images.map(|image| &image.image).collect();
    for name in names {
        writeln!(out, "{name}")?;
    }
    Ok(outcome)
}

/// The images of a pack, the notices about it, and the files that it forgot to list; what is switched off is only looked for if it `explores`.
fn answer(
    source: Result<&Path, &str>,
    explores: bool,
) -> Result<(Answer, Deployment, Vec<String>, Vec<FilePath>)> {
    let path = source.map_err(|error| anyhow!("{error}"))?;
    let (pack, notices) = source::pack_and_notices(path)?;
    listed::ensure_readable(&pack)?;
    // Scripts compare this with what Helm renders.
    let cluster = Cluster {
        kube_version: Some(Capabilities::default().kube_version),
        ..Cluster::default()
    };
    let deployment = match explores {
        true => deploy_and_explore(&pack, &cluster),
        false => deploy(&pack, &cluster),
    };
    let listed = listed_names(&pack);
    let images = deployment.images.iter().map(|image| Image {
        image: image.name.clone(),
        certain: image.certain,
        switched_off: false,
        listed: listed.contains(&image.name),
        r#where: places(image, &deployment),
    });
    let switched_off = rows([], &deployment).into_iter();
    let switched_off = switched_off.filter(|row| row.switched_off && !row.places.is_empty());
    let switched_off = switched_off.map(|row| Image {
        certain: row.certain,
        switched_off: true,
        listed: listed.contains(&row.name),
        r#where: row.places.iter().map(place).collect(),
        image: row.name,
    });
    let answer = Answer {
        pack: path.display().to_string(),
        images: images.chain(switched_off).collect(),
    };
    Ok((answer, deployment, notices, listed::forgotten(&pack)))
}

/// Says of a container that it names no image.
fn not_named(unknown: &UnknownImage, deployment: &Deployment) -> Option<String> {
    let object = deployment.objects.get(unknown.object)?;
    let (template, kind, name) = (object.source.path(), &object.kind, &object.name);
    let UnknownImage { text, path, .. } = unknown;
    Some(format!(
        "{template}: {kind} {name}: {path} is '{text}', which names no image"
    ))
}

/// The whole names of the images that the pack lists.
fn listed_names(pack: &Pack) -> BTreeSet<String> {
    let images = images::listed(&Values::of(pack)).unwrap_or_default();
    let names = images.iter().filter_map(|image| deployed_name(&image.name));
    names.collect()
}

/// Where an image stands, in words.
fn places(image: &DeployedImage, deployment: &Deployment) -> Vec<String> {
    let places = image.places.iter();
    let places = places.filter_map(|found| Some(place(&named(found, deployment)?)));
    places.collect()
}

/// A place in one line.
fn place(place: &NamedPlace) -> String {
    let NamedPlace {
        object,
        template,
        path,
        ..
    } = place;
    match path.as_str() {
        "" => format!("{object} ({template})"),
        path => format!("{object}: {path} ({template})"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_images_of_packs_are_printed() {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            (
                "pack.json",
                r#"{"name": "shop", "kubeManifests": ["pod.yaml"]}"#,
            ),
            (
                "values.yaml",
                "pack:\n  content:\n    images:\n    - image: nginx:latest\n",
            ),
            (
                "pod.yaml",
                "kind: Pod\nmetadata: {name: p}\nspec: {containers: [{image: nginx}, {image: 'x.io/a:1'}]}\n",
            ),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let printed = |is_json: bool| {
            let arguments = Arguments {
                sources: vec![folder.path().to_owned()],
                is_json,
            };
            let (mut out, mut problems) = (Vec::new(), Vec::new());
            let outcome = run(&arguments, &mut out, &mut problems).unwrap();
            assert_eq!((outcome, problems), (Outcome::Clean, Vec::new()));
            String::from_utf8(out).unwrap()
        };
        assert_eq!(printed(false), "docker.io/library/nginx:latest\nx.io/a:1\n");
        let json: serde_json::Value = serde_json::from_str(&printed(true)).unwrap();
        let images = &json[0]["images"];
        assert_eq!(
            (&images[0]["listed"], &images[1]["listed"]),
            (&true.into(), &false.into())
        );
        assert_eq!(
            images[1]["where"][0],
            "Pod p: /spec/containers/1/image (pod.yaml)"
        );
        assert_eq!(images[1]["certain"], true);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_left_out_of_a_pack_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.json"), r#"{"name": "shop"}"#).unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join("charts")).unwrap();
        let arguments = Arguments {
            sources: vec![folder.path().to_owned()],
            is_json: false,
        };
        let (mut out, mut problems) = (Vec::new(), Vec::new());
        run(&arguments, &mut out, &mut problems).unwrap();
        let problems = String::from_utf8(problems).unwrap();
        let told = ": Left out, because only files and links to files are read: charts.\n";
        assert!(problems.ends_with(told), "{problems}");
    }

    #[test]
    fn an_empty_answer_has_a_reason() {
        let check = |pack_json: &[u8], outcome, told: &str| {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("pack.json"), pack_json).unwrap();
            fs::create_dir(folder.path().join("manifests")).unwrap();
            fs::write(folder.path().join("manifests/pod.yaml"), "kind: Pod\n").unwrap();
            let arguments = Arguments {
                sources: vec![folder.path().to_owned()],
                is_json: false,
            };
            let (mut out, mut problems) = (Vec::new(), Vec::new());
            assert_eq!(run(&arguments, &mut out, &mut problems).unwrap(), outcome);
            let problems = String::from_utf8(problems).unwrap();
            assert!(problems.contains(told), "{problems}");
        };
        check(
            br#"{"name": "shop", "KubeManifests": ["manifests/pod.yaml"]}"#,
            Outcome::Errors,
            "lists no chart and no manifest, but has manifests/pod.yaml",
        );
        let unreadable = "pack.json cannot be read";
        check(b"\xff\xfe{\0}\0", Outcome::Unreadable, unreadable);
        check(b"{\"name\": ", Outcome::Unreadable, unreadable);
    }

    #[test]
    fn a_container_that_names_no_image_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let pod = "kind: Pod\nmetadata: {name: p}\nspec: {containers: [{image: 'A B'}]}\n";
        let pack = r#"{"name": "shop", "kubeManifests": ["pod.yaml"]}"#;
        for (path, text) in [("pack.json", pack), ("pod.yaml", pod)] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let arguments = Arguments {
            sources: vec![folder.path().to_owned()],
            is_json: false,
        };
        let (mut out, mut problems) = (Vec::new(), Vec::new());
        let outcome = run(&arguments, &mut out, &mut problems).unwrap();
        let problems = String::from_utf8(problems).unwrap();
        assert_eq!((outcome, out.len()), (Outcome::Errors, 0));
        assert!(
            problems.ends_with(
                "pod.yaml: Pod p: /spec/containers/0/image is 'A B', which names no image\n"
            ),
            "{problems}"
        );
    }
}
