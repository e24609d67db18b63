//! The arguments at the command line.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use pack_model::Audience;

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: cargo xtask check [OPTIONS] PACK...

Checks packs: folders, or archives (.zip, .tar.gz, .tgz).

  --json                 print the findings as JSON
  --audience AUDIENCE    check for your own registry ('own', the default), or for the community
                         repository ('community'), which rejects more

Exit status: 0 if no pack has an error, 1 if one has, 2 if a source is not a pack.";

/// How findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// One line for each, for people.
    #[default]
    Text,
    /// One JSON document, for programs.
    Json,
}

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Folders and archives.
    pub sources: Vec<PathBuf>,
    /// How findings are written.
    pub format: Format,
    /// Whose registry the packs are for.
    pub audience: Audience,
}

impl Arguments {
    /// Reads the command line; `None` if only the usage is asked for.
    ///
    /// # Errors
    ///
    /// If an option is unknown, or if name at least one pack.
    pub fn read(mut parser: Parser) -> Result<Option<Self>> {
        let mut arguments = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("json") => arguments.format = Format::Json,
                Arg::Long("audience") => {
                    arguments.audience = match parser.value()?.string()?.as_str() {
                        "own" => Audience::Own,
                        "community" => Audience::Community,
                        other => bail!("there is no audience '{other}': use 'own' or 'community'"),
                    }
                }
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
        };
        let found = read(&["a", "--json", "--audience", "community", "b.zip"]).unwrap();
        assert_eq!(found, Some(expected));
        assert_eq!(read(&["--help"]).unwrap(), None);
    }

    #[test]
    fn rejects_unknown_options_and_a_missing_pack() {
        for wrong in [&[][..], &["--xml", "a"], &["a", "--audience", "all"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
