//! Packs and charts as other tools write them: nothing is lost, and what is wrong is told.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_model::Chart;
use pack_tests::browser::visit;
use pack_tests::checks::sorted;
use pack_tests::packs::chart;
use pack_tests::packs::containers::gzip;
use pack_tests::packs::containers::layout::{Layout, layer};
use pack_tests::packs::containers::tar::{self, Member};
use pack_tests::packs::fixture::Fixture;

use crate::{TestFiles, open, sound_pack};

/// The paths of a pack's files, below its folder.
fn paths(pack: &Fixture) -> Vec<String> {
    let folder = pack.folder();
    let entries = pack.entries().iter();
    entries
        .map(|entry| format!("{folder}/{}", entry.path))
        .collect()
}

/// A pack's files as members of a tar, with these paths.
fn members<'a>(pack: &'a Fixture, paths: &'a [String]) -> Vec<Member<'a>> {
    let entries = pack.entries().iter().zip(paths);
    entries
        .map(|(entry, path)| Member::file(path, &entry.bytes))
        .collect()
}

#[test]
fn a_hard_link_leaves_as_the_file_that_it_is() -> Result<()> {
    let pack = sound_pack();
    let files = TestFiles::new()?;
    let paths = paths(&pack);
    let mut members = members(&pack, &paths);
    let (link, target) = (
        format!("{}/docs/copy.md", pack.folder()),
        format!("{}/README.md", pack.folder()),
    );
    members.push(Member::link(b'1', &link, &target));
    let path = files.file("linked.tar.gz", &gzip::member(&tar::archive(&members)))?;
    let whole = pack.clone().with("docs/copy.md", pack.bytes("README.md"));
    visit(async |browser| {
        browser.open_files(&[&path]).await?;
        let (_, found) = browser.export(Format::Zip).await?.unpack()?;
        ensure!(found == sorted(whole.entries()), "the zip differs");
        Ok(())
    })
}

#[test]
fn a_layout_of_another_tool_opens_as_its_pack() -> Result<()> {
    let pack = sound_pack();
    let files = TestFiles::new()?;
    let paths = paths(&pack);
    let mut layout = Layout::of(&layer(&members(&pack, &paths)));
    layout.prefix = "./";
    layout.indexes = 1;
    let path = files.file("disc-spinner.tar", &layout.tar())?;
    visit(async |browser| {
        browser.open_files(&[&path]).await?;
        for format in [Format::Zip, Format::TarGz] {
            let (_, found) = browser.export(format).await?.unpack()?;
            ensure!(
                found == sorted(pack.entries()),
                "{} differs",
                format.extension()
            );
            browser.close_dialog().await?;
        }
        Ok(())
    })
}

#[test]
fn texts_in_utf_16_are_told_and_leave_as_they_came() -> Result<()> {
    let text = "pack:\n  namespace: disc\n";
    let bytes: Vec<_> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let pack = sound_pack().with("values.yaml", bytes);
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.until_rule("text-not-utf8", true).await?;
        let (_, found) = browser.export(Format::Zip).await?.unpack()?;
        ensure!(found == sorted(pack.entries()), "the zip differs");
        browser.close_dialog().await?;
        browser.apply_first_fix("text-not-utf8").await?;
        browser.until_rule("text-not-utf8", false).await?;
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(String::from_utf8(taken.file("values.yaml")?)?, text);
        Ok(())
    })
}

#[test]
fn quotes_are_all_that_safe_fixes_add_to_numbers() -> Result<()> {
    let own = "image:\n  repository: registry.example.org/disc/web\n  tag: \"\"\nreplicas: 1\n";
    let values = "pack:\n  namespace: disc\n  content:\n    images:\n      - image: registry.example.org/disc/web:20250421\ncharts:\n  web:\n    image:\n      tag: 20250421   # of April\n    replicas: 1234567\n";
    let deployment = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"\n";
    let text = pack_tests::packs::fixture::manifest("disc-spinner", "1.4.0")
        .replace("kubeManifests", "charts")
        .replace("manifests/app.yaml", "charts/web-1.2.0.tgz");
    let pack = sound_pack()
        .without("manifests/app.yaml")
        .with("pack.json", text.as_bytes())
        .with(
            "charts/web-1.2.0.tgz",
            chart::packed_of("web", "1.2.0", own, &[("pod.yaml", deployment)]),
        )
        .with("values.yaml", values.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        browser.until_rule("number-as-text", true).await?;
        browser.fix_all_safe().await?;
        browser.until_rule("number-as-text", false).await?;
        let taken = browser.export(Format::Zip).await?;
        let expected = values.replace("tag: 20250421 ", "tag: \"20250421\" ");
        assert_eq!(String::from_utf8(taken.file("values.yaml")?)?, expected);
        Ok(())
    })
}

#[test]
fn a_chart_that_helm_would_not_load_is_packaged_as_it_would() -> Result<()> {
    let about = chart::chart_yaml("web", "2.0.0");
    let flat = [
        Member::file("Chart.yaml", about.as_bytes()),
        Member::file("values.yaml", chart::VALUES.as_bytes()),
        Member::file("templates/deployment.yaml", chart::TEMPLATE.as_bytes()),
    ];
    let files = TestFiles::new()?;
    let path = files.file("web-2.0.0.tgz", &gzip::member(&tar::archive(&flat)))?;
    visit(async |browser| {
        browser.open_files(&[&path]).await?;
        browser.until_field("name", "web").await?;
        browser.rendered().await?;
        if browser
            .rules()
            .await?
            .iter()
            .any(|rule| rule == "chart-not-loadable")
        {
            browser.apply_first_fix("chart-not-loadable").await?;
        }
        browser.until_rule("chart-not-loadable", false).await?;
        let taken = browser.export(Format::Zip).await?;
        let archive = taken.file("charts/web-2.0.0.tgz")?;
        let contents = pack_archive::read(&archive, &pack_archive::Limits::default())?;
        let mut paths = contents.entries.iter().map(|entry| &entry.path);
        ensure!(
            paths.all(|path| path.starts_with("web/")),
            "{:?}",
            contents.entries
        );
        assert_eq!(Chart::read(&archive)?.version, "2.0.0");
        Ok(())
    })
}
