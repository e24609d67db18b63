//! The arguments of `diff`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

/// The usage, as it is printed.
pub const USAGE: &str = "\
Usage: pack-check diff [OPTIONS] OLD NEW

Prints what differs between two packs in folders or archives: pack.json, charts, images, values, the charts'
defaults with those that the new pack hides, what the charts and manifests render to, and files.

  --format FORMAT        'text' (the default), 'markdown' for a pull request or a change record, or 'json'
  --lines                with the lines of files and objects that differ; for text only
  --no-render            leave out what the charts and manifests render to

Exit status: 0 if nothing differs, 1 if something does, 2 if a source is not a pack or cannot be read.";

/// How the answer is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines for people.
    #[default]
    Text,
    /// Tables for pull requests.
    Markdown,
    /// For programs.
    Json,
}

/// The formats by their names.
const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("markdown", Format::Markdown),
    ("json", Format::Json),
];

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// The earlier pack.
    pub before: PathBuf,
    /// The later pack.
    pub after: PathBuf,
    /// How the answer is written.
    pub format: Format,
    /// The lines that differ are told.
    pub has_lines: bool,
    /// What renders is compared, too.
    pub renders: bool,
}

impl Arguments {
    /// Reads the command line; `None` if only the usage is asked for.
    ///
    /// # Errors
    ///
    /// If an option is unknown, or there are not two packs.
    pub fn read(mut parser: Parser) -> Result<Option<Self>> {
        let mut packs = Vec::new();
        let (mut format, mut has_lines, mut renders) = (Format::default(), false, true);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("format") => {
                    let name = parser.value()?.string()?;
                    let known = FORMATS.iter().find(|(known, _)| *known == name);
                    let Some((_, known)) = known else {
                        let names: Vec<_> = FORMATS.iter().map(|(name, _)| *name).collect();
                        bail!(
                            "there is no format '{name}': use one of {}",
                            names.join(", ")
                        );
                    };
                    format = *known;
                }
                Arg::Long("lines") => has_lines = true,
                Arg::Long("no-render") => renders = false,
                Arg::Value(pack) => packs.push(PathBuf::from(pack)),
                other => return Err(other.unexpected().into()),
            }
        }
        let Ok([before, after]) = <[PathBuf; 2]>::try_from(packs) else {
            bail!("name two packs, the old one first\n\n{USAGE}");
        };
        if has_lines && format != Format::Text {
            bail!("--lines goes with the format 'text' only");
        }
        Ok(Some(Self {
            before,
            after,
            format,
            has_lines,
            renders,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Arguments>> {
        Arguments::read(Parser::from_args(arguments))
    }

    #[test]
    fn options_and_two_packs_are_read() {
        let expected = Arguments {
            before: "a".into(),
            after: "b".into(),
            format: Format::Json,
            has_lines: false,
            renders: false,
        };
        let found = read(&["a", "--format", "json", "--no-render", "b"]).unwrap();
        assert_eq!(found, Some(expected));
        assert_eq!(read(&["--help"]).unwrap(), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (arguments, message) in [
            (&["a"][..], "name two packs, the old one first"),
            (&["a", "b", "c"], "name two packs, the old one first"),
            (&["a", "b", "--format", "x"], "there is no format 'x'"),
            (&["a", "b", "--lines", "--format=json"], "--lines goes with"),
            (&["a", "b", "--words"], "invalid option '--words'"),
        ] {
            let error = read(arguments).unwrap_err().to_string();
            assert!(error.starts_with(message), "{arguments:?}: {error}");
        }
    }
}
