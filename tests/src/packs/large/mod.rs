//! Packs with very many of one thing: of everything that the limits of archives let in. What each of
//! them costs must grow in proportion to its size.

pub mod cost;

use std::fmt::Write as _;

use pack_archive::Entry;

use crate::packs::fixture::{Fixture, MANIFEST, VALUES};

/// A kind of pack that can have any size.
#[derive(Debug, Clone, Copy)]
pub struct Large {
    /// What it has many of.
    pub name: &'static str,
    /// The most of it that is asked for.
    pub most: usize,
    /// Makes a pack with so many of it.
    pub pack: fn(usize) -> Fixture,
}

/// All kinds.
pub const LARGE: &[Large] = &[
    large("files", 19_000, files),
    large("annotations", 100_000, annotations),
    large("keys", 100_000, keys),
    large("images", 100_000, images),
    large("dependencies", 20_000, dependencies),
    large("dependencies on one line", 20_000, dependencies_on_one_line),
    large("equal dependencies", 20_000, equal_dependencies),
    large("resources", 20_000, resources),
    large("manifests", 19_000, manifests),
    large("missing manifests", 20_000, missing_manifests),
    large("objects", 20_000, objects),
    large("presets", 20_000, presets),
    large("enabled presets", 20_000, enabled_presets),
    large("parameters", 20_000, parameters),
    large("findings in pack.json", 20_000, findings_in_json),
    large("findings in values.yaml", 20_000, findings_in_yaml),
    large("findings in a text", 20_000, findings_in_text),
    large("ignored findings", 20_000, ignored_findings),
    large("duplicate keys", 20_000, duplicate_keys),
    large("broken lines", 20_000, broken_lines),
    large("deep JSON", 20_000, deep_json),
    large("deep YAML", 20_000, deep_yaml),
    large("deep lists of YAML", 20_000, deep_lists_of_yaml),
    large("deep README", 20_000, deep_readme),
    large("deep emphasis", 20_000, deep_emphasis),
    large("deep folders", 100, deep_folders),
];

const fn large(name: &'static str, most: usize, pack: fn(usize) -> Fixture) -> Large {
    Large { name, most, pack }
}

/// The kind with a name.
///
/// # Panics
/// If there is none.
pub fn of(name: &str) -> &'static Large {
    let found = LARGE.iter().find(|large| large.name == name);
    #[allow(clippy::panic, reason = "a test names a kind that is not in the table")]
    found.unwrap_or_else(|| panic!("no pack with many {name}"))
}

fn base() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
}

/// A text for each number.
fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// The items of a JSON list or object, without brackets.
fn items(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = each(count, |at| format!("    {},\n", item(at)));
    text.truncate(text.trim_end_matches(['\n', ',']).len());
    text
}

/// The pack with more properties in its pack.json.
fn with_property(pack: Fixture, property: &str) -> Fixture {
    let json = String::from_utf8_lossy(pack.bytes("pack.json")).into_owned();
    let json = json.replacen("  \"layer\"", &format!("{property},\n  \"layer\""), 1);
    pack.with("pack.json", json.into_bytes())
}

/// The pack with another pack.json, from its annotations on.
fn with_annotations(pack: Fixture, annotations: &str) -> Fixture {
    let json = String::from_utf8_lossy(pack.bytes("pack.json")).into_owned();
    let json = json.replacen(
        "    \"source\"",
        &format!("{annotations},\n    \"source\""),
        1,
    );
    pack.with("pack.json", json.into_bytes())
}

fn with_values(more: &str) -> Fixture {
    base().with("values.yaml", format!("{VALUES}{more}").into_bytes())
}

fn files(count: usize) -> Fixture {
    let entry = |at| {
        Entry::new(
            format!("notes/{}/note-{at}.txt", at % 100),
            b"A note.\n".as_slice(),
        )
    };
    base().with_all((0..count).map(entry).collect())
}

fn annotations(count: usize) -> Fixture {
    with_annotations(
        base(),
        &items(count, |at| format!("\"note-{at}\": \"text {at}\"")),
    )
}

fn keys(count: usize) -> Fixture {
    with_values(&each(count, |at| format!("    key{at}: value {at}\n")))
}

fn images(count: usize) -> Fixture {
    let image = |at| format!("      - image: registry.example.org/disc/part-{at}:1.4.{at}\n");
    let values = VALUES.replacen("manifests:\n", &(each(count, image) + "manifests:\n"), 1);
    base().with("values.yaml", values.into_bytes())
}

fn dependency(name: &str) -> String {
    format!(
        "{{\"packName\": \"{name}\", \"minVersion\": \"1.0.0\", \"maxVersion\": \"\", \"type\": \"required\", \"layer\": \"addon\"}}"
    )
}

fn with_constraints(list: &str, items: &str) -> Fixture {
    let property = format!("  \"constraints\": {{\n   \"{list}\": [\n{items}\n   ]\n  }}");
    with_property(base(), &property)
}

fn dependencies(count: usize) -> Fixture {
    let items = items(count, |at| dependency(&format!("other-{at}")));
    with_constraints("dependencies", &items)
}

fn dependencies_on_one_line(count: usize) -> Fixture {
    let pack = dependencies(count);
    let line = String::from_utf8_lossy(pack.bytes("pack.json")).replace('\n', "");
    pack.with("pack.json", line.into_bytes())
}

fn equal_dependencies(count: usize) -> Fixture {
    with_constraints("dependencies", &items(count, |_| dependency("other")))
}

fn resources(count: usize) -> Fixture {
    let resource =
        |at| format!("{{\"type\": \"kind{at}\", \"minLimit\": {at}, \"components\": []}}");
    with_constraints("resources", &items(count, resource))
}

/// A pack that lists manifests.
fn listing(count: usize) -> Fixture {
    let list = items(count, |at| format!("\"manifests/part-{at}.yaml\""));
    let json = String::from_utf8_lossy(base().bytes("pack.json")).replacen(
        "\"manifests/app.yaml\"",
        &format!("\"manifests/app.yaml\",\n{list}"),
        1,
    );
    base().with("pack.json", json.into_bytes())
}

fn manifests(count: usize) -> Fixture {
    let entry = |at| {
        let text = MANIFEST.replace("name: spinner", &format!("name: part-{at}"));
        let text = text.replace("{{ .Values.speed }}", "33");
        Entry::new(format!("manifests/part-{at}.yaml"), text.into_bytes())
    };
    listing(count).with_all((0..count).map(entry).collect())
}

fn missing_manifests(count: usize) -> Fixture {
    listing(count)
}

fn objects(count: usize) -> Fixture {
    let object = |at| {
        format!(
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: part-{at}\n  namespace: other\n"
        )
    };
    let text = format!("{MANIFEST}{}", each(count, object));
    base().with("manifests/app.yaml", text.into_bytes())
}

fn preset(at: usize) -> String {
    format!(
        "  - name: p{at}\n    displayName: P {at}\n    group: G\n    remove: []\n    add: |\n      manifests:\n        app:\n          speed: {at}\n"
    )
}

fn presets(count: usize) -> Fixture {
    let text = format!("presets:\n{}", each(count, preset));
    base().with("presets.yaml", text.into_bytes())
}

fn enabled_presets(count: usize) -> Fixture {
    let mut list = each(count, |at| format!("G:p{at},"));
    list.pop();
    let values = format!("# spectrocloud.com/enabled-presets: {list}\n{VALUES}");
    presets(10).with("values.yaml", values.into_bytes())
}

fn parameters(count: usize) -> Fixture {
    let parameter = |at| {
        format!(
            "manifests.app.key{at}:\n  schema: '{{{{ required | format \"${{number:[0-{at}]}}\" }}}}'\n"
        )
    };
    keys(count).with("schema.yaml", each(count, parameter).into_bytes())
}

fn findings_in_json(count: usize) -> Fixture {
    let entry = |at| format!("\"nmae{at}\": \"x\",\n    \"password{at}\": \"x\"");
    let property = items(count / 2, |at| format!("\"unknown{at}\": \"x\""));
    with_annotations(with_property(base(), &property), &items(count / 2, entry))
}

fn findings_in_yaml(count: usize) -> Fixture {
    with_values(&each(count, |at| {
        format!("    key{at}: \"{at}\"\n    other{at}: yes\n")
    }))
}

fn findings_in_text(count: usize) -> Fixture {
    let text = each(count, |at| format!("Word\u{200b} {at}\n"));
    base().with("README.md", format!("# Disc\n\n{text}").into_bytes())
}

fn ignored_findings(count: usize) -> Fixture {
    let line =
        |at| format!("    # pack-check: ignore[ambiguous-scalar] we like it\n    key{at}: yes\n");
    with_values(&each(count, line))
}

fn duplicate_keys(count: usize) -> Fixture {
    let line = |at| format!("    key{}: {at}\n", at % (count / 2).max(1));
    let again = items(count, |at| {
        format!("\"note-{}\": \"{at}\"", at % (count / 2).max(1))
    });
    let values = format!("{VALUES}{}", each(count, line));
    with_annotations(base(), &again).with("values.yaml", values.into_bytes())
}

fn broken_lines(count: usize) -> Fixture {
    let json = format!("{{\n{}\n}}\n", each(count, |at| format!("  \"a{at}\" 1\n")));
    let values = format!(
        "{VALUES}{}",
        each(count, |at| format!("    key{at}: 'x\n\ty\n"))
    );
    base()
        .with("pack.json", json.into_bytes())
        .with("values.yaml", values.into_bytes())
}

fn deep_json(depth: usize) -> Fixture {
    let deep = format!("  \"deep\": {}1{}", "[".repeat(depth), "]".repeat(depth));
    let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    with_property(base(), &deep).with("charts/app/values.schema.json", objects.into_bytes())
}

fn deep_yaml(depth: usize) -> Fixture {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    with_values(&format!("    deep: {}\n", deep("[", "]")))
        .with("manifests/app.yaml", deep("{a: ", "}").into_bytes())
        .with(
            "presets.yaml",
            format!("presets: {}\n", deep("[", "]")).into_bytes(),
        )
}

fn deep_lists_of_yaml(depth: usize) -> Fixture {
    let deep = format!("    deep:\n      {}1\n", "- ".repeat(depth));
    with_values(&deep).with(
        "manifests/app.yaml",
        format!("{}a: 1\n", "- ".repeat(depth)).into_bytes(),
    )
}

fn deep_readme(depth: usize) -> Fixture {
    let mut text = "# Disc\n\n".to_owned();
    let _ = writeln!(text, "{}deep\n", ">".repeat(depth));
    let _ = writeln!(text, "{}deep\n", "- ".repeat(depth));
    let _ = writeln!(text, "{}deep{}\n", "[".repeat(depth), "](a)".repeat(depth));
    base().with("README.md", text.into_bytes())
}

fn deep_emphasis(depth: usize) -> Fixture {
    let mut text = "# Disc\n\n".to_owned();
    let _ = writeln!(
        text,
        "{}deep{}\n",
        "*a _b ".repeat(depth),
        " b_ a*".repeat(depth)
    );
    let _ = writeln!(text, "{}\n", "![".repeat(depth));
    base().with("README.md", text.into_bytes())
}

fn deep_folders(depth: usize) -> Fixture {
    let path = format!("{}note.txt", "a/".repeat(depth));
    base().with_all(vec![Entry::new(&path, b"A note.\n".as_slice())])
}
