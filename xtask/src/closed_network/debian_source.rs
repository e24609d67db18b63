//! Reads the machine's own entry for Debian's archive and writes it again for another suite.
//!
//! Only the machine's configuration names the mirror through which it reaches Debian, so packages of
//! another suite are downloaded through the same entry.

use std::fs;
use std::path::Path;

/// An entry for Debian's archive, in the fields of sources.list(5).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DebianSource {
    uris: String,
    /// How the archive is trusted: fields such as `Signed-By`, with their values as written.
    trust: Vec<(String, String)>,
}

/// Fields of an entry that say how it is trusted, in deb822 spelling.
const TRUST: &[&str] = &["Signed-By", "Trusted"];

impl DebianSource {
    /// The machine's own entry: the first for the archive itself, not for security updates.
    pub(super) fn of_machine() -> Option<Self> {
        let folder = Path::new("/etc/apt");
        let mut paths = vec![folder.join("sources.list")];
        if let Ok(entries) = fs::read_dir(folder.join("sources.list.d")) {
            paths.extend(entries.flatten().map(|entry| entry.path()));
        }
        paths.sort();
        paths.iter().find_map(|path| {
            let text = fs::read_to_string(path).ok()?;
            match path.extension()?.to_str()? {
                "sources" => Self::in_deb822(&text),
                "list" => Self::in_one_line_style(&text),
                _ => None,
            }
        })
    }

    fn in_deb822(text: &str) -> Option<Self> {
        stanzas(text).into_iter().find_map(|fields| {
            let field = |name: &str| {
                let same = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
                fields.iter().find(same).map(|(_, value)| value.as_str())
            };
            let enabled = field("Enabled") != Some("no");
            let binary = field("Types")?.split_whitespace().any(|kind| kind == "deb");
            let uris = field("URIs")?;
            if !(enabled && binary && is_archive(uris, field("Suites")?, field("Components")?)) {
                return None;
            }
            let trust = TRUST
                .iter()
                .filter_map(|name| field(name).map(|value| ((*name).to_owned(), value.to_owned())));
            Some(Self {
                uris: uris.to_owned(),
                trust: trust.collect(),
            })
        })
    }

    fn in_one_line_style(text: &str) -> Option<Self> {
        text.lines().find_map(|line| {
            let line = line.split('#').next()?.trim();
            let rest = line.strip_prefix("deb")?;
            if !rest.starts_with([' ', '\t', '[']) {
                return None;
            }
            let rest = rest.trim_start();
            let (options, rest) = match rest.strip_prefix('[') {
                Some(rest) => rest.split_once(']')?,
                None => ("", rest),
            };
            let mut words = rest.split_whitespace();
            let (uri, suite) = (words.next()?, words.next()?);
            let components: Vec<&str> = words.collect();
            if !is_archive(uri, suite, &components.join(" ")) {
                return None;
            }
            let trust = options.split_whitespace().filter_map(|option| {
                let (key, value) = option.split_once('=')?;
                let name = TRUST.iter().find(|name| name.eq_ignore_ascii_case(key))?;
                Some(((*name).to_owned(), value.to_owned()))
            });
            Some(Self {
                uris: uri.to_owned(),
                trust: trust.collect(),
            })
        })
    }

    /// The entry in deb822 style, for another suite of the same archive.
    pub(super) fn with_suite(&self, suite: &str) -> String {
        let uris = &self.uris;
        let mut text = format!("Types: deb\nURIs: {uris}\nSuites: {suite}\nComponents: main\n");
        for (name, value) in &self.trust {
            text.push_str(&format!("{name}: {value}\n"));
        }
        text
    }
}

/// Whether an entry is for Debian's archive: mirrors keep it in a folder `debian`, while security
/// updates and other vendors' packages lie elsewhere or have other components.
fn is_archive(uris: &str, suites: &str, components: &str) -> bool {
    let in_debian = |uri: &str| uri.trim_end_matches('/').ends_with("/debian");
    uris.split_whitespace().all(in_debian)
        && !suites.contains("-security")
        && components.split_whitespace().any(|name| name == "main")
}

/// The fields of each stanza of a deb822 file. A continued value keeps its line breaks.
fn stanzas(text: &str) -> Vec<Vec<(String, String)>> {
    let mut stanzas: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.trim().is_empty() {
            stanzas.push(Vec::new());
            continue;
        }
        let Some(fields) = stanzas.last_mut() else {
            continue;
        };
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push('\n');
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    stanzas
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEB822: &str = "\
Types: deb
URIs: https://vendor.example/tool
Suites: nodistro
Components: main

Types: deb
# A comment inside a stanza.
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
";

    #[test]
    fn the_archive_is_found_among_deb822_stanzas_and_moved_to_another_suite() {
        let source = DebianSource::in_deb822(DEB822).expect("the archive is there");
        let expected = "\
Types: deb
URIs: http://mirror.example/debian
Suites: trixie-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
";
        assert_eq!(source.with_suite("trixie-backports"), expected);
    }

    #[test]
    fn an_embedded_key_stays_whole() {
        let text = "Types: deb\nURIs: http://m.example/debian/\nSuites: sid\nComponents: main\n\
                    Signed-By:\n -----BEGIN-----\n .\n abc\n -----END-----\n";
        let source = DebianSource::in_deb822(text).expect("the archive is there");
        let written = source.with_suite("sid");
        assert!(
            written.ends_with("Signed-By: \n -----BEGIN-----\n .\n abc\n -----END-----\n"),
            "{written}"
        );
    }

    #[test]
    fn one_line_entries_keep_their_trust_options() {
        let text = "# deb http://old.example/debian bookworm main\n\
                    deb-src http://mirror.example/debian bookworm main\n\
                    deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian \
                    bookworm main contrib # the archive\n";
        let source = DebianSource::in_one_line_style(text).expect("the archive is there");
        assert_eq!(
            source.with_suite("sid"),
            "Types: deb\nURIs: http://mirror.example/debian\nSuites: sid\nComponents: main\n\
             Signed-By: /keys/debian.gpg\n"
        );
    }

    #[test]
    fn other_entries_are_passed_over() {
        let lines = [
            "deb http://mirror.example/debian-security bookworm-security main",
            "deb http://mirror.example/debian bookworm-security main",
            "deb https://vendor.example/linux/debian bookworm stable",
            "deb https://vendor.example/chrome/deb stable main",
            "deb-src http://mirror.example/debian bookworm main",
            "deb [signed-by=/keys/debian.gpg http://mirror.example/debian bookworm main",
            "deb",
            "",
        ];
        for line in lines {
            assert_eq!(DebianSource::in_one_line_style(line), None, "{line}");
        }
        let off = DEB822.replace("Suites: bookworm", "Enabled: no\nSuites: bookworm");
        assert_eq!(DebianSource::in_deb822(&off), None);
    }
}
