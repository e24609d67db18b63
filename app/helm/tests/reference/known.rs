//! Differences that are known.

use std::collections::BTreeSet;

use super::Outcome;

const KNOWN: &str = include_str!("../known-differences.txt");

/// Fails for differences that are not known, and for known ones that are none any more.
pub(crate) fn check(outcomes: &[Outcome], of: &str) {
    let lines = KNOWN
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let known: BTreeSet<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
    let differs = |outcome: &&Outcome| outcome.difference.is_some();
    let id = |outcome: &'_ Outcome| outcome.id.clone();
    let new = outcomes.iter().filter(differs).map(id);
    let new: Vec<String> = new.filter(|id| !known.contains(id.as_str())).collect();
    let gone = outcomes.iter().filter(|outcome| !differs(outcome)).map(id);
    let gone: Vec<String> = gone.filter(|id| known.contains(id.as_str())).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "{of}s that differ and are not known: {new:?}\nknown ones that are equal: {gone:?}"
    );
}
