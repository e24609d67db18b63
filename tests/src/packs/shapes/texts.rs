//! Shapes of texts and names: encodings, characters that nobody sees, names from other systems.

use super::{Shape, sound_pack};
use crate::packs::fixture::{Fixture, VALUES, manifest};

/// The usual pack with a text or a name that another system wrote.
pub(super) fn shapes() -> Vec<Shape> {
    let mut shapes: Vec<_> = VALUES_TEXTS
        .iter()
        .map(|(name, text)| {
            let text = format!("{VALUES}{text}");
            Shape::new(name, sound_pack().with("values.yaml", text.as_bytes()))
        })
        .collect();
    let manifest_text = "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: é}\r\n";
    for (order, units) in [
        ("le", little as fn(&str) -> Vec<u8>),
        ("be", big as fn(&str) -> Vec<u8>),
    ] {
        let marked = |text: &str| units(&format!("\u{feff}{text}"));
        shapes.extend([
            Shape::new(
                &format!("values-utf-16-{order}"),
                sound_pack().with("values.yaml", marked(VALUES)),
            ),
            Shape::new(
                &format!("values-utf-16-{order}-without-mark"),
                sound_pack().with("values.yaml", units(VALUES)),
            ),
            Shape::new(
                &format!("manifest-utf-16-{order}"),
                listing("manifests/more.yaml").with("manifests/more.yaml", marked(manifest_text)),
            ),
            Shape::new(
                &format!("readme-utf-16-{order}"),
                sound_pack().with("README.md", marked("# Disc\r\n")),
            ),
        ]);
    }
    let latin = [VALUES.as_bytes(), b"# caf\xe9 \x80\n"].concat();
    let apart = "manifests/cafe\u{301}.yaml";
    let whole = "manifests/café.yaml";
    let object = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cafe}\n";
    shapes.extend([
        Shape::new(
            "values-windows-1252",
            sound_pack().with("values.yaml", latin),
        ),
        Shape::new(
            "manifest-invisible",
            listing("manifests/more.yaml").with(
                "manifests/more.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n \u{a0}name: d\u{200b}isc\n"
                    .as_bytes(),
            ),
        ),
        Shape::new(
            "name-composed-in-the-list",
            listing(whole).with(apart, *object),
        ),
        Shape::new(
            "name-composed-in-the-pack",
            listing(apart).with(whole, *object),
        ),
        Shape::new(
            "names-that-windows-refuses",
            sound_pack()
                .with("notes/aux.md", *b"x")
                .with("notes/10:30?.md", *b"x")
                .with("notes./x.md", *b"x"),
        ),
        Shape::new(
            "copies",
            sound_pack()
                .with("values copy.yaml", VALUES.as_bytes())
                .with("manifests/app (1).yaml", *b"a: b\n")
                .with("Copy of README.md", *b"# Other\n")
                .with("charts/spinner-0.9.1 - Copy.tgz", *b"x"),
        ),
        Shape::new(
            "macos-metadata",
            sound_pack()
                .with("__MACOSX/._pack.json", *b"\0\x05\x16\x07")
                .with("manifests/._app.yaml", *b"\0\x05\x16\x07"),
        ),
    ]);
    shapes
}

/// The usual pack that lists one manifest more.
fn listing(path: &str) -> Fixture {
    let text = manifest("disc-spinner", "1.4.0");
    let list = "\"kubeManifests\": [";
    let text = text.replacen(list, &format!("{list}\n    \"{path}\","), 1);
    sound_pack().with("pack.json", text.into_bytes())
}

fn little(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn big(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// What is added to values.yaml.
const VALUES_TEXTS: &[(&str, &str)] = &[
    (
        "values-words-as-keys",
        "gridPos:\n  y: 6 # rows\n  x: 0\nsignal: {on: 30s, 'off': n}\nscript: |\n  y: yes\n",
    ),
    (
        "values-number-notations",
        "day: 20250421\nid: 2025_04_21\ncommit: 4070e81\naccount: 179754359675\nversion: 6.10\nmode: 0o17\nat: 12:30:45\n",
    ),
    (
        "values-invisible-keys",
        "charts:\n  \u{a0}\u{a0}replicas: 2\n  service\u{200b}: {}\n",
    ),
    (
        "values-invisible-ends",
        "size: 2\u{200b}\nname: '\u{a0}disc'\ntext: |\n  \u{a0}\u{a0}b\n",
    ),
    (
        "values-line-separators",
        "# why\u{2028}audit: true\nsize: 2 # x\u{2029}y\n# z\u{85}debug: true\n",
    ),
    (
        "values-marks-inside",
        "size: \u{feff}2\n\u{feff}name: disc\n# \u{202e}cod\n",
    ),
];
