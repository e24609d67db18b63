//! What the commands are, for each kind of registry and each form of a pack.

use super::*;

fn details() -> Details {
    Details {
        host: "https://harbor.example.com/".into(),
        base_path: "/packs/".into(),
        region: "eu-central-1".into(),
        account: "123456789012".into(),
        name: "web".into(),
        version: "1.2.3".into(),
        format: Some(Format::TarGz),
        is_old_oras: false,
        files: ["pack.json", "charts/a b.tgz"].map(str::to_owned).to_vec(),
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
        format: Some(Format::OciLayout),
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
        format: Some(Format::Zip),
        ..details()
    };
    spectro("unzip web-1.2.3.zip", &zip);
    zip.left_out = vec![".pack-check.yaml".to_owned()];
    spectro("unzip web-1.2.3.zip -x web-1.2.3/.pack-check.yaml", &zip);
}

#[test]
fn a_folder_is_packed_first_where_a_file_is_pushed() {
    let folder = Details {
        format: None,
        left_out: vec![".pack-check.yaml".to_owned()],
        ..details()
    };
    for target in TARGETS {
        assert!(target.takes(None));
        let commands = commands(target, &folder);
        let texts: Vec<_> = commands
            .iter()
            .map(|command| command.text.as_str())
            .collect();
        let packs = "tar -czf web-1.2.3.tar.gz web-1.2.3/pack.json 'web-1.2.3/charts/a b.tgz'";
        match target.id {
            "spectro" => {
                assert_eq!(texts[0], "spectro registry login harbor.example.com");
                assert!(commands[1].note.contains(".git"));
            }
            _ => assert_eq!(texts[0], packs),
        }
        let named = if target.id == "spectro" {
            "web-1.2.3"
        } else {
            "web-1.2.3.tar.gz"
        };
        let pushes = texts
            .iter()
            .any(|text| text.contains("push") && text.contains(named));
        assert!(pushes, "{texts:?}");
    }
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
        assert!(TARGETS.iter().any(|target| target.takes(Some(format))));
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
                format: Some(target.formats[0]),
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
