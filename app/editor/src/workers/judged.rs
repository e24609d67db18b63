//! The findings of the workers: those about texts, and those about what is rendered, in one list. Either
//! may be about an older revision than the other.

use std::collections::BTreeMap;

use pack_model::findings::More;
use pack_model::locate::Located;
use pack_model::{Diagnostic, FilePath, Findings, Place, Pointer, Severity};
use pack_once::sort::sort_by_cached_key;

/// Findings, and the revision of the pack that they judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// The revision of which the texts were judged; none before they were.
    pub revision: Option<u64>,
    /// The findings, in the order of files and places, without those that the pack ignores.
    pub diagnostics: Vec<Diagnostic>,
    /// Of each finding, what it is about.
    about: Vec<About>,
    /// The findings that the pack ignores, in the same order, each with what it is about.
    ignored: Vec<(Diagnostic, About)>,
    /// The revision of which the rendering was judged.
    rendered: Option<u64>,
    /// Where their places stand in the text; a place that is missing here is in none.
    located: BTreeMap<Place, Located>,
    /// The findings that are only counted, each kind with what it is about.
    more: Vec<(More, About)>,
    /// Whether the texts are not judged any more, because that failed again and again.
    pub is_given_up: bool,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Texts,
    Rendering,
}

/// A finding that is about to be listed.
struct Listed {
    found: Diagnostic,
    about: About,
    located: Option<Located>,
}

impl Judged {
    /// Findings about texts.
    pub fn new(revision: u64, findings: Findings) -> Self {
        Self::default().with_texts(revision, findings)
    }

    /// The same with these findings in place of those about texts.
    #[must_use]
    pub fn with_texts(&self, revision: u64, findings: Findings) -> Self {
        Self {
            revision: Some(revision),
            rendered: self.rendered,
            ..self.with(About::Texts, findings)
        }
    }

    /// The same with these findings in place of those about what is rendered.
    #[must_use]
    pub fn with_rendering(&self, revision: Option<u64>, findings: Findings) -> Self {
        Self {
            revision: self.revision,
            is_given_up: self.is_given_up,
            rendered: revision,
            ..self.with(About::Rendering, findings)
        }
    }

    fn with(&self, about: About, findings: Findings) -> Self {
        let Findings {
            diagnostics,
            located,
            more,
        } = findings;
        let others = self.diagnostics.iter().zip(&self.about);
        let ignored = self.ignored.iter().map(|(found, about)| (found, about));
        let others = others
            .chain(ignored)
            .filter(|(_, of)| **of != about)
            .map(|(found, about)| Listed {
                found: found.clone(),
                about: *about,
                located: self.located(&found.place),
            });
        let new = diagnostics.into_iter().zip(located);
        let new = new.map(|(found, located)| Listed {
            found,
            about,
            located,
        });
        let mut all: Vec<Listed> = others.chain(new).collect();
        sort_by_cached_key(&mut all, &|listed| {
            let start = listed.located.map_or(0, |located| located.start);
            (listed.found.order(start), listed.about)
        });
        let others = self.more.iter().filter(|(_, of)| *of != about);
        let more = more.into_iter().map(|more| (more, about));
        let mut judged = Self {
            more: others.cloned().chain(more).collect(),
            ..Self::default()
        };
        for Listed {
            found,
            about,
            located,
        } in all
        {
            if let Some(located) = located {
                // Where both workers say where a place is, the texts are the newer ones.
                let place = found.place.clone();
                match about {
                    About::Texts => _ = judged.located.insert(place, located),
                    About::Rendering => _ = judged.located.entry(place).or_insert(located),
                }
            }
            if found.ignored.is_some() {
                judged.ignored.push((found, about));
            } else {
                judged.diagnostics.push(found);
                judged.about.push(about);
            }
        }
        judged
    }

    /// The revision of which the rendering was judged; none before it was.
    pub fn rendered(&self) -> Option<u64> {
        self.rendered
    }

    /// The findings that judge a revision; those of the other worker may judge an older one.
    pub fn of(&self, revision: u64) -> impl Iterator<Item = &Diagnostic> {
        let both = self.diagnostics.iter().zip(&self.about);
        both.filter(move |(_, about)| self.revision_of(**about) == Some(revision))
            .map(|(found, _)| found)
    }

    /// The findings that the pack ignores.
    pub fn ignored(&self) -> impl Iterator<Item = &Diagnostic> {
        self.ignored.iter().map(|(found, _)| found)
    }

    /// Whether a finding judges a revision, also one that is ignored, whatever has become of its fixes.
    pub fn is_of(&self, found: &Diagnostic, revision: u64) -> bool {
        let ignored = self.ignored.iter();
        let ignored = ignored.filter(|(_, about)| self.revision_of(*about) == Some(revision));
        let mut all = self.of(revision).chain(ignored.map(|(found, _)| found));
        all.any(|other| {
            (&other.rule, &other.place, &other.message)
                == (&found.rule, &found.place, &found.message)
        })
    }

    fn revision_of(&self, about: About) -> Option<u64> {
        match about {
            About::Texts => self.revision,
            About::Rendering => self.rendered,
        }
    }

    /// Where a finding's place stands in the text of the revision that was judged.
    pub fn located(&self, place: &Place) -> Option<Located> {
        self.located.get(place).copied()
    }

    /// Where a finding's place begins in its text: at its beginning, where that is not known.
    pub fn start(&self, place: &Place) -> usize {
        self.located(place).map_or(0, |located| located.start)
    }

    /// The line, from 1, of a finding's place.
    pub fn line(&self, place: &Place) -> Option<u32> {
        self.located(place).map(|located| located.line)
    }

    /// The findings at a path of a file.
    pub fn at(&self, file: &FilePath, pointer: &Pointer) -> Vec<Diagnostic> {
        let here =
            |found: &&Diagnostic| found.place.file == *file && found.place.pointer == *pointer;
        self.diagnostics.iter().filter(here).cloned().collect()
    }

    /// Whether an error stands at a path of a file.
    pub fn has_error_at(&self, file: &FilePath, pointer: &Pointer) -> bool {
        self.diagnostics.iter().any(|found| {
            found.severity == Severity::Error
                && found.place.file == *file
                && found.place.pointer == *pointer
        })
    }

    /// How many findings of a severity there are, with those that are only counted.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |found: &&Diagnostic| found.severity == severity;
        let listed = self.diagnostics.iter().filter(same).count();
        let more = self.more().filter(|more| more.severity == severity);
        listed + more.map(|more| more.count).sum::<usize>()
    }

    /// The findings that are only counted, without those that the pack ignores.
    pub fn more(&self) -> impl Iterator<Item = &More> {
        let more = self.more.iter().map(|(more, _)| more);
        more.filter(|more| !more.is_ignored)
    }

    /// How many findings there are in all, with those that are only counted.
    pub fn total(&self) -> usize {
        self.diagnostics.len() + self.more().map(|more| more.count).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rule: &str, file: &str, severity: Severity) -> Diagnostic {
        Diagnostic {
            rule: rule.to_owned(),
            severity,
            place: Place::file(FilePath::new(file).unwrap()),
            message: String::new(),
            fixes: Vec::new(),
            ignored: None,
        }
    }

    fn rules(judged: &Judged) -> Vec<&str> {
        let rules = judged.diagnostics.iter().map(|found| found.rule.as_str());
        rules.collect()
    }

    #[test]
    fn findings_of_both_workers_are_listed_in_one_order() {
        let texts = vec![
            found("a", "pack.json", Severity::Warning),
            found("b", "values.yaml", Severity::Warning),
        ];
        let rendering = vec![
            found("c", "values.yaml", Severity::Error),
            found("d", "values.yaml", Severity::Warning),
        ];
        let judged = Judged::new(1, Findings::nowhere(texts.clone()));
        let judged = judged.with_rendering(Some(1), Findings::nowhere(rendering.clone()));
        assert_eq!(rules(&judged), ["a", "c", "b", "d"]);
        let later = judged.with_texts(2, Findings::nowhere(texts[..1].to_vec()));
        assert_eq!(rules(&later), ["a", "c", "d"]);
        assert!(later.is_of(&texts[0], 2) && !later.is_of(&rendering[0], 2));
        assert!(later.is_of(&rendering[0], 1));
        let failed = later.with_rendering(None, Findings::default());
        assert_eq!((rules(&failed), failed.revision), (vec!["a"], Some(2)));
    }
    #[test]
    fn what_is_ignored_is_listed_apart() {
        let ignored = Diagnostic {
            ignored: Some("so it is".to_owned()),
            ..found("b", "pack.json", Severity::Error)
        };
        let texts = vec![found("a", "pack.json", Severity::Error), ignored.clone()];
        let judged = Judged::new(1, Findings::nowhere(texts));
        let judged = judged.with_rendering(Some(1), Findings::nowhere(vec![ignored.clone()]));
        assert_eq!((rules(&judged), judged.ignored().count()), (vec!["a"], 2));
        assert_eq!(judged.count(Severity::Error), 1);
        assert!(judged.is_of(&ignored, 1) && !judged.is_of(&ignored, 2));
        let later = judged.with_texts(2, Findings::default());
        assert_eq!((rules(&later), later.ignored().count()), (vec![], 1));
    }

    #[test]
    fn what_is_only_counted_counts_until_its_worker_answers_again() {
        let more = |count, is_ignored| More {
            rule: "a".to_owned(),
            severity: Severity::Warning,
            is_ignored,
            count,
        };
        let counted = |more| Findings {
            more,
            ..Findings::nowhere(vec![found("a", "pack.json", Severity::Warning)])
        };
        let judged = Judged::new(1, counted(vec![more(7, false), more(9, true)]));
        let judged = judged.with_rendering(Some(1), counted(vec![more(5, false)]));
        assert_eq!(judged.count(Severity::Warning), 14);
        assert_eq!(judged.more().count(), 2);
        let later = judged.with_texts(2, Findings::default());
        assert_eq!(later.count(Severity::Warning), 6);
    }
}
