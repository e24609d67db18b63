//! The judge under the community audience says what the community repository's check says, on published
//! packs, if PACK_CORPUS names a folder of them, and on packs of our own.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use pack_archive::Entry;
use pack_model::{Diagnostic, Severity};
use pack_tests::checks::pack_of;
use pack_tests::community::{REFUSALS, Submission};
use pack_tests::packs::chart;
use pack_tests::packs::shapes::shapes;
use pack_tests::{community_findings_of, corpus, findings_of, mutations};

fn errors(findings: Vec<Diagnostic>) -> BTreeSet<(String, String)> {
    let errors = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors
        .map(|error| {
            (
                error.rule,
                format!("{} {}", error.place.file, error.place.pointer),
            )
        })
        .collect()
}

/// Compares what the judge and the check say of a pack. Gives what the check refuses.
fn same_verdict(entries: &[Entry]) -> Result<Vec<&'static str>> {
    let pack = pack_of(entries.to_vec())?;
    let submission = Submission::read(entries);
    let community = errors(community_findings_of(&pack));
    let has_error = |rules: &[&str]| community.iter().any(|(rule, _)| rules.contains(&&**rule));
    let mut refused = Vec::new();
    for refusal in REFUSALS {
        let said = has_error(refusal.said_by);
        if (refusal.refuses)(&submission) {
            refused.push(refusal.what);
            let is_told = said || has_error(refusal.caused_by);
            ensure!(is_told, "the judge does not say: {}", refusal.what);
        } else {
            ensure!(!said, "only the judge says: {}", refusal.what);
        }
    }
    let own = errors(findings_of(&pack));
    for (rule, place) in community.difference(&own) {
        let is_refused = |said: &[&str]| said.contains(&&**rule);
        ensure!(
            REFUSALS.iter().any(|refusal| is_refused(refusal.said_by)),
            "the check does not refuse {rule} at {place}, and one's own registry takes it"
        );
    }
    Ok(refused)
}

/// Compares all of these packs. Gives everything that was refused.
fn all_agree(
    packs: impl Iterator<Item = Result<(String, Vec<Entry>)>>,
) -> Result<BTreeSet<&'static str>> {
    let (mut refused, mut errors) = (BTreeSet::new(), Vec::new());
    for pack in packs {
        let (name, entries) = pack?;
        match same_verdict(&entries) {
            Ok(found) => refused.extend(found),
            Err(error) => errors.push(format!("{name}: {error:#}")),
        }
    }
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(refused)
}

#[test]
fn published_packs_get_the_same_verdict() -> Result<()> {
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let packs = packs
        .iter()
        .map(|pack| Ok((pack.name.clone(), pack.entries()?)));
    all_agree(packs).map(|_| ())
}

#[test]
fn packs_of_every_shape_get_the_same_verdict() -> Result<()> {
    let shapes = shapes().into_iter();
    let packs = shapes.map(|shape| Ok((shape.name.to_string(), shape.pack.entries().to_vec())));
    all_agree(packs).map(|_| ())
}

#[test]
fn sound_packs_are_taken() -> Result<()> {
    for pack in [mutations::addon(), mutations::os()] {
        let refused = same_verdict(pack.entries())?;
        ensure!(refused.is_empty(), "{refused:?}");
    }
    Ok(())
}

/// The default values of the chart in the packs of [`CASES`].
const OWN: &str = "\
image: {repository: a, tag: b}
annotations:
extra: {}
args: [x]
ports: []
resources: {limits: {disk: 1}, requests: {cpu: 1}}
";

/// Values for that chart, and whether the check takes them.
const CASES: &[(&str, bool)] = &[
    ("image: {tag: c}", true),
    ("image: {tga: c}", false),
    ("image: c", false),
    ("image:", false),
    ("image: \"{{ .spectro.var.image }}\"", false),
    ("annotations: x", true),
    ("annotations: {a: b}", false),
    ("annotations: [a]", false),
    ("extra: {a: {b: [c]}}", true),
    ("extra: a", false),
    ("extra: [a]", true),
    ("args: [y, {z: 1}]", true),
    ("args: [y, z, y]", false),
    ("args: [{a: [b, b]}]", false),
    ("args: y", false),
    ("ports: {a: b}", true),
    ("ports:", false),
    ("read: by a template", false),
    ("store: {user: x}", false),
    ("global: {a: b}", false),
    ("resources: {limits: {cpu: 1, memory: 1}}", true),
    ("resources: {limits: {gpu: 1}}", false),
    ("resources: {requests: {memory: 1}}", false),
    ("<<: {args: [x]}", false),
    ("extra: {<<: {a: b}}", true),
    ("{}", false),
    ("", false),
    ("5", false),
    ("[]", false),
];

#[test]
fn values_of_charts_get_the_same_verdict() -> Result<()> {
    let template = "a: {{ .Values.read }}{{ .Values.extra }}\n";
    let chart = chart::packed_of("spinner", "1.4.0", OWN, &[("a.yaml", template)]);
    for (values, is_taken) in CASES {
        let text = format!(
            "pack:\n  namespace: a\n  content:\n    images:\n    - image: x.io/a:1\ncharts:\n  spinner:\n    {values}\nmanifests: {{app: {{speed: 1}}}}\n"
        );
        let pack = mutations::addon()
            .without("presets.yaml")
            .without("schema.yaml")
            .with("values.yaml", text.as_bytes())
            .with("charts/spinner-1.4.0.tgz", chart.clone());
        let refused = same_verdict(pack.entries()).map_err(|error| error.context(*values))?;
        ensure!(refused.is_empty() == *is_taken, "{values}: {refused:?}");
    }
    Ok(())
}

#[test]
fn everything_that_the_check_refuses_is_tried() -> Result<()> {
    let addon = mutations::addon;
    let json = |from: &str, to: &str| {
        let text = String::from_utf8_lossy(addon().bytes("pack.json")).replacen(from, to, 1);
        addon().with("pack.json", text.as_bytes())
    };
    let values = |from: &str, to: &str| {
        let text = String::from_utf8_lossy(addon().bytes("values.yaml")).replacen(from, to, 1);
        addon().with("values.yaml", text.as_bytes())
    };
    let images = "      - image: registry.example.org/disc/spinner:1.4.0\n";
    let packs = [
        addon().without("README.md"),
        addon().without("logo.png"),
        addon().without("pack.json"),
        json("],", "]"),
        json("\"layer\": \"addon\"", "\"layer\": \"app\""),
        json("\"displayName\"", "\"display-name\""),
        json("\"type\": \"required\"", "\"type\": \"needed\""),
        json("1.4.0", "v1.4.0"),
        json("    \"source\": \"community\",\n", ""),
        addon().without("values.yaml"),
        values("pack:", "pack: ["),
        values("# Everything", "namespace: twice\n  # Everything"),
        values("images:\n", "images: []\n").with("README.md", "x".as_bytes()),
        values(images, ""),
        values("images:", "image:"),
        values("- image: registry", "- registry"),
        values("- image:", "- iamge:"),
        values("pack:", "Pack:"),
        values("charts:", "chart:"),
        values("  spinner:\n", "  spinnner:\n"),
        values("replicaCount: 2", "replicas: 2"),
        values("replicaCount: 2", "replicaCount: {a: 2}"),
        values("resources: {}", "resources: {a: [b, b]}"),
    ];
    let packs = packs.into_iter().enumerate();
    let refused =
        all_agree(packs.map(|(index, pack)| Ok((index.to_string(), pack.entries().to_vec()))))?;
    for refusal in REFUSALS {
        ensure!(
            refused.contains(refusal.what),
            "not tried: {}",
            refusal.what
        );
    }
    Ok(())
}
