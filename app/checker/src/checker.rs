//! The worker that checks: it keeps the pack, and the judge of its texts.

use pack_lint::Judge;
use pack_model::Findings;
use pack_model::checking::{Answer, Check};

use crate::kept::{Due, KeptPack, Unfit};

/// The pack, the judge that checks it, and the check that is due.
#[derive(Debug, Default)]
pub(crate) struct Checker {
    pack: KeptPack,
    judge: Judge,
    /// The newest check that has not been answered.
    due: Option<Due>,
}

impl Checker {
    /// Makes the changes of a check. Rules run only in [`Checker::answer`], so of several checks in a
    /// row only the newest costs time.
    ///
    /// # Errors
    ///
    /// If a change does not fit.
    pub(crate) fn take(&mut self, check: Check) -> Result<(), Unfit> {
        self.due = self.pack.take(check)?;
        Ok(())
    }

    /// Checks the pack if a check is due.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let Due { revision, options } = self.due.take()?;
        let pack = self.pack.pack();
        let found = self.judge.check(pack, &options);
        Some(Answer::Checked {
            revision,
            audience: options.audience,
            findings: Findings::of(pack, found),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::{Audience, Edit, File, FilePath, Origin, TextEdit};

    fn check(fresh: bool, revision: u64, files: &[(&'static str, Option<&str>)]) -> Check {
        let edits = files
            .iter()
            .map(|(path, text)| Edit::Put {
                path: FilePath::of(path),
                file: text.map(File::of_text),
            })
            .collect();
        Check {
            fresh,
            has_more: false,
            revision,
            audience: Audience::Own,
            today: "2026-06-15".into(),
            origin: Origin::default(),
            edits,
        }
    }

    fn rules(answer: Option<Answer>) -> (u64, Vec<String>) {
        let Some(Answer::Checked {
            revision, findings, ..
        }) = answer
        else {
            panic!("{answer:?}")
        };
        (
            revision,
            findings
                .diagnostics
                .into_iter()
                .map(|finding| finding.rule)
                .collect(),
        )
    }

    #[test]
    fn of_several_checks_only_the_newest_is_answered_with_all_files() {
        let mut checker = Checker::default();
        checker
            .take(check(
                true,
                1,
                &[("pack.json", Some(r#"{"version":"v1.2.3"}"#))],
            ))
            .unwrap();
        checker
            .take(check(false, 2, &[("values.yaml", Some(""))]))
            .unwrap();
        let (revision, found) = rules(checker.answer());
        assert_eq!(revision, 2);
        assert!(found.contains(&"version-leading-v".to_owned()), "{found:?}");
        assert!(!found.contains(&"values-missing".to_owned()), "{found:?}");
        assert_eq!(checker.answer(), None);
    }

    #[test]
    fn a_text_is_edited_and_an_edit_of_another_text_is_refused() {
        let mut checker = Checker::default();
        let text = r#"{"version":"v1.2.3"}"#;
        checker
            .take(check(true, 1, &[("pack.json", Some(text))]))
            .unwrap();
        let edit = |start: usize| Check {
            edits: vec![Edit::Text {
                path: FilePath::of("pack.json"),
                edits: vec![TextEdit {
                    range: start..start + 1,
                    insert: String::new(),
                }],
            }],
            ..check(false, 2, &[])
        };
        checker.take(edit(12)).unwrap();
        let (_, found) = rules(checker.answer());
        assert!(
            !found.contains(&"version-leading-v".to_owned()),
            "{found:?}"
        );
        assert_eq!(checker.take(edit(text.len())), Err(Unfit));
    }

    #[test]
    fn a_check_in_parts_is_answered_with_the_last_of_them() {
        let mut checker = Checker::default();
        let first = check(true, 1, &[("pack.json", Some(r#"{"version":"v1.2.3"}"#))]);
        checker
            .take(Check {
                has_more: true,
                ..first
            })
            .unwrap();
        assert_eq!(checker.answer(), None);
        checker
            .take(check(false, 1, &[("values.yaml", Some(""))]))
            .unwrap();
        let (revision, found) = rules(checker.answer());
        assert_eq!(revision, 1);
        assert!(found.contains(&"version-leading-v".to_owned()), "{found:?}");
    }

    #[test]
    fn removed_files_and_earlier_packs_are_dropped() {
        let mut checker = Checker::default();
        checker
            .take(check(true, 1, &[("values.yaml", Some(""))]))
            .unwrap();
        checker
            .take(check(false, 2, &[("values.yaml", None)]))
            .unwrap();
        assert!(
            rules(checker.answer())
                .1
                .contains(&"values-missing".to_owned())
        );
        checker
            .take(check(false, 3, &[("values.yaml", Some(""))]))
            .unwrap();
        checker.take(check(true, 4, &[])).unwrap();
        assert!(
            rules(checker.answer())
                .1
                .contains(&"values-missing".to_owned())
        );
    }

    #[test]
    fn the_origin_of_the_pack_is_checked_too() {
        let text = r#"{"name":"web","version":"1.2.3"}"#;
        let mut checker = Checker::default();
        for (folder, fires) in [("site-1.2.3", true), ("web-1.2.3", false)] {
            checker
                .take(Check {
                    origin: Origin::in_folder(folder),
                    ..check(false, 1, &[("pack.json", Some(text))])
                })
                .unwrap();
            let (_, found) = rules(checker.answer());
            assert_eq!(found.contains(&"folder-name-differs".to_owned()), fires);
        }
    }

    #[test]
    fn findings_come_with_their_places_in_the_text() {
        let mut checker = Checker::default();
        let text = "{\n  \"version\": \"v1.2.3\"\n}\n";
        checker
            .take(check(true, 1, &[("pack.json", Some(text))]))
            .unwrap();
        let Some(Answer::Checked { findings, .. }) = checker.answer() else {
            panic!("a check is due");
        };
        let Findings {
            diagnostics,
            located,
            ..
        } = findings;
        let rule = |rule: &str| {
            let index = diagnostics.iter().position(|found| found.rule == rule);
            located[index.expect("the rule fires")]
        };
        let version = rule("version-leading-v").expect("it is in the text");
        assert_eq!(
            (&text[version.start..version.end], version.line),
            ("\"v1.2.3\"", 2)
        );
        assert_eq!(rule("values-missing"), None);
    }
}
