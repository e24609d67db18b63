//! Exports open with common archive tools, and harmful archives are refused with a reason.

use anyhow::{Context, Result, ensure};
use pack_archive::{Entry, Format, Limits};
use pack_model::import;
use pack_tests::archive_tools::{TOOLS, Tool};
use pack_tests::checks::{ARCHIVES, pack_of, sorted};
use pack_tests::corpus;
use pack_tests::packs::fixture::Fixture;
use pack_tests::packs::hostile::{self, Hostile, Outcome};
use pack_tests::packs::shapes::{Shape, shapes};

#[test]
fn every_tool_unpacks_the_exports_of_our_own_packs() -> Result<()> {
    let tools = present_tools();
    println!(
        "opened with: {}",
        tools
            .iter()
            .map(|tool| tool.name)
            .collect::<Vec<_>>()
            .join(", ")
    );
    // Starting a program takes longer than everything else, so all packs go into one archive.
    let mut together = Fixture::empty("all-shapes", "1.0.0");
    for Shape { name, pack } in shapes() {
        let folds_case = name == "names-that-differ-in-case" && !cfg!(target_os = "linux");
        for entry in pack.entries().iter().filter(|_| !folds_case) {
            together = together.with_entry(Entry {
                path: format!("{name}/{}", entry.path),
                ..entry.clone()
            });
        }
    }
    check_tools(&tools, together.entries())
}

#[test]
fn every_tool_unpacks_the_exports_of_published_packs() -> Result<()> {
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let tools = present_tools();
    // Starting a program takes longer than everything else, so only a tenth of the packs is tried.
    for pack in packs.iter().step_by(10) {
        check_tools(&tools, &pack.entries()?).with_context(|| pack.name.clone())?;
    }
    Ok(())
}

fn present_tools() -> Vec<Tool> {
    TOOLS
        .iter()
        .filter(|tool| tool.is_installed())
        .copied()
        .collect()
}

fn check_tools(tools: &[Tool], entries: &[Entry]) -> Result<()> {
    let pack = pack_of(entries.to_vec())?;
    let folder = pack_model::export::stem(&pack.manifest());
    for format in ARCHIVES {
        let archive = pack_model::export::archive(&pack, format)?;
        for tool in tools.iter().filter(|tool| tool.opens(format)) {
            let unpacked = tool.open(&archive)?;
            if !tool.unpacks() {
                continue;
            }
            let expected: Vec<_> = sorted(entries)
                .into_iter()
                .map(|entry| Entry {
                    path: format!("{folder}/{}", entry.path),
                    executable: entry.executable && tool.keeps_mode && cfg!(unix),
                    bytes: entry.bytes,
                })
                .collect();
            let same = unpacked.len() == expected.len()
                && unpacked.iter().zip(&expected).all(|(a, b)| {
                    a.path == b.path
                        && a.bytes == b.bytes
                        && (!tool.keeps_mode || a.executable == b.executable)
                });
            ensure!(
                same,
                "{} unpacks something else: {:?}",
                tool.name,
                paths(&unpacked)
            );
        }
    }
    Ok(())
}

fn paths(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.path.as_str()).collect()
}

#[test]
fn hostile_archives_are_answered_with_a_reason() {
    let archives = hostile::archives();
    let wrong: Vec<_> = archives
        .iter()
        .filter_map(|hostile| wrong_outcome(hostile).map(|how| format!("{}: {how}", hostile.name)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How an archive differs from its expected outcome when it is opened as in the page.
fn wrong_outcome(hostile: &Hostile) -> Option<String> {
    let opened = import::open(
        vec![Entry::new("dropped", &*hostile.bytes)],
        &Limits::default(),
    );
    match (hostile.outcome, opened) {
        (Outcome::Refused(words), Err(error)) => {
            let said = error.to_string();
            (!said.contains(words)).then_some(said)
        }
        (Outcome::Taken(files, words), Ok(import)) => {
            let said = import.notices();
            let pack = import.into_pack();
            let mut names: Vec<_> = pack.files().map(|(path, _)| path.name()).collect();
            names.sort_unstable();
            let reported = if words.is_empty() {
                said.is_empty()
            } else {
                said.iter().any(|said| said.contains(words))
            };
            (names != files || !reported).then(|| format!("took {names:?} and said {said:?}"))
        }
        (_, Ok(import)) => Some(format!("was taken: {:?}", import.into_pack())),
        (_, Err(error)) => Some(format!("was refused: {error}")),
    }
}

#[test]
fn the_oci_layout_carries_the_exported_tar() -> Result<()> {
    let pack = pack_of(Fixture::addon("disc-spinner", "1.4.0").entries().to_vec())?;
    let tar_gz = pack_model::export::archive(&pack, Format::TarGz)?;
    let layout = pack_archive::read(
        &pack_model::export::archive(&pack, Format::OciLayout)?,
        &Limits::default(),
    )?;
    let blob = |digest: &str| {
        let path = format!("blobs/sha256/{digest}");
        layout
            .entries
            .iter()
            .find(|entry| entry.path == path)
            .map(|entry| &*entry.bytes)
    };
    assert_eq!(blob(&pack_archive::sha256_hex(&tar_gz)), Some(&*tar_gz));
    for entry in layout
        .entries
        .iter()
        .filter(|entry| entry.path.starts_with("blobs/"))
    {
        assert!(
            entry
                .path
                .ends_with(&pack_archive::sha256_hex(&entry.bytes)),
            "{} is not its digest",
            entry.path
        );
    }
    Ok(())
}
