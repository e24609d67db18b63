//! The table of targets.

use pack_archive::Format;

use super::{Command, Detail, Target, Words, line};

/// Every target, the commonest first.
pub const TARGETS: &[Target] = &[
    Target {
        id: "oci",
        label: "OCI registry",
        description: "Harbor, Zot and other registries with a user name and a password.",
        formats: &[Format::TarGz, Format::OciLayout],
        needs: &[Detail::Host, Detail::BasePath],
        commands: oci,
    },
    Target {
        id: "ecr",
        label: "Amazon ECR",
        description: "A private registry of an AWS account.",
        formats: &[Format::TarGz, Format::OciLayout],
        needs: &[Detail::Account, Detail::Region, Detail::BasePath],
        commands: ecr,
    },
    Target {
        id: "spectro",
        label: "Spectro registry (legacy)",
        description: "The older registry of Spectro Cloud, with its command line tool.",
        formats: &[Format::TarGz, Format::Zip],
        needs: &[Detail::Host],
        commands: spectro,
    },
];

/// The target with an id.
pub fn target(id: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.id == id)
}

const LOGIN: &str = "Asks for the user name and the password of the registry.";

fn command(text: String, note: &'static str) -> Command {
    Command {
        text,
        note,
        is_complete: false,
    }
}

/// Logs in to a registry with ORAS.
fn oras_login(host: &str) -> Command {
    command(line(&["oras", "login", host]), LOGIN)
}

/// Pushes the file with ORAS. ORAS newer than 1.0 writes a format that Palette does not read, unless told not to.
fn oras_push(host: &str, words: &Words) -> Command {
    let to = format!("{host}/{}", words.reference());
    let file = words.file();
    if words.format == Some(Format::OciLayout) {
        let from = format!("{file}:{}", words.version);
        let copy = line(&["oras", "cp", "--from-oci-layout", &from, &to]);
        return command(copy, "Copies the artifact byte for byte.");
    }
    let push: &[&str] = match words.is_old_oras {
        true => &["oras", "push"],
        false => &["oras", "push", "--image-spec", "v1.0"],
    };
    let to = [to.as_str(), file.as_str()];
    command(line(&[push, &to].concat()), "Pushes the pack.")
}

/// Makes the file of a folder, of the pack's own files: what else the folder holds, such as `.git`, stays out. A file
/// is there already.
fn packed(words: &Words) -> Option<Command> {
    let file = words.file();
    let mut parts = vec!["tar", "-czf", file.as_str()];
    parts.extend(words.files.iter().map(String::as_str));
    let note =
        "Packs the pack’s files into the file that Palette reads. Run it where the folder is.";
    words.format.is_none().then(|| command(line(&parts), note))
}

fn oci(words: &Words) -> Vec<Command> {
    let host = &words.host;
    let commands = [
        oras_login(host),
        command(
            line(&["oras", "push", &format!("{host}/{}", words.archive())]),
            "Only once, and only for Harbor: creates the base path that Palette expects.",
        ),
        oras_push(host, words),
    ];
    packed(words).into_iter().chain(commands).collect()
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
    let commands = [
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
    ];
    packed(words).into_iter().chain(commands).collect()
}

/// Unpacks the file into its folder, without what is not pushed. A folder is there already.
fn unpacked(words: &Words) -> Option<Command> {
    let file = words.file();
    let parts = match words.format? {
        Format::Zip => {
            let mut parts = vec!["unzip", file.as_str()];
            if !words.left_out.is_empty() {
                parts.push("-x");
                parts.extend(words.left_out.iter().map(String::as_str));
            }
            parts
        }
        _ => vec!["tar", "-xzf", &file],
    };
    let note = "Unpacks the file into a folder, because the CLI pushes folders.";
    Some(command(line(&parts), note))
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
    let note = match words.format {
        Some(_) => "Pushes the pack.",
        None => {
            "Pushes all that is in the folder. First move away what is not to be pushed, such as .git and .pack-check.yaml."
        }
    };
    let commands = [
        command(line(&["spectro", "registry", "login", host]), LOGIN),
        command(line(&[&push[..], &server].concat()), note),
        command(
            line(&[&push[..], &["-f", "-m", &message], &server].concat()),
            "Alternatively, to overwrite an existing version. Clusters may keep the old one.",
        ),
    ];
    unpacked(words).into_iter().chain(commands).collect()
}
