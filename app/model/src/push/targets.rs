//! The table of targets.

use pack_archive::Format;

use super::{Command, Detail, Target, Words, line};

/// Every target, the commonest first.
pub const TARGETS: &[Target] = &[
    Target {
        id: "oci",
        label: "OCI registry",
        description: "Harbor, Zot and other registries with a user name and a password.",
        format: Format::TarGz,
        needs: &[Detail::Host, Detail::BasePath],
        commands: oci,
    },
    Target {
        id: "oci-layout",
        label: "OCI registry, from an OCI layout",
        description: "Copies the exported artifact, with any version of ORAS.",
        format: Format::OciLayout,
        needs: &[Detail::Host, Detail::BasePath],
        commands: oci_layout,
    },
    Target {
        id: "ecr",
        label: "Amazon ECR",
        description: "A private registry of an AWS account.",
        format: Format::TarGz,
        needs: &[Detail::Account, Detail::Region, Detail::BasePath],
        commands: ecr,
    },
    Target {
        id: "spectro",
        label: "Spectro registry (legacy)",
        description: "The older registry of Spectro Cloud, with its command line tool.",
        format: Format::TarGz,
        needs: &[Detail::Host],
        commands: spectro,
    },
];

/// The target with an id.
pub fn target(id: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.id == id)
}

/// What to do with an ORAS newer than 1.0.0, which the vendor's documentation names.
const NEWER_ORAS: &str = "Pushes the pack. If your ORAS is newer than 1.0, add --image-spec v1.0, because Palette needs the older format.";
const LOGIN: &str = "Asks for the user name and the password of the registry.";

fn command(text: String, note: &'static str) -> Command {
    Command { text, note }
}

/// Logs in to a registry with ORAS.
fn oras_login(host: &str) -> Command {
    command(line(&["oras", "login", host]), LOGIN)
}

/// Pushes the pack's archive with ORAS.
fn oras_push(host: &str, words: &Words) -> Command {
    let to = format!("{host}/{}", words.reference());
    let archive = Format::TarGz.named(&words.stem);
    command(line(&["oras", "push", &to, &archive]), NEWER_ORAS)
}

fn oci(words: &Words) -> Vec<Command> {
    let host = &words.host;
    vec![
        oras_login(host),
        command(
            line(&["oras", "push", &format!("{host}/{}", words.archive())]),
            "Only once, and only for Harbor: creates the base path that Palette expects.",
        ),
        oras_push(host, words),
    ]
}

fn oci_layout(words: &Words) -> Vec<Command> {
    let Words {
        host,
        stem,
        version,
        ..
    } = words;
    let from = format!("{}:{version}", Format::OciLayout.named(stem));
    let to = format!("{host}/{}", words.reference());
    vec![
        oras_login(host),
        command(
            line(&["oras", "cp", "--from-oci-layout", &from, &to]),
            "Copies the artifact byte for byte.",
        ),
    ]
}

fn ecr(words: &Words) -> Vec<Command> {
    let Words {
        account,
        region,
        name,
        ..
    } = words;
    // The regions in China have their own domain.
    let end = if region.starts_with("cn-") { ".cn" } else { "" };
    let host = format!("{account}.dkr.ecr.{region}.amazonaws.com{end}");
    let create = |repository: &str| {
        line(&[
            "aws",
            "ecr",
            "create-repository",
            "--repository-name",
            repository,
            "--region",
            region,
        ])
    };
    vec![
        command(
            create(&words.archive()),
            "Only once: ECR does not create repositories when you push.",
        ),
        command(
            create(&format!("{}/{name}", words.archive())),
            "Once for each pack.",
        ),
        command(
            format!(
                "{} | {}",
                line(&["aws", "ecr", "get-login-password", "--region", region]),
                line(&[
                    "oras",
                    "login",
                    "--username",
                    "AWS",
                    "--password-stdin",
                    &host
                ]),
            ),
            "The login is valid for twelve hours.",
        ),
        oras_push(&host, words),
    ]
}

fn spectro(words: &Words) -> Vec<Command> {
    let Words {
        host,
        stem,
        version,
        ..
    } = words;
    let push = ["spectro", "pack", "push", stem];
    let server = ["--registry-server", host];
    let message = format!("Replace {version}");
    vec![
        command(
            line(&["tar", "-xzf", &Format::TarGz.named(stem)]),
            "Unpacks the zip file into a folder, because the CLI pushes folders.",
        ),
        command(line(&["spectro", "registry", "login", host]), LOGIN),
        command(line(&[&push[..], &server].concat()), "Pushes the pack."),
        command(
            line(&[&push[..], &["-f", "-m", &message], &server].concat()),
            "Alternatively, to overwrite an existing version. Clusters may keep the old one.",
        ),
    ]
}
