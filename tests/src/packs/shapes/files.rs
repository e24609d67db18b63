//! Shapes of a pack's files: logos, charts, stray files, unusual names.

use super::{Shape, sound_pack};
use crate::packs::chart;
use crate::packs::fixture::{Fixture, manifest};
use crate::packs::image;

/// The usual pack with other files.
pub(super) fn shapes() -> Vec<Shape> {
    let deep = format!("{}/notes.txt", vec!["folder"; 22].join("/"));
    let chart = chart::packed("spinner", "0.9.1");
    let shapes = [
        ("nothing-at-all", Fixture::empty("nothing", "0.0.0")),
        ("logo-missing", sound_pack().without("logo.png")),
        ("logo-jpeg", sound_pack().with("logo.png", image::JPEG)),
        ("logo-webp", sound_pack().with("logo.png", image::WEBP)),
        ("logo-gif", sound_pack().with("logo.png", image::gif())),
        ("logo-svg", sound_pack().with("logo.png", image::SVG)),
        (
            "logo-truncated",
            sound_pack().with("logo.png", image::truncated_png()),
        ),
        ("logo-empty", sound_pack().with("logo.png", *b"")),
        ("logo-text", sound_pack().with("logo.png", *b"not an image")),
        (
            "logo-small",
            sound_pack().with("logo.png", image::png(28, 28)),
        ),
        (
            "logo-wide",
            sound_pack().with("logo.png", image::png(290, 100)),
        ),
        ("readme-missing", sound_pack().without("README.md")),
        ("stray-files", stray()),
        (
            "executable-files",
            sound_pack()
                .with_executable("scripts/test.sh", *b"#!/bin/sh\n")
                .with_executable("values.yaml", *b""),
        ),
        (
            "empty-files",
            sound_pack()
                .with("NOTES.txt", *b"")
                .with("manifests/empty.yaml", *b""),
        ),
        ("long-path", sound_pack().with(&deep, *b"deep\n")),
        (
            "odd-names",
            sound_pack()
                .with("files/{name} (copy) ü💿.txt", *b"x")
                .with("files/a b", *b"")
                .with("files/-rf", *b""),
        ),
        (
            "names-that-differ-in-case",
            sound_pack()
                .with("readme.md", *b"# Other\n")
                .with("manifests/App.yaml", *b""),
        ),
        (
            "chart",
            with_charts(&["charts/spinner-0.9.1.tgz"])
                .with("charts/spinner-0.9.1.tgz", chart.clone()),
        ),
        (
            "chart-unlisted",
            sound_pack().with("charts/spinner-0.9.1.tgz", chart.clone()),
        ),
        ("chart-missing", with_charts(&["charts/spinner-0.9.1.tgz"])),
        (
            "chart-of-another-name",
            with_charts(&["charts/x.tgz"]).with("charts/x.tgz", chart.clone()),
        ),
        (
            "chart-without-folder",
            with_charts(&["charts/s.tgz"])
                .with("charts/s.tgz", chart::packed_without_folder("s", "1.0.0")),
        ),
        (
            "chart-with-long-paths",
            with_charts(&["charts/s.tgz"])
                .with("charts/s.tgz", chart::packed_with_long_paths("s", "1.0.0")),
        ),
        (
            "chart-truncated",
            with_charts(&["charts/s.tgz"]).with("charts/s.tgz", &chart[..chart.len() / 2]),
        ),
        (
            "chart-of-text",
            with_charts(&["charts/s.tgz"]).with("charts/s.tgz", *b"no archive"),
        ),
        (
            "chart-as-folder",
            with_charts(&["charts/spinner"]).with(
                "charts/spinner/Chart.yaml",
                chart::chart_yaml("spinner", "0.9.1").as_bytes(),
            ),
        ),
        (
            "chart-with-folder-beside",
            with_charts(&["charts/spinner-0.9.1.tgz"])
                .with("charts/spinner-0.9.1.tgz", chart.clone())
                .with(
                    "charts/spinner/Chart.yaml",
                    chart::chart_yaml("spinner", "0.9.1").as_bytes(),
                )
                .with("charts/spinner/values.yaml", *b"replicaCount: 2\n"),
        ),
        (
            "manifest-unlisted",
            sound_pack().with("manifests/extra/more.yaml", *b"kind: Namespace\n"),
        ),
        (
            "manifest-missing",
            sound_pack().without("manifests/app.yaml"),
        ),
        (
            "manifest-templated",
            sound_pack().with(
                "manifests/app.yaml",
                *b"{{- if .Values.on }}\nkind: ConfigMap\n{{- end }}\n",
            ),
        ),
    ];
    shapes.map(|(name, pack)| Shape::new(name, pack)).into()
}

fn stray() -> Fixture {
    sound_pack()
        .with(".DS_Store", *b"\0\0\0\x01Bud1")
        .with("charts/Thumbs.db", *b"\xd0\xcf")
        .with("values.yaml.orig", *b"pack: {}\n")
        .with("old.bak", *b"x")
        .with(".git/HEAD", *b"ref: refs/heads/main\n")
}

/// The usual pack with charts listed instead of its manifest.
fn with_charts(paths: &[&str]) -> Fixture {
    let listed: Vec<_> = paths.iter().map(|path| format!("\"{path}\"")).collect();
    let text = manifest("disc-spinner", "1.4.0")
        .replace("\"kubeManifests\"", "\"charts\"")
        .replace("\"manifests/app.yaml\"", &listed.join(", "));
    sound_pack()
        .without("manifests/app.yaml")
        .with("pack.json", text.as_bytes())
}
