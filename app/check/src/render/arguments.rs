//! The arguments of `render`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use pack_helm::Capabilities;

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: pack-check render [OPTIONS] PACK|CHART
       pack-check render --jobs FILE

Renders as Helm does: a chart in a folder or archive; or all charts and manifests that a pack in a folder
or archive lists, with the values of the pack, and samples for its macros.

  --values FILE          values in YAML, over those of the chart; for a pack over its values.yaml, so they
                         stand below charts.<chart>. May be given several times
  --set PATH=VALUE       a single value over all others; for a pack a path in its values.yaml, such as
                         charts.web.replicas=2. May be given several times
  --preset GROUP:NAME    a preset of the pack; one of each group. The values have already what presets
                         change that values.yaml enables in its first comment
  --release NAME         the name of the release of each chart
  --namespace NAME       the namespace of the releases
  --kube-version V       the version of Kubernetes, such as 1.31; 1.30 if it is not given
  --api-versions A,B     API versions that the cluster serves beside those of a plain one
  --output DIR           write each text to a file of its own
  --json                 print each chart and manifest as a line of JSON
  --jobs FILE            a JSON list of {\"chart\", \"values\", \"release\", \"namespace\"} and {\"pack\", \"chart\"},
                         whose release is called <pack>-<chart> if it has no \"release\"; answers with a
                         line of JSON for each, in the same order: {\"name\", \"version\", \"files\",
                         \"files_b64\"} or {\"error\", \"stage\"}. Goes with the options of the cluster only

Exit status: 0 if all is rendered, or all jobs are answered, whatever the answers; 1 if a chart or manifest
does not render; 2 if the source or a file cannot be read, or an option is wrong.";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The pack or chart.
    pub source: PathBuf,
    /// Files of values.
    pub values: Vec<PathBuf>,
    /// Single values.
    pub set: Vec<String>,
    /// The presets that are chosen.
    pub presets: Vec<String>,
    /// The name of the release.
    pub release: Option<String>,
    /// The namespace of the release.
    pub namespace: Option<String>,
    /// The version of Kubernetes.
    pub kube_version: Option<String>,
    /// The API versions that the cluster serves.
    pub api_versions: Vec<String>,
    /// The folder for texts.
    pub output: Option<PathBuf>,
    /// Answers are JSON.
    pub is_json: bool,
    /// A file of jobs.
    pub jobs: Option<PathBuf>,
}

impl Arguments {
    /// Reads the command line; `None` if only the usage is asked for.
    ///
    /// # Errors
    ///
    /// If an option is unknown, or if there is not one pack, chart or file of jobs.
    pub fn read(mut parser: Parser) -> Result<Option<Self>> {
        let mut arguments = Self::default();
        let mut sources: Vec<PathBuf> = Vec::new();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("json") => arguments.is_json = true,
                Arg::Long("values") => arguments.values.push(parser.value()?.into()),
                Arg::Long("set") => arguments.set.push(parser.value()?.string()?),
                Arg::Long("preset") => arguments.presets.push(parser.value()?.string()?),
                Arg::Long("release") => arguments.release = Some(parser.value()?.string()?),
                Arg::Long("namespace") => arguments.namespace = Some(parser.value()?.string()?),
                Arg::Long("kube-version") => {
                    let given = parser.value()?.string()?;
                    let Some(version) = kube_version(&given) else {
                        bail!("{given} is no version of Kubernetes such as 1.31 or v1.31.2");
                    };
                    arguments.kube_version = Some(version);
                }
                Arg::Long("api-versions") => {
                    let given = parser.value()?.string()?;
                    let given = given.split(',').map(|given| given.trim().to_owned());
                    let given = given.filter(|given| !given.is_empty());
                    arguments.api_versions.extend(given);
                }
                Arg::Long("output") => arguments.output = Some(parser.value()?.into()),
                Arg::Long("jobs") => arguments.jobs = Some(parser.value()?.into()),
                Arg::Value(source) => sources.push(source.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        match (sources.as_slice(), &arguments.jobs) {
            ([], Some(_)) if arguments.is_of_one_source() => bail!(
                "--jobs goes with --kube-version and --api-versions only: each job has its own values and release"
            ),
            ([], Some(_)) => {}
            ([_], None) => arguments.source = sources.remove(0),
            _ => bail!("name one pack, one chart, or one file of jobs\n\n{USAGE}"),
        }
        Ok(Some(arguments))
    }

    /// Whether an option is given that says something of one pack or chart.
    fn is_of_one_source(&self) -> bool {
        let lists = [&self.set, &self.presets];
        !self.values.is_empty()
            || lists.iter().any(|list| !list.is_empty())
            || self.release.is_some()
            || self.namespace.is_some()
            || self.output.is_some()
    }

    /// What the cluster can do.
    pub(super) fn capabilities(&self) -> Capabilities {
        let mut capabilities = Capabilities::default();
        if let Some(version) = &self.kube_version {
            capabilities.kube_version.clone_from(version);
        }
        for version in &self.api_versions {
            if !capabilities.api_versions.contains(version) {
                capabilities.api_versions.push(version.clone());
            }
        }
        capabilities
    }
}

/// A version as Helm takes it: two or three numbers, with or without a `v`, and what providers of clusters
/// write behind them.
fn kube_version(given: &str) -> Option<String> {
    let given = given.strip_prefix('v').unwrap_or(given);
    let (numbers, rest) = given.split_at(given.find(['+', '-']).unwrap_or(given.len()));
    let numbers: Result<Vec<u32>, _> = numbers.split('.').map(str::parse).collect();
    match numbers.ok()?.as_slice() {
        [major, minor] => Some(format!("v{major}.{minor}.0{rest}")),
        [major, minor, patch] => Some(format!("v{major}.{minor}.{patch}{rest}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Arguments>> {
        Arguments::read(Parser::from_args(arguments))
    }

    #[test]
    fn reads_options_and_one_source() {
        let expected = Arguments {
            source: "chart".into(),
            release: Some("web".into()),
            api_versions: vec!["v1".into(), "apps/v1".into()],
            is_json: true,
            ..Arguments::default()
        };
        let found = [
            "chart",
            "--release",
            "web",
            "--api-versions",
            "v1,apps/v1",
            "--json",
        ];
        assert_eq!(read(&found).unwrap(), Some(expected));
        assert_eq!(read(&["--help"]).unwrap(), None);
    }

    #[test]
    fn versions_are_written_in_full_and_api_versions_are_added() {
        for (given, expected) in [
            ("1.31", Some("v1.31.0")),
            ("v1.29.3-gke.100+x", Some("v1.29.3-gke.100+x")),
            ("1", None),
            ("newest", None),
        ] {
            assert_eq!(kube_version(given).as_deref(), expected, "{given}");
        }
        let options = ["chart", "--kube-version=1.25", "--api-versions=a/v1, v1"];
        let capabilities = read(&options).unwrap().unwrap().capabilities();
        let plain = Capabilities::default().api_versions;
        assert_eq!(capabilities.kube_version, "v1.25.0");
        assert_eq!(capabilities.api_versions.len(), plain.len() + 1);
        assert!(read(&["chart", "--kube-version", "one"]).is_err());
    }

    #[test]
    fn rejects_what_names_nothing_or_two_things() {
        for wrong in [
            &[][..],
            &["a", "b"],
            &["a", "--jobs", "b"],
            &["--jobs", "b", "--set", "a=1"],
            &["--xml", "a"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
