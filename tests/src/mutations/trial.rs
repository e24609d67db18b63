//! One mutation of one pack: is it found, and is it mended?

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use pack_lint::{Judge, Options};
use pack_model::{Action, Diagnostic, File, FilePath, Locator, Pack, Session, Transaction};
use serde_json::Value;

use super::{Expected, Mends, Mutation, Subject};
use crate::TODAY;
use crate::random::Random;

/// How a trial went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The pack has nothing that could be broken like this, or has this fault already.
    NotHere,
    /// The mutation was found at its place.
    Found {
        /// How many fixes were tried; each of them left the finding gone and brought no new one.
        fixes: usize,
        /// Whether one of them gave the unbroken meaning back.
        meant: bool,
    },
}

/// A pack whose mutations are tried one after the other, by a judge that reads what stays only once.
#[derive(Debug, Default)]
pub struct Trials {
    judge: Judge,
}

impl Trials {
    /// Breaks a pack in one way and checks what is said about it.
    ///
    /// # Errors
    ///
    /// If the mutation is not found at its place, if anything else is found that does not come with
    /// it, or if a fix does not hold what it promises.
    pub fn run(&mut self, pack: &Pack, mutation: &Mutation, random: Random) -> Result<Outcome> {
        let mut subject = Subject::new(pack.clone(), random);
        let Some(expected) = (mutation.make)(&mut subject) else {
            return Ok(Outcome::NotHere);
        };
        let (sound, broken) = subject.into_packs();
        let before = self.judged(&sound);
        let found = self.judged(&broken);
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
            .copied()
            .collect();
        ensure!(stray.is_empty(), "found as well: {}", listed(&stray));
        let (mut fixes, mut meant) = (0, false);
        for fix in &finding.fixes {
            let Action::Changes(changes) = &fix.action else {
                continue;
            };
            let step = Transaction::new(fix.label.clone(), changes.clone());
            let fixed = fixed(&broken, step).with_context(|| format!("“{}”", fix.label))?;
            let after = self.judged(&fixed);
            let is_left = after.iter().any(|left| {
                left.rule == finding.rule
                    && left.place == finding.place
                    && left.message == finding.message
            });
            ensure!(!is_left, "“{}” does not mend it", fix.label);
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
                meant = true;
                let lost = lost_comments(&broken, &fixed);
                ensure!(
                    lost.is_empty(),
                    "“{}” loses the comments {lost:?}",
                    fix.label
                );
            }
        }
        match mutation.mends {
            Mends::Meaning => ensure!(
                meant,
                "none of {fixes} fixes gives the meaning back of {expected:?}"
            ),
            Mends::Finding => ensure!(fixes > 0, "there is no fix"),
            Mends::Nothing => ensure!(fixes == 0, "there is a fix, and none is expected"),
            Mends::Perhaps => {}
        }
        Ok(Outcome::Found { fixes, meant })
    }

    fn judged(&mut self, pack: &Pack) -> Vec<Diagnostic> {
        let options = Options {
            today: TODAY.to_owned(),
            ..Options::default()
        };
        self.judge.check(pack, &options)
    }
}

/// Whether a finding stands where a mutation was made.
fn is_expected(pack: &Pack, finding: &Diagnostic, expected: &Expected) -> bool {
    match expected {
        Expected::At(place) => finding.place == *place,
        Expected::OnLine(file, line) => {
            let position = Locator::new(pack).position(&finding.place);
            finding.place.file == *file && position.is_some_and(|found| found.line == *line)
        }
    }
}

/// The findings that none of several lists has. Places shift where entries come and go, and words
/// where names change, so that one of them is enough to know a finding again.
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

/// The pack after a fix, which can be taken back exactly.
fn fixed(broken: &Pack, step: Transaction) -> Result<Pack> {
    let mut session = Session::open(broken.clone());
    session.apply(step)?.context("changes nothing")?;
    let fixed = session.pack().clone();
    session.undo().context("cannot be taken back")?;
    ensure!(session.pack() == broken, "is not taken back exactly");
    Ok(fixed)
}

/// What a file says, whatever it looks like.
#[derive(Debug, PartialEq)]
enum Meaning {
    Json(Value),
    Yaml(serde_yaml::Value),
    Bytes(File),
}

/// What the files of a pack say, as readers other than our own understand them.
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

/// The lines of comments in YAML that a pack had and another one has not, but for the one that
/// chooses presets.
fn lost_comments(before: &Pack, after: &Pack) -> Vec<String> {
    let comments = |pack: &Pack| -> BTreeSet<String> {
        let documents = pack.files().filter(|(path, _)| path.extension() == "yaml");
        let lines = documents.flat_map(|(_, file)| file.text().unwrap_or_default().lines());
        lines
            .map(str::trim)
            .filter(|line| line.starts_with('#') && !line.contains("enabled-preset"))
            .map(str::to_owned)
            .collect()
    };
    comments(before)
        .difference(&comments(after))
        .cloned()
        .collect()
}
