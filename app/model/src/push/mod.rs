//! The commands that push an exported pack to a registry, filled in with what is known.
//!
//! Palette finds a pack of an OCI registry at `<base path>/spectro-packs/archive/<name>` under the
//! tag `<version>`. The vendor's documentation names ORAS 1.0.0; newer ORAS must be told to write
//! the manifest that this version writes.

mod details;
mod targets;
#[cfg(test)]
mod tests;

use pack_archive::Format;

use crate::export;

pub use details::wrong;
pub use targets::{TARGETS, target};

/// What a target needs to know besides the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// The registry's host, with a port if it needs one.
    Host,
    /// The project or path in the registry that is set as base path in Palette.
    BasePath,
    /// The region of the cloud.
    Region,
    /// The account of the cloud.
    Account,
}

/// A kind of registry and how to push a pack to it.
#[derive(Debug)]
pub struct Target {
    /// Its id in addresses and storage.
    pub id: &'static str,
    /// The name that people see.
    pub label: &'static str,
    /// When to choose it.
    pub description: &'static str,
    /// The formats that its commands push. All push a folder, too.
    formats: &'static [Format],
    /// What to ask the user for.
    pub needs: &'static [Detail],
    commands: fn(&Words) -> Vec<Command>,
}

/// What is known about the pack and the registry. An empty text is unknown: the commands show its name
/// in angle brackets instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The registry's host. A scheme before it and a slash after it are ignored.
    pub host: String,
    /// The project or path in the registry; a single `/` means none.
    pub base_path: String,
    /// The region of the cloud, such as `eu-central-1`.
    pub region: String,
    /// The account of the cloud, twelve digits.
    pub account: String,
    /// The pack's name.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// The format of the file that is pushed; nothing where the pack was written into a folder.
    pub format: Option<Format>,
    /// Whether ORAS is of version 1.0, and not a newer one.
    pub is_old_oras: bool,
    /// The files that are pushed: paths in the pack.
    pub files: Vec<String>,
    /// What of the file is not pushed: paths in the pack.
    pub left_out: Vec<String>,
}

/// A command line for a POSIX shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The line, ready to be pasted once nothing in it is in angle brackets.
    pub text: String,
    /// What it does, or when it is needed.
    pub note: &'static str,
    /// Whether it can be run as it is: nothing that was asked for is missing or wrong.
    pub is_complete: bool,
}

impl Target {
    /// Whether its commands push a file of a format, or a folder.
    pub fn takes(&self, format: Option<Format>) -> bool {
        format.is_none_or(|format| self.formats.contains(&format))
    }
}

/// The commands that push the file or folder of a pack to a target, in order. They run where that lies.
pub fn commands(target: &Target, details: &Details) -> Vec<Command> {
    let is_wrong = target
        .needs
        .iter()
        .any(|detail| wrong(*detail, details.of(*detail)).is_some());
    let mut commands = (target.commands)(&Words::of(details));
    for command in &mut commands {
        let is_open = PLACEHOLDERS.iter().any(|open| command.text.contains(open));
        command.is_complete = !is_wrong && !is_open;
    }
    commands
}

impl Details {
    /// What is known of a detail.
    pub fn of(&self, detail: Detail) -> &str {
        match detail {
            Detail::Host => &self.host,
            Detail::BasePath => &self.base_path,
            Detail::Region => &self.region,
            Detail::Account => &self.account,
        }
    }
}

/// The details as parts of commands.
struct Words {
    host: String,
    /// Empty, or ending in a slash.
    base: String,
    region: String,
    account: String,
    name: String,
    version: String,
    /// The export's file name without its extension, which is also the folder in it.
    stem: String,
    format: Option<Format>,
    is_old_oras: bool,
    /// The files that are pushed: paths that begin with the folder.
    files: Vec<String>,
    /// What is not pushed: paths that begin with the folder.
    left_out: Vec<String>,
}

impl Words {
    fn of(details: &Details) -> Self {
        let known = |text: &str, placeholder: &str| match text.trim() {
            "" => placeholder.to_owned(),
            text => text.to_owned(),
        };
        let host = details.host.trim();
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        let name = known(&details.name, "<name>");
        let version = known(&details.version, "<version>");
        let base = match details.base_path.trim() {
            "" => "<project>/".to_owned(),
            path => match path.trim_matches('/') {
                "" => String::new(),
                path => format!("{path}/"),
            },
        };
        let stem = stem(details, &name, &version);
        let below = |paths: &[String]| paths.iter().map(|path| format!("{stem}/{path}")).collect();
        Self {
            host: known(host.trim_end_matches('/'), "<registry>"),
            base,
            region: known(&details.region, "<region>"),
            account: known(&details.account, "<account>"),
            files: below(&details.files),
            left_out: below(&details.left_out),
            stem,
            name,
            version,
            format: details.format,
            is_old_oras: details.is_old_oras,
        }
    }

    /// The repository in which Palette looks for packs.
    fn archive(&self) -> String {
        format!("{}spectro-packs/archive", self.base)
    }

    /// The pack's repository and tag.
    fn reference(&self) -> String {
        format!("{}/{}:{}", self.archive(), self.name, self.version)
    }

    /// The name of the file that is pushed, which is made of a folder first.
    fn file(&self) -> String {
        self.format.unwrap_or(Format::TarGz).named(&self.stem)
    }
}

/// The name of the exported file without its extension, as far as it is known.
fn stem(details: &Details, name: &str, version: &str) -> String {
    match [&details.name, &details.version].map(|text| text.trim().is_empty()) {
        [false, false] => export::stem_of(Some(name), Some(version)),
        _ => format!("{name}-{version}"),
    }
}

/// A command line of words, each quoted if the shell needs it.
fn line(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| quoted(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands for a detail that is not known.
const PLACEHOLDERS: &[&str] = &[
    "<registry>",
    "<project>",
    "<region>",
    "<account>",
    "<name>",
    "<version>",
];

/// A word, quoted for a POSIX shell. Names in angle brackets stay readable, because people replace them.
fn quoted(word: &str) -> String {
    let filled: String = PLACEHOLDERS
        .iter()
        .fold(word.to_owned(), |word, placeholder| {
            word.replace(placeholder, "x")
        });
    match shlex::try_quote(&filled) {
        Ok(same) if same == filled => word.to_owned(),
        // shlex refuses only NUL, which no shell can pass on.
        _ => shlex::try_quote(&word.replace('\0', ""))
            .map_or_else(|_| String::new(), |quoted| quoted.into_owned()),
    }
}
