//! The commands that push an exported pack to a registry, filled in with what is known.
//!
//! Palette finds a pack of an OCI registry at `<base path>/spectro-packs/archive/<name>` under the
//! tag `<version>`. The vendor's documentation names ORAS 1.0.0; newer ORAS must be told to write
//! the manifest that this version writes.

mod targets;

use pack_archive::Format;

use crate::export;

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
    /// The export format that the commands push.
    pub format: Format,
    /// What to ask the user for.
    pub needs: &'static [Detail],
    commands: fn(&Words) -> Vec<Command>,
}

/// What is known about the pack and the registry. An empty text is unknown: the commands show its name
/// in angle brackets instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
}

/// A command line for a POSIX shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The line, ready to be pasted once nothing in it is in angle brackets.
    pub text: String,
    /// What it does, or when it is needed.
    pub note: &'static str,
}

/// The commands that push a pack to a target, in order. They run in the folder of the exported file.
pub fn commands(target: &Target, details: &Details) -> Vec<Command> {
    (target.commands)(&Words::of(details))
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
    /// The export's file name without its extension.
    stem: String,
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
        Self {
            host: known(host.trim_end_matches('/'), "<registry>"),
            base,
            region: known(&details.region, "<region>"),
            account: known(&details.account, "<account>"),
            stem: stem(details, &name, &version),
            name,
            version,
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

/// A word, quoted for a POSIX shell. Names in angle brackets stay readable, because people replace them.
fn quoted(word: &str) -> String {
    let filled: String = [
        "<registry>",
        "<project>",
        "<region>",
        "<account>",
        "<name>",
        "<version>",
    ]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> Details {
        Details {
            host: "https://harbor.example.com/".into(),
            base_path: "/packs/".into(),
            region: "eu-central-1".into(),
            account: "123456789012".into(),
            name: "web".into(),
            version: "1.2.3".into(),
        }
    }

    fn check(id: &str, details: &Details, expected: &[&str]) {
        let target = target(id).unwrap();
        let texts: Vec<_> = commands(target, details)
            .into_iter()
            .map(|command| command.text)
            .collect();
        assert_eq!(texts, expected, "{id}");
    }

    #[test]
    fn commands_are_filled_with_name_version_and_registry() {
        check(
            "oci",
            &details(),
            &[
                "oras login harbor.example.com",
                "oras push harbor.example.com/packs/spectro-packs/archive",
                "oras push harbor.example.com/packs/spectro-packs/archive/web:1.2.3 web-1.2.3.tar.gz",
            ],
        );
        check(
            "oci-layout",
            &details(),
            &[
                "oras login harbor.example.com",
                "oras cp --from-oci-layout web-1.2.3.oci.tar:1.2.3 harbor.example.com/packs/spectro-packs/archive/web:1.2.3",
            ],
        );
        check(
            "ecr",
            &details(),
            &[
                "aws ecr create-repository --repository-name packs/spectro-packs/archive --region eu-central-1",
                "aws ecr create-repository --repository-name packs/spectro-packs/archive/web --region eu-central-1",
                "aws ecr get-login-password --region eu-central-1 | oras login --username AWS --password-stdin \
                 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                "oras push 123456789012.dkr.ecr.eu-central-1.amazonaws.com/packs/spectro-packs/archive/web:1.2.3 \
                 web-1.2.3.tar.gz",
            ],
        );
        check(
            "spectro",
            &details(),
            &[
                "tar -xzf web-1.2.3.tar.gz",
                "spectro registry login harbor.example.com",
                "spectro pack push web-1.2.3 --registry-server harbor.example.com",
                "spectro pack push web-1.2.3 -f -m 'Replace 1.2.3' --registry-server harbor.example.com",
            ],
        );
    }

    #[test]
    fn what_is_not_known_stays_in_angle_brackets_and_strange_values_are_quoted() {
        let known = Details {
            name: "web".into(),
            ..Details::default()
        };
        let target = target("oci").unwrap();
        assert_eq!(
            commands(target, &known)[2].text,
            "oras push <registry>/<project>/spectro-packs/archive/web:<version> web-<version>.tar.gz",
        );
        let strange = Details {
            name: "a b; rm -rf $HOME".into(),
            base_path: "/".into(),
            ..details()
        };
        assert_eq!(
            commands(target, &strange)[2].text,
            "oras push 'harbor.example.com/spectro-packs/archive/a b; rm -rf $HOME:1.2.3' 'a-b;-rm--rf-$HOME-1.2.3.tar.gz'",
        );
        let split = shlex::split(&line(&["it's", "<b>", "-\0-", "", "`x`"])).unwrap();
        assert_eq!(split, ["it's", "<b>", "--", "", "`x`"]);
    }

    #[test]
    fn the_chinese_regions_have_a_host_of_their_own() {
        let details = Details {
            region: "cn-north-1".into(),
            ..details()
        };
        let login = &commands(target("ecr").unwrap(), &details)[2].text;
        assert!(
            login.ends_with(".dkr.ecr.cn-north-1.amazonaws.com.cn"),
            "{login}"
        );
    }

    #[test]
    fn every_target_asks_for_what_its_commands_leave_open() {
        for target in TARGETS {
            let open = commands(
                target,
                &Details {
                    name: "n".into(),
                    version: "1".into(),
                    ..Details::default()
                },
            );
            let text: String = open.iter().map(|command| command.text.as_str()).collect();
            for (detail, placeholder) in [
                (Detail::Host, "<registry>"),
                (Detail::BasePath, "<project>"),
                (Detail::Region, "<region>"),
                (Detail::Account, "<account>"),
            ] {
                assert_eq!(
                    target.needs.contains(&detail),
                    text.contains(placeholder),
                    "{} {detail:?}",
                    target.id
                );
            }
        }
    }
}
