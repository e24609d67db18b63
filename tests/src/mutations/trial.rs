//! A trial: breaks a pack with one mutation, and checks its finding and fixes.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use pack_model::{
    Audience, Diagnostic, File, FilePath, Locator, Pack, Safety, Session, Transaction,
};
use pack_syntax::invisible::is_line_end;
use serde_json::Value;

use super::{Expected, Fixes, Mutation, Subject};
use crate::findings_for;
use crate::fixing::{Checks, as_bad};
use crate::random::Random;

/// What a real chart may report once its values are broken.
const FAILS_TO_RENDER: &[&str] = &[
    "chart-does-not-render",
    "chart-needs-preset",
    "chart-needs-value",
];

/// The rule whose findings need many renderings.
const TRIES_VALUES: &str = "value-without-effect";

/// The outcome of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The pack cannot be broken in this way, or already has the error.
    NotHere,
    /// The finding was at the expected place.
    Found {
        /// The number of fixes. Each of them removed the finding and caused no new one.
        fixes: usize,
        /// Whether one of them restored the original data.
        restored: bool,
    },
}

/// Runs the mutations of a pack one after the other, with a judge and a renderer that cache what stays the same.
#[derive(Debug, Default)]
pub struct Trials {
    checks: Checks,
}

impl Trials {
    /// Breaks a pack with one mutation, and checks the findings for an audience.
    ///
    /// # Errors
    ///
    /// If there is no finding at the expected place, if there are unexpected findings, or if a fix
    /// does not do what it must.
    pub fn run(
        &mut self,
        pack: &Pack,
        mutation: &Mutation,
        audience: Audience,
        random: Random,
    ) -> Result<Outcome> {
        if audience == Audience::Own && mutation.only_community {
            return Ok(Outcome::NotHere);
        }
        let mut subject = Subject::new(pack.clone(), random);
        let Some(expected) = (mutation.make)(&mut subject) else {
            return Ok(Outcome::NotHere);
        };
        let (sound, broken) = subject.into_packs();
        let before = self.findings_of(&sound, mutation, audience);
        let found = self.findings_of(&broken, mutation, audience);
        let here = |finding: &&Diagnostic| {
            finding.rule == mutation.rule && is_expected(&broken, finding, &expected)
        };
        if before
            .iter()
            .any(|finding| finding.rule == mutation.rule && is_expected(&sound, finding, &expected))
        {
            return Ok(Outcome::NotHere);
        }
        let finding = found.iter().find(here).with_context(|| {
            format!(
                "not found at {expected:?}, but: {}",
                listed(&new(&found, &[&before]))
            )
        })?;
        let others = new(&found, &[&before]);
        let stray: Vec<_> = others
            .iter()
            .filter(|other| other.rule != mutation.rule && !mutation.with.contains(&&*other.rule))
            .filter(|other| !(expected.is_in_values() && FAILS_TO_RENDER.contains(&&*other.rule)))
            .copied()
            .collect();
        ensure!(stray.is_empty(), "found as well: {}", listed(&stray));
        let (mut fixes, mut restored) = (0, false);
        for fix in &finding.fixes {
            let Some(changes) = fix.changes(&broken) else {
                continue;
            };
            let step = Transaction::new(fix.label.clone(), changes);
            let fixed = fixed(&broken, step).with_context(|| format!("“{}”", fix.label))?;
            let after = self.findings_of(&fixed, mutation, audience);
            let is_left = after.iter().any(|left| {
                left.rule == finding.rule
                    && left.place == finding.place
                    && left.message == finding.message
            });
            ensure!(!is_left, "“{}” does not fix it", fix.label);
            let all = [before.as_slice(), &found].concat();
            let bad = as_bad(&all, &after, finding);
            // Of several readings of a tab, the user chooses the one that is meant.
            let is_reading = finding.rule == "yaml-syntax" && fix.safety == Safety::Ask;
            if is_reading {
                fixes += 1;
                restored |= meaning(&fixed) == meaning(&sound);
                continue;
            }
            ensure!(bad.is_empty(), "“{}” leads to {}", fix.label, listed(&bad));
            let new = new(&after, &[&before, &found]);
            let stray: Vec<_> = new
                .into_iter()
                .filter(|new| !mutation.leaves.contains(&&*new.rule))
                .collect();
            ensure!(
                stray.is_empty(),
                "“{}” brings {}",
                fix.label,
                listed(&stray)
            );
            fixes += 1;
            if meaning(&fixed) == meaning(&sound) {
                restored = true;
                let lost = lost_comments(&broken, &fixed);
                ensure!(
                    lost.is_empty(),
                    "“{}” loses the comments {lost:?}",
                    fix.label
                );
            }
        }
        match mutation.fixes {
            Fixes::RestoreMeaning => ensure!(
                restored,
                "none of {fixes} fixes gives the meaning back of {expected:?}"
            ),
            Fixes::RemoveFinding => ensure!(fixes > 0, "there is no fix"),
            Fixes::None => ensure!(fixes == 0, "there is a fix, and none is expected"),
            Fixes::Any => {}
        }
        Ok(Outcome::Found { fixes, restored })
    }

    fn findings_of(
        &mut self,
        pack: &Pack,
        mutation: &Mutation,
        audience: Audience,
    ) -> Vec<Diagnostic> {
        match mutation.rule {
            TRIES_VALUES => findings_for(pack, audience),
            _ => self.checks.findings_of(pack, audience),
        }
    }
}

/// Whether a finding is at the expected place.
fn is_expected(pack: &Pack, finding: &Diagnostic, expected: &Expected) -> bool {
    match expected {
        Expected::At(place) => finding.place == *place,
        Expected::OnLine(file, line) => {
            let position = Locator::new(pack).position(&finding.place);
            finding.place.file == *file && position.is_some_and(|found| found.line == *line)
        }
    }
}

/// The findings that are in none of the known lists. A finding is known if its place or its message
/// is the same: places change when entries are added or removed, and messages change with names.
fn new<'f>(findings: &'f [Diagnostic], known: &[&[Diagnostic]]) -> Vec<&'f Diagnostic> {
    let is_known = |finding: &Diagnostic| {
        known.iter().copied().flatten().any(|known| {
            known.rule == finding.rule
                && (known.place == finding.place || known.message == finding.message)
        })
    };
    findings
        .iter()
        .filter(|finding| !is_known(finding))
        .collect()
}

fn listed(findings: &[&Diagnostic]) -> String {
    const SHOWN: usize = 6;
    let each = findings.iter().take(SHOWN).map(|finding| {
        let (place, message) = (&finding.place, &finding.message);
        format!(
            "\n    {} {}{}: {message}",
            finding.rule, place.file, place.pointer
        )
    });
    each.collect()
}

/// The pack after a fix, which undo must revert exactly.
fn fixed(broken: &Pack, step: Transaction) -> Result<Pack> {
    let mut session = Session::open(broken.clone());
    session.apply(step)?.context("changes nothing")?;
    let fixed = session.pack().clone();
    session.undo().context("cannot be taken back")?;
    ensure!(session.pack() == broken, "is not taken back exactly");
    Ok(fixed)
}

/// The content of a file, apart from its formatting.
#[derive(Debug, PartialEq)]
enum Meaning {
    Json(Value),
    Yaml(serde_yaml::Value),
    Bytes(File),
}

/// The contents of a pack's files, read by other parsers than this program's.
fn meaning(pack: &Pack) -> BTreeMap<FilePath, Meaning> {
    let of = |path: &FilePath, file: &File| {
        let text = file.text()?;
        match path.extension().as_str() {
            "json" => serde_json::from_str(text).ok().map(Meaning::Json),
            "yaml" | "yml" => serde_yaml::from_str(text).ok().map(Meaning::Yaml),
            _ => None,
        }
    };
    let files = pack.files().map(|(path, file)| {
        let meaning = of(path, file).unwrap_or_else(|| Meaning::Bytes(file.clone()));
        (path.clone(), meaning)
    });
    files.collect()
}

/// The YAML comments that a pack had before and does not have after, apart from the comment that
/// enables presets.
fn lost_comments(before: &Pack, after: &Pack) -> Vec<String> {
    let comments = |pack: &Pack| -> BTreeSet<String> {
        let documents = pack.files().filter(|(path, _)| path.extension() == "yaml");
        let lines = documents.flat_map(|(_, file)| file.text().unwrap_or_default().lines());
        lines
            .map(str::trim)
            .filter(|line| line.starts_with('#') && !line.contains("enabled-preset"))
            .map(|line| line.replace(is_line_end, " "))
            .collect()
    };
    comments(before)
        .difference(&comments(after))
        .cloned()
        .collect()
}
