//! Every finding of packs that have many can be ignored as the page does it, and is found again once that
//! is taken back, which leaves the pack as it was.

use anyhow::{Context, Result, ensure};
use pack_model::edit::ignoring::ignoring;
use pack_model::{Change, Diagnostic, Pack, Session, Transaction};
use pack_tests::checks::pack_of;
use pack_tests::findings_of;
use pack_tests::packs::broken::{unreadable, with_problems};

fn changed(pack: &Pack, changes: Vec<Change>) -> Result<Pack> {
    let mut session = Session::open(pack.clone());
    session.apply(Transaction::new("Change", changes))?;
    Ok(session.pack().clone())
}

/// How many findings count that are like another one, or are about what is ignored.
fn count(findings: &[Diagnostic], like: &Diagnostic) -> usize {
    let counts = findings.iter().filter(|found| found.ignored.is_none());
    let is_like = |found: &&Diagnostic| {
        found.rule == like.rule && found.place.file == like.place.file
            || found.rule.starts_with("ignore-")
    };
    counts.filter(is_like).count()
}

/// Ignores a finding, and checks it again.
fn there_and_back(pack: &Pack, before: &[Diagnostic], found: &Diagnostic) -> Result<()> {
    let start = pack.span(&found.place).map_or(0, |span| span.start);
    let with = changed(pack, ignoring(pack, found, start, "It is so."))?;
    let after = findings_of(&with);
    ensure!(count(&after, found) < count(before, found), "it counts");
    let mut ignored = after.iter().filter(|one| one.ignored.is_some());
    let ignored = ignored.find(|one| one.rule == found.rule);
    let fix = ignored.and_then(|ignored| ignored.fixes.first());
    let changes = fix.and_then(|fix| fix.changes(&with));
    let again = changed(&with, changes.context("it cannot be checked again")?)?;
    ensure!(again == *pack, "the pack is not as it was");
    Ok(())
}

#[test]
fn every_finding_can_be_ignored_and_checked_again() -> Result<()> {
    for pack in [with_problems(), unreadable()] {
        let pack = pack_of(pack.entries().to_vec())?;
        let found = findings_of(&pack);
        let mut failures = Vec::new();
        for one in found.iter().filter(|one| one.can_be_ignored()) {
            if let Err(why) = there_and_back(&pack, &found, one) {
                failures.push(format!("{} at {:?}: {why:#}", one.rule, one.place));
            }
        }
        ensure!(failures.is_empty(), "{}", failures.join("\n"));
    }
    Ok(())
}
