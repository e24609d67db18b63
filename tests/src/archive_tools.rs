//! Common archive tools, which must be able to open the exports.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use pack_archive::{Entry, Format};

use crate::packs::folder::read_folder;

/// A tool that unpacks archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// The usual name of the tool.
    pub name: &'static str,
    /// Whether the tool restores the execute permission.
    pub keeps_mode: bool,
    format: Format,
    program: &'static str,
    /// A part of the tool's output for `--version`, or for `-v` in the case of unzip.
    known_by: &'static str,
    /// The arguments. `{archive}` and `{folder}` are replaced by the two paths.
    arguments: &'static [&'static str],
}

/// All tools that exports are opened with.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "unzip",
        keeps_mode: true,
        format: Format::Zip,
        program: "unzip",
        known_by: "UnZip",
        arguments: &["-q", "{archive}", "-d", "{folder}"],
    },
    Tool {
        name: "unzip -t",
        keeps_mode: false,
        format: Format::Zip,
        program: "unzip",
        known_by: "UnZip",
        arguments: &["-tq", "{archive}"],
    },
    Tool {
        name: "bsdtar for zip",
        keeps_mode: true,
        format: Format::Zip,
        program: "bsdtar",
        known_by: "bsdtar",
        arguments: &["-xf", "{archive}", "-C", "{folder}"],
    },
    Tool {
        name: "Python's zipfile",
        keeps_mode: false,
        format: Format::Zip,
        program: "python3",
        known_by: "Python 3",
        arguments: &[
            "-c",
            "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])",
            "{archive}",
            "{folder}",
        ],
    },
    Tool {
        name: "GNU tar",
        keeps_mode: true,
        format: Format::TarGz,
        program: "tar",
        known_by: "GNU tar",
        arguments: &["-xzf", "{archive}", "-C", "{folder}"],
    },
    Tool {
        name: "bsdtar for tar.gz",
        keeps_mode: true,
        format: Format::TarGz,
        program: "bsdtar",
        known_by: "bsdtar",
        arguments: &["-xzf", "{archive}", "-C", "{folder}"],
    },
    Tool {
        name: "Python's tarfile",
        keeps_mode: true,
        format: Format::TarGz,
        program: "python3",
        known_by: "Python 3",
        arguments: &[
            "-c",
            "import sys, tarfile\nwith tarfile.open(sys.argv[1], 'r:gz') as t: t.extractall(sys.argv[2])",
            "{archive}",
            "{folder}",
        ],
    },
];

impl Tool {
    /// Whether this machine has the tool, and not another one with the same name.
    pub fn is_installed(&self) -> bool {
        let version = if self.program == "unzip" {
            "-v"
        } else {
            "--version"
        };
        Command::new(self.program)
            .arg(version)
            .output()
            .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains(self.known_by))
    }

    /// Whether the tool reads a format.
    pub fn opens(&self, format: Format) -> bool {
        self.format == format
    }

    /// Whether the tool writes the files, and does not only test the archive.
    pub fn unpacks(&self) -> bool {
        self.arguments.contains(&"{folder}")
    }

    /// Opens an archive, and returns the files that the tool wrote: none if it only tests.
    pub fn open(&self, archive: &[u8]) -> Result<Vec<Entry>> {
        let place = tempfile::tempdir()?;
        let packed = place
            .path()
            .join(format!("archive{}", self.format.extension()));
        let folder = place.path().join("unpacked");
        std::fs::write(&packed, archive)?;
        std::fs::create_dir(&folder)?;
        let answer = Command::new(self.program)
            .args(
                self.arguments
                    .iter()
                    .map(|argument| fill(argument, &packed, &folder)),
            )
            .output()
            .with_context(|| format!("starting {}", self.name))?;
        if !answer.status.success() {
            let said = [answer.stdout, answer.stderr].concat();
            bail!(
                "{} refuses the archive: {}",
                self.name,
                String::from_utf8_lossy(&said)
            );
        }
        read_folder(&folder)
    }
}

fn fill(argument: &str, archive: &Path, folder: &Path) -> String {
    match argument {
        "{archive}" => archive.display().to_string(),
        "{folder}" => folder.display().to_string(),
        other => other.to_owned(),
    }
}
