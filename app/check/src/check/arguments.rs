//! The arguments of `check`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use pack_model::{Audience, Severity};

use super::report::Format;

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: pack-check check [OPTIONS] PACK...

Checks packs: folders, or archives (.zip, .tar.gz, .tgz, OCI layouts as .tar). Patterns such as 'packs/*' stand
for all packs that they fit.

  --format FORMAT        how findings are written: 'text' (the default), 'json', 'sarif' (2.1.0, for code
                         scanning), 'github' (annotations in a workflow's log) or 'junit' (XML)
  --json                 the same as --format json
  --output FILE          write the findings to a file
  --audience AUDIENCE    check for your own registry ('own', the default), or for the community
                         repository ('community'), which rejects more
  --fail-on SEVERITY     the findings that fail a run: 'error' (the default), or 'warning' for both
  --fix                  first make all safe fixes in the files of folders, and name those made and
                         those not made: those of a picture need the page. Whatever needs a decision is
                         left. An archive is left as it is: if it has safe fixes, the exit status is 2
  --of-files             the arguments are files: check the packs that they are in, and no others

A pack ignores a finding, with a reason, by a comment on its line or the line above it in YAML,
'# pack-check: ignore[rule] reason', or by an entry in its .pack-check.yaml. Such findings fail no run: 'json'
lists them apart, 'sarif' as suppressed, 'junit' as skipped; 'text' and 'github' count them.

Files that are left out when a pack is read are named on standard error with 'text', and in the other
formats.

Exit status: 0 if no pack has a finding that fails a run, 1 if one has, 2 if a source is not a pack, something
cannot be read or written, or an option is wrong.";

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// Folders, archives and patterns; or files in packs.
    pub sources: Vec<PathBuf>,
    /// How findings are written.
    pub format: Format,
    /// The file for the findings.
    pub output: Option<PathBuf>,
    /// Whose registry the packs are for.
    pub audience: Audience,
    /// The least severity that fails a run.
    pub fail_on: Severity,
    /// Makes safe fixes.
    pub fixes: bool,
    /// The sources are files in packs.
    pub are_files: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            format: Format::Text,
            output: None,
            audience: Audience::default(),
            fail_on: Severity::Error,
            fixes: false,
            are_files: false,
        }
    }
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
                Arg::Long("json") => arguments.format = Format::Json,
                Arg::Long("format") => {
                    let id = parser.value()?.string()?;
                    let format = Format::ALL.into_iter().find(|format| format.id() == id);
                    let Some(format) = format else {
                        let ids = Format::ALL.map(Format::id).join(", ");
                        bail!("there is no format '{id}': use one of {ids}");
                    };
                    arguments.format = format;
                }
                Arg::Long("output") => arguments.output = Some(parser.value()?.into()),
                Arg::Long("audience") => {
                    arguments.audience = match parser.value()?.string()?.as_str() {
                        "own" => Audience::Own,
                        "community" => Audience::Community,
                        other => bail!("there is no audience '{other}': use 'own' or 'community'"),
                    }
                }
                Arg::Long("fail-on") => {
                    arguments.fail_on = match parser.value()?.string()?.as_str() {
                        "error" => Severity::Error,
                        "warning" => Severity::Warning,
                        other => bail!("no run fails on '{other}': use 'error' or 'warning'"),
                    }
                }
                Arg::Long("fix") => arguments.fixes = true,
                Arg::Long("of-files") => arguments.are_files = true,
                Arg::Value(source) => arguments.sources.push(source.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        if arguments.sources.is_empty() && !arguments.are_files {
            bail!("name at least one pack\n\n{USAGE}");
        }
        Ok(Some(arguments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Arguments>> {
        Arguments::read(Parser::from_args(arguments))
    }

    #[test]
    fn reads_options_and_sources() {
        let expected = Arguments {
            sources: vec!["a".into(), "b.zip".into()],
            format: Format::Json,
            audience: Audience::Community,
            ..Arguments::default()
        };
        let found = read(&["a", "--json", "--audience", "community", "b.zip"]).unwrap();
        assert_eq!(found, Some(expected));
        let expected = Arguments {
            sources: vec!["a".into()],
            format: Format::Sarif,
            output: Some("x".into()),
            fail_on: Severity::Warning,
            fixes: true,
            ..Arguments::default()
        };
        let options = "a --format=sarif --output x --fail-on warning --fix";
        let options: Vec<_> = options.split(' ').collect();
        assert_eq!(read(&options).unwrap(), Some(expected));
        assert_eq!(read(&["--help"]).unwrap(), None);
    }

    #[test]
    fn rejects_unknown_options_and_a_missing_pack() {
        for wrong in [
            &[][..],
            &["--xml", "a"],
            &["a", "--audience", "all"],
            &["a", "--format", "xml"],
            &["a", "--fail-on", "info"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
