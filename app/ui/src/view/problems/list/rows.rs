//! The rows of the list: the names of files, their findings, and how many more of a kind there are.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use pack_model::{Diagnostic, FilePath, Place};

/// So many findings of one rule in one file are shown before the rest has to be asked for.
const OF_A_KIND: usize = 10;

/// A kind of finding: a rule, and the file unless the findings are about files as a whole.
pub(super) type Kind = (String, Option<FilePath>);

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// The name of a file, whose findings follow.
    File(FilePath),
    /// A finding, by its index among all of the pack.
    Finding(usize),
    /// So many more findings of a kind.
    More(Kind, usize),
}

/// How many findings of a kind were met, and the row that counts those that are not shown.
struct Count<'a> {
    rule: &'a str,
    is_of_file: bool,
    met: usize,
    more: Option<usize>,
}

/// The rows for the findings at some indices, which are in the order of files. All findings of the kinds that
/// were asked for are there.
pub(super) fn rows(all: &[Diagnostic], shown: &[usize], asked: &[Kind]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(shown.len());
    let mut counts: Vec<Count<'_>> = Vec::new();
    let mut file = None;
    let mut named = None;
    for (index, found) in shown
        .iter()
        .filter_map(|index| Some((*index, all.get(*index)?)))
    {
        let here = &found.place.file;
        if file != Some(here) {
            file = Some(here);
            counts.retain(|count| !count.is_of_file);
        }
        let is_of_file = kind(found).1.is_some();
        let is_it = |count: &Count<'_>| count.rule == found.rule && count.is_of_file == is_of_file;
        let at = counts.iter().position(is_it).unwrap_or_else(|| {
            counts.push(Count {
                rule: &found.rule,
                is_of_file,
                met: 0,
                more: None,
            });
            counts.len() - 1
        });
        let count = &mut counts[at];
        count.met += 1;
        if count.met <= OF_A_KIND || asked.contains(&kind(found)) {
            if named != file {
                named = file;
                rows.push(Row::File(here.clone()));
            }
            rows.push(Row::Finding(index));
            continue;
        }
        let more = *count.more.get_or_insert_with(|| {
            rows.push(Row::More(kind(found), 0));
            rows.len() - 1
        });
        if let Some(Row::More(_, more)) = rows.get_mut(more) {
            *more += 1;
        }
    }
    rows
}

/// The kind of a finding.
pub(super) fn kind(found: &Diagnostic) -> Kind {
    let is_whole = found.place == Place::file(found.place.file.clone());
    let file = (!is_whole).then(|| found.place.file.clone());
    (found.rule.clone(), file)
}

/// Tells a finding from the others, also after the pack has changed elsewhere.
pub(super) fn key(found: &Diagnostic) -> u64 {
    hash(&(&found.rule, &found.place, &found.message))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// What tells each row from the others, also after the pack has changed elsewhere.
pub(super) fn names(all: &[Diagnostic], rows: &[Row]) -> Vec<u64> {
    let mut taken = BTreeSet::new();
    let names = rows.iter().map(|row| {
        let mut name = match row {
            Row::Finding(index) => all.get(*index).map(key).unwrap_or_default(),
            Row::File(file) => hash(file),
            Row::More(kind, _) => hash(kind),
        };
        // A rule may find the same twice.
        while !taken.insert(name) {
            name = name.wrapping_add(1);
        }
        name
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use pack_model::Severity;

    use super::*;

    fn found(rule: &str, file: &str, pointer: &str) -> Diagnostic {
        let file = FilePath::new(file).unwrap();
        Diagnostic {
            rule: rule.to_owned(),
            severity: Severity::Error,
            place: Place::value(file, pointer.parse().unwrap()),
            message: String::new(),
            fixes: Vec::new(),
            ignored: None,
        }
    }

    fn written(all: &[Diagnostic], asked: &[Kind]) -> String {
        let shown: Vec<_> = (0..all.len()).collect();
        let rows = rows(all, &shown, asked).into_iter().map(|row| match row {
            Row::File(file) => file.to_string(),
            Row::Finding(index) => all[index].rule.clone(),
            Row::More((rule, _), count) => format!("{count}-{rule}"),
        });
        rows.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn many_findings_of_a_kind_are_grouped() {
        let mut all = vec![found("b", "x", "/b")];
        all.extend(vec![found("a", "x", "/a"); OF_A_KIND + 3]);
        all.push(found("b", "x", "/b"));
        all.extend(vec![found("a", "y", "/a"); OF_A_KIND]);
        let tens = ["a"; OF_A_KIND].join(" ");
        assert_eq!(written(&all, &[]), format!("x b {tens} 3-a b y {tens}"));
        let asked = [kind(&all[1])];
        let expected = format!("x b {tens} a a a b y {tens}");
        assert_eq!(written(&all, &asked), expected);
        assert_eq!(rows(&all, &[], &[]), []);
    }

    #[test]
    fn findings_about_whole_files_are_grouped_over_all_files() {
        let files: Vec<_> = (0..OF_A_KIND + 2).map(|file| format!("f{file}")).collect();
        let mut all: Vec<_> = files.iter().map(|file| found("a", file, "")).collect();
        all.push(found("b", "z", ""));
        let tens: Vec<_> = files[..OF_A_KIND]
            .iter()
            .map(|file| format!("{file} a"))
            .collect();
        assert_eq!(written(&all, &[]), format!("{} 2-a z b", tens.join(" ")));
        let all_of_them: Vec<_> = files.iter().map(|file| format!("{file} a")).collect();
        let expected = format!("{} z b", all_of_them.join(" "));
        assert_eq!(written(&all, &[kind(&all[0])]), expected);
    }

    #[test]
    fn rows_keep_their_names_whatever_comes_before_them() {
        let twice = vec![found("a", "y", "/a"); 2];
        let before = [found("b", "x", "/b")];
        let named = |all: &[Diagnostic]| {
            let shown: Vec<_> = (0..all.len()).collect();
            names(all, &rows(all, &shown, &[]))
        };
        let all = [&before[..], &twice].concat();
        let (few, many) = (named(&twice), named(&all));
        assert_eq!(many[2..], few);
        let different: BTreeSet<_> = many.iter().collect();
        assert_eq!(different.len(), many.len());
    }

    #[test]
    fn a_finding_keeps_its_key_whatever_its_fixes_are() {
        let one = found("a", "x", "");
        let milder = Diagnostic {
            severity: Severity::Info,
            ..one.clone()
        };
        assert_eq!(key(&one), key(&milder));
        assert_ne!(key(&one), key(&found("a", "y", "")));
    }
}
