//! The commands that push an exported pack to a registry, filled in with what is known.
//!
//! Palette finds a pack of an OCI registry at `<base path>/spectro-packs/archive/<name>` under the
//! tag `<version>`. The vendor's documentation names ORAS 1.0.0; newer ORAS must be told to write
//! the manifest that this version writes.

mod details;
mod targets;

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
    /// The formats that its commands push.
    pub formats: &'static [Format],
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
    /// The format of the file that is pushed.
    pub format: Format,
    /// Whether ORAS is of version 1.0, and not a newer one.
    pub is_old_oras: bool,
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

/// The commands that push the file of a pack to a target, in order. They run in the folder of that file.
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
    format: Format,
    is_old_oras: bool,
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
        Self {
            host: known(host.trim_end_matches('/'), "<registry>"),
            base,
            region: known(&details.region, "<region>"),
            account: known(&details.account, "<account>"),
            stem: stem(details, &name, &version),
            name,
            version,
            format: details.format,
            is_old_oras: details.is_old_oras,
            left_out: details.left_out.clone(),
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

    /// The name of the file that is pushed.
    fn file(&self) -> String {
        self.format.named(&self.stem)
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
            format: Format::TarGz,
            is_old_oras: false,
            left_out: Vec::new(),
        }
    }

    fn unknown() -> Details {
        Details {
            host: String::new(),
            base_path: String::new(),
            region: String::new(),
            account: String::new(),
            name: String::new(),
            version: String::new(),
            ..details()
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
        let push = "harbor.example.com/packs/spectro-packs/archive/web:1.2.3";
        let oci = |push: &str, details: &Details| {
            check(
                "oci",
                details,
                &[
                    "oras login harbor.example.com",
                    "oras push harbor.example.com/packs/spectro-packs/archive",
                    push,
                ],
            );
        };
        let tar = format!("oras push --image-spec v1.0 {push} web-1.2.3.tar.gz");
        oci(&tar, &details());
        let old = Details {
            is_old_oras: true,
            ..details()
        };
        oci(&format!("oras push {push} web-1.2.3.tar.gz"), &old);
        let layout = Details {
            format: Format::OciLayout,
            ..details()
        };
        oci(
            &format!("oras cp --from-oci-layout web-1.2.3.oci.tar:1.2.3 {push}"),
            &layout,
        );
        check(
            "ecr",
            &details(),
            &[
                "aws ecr create-repository --repository-name packs/spectro-packs/archive --region eu-central-1",
                "aws ecr create-repository --repository-name packs/spectro-packs/archive/web --region eu-central-1",
                "aws ecr get-login-password --region eu-central-1 | oras login --username AWS --password-stdin \
                 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                "oras push --image-spec v1.0 \
                 123456789012.dkr.ecr.eu-central-1.amazonaws.com/packs/spectro-packs/archive/web:1.2.3 \
                 web-1.2.3.tar.gz",
            ],
        );
        let spectro = |unpack: &str, details: &Details| {
            check(
                "spectro",
                details,
                &[
                    unpack,
                    "spectro registry login harbor.example.com",
                    "spectro pack push web-1.2.3 --registry-server harbor.example.com",
                    "spectro pack push web-1.2.3 -f -m 'Replace 1.2.3' --registry-server harbor.example.com",
                ],
            );
        };
        spectro("tar -xzf web-1.2.3.tar.gz", &details());
        let mut zip = Details {
            format: Format::Zip,
            ..details()
        };
        spectro("unzip web-1.2.3.zip", &zip);
        zip.left_out = vec![".pack-check.yaml".to_owned()];
        spectro("unzip web-1.2.3.zip -x web-1.2.3/.pack-check.yaml", &zip);
    }

    #[test]
    fn a_command_is_complete_once_all_that_is_asked_for_is_there_and_right() {
        let is_complete = |id: &str, details: &Details| {
            let commands = commands(target(id).unwrap(), details);
            commands.iter().all(|command| command.is_complete)
        };
        for id in ["oci", "ecr", "spectro"] {
            assert!(is_complete(id, &details()), "{id}");
            assert!(!is_complete(
                id,
                &Details {
                    version: String::new(),
                    ..details()
                }
            ));
        }
        let wrong = Details {
            account: "12".into(),
            ..details()
        };
        assert!(is_complete("oci", &wrong) && !is_complete("ecr", &wrong));
        let missing = Details {
            host: String::new(),
            ..details()
        };
        assert!(!is_complete("oci", &missing) && is_complete("ecr", &missing));
    }

    #[test]
    fn every_format_has_a_target() {
        for format in Format::ALL {
            assert!(
                TARGETS
                    .iter()
                    .any(|target| target.formats.contains(&format))
            );
        }
    }

    #[test]
    fn what_is_not_known_stays_in_angle_brackets_and_strange_values_are_quoted() {
        let known = Details {
            name: "web".into(),
            ..unknown()
        };
        let target = target("oci").unwrap();
        assert_eq!(
            commands(target, &known)[2].text,
            "oras push --image-spec v1.0 <registry>/<project>/spectro-packs/archive/web:<version> web-<version>.tar.gz",
        );
        let strange = Details {
            name: "a b; rm -rf $HOME".into(),
            base_path: "/".into(),
            ..details()
        };
        assert_eq!(
            commands(target, &strange)[2].text,
            "oras push --image-spec v1.0 'harbor.example.com/spectro-packs/archive/a b; rm -rf $HOME:1.2.3' 'a-b;-rm--rf-$HOME-1.2.3.tar.gz'",
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
                    format: target.formats[0],
                    ..unknown()
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
