//! Two versions of a pack, told apart in every format.

use std::fs;
use std::path::PathBuf;

use super::*;

/// A pack of one manifest, whose image has this tag.
fn pack(folder: &Path, version: &str, tag: &str) -> PathBuf {
    let path = folder.join(format!("shop-{version}"));
    fs::create_dir_all(path.join("manifests")).unwrap();
    for (file, text) in [
        (
            "pack.json",
            format!(
                r#"{{"name": "shop", "version": "{version}", "kubeManifests": ["manifests/pod.yaml"]}}"#
            ),
        ),
        ("values.yaml", "# Nothing.\n".to_owned()),
        (
            "manifests/pod.yaml",
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {{containers: [{{name: c, image: 'x.io/a:{tag}'}}]}}\n"
            ),
        ),
    ] {
        fs::write(path.join(file), text).unwrap();
    }
    path
}

fn arguments(before: PathBuf, after: PathBuf) -> Arguments {
    Arguments {
        before,
        after,
        format: Format::Text,
        has_lines: false,
        renders: true,
    }
}

fn printed(arguments: &Arguments) -> (Outcome, String) {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let outcome = run(arguments, &mut out, &mut problems).unwrap();
    assert_eq!(String::from_utf8(problems).unwrap(), "");
    (outcome, String::from_utf8(out).unwrap())
}

#[test]
fn two_versions_of_a_pack_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (
        pack(folder.path(), "1.0", "1"),
        pack(folder.path(), "1.1", "2"),
    );
    let mut arguments = arguments(before.clone(), after);
    let (outcome, text) = printed(&arguments);
    assert_eq!(outcome, Outcome::Errors);
    let expected = "shop 1.0 → 1.1\n\
        \npack.json\n  ~ version: \"1.0\" → \"1.1\"\n\
        \nDeployed images\n  ~ x.io/a: 1 → 2\n\
        \nObjects\n  ~ Pod p (+1 −1 lines)\n\
        \nFiles\n  ~ manifests/pod.yaml (+1 −1 lines)\n  ~ pack.json (+1 −1 lines)\n";
    assert_eq!(text, expected);

    arguments.format = Format::Markdown;
    let (_, markdown) = printed(&arguments);
    assert!(
        markdown.contains("| changed | `x.io/a` | `1` | `2` |\n"),
        "{markdown}"
    );

    arguments.format = Format::Json;
    let json: serde_json::Value = serde_json::from_str(&printed(&arguments).1).unwrap();
    assert_eq!(json["properties"][0]["path"], "/version");
    assert_eq!(json["files"][0]["kind"], "changed");
    assert_eq!(json["rendered"]["objects"][0]["name"], "p");

    arguments.after = before;
    arguments.format = Format::Text;
    assert_eq!(
        printed(&arguments),
        (Outcome::Clean, "shop 1.0\nNothing differs.\n".to_owned())
    );
}

#[test]
fn lines_are_told_where_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (
        pack(folder.path(), "1.0", "1"),
        pack(folder.path(), "1.1", "2"),
    );
    let arguments = Arguments {
        has_lines: true,
        renders: false,
        ..arguments(before, after)
    };
    let (_, text) = printed(&arguments);
    assert!(!text.contains("Objects"), "{text}");
    let expected =
        "\n--- manifests/pod.yaml\n  apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n- spec:";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_source_that_is_no_pack_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let before = pack(folder.path(), "1.0", "1");
    let arguments = arguments(before, folder.path().join("none"));
    let error = run(&arguments, &mut Vec::new(), &mut Vec::new()).unwrap_err();
    assert!(
        format!("{error:#}").contains("none: cannot be read"),
        "{error:#}"
    );
}
