//! The arguments of `render`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use pack_helm::Capabilities;

use super::Job;
use super::source::listed_charts;

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: cargo xtask render [OPTIONS] PACK|CHART
       cargo xtask render --jobs FILE

Renders charts as Helm does: a chart in a folder or archive, or all charts that a pack in a folder
lists, with the values of the pack, and samples for its macros.

  --values FILE          values for a chart, in YAML
  --set PATH=VALUE       a single value over all others; may be given several times
  --preset GROUP:NAME    a preset of the pack; may be given several times
  --release NAME         the name of the release
  --namespace NAME       the namespace of the release
  --kube-version V       the version of Kubernetes, such as v1.30.0
  --api-versions A,B     the API versions that the cluster serves, instead of those of a plain one
  --output DIR           write each text to a file of its own
  --json                 print each chart as a line of JSON
  --jobs FILE            a JSON list of {\"chart\", \"values\", \"release\", \"namespace\"} and {\"pack\",
                         \"chart\"}, whose release is called <pack>-<chart> if it has no \"release\";
                         answers with a line of JSON for each, in the same order

Exit status: 0 if all is rendered or jobs are answered, 1 if a chart fails, 2 if something cannot be read.";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The pack or chart.
    pub source: PathBuf,
    /// A file of values.
    pub values: Option<PathBuf>,
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
                Arg::Long("values") => arguments.values = Some(parser.value()?.into()),
                Arg::Long("set") => arguments.set.push(parser.value()?.string()?),
                Arg::Long("preset") => arguments.presets.push(parser.value()?.string()?),
                Arg::Long("release") => arguments.release = Some(parser.value()?.string()?),
                Arg::Long("namespace") => arguments.namespace = Some(parser.value()?.string()?),
                Arg::Long("kube-version") => {
                    arguments.kube_version = Some(parser.value()?.string()?);
                }
                Arg::Long("api-versions") => {
                    let given = parser.value()?.string()?;
                    let given = given.split(',').map(str::to_owned);
                    arguments.api_versions.extend(given);
                }
                Arg::Long("output") => arguments.output = Some(parser.value()?.into()),
                Arg::Long("jobs") => arguments.jobs = Some(parser.value()?.into()),
                Arg::Value(source) => sources.push(source.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        match (sources.as_slice(), &arguments.jobs) {
            ([], Some(_)) => {}
            ([_], None) => arguments.source = sources.remove(0),
            _ => bail!("name one pack, one chart, or one file of jobs\n\n{USAGE}"),
        }
        Ok(Some(arguments))
    }

    /// What the cluster can do.
    pub(super) fn capabilities(&self) -> Capabilities {
        super::capabilities(self.kube_version.as_deref(), &self.api_versions)
    }

    /// A job for each chart.
    pub(super) fn jobs_of_source(&self) -> Result<Vec<Job>> {
        let named = |pack: Option<&Path>, chart: PathBuf| Job {
            pack: pack.map(Path::to_owned),
            chart,
            values: self.values.clone().unwrap_or_default(),
            release: self.release.clone(),
            namespace: self.namespace.clone(),
            takes_release_name: true,
            set: self.set.clone(),
            presets: pack.map(|_| self.presets.clone()),
        };
        let pack = self.source.join("pack.json");
        if !pack.exists() {
            return Ok(vec![named(None, self.source.clone())]);
        }
        let charts = listed_charts(&pack)?.into_iter();
        Ok(charts
            .map(|chart| named(Some(&self.source), chart.into()))
            .collect())
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
    fn rejects_what_names_nothing_or_two_things() {
        for wrong in [&[][..], &["a", "b"], &["a", "--jobs", "b"], &["--xml", "a"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
