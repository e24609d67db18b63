//! What the worker holds between messages: the pack and its judge.

use pack_lint::{Judge, Options};
use pack_model::checking::{Answer, Check};
use pack_model::{Locator, Pack};

/// The judge and the pack before it.
#[derive(Debug, Default)]
pub(crate) struct Bench {
    pack: Pack,
    judge: Judge,
    /// The newest check that has not been answered.
    due: Option<(u64, Options)>,
}

impl Bench {
    /// Takes the files of a check. The judgement waits for [`Bench::answer`], so that of checks
    /// that arrive in a row only the newest costs time.
    pub(crate) fn take(&mut self, check: Check) {
        if check.fresh {
            self.pack = Pack::default();
        }
        for (path, file) in check.files {
            self.pack.put(path, file);
        }
        self.pack.set_origin(check.origin);
        self.due = Some((
            check.revision,
            Options {
                audience: check.audience,
                today: check.today,
            },
        ));
    }

    /// Judges the pack if a check is due.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let (revision, options) = self.due.take()?;
        let audience = options.audience;
        let diagnostics = self.judge.check(&self.pack, &options);
        let mut locator = Locator::new(&self.pack);
        let located = diagnostics
            .iter()
            .map(|found| locator.located(&found.place))
            .collect();
        Some(Answer::Checked {
            revision,
            audience,
            diagnostics,
            located,
        })
    }

    /// The page of a rule; empty for a rule that does not exist.
    pub(crate) fn explain(rule: String) -> Answer {
        let page = pack_lint::rule(&rule)
            .map(|rule| rule.page())
            .unwrap_or_default();
        Answer::Explained { rule, page }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::{Audience, File, FilePath, Origin};

    fn check(fresh: bool, revision: u64, files: &[(&'static str, Option<&str>)]) -> Check {
        let files = files
            .iter()
            .map(|(path, text)| (FilePath::of(path), text.map(File::of_text)))
            .collect();
        Check {
            fresh,
            revision,
            audience: Audience::Own,
            today: "2026-06-15".into(),
            origin: Origin::default(),
            files,
        }
    }

    fn rules(answer: Option<Answer>) -> (u64, Vec<String>) {
        let Some(Answer::Checked {
            revision,
            diagnostics,
            ..
        }) = answer
        else {
            panic!("{answer:?}")
        };
        (
            revision,
            diagnostics
                .into_iter()
                .map(|finding| finding.rule)
                .collect(),
        )
    }

    #[test]
    fn of_checks_in_a_row_all_files_count_and_the_newest_is_answered() {
        let mut bench = Bench::default();
        bench.take(check(
            true,
            1,
            &[("pack.json", Some(r#"{"version":"v1.2.3"}"#))],
        ));
        bench.take(check(false, 2, &[("values.yaml", Some(""))]));
        let (revision, found) = rules(bench.answer());
        assert_eq!(revision, 2);
        assert!(found.contains(&"version-leading-v".to_owned()), "{found:?}");
        assert!(!found.contains(&"values-missing".to_owned()), "{found:?}");
        assert_eq!(bench.answer(), None);
    }

    #[test]
    fn removed_files_and_fresh_packs_are_forgotten() {
        let mut bench = Bench::default();
        bench.take(check(true, 1, &[("values.yaml", Some(""))]));
        bench.take(check(false, 2, &[("values.yaml", None)]));
        assert!(
            rules(bench.answer())
                .1
                .contains(&"values-missing".to_owned())
        );
        bench.take(check(false, 3, &[("values.yaml", Some(""))]));
        bench.take(check(true, 4, &[]));
        assert!(
            rules(bench.answer())
                .1
                .contains(&"values-missing".to_owned())
        );
    }

    #[test]
    fn the_origin_of_the_pack_is_judged_too() {
        let text = r#"{"name":"web","version":"1.2.3"}"#;
        let mut bench = Bench::default();
        for (folder, fires) in [("site-1.2.3", true), ("web-1.2.3", false)] {
            bench.take(Check {
                origin: Origin::in_folder(folder),
                ..check(false, 1, &[("pack.json", Some(text))])
            });
            let (_, found) = rules(bench.answer());
            assert_eq!(found.contains(&"folder-name-differs".to_owned()), fires);
        }
    }

    #[test]
    fn findings_come_with_their_places_in_the_text() {
        let mut bench = Bench::default();
        let text = "{\n  \"version\": \"v1.2.3\"\n}\n";
        bench.take(check(true, 1, &[("pack.json", Some(text))]));
        let Some(Answer::Checked {
            diagnostics,
            located,
            ..
        }) = bench.answer()
        else {
            panic!("a check is due");
        };
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

    #[test]
    fn explains_rules_that_exist() {
        let page = |rule: &str| match Bench::explain(rule.to_owned()) {
            Answer::Explained { page, .. } => page,
            other => panic!("{other:?}"),
        };
        assert!(page("version-leading-v").starts_with("# version-leading-v\n"));
        assert_eq!(page("nothing"), "");
    }
}
