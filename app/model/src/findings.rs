//! The findings about a pack as a worker tells them to the page: the first ones of each kind, where they stand,
//! and how many others there are. A pack may have a hundred thousand, which nobody reads one by one, and which
//! would keep the page from answering.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::pack::Pack;
use crate::pack::locate::{Located, Locator};

/// The most findings of one rule that are told.
pub const MOST_OF_A_RULE: usize = 200;

/// Findings in the order of files and places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// The first ones of each kind.
    pub diagnostics: Vec<Diagnostic>,
    /// Where each of them is in its file; `None` if the file is missing or not text.
    pub located: Vec<Option<Located>>,
    /// The others.
    pub more: Vec<More>,
}

/// Findings that are only counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct More {
    /// The rule's id.
    pub rule: String,
    /// How bad they are.
    pub severity: Severity,
    /// Whether the pack ignores them.
    pub is_ignored: bool,
    /// How many there are.
    pub count: usize,
}

impl Findings {
    /// What is told of all findings about a pack.
    pub fn of(pack: &Pack, all: Vec<Diagnostic>) -> Self {
        let mut told = Self::default();
        let mut locator = Locator::new(pack);
        let mut kinds: Vec<More> = Vec::new();
        for found in all {
            let is_same = |kind: &More| {
                kind.rule == found.rule
                    && kind.severity == found.severity
                    && kind.is_ignored == found.ignored.is_some()
            };
            let kind = kinds.iter().position(is_same).unwrap_or(kinds.len());
            if kind == kinds.len() {
                kinds.push(More {
                    rule: found.rule.clone(),
                    severity: found.severity,
                    is_ignored: found.ignored.is_some(),
                    count: 0,
                });
            }
            kinds[kind].count += 1;
            if kinds[kind].count <= MOST_OF_A_RULE {
                told.located.push(locator.located(&found.place));
                told.diagnostics.push(found);
            }
        }
        kinds.retain(|kind| kind.count > MOST_OF_A_RULE);
        for kind in &mut kinds {
            kind.count -= MOST_OF_A_RULE;
        }
        told.more = kinds;
        told
    }

    /// All of these findings, wherever they stand.
    pub fn nowhere(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            located: vec![None; diagnostics.len()],
            diagnostics,
            more: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::path::FilePath;
    use crate::pack::place::Place;

    #[test]
    fn the_first_findings_of_each_kind_are_told_and_the_others_counted() {
        let found = |rule: &str, severity, ignored: bool| Diagnostic {
            rule: rule.to_owned(),
            severity,
            place: Place::file(FilePath::of("values.yaml")),
            message: String::new(),
            fixes: Vec::new(),
            ignored: ignored.then(String::new),
        };
        let mut all = Vec::new();
        for at in 0..=MOST_OF_A_RULE {
            all.push(found("many", Severity::Warning, false));
            all.push(found("many", Severity::Error, at > 0));
            if at < 3 {
                all.push(found("few", Severity::Warning, false));
            }
        }
        let told = Findings::of(&Pack::default(), all);
        assert_eq!(told.diagnostics.len(), 2 * MOST_OF_A_RULE + 4);
        assert_eq!(told.located.len(), told.diagnostics.len());
        let more = More {
            rule: "many".to_owned(),
            severity: Severity::Warning,
            is_ignored: false,
            count: 1,
        };
        assert_eq!(told.more, [more]);
    }
}
