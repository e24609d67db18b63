//! The worker that renders: it keeps the pack, what was rendered of it, the judge of that, and what it
//! answered last.

use pack_lint::{Judge, Renderer as Rendering};
use pack_model::checking::{RenderAnswer, RenderFor, RenderRequest};
use pack_model::deployment::{Cluster, Difference};
use pack_model::{Deployment, Findings};

use crate::kept::{Due, KeptPack, Unfit};
use crate::step::Step;

/// The pack, what renders and judges it, and the rendering that is due.
#[derive(Debug, Default)]
pub(crate) struct Renderer {
    pack: KeptPack,
    rendering: Rendering,
    judge: Judge,
    /// The newest request, which nothing was done for yet.
    due: Option<(Work, Cluster)>,
    /// What is being done.
    work: Option<Work>,
    /// What was answered last.
    last: Deployment,
}

/// The request that is being answered.
#[derive(Debug)]
struct Work {
    due: Due,
    purpose: RenderFor,
    /// Whether the first answer was given, which is what one rendering tells.
    is_rendered: bool,
    /// Whether a pause comes before the rest is explored: nobody waits for that, and while somebody types, the
    /// next request is near.
    pauses: bool,
}

impl Renderer {
    /// Makes the changes of a request. Whatever was being done for the one before ends there.
    ///
    /// # Errors
    ///
    /// If a change does not fit.
    pub(crate) fn take(&mut self, request: RenderRequest) -> Result<(), Unfit> {
        let RenderRequest {
            check,
            cluster,
            purpose,
        } = request;
        if check.fresh {
            self.rendering.forget_values();
        }
        let work = self.pack.take(check)?.map(|due| Work {
            pauses: purpose == RenderFor::Deployment,
            due,
            purpose,
            is_rendered: false,
        });
        self.due = work.map(|work| (work, cluster));
        self.work = None;
        Ok(())
    }

    /// Does the next piece of what is to be done, after which a newer request can take its place. `None` if there
    /// is nothing to do.
    ///
    /// A piece renders one chart or manifest at most: once, or twice where its images vary, a few times where
    /// values are tried, and some sixty times where it is looked for what a new chart needs.
    pub(crate) fn step(&mut self) -> Option<Step<RenderAnswer>> {
        if let Some((work, cluster)) = self.due.take() {
            self.rendering.start(self.pack.pack(), &cluster);
            if work.purpose == RenderFor::WithoutEffect {
                self.rendering.try_values();
            }
            self.work = Some(work);
            return Some(Step::More);
        }
        let work = self.work.as_mut()?;
        if work.is_rendered && std::mem::take(&mut work.pauses) {
            return Some(Step::Pause);
        }
        let new = match &work.purpose {
            RenderFor::NewCharts(new) => Some(new),
            _ => None,
        };
        let rendering = &mut self.rendering;
        let has_more = match work.is_rendered {
            false => {
                rendering.render_next() || new.is_some_and(|new| rendering.find_needed_values(new))
            }
            true => rendering.explore_next(),
        };
        if has_more {
            return Some(Step::More);
        }
        let (due, is_whole) = (work.due.clone(), work.is_rendered || new.is_some());
        match is_whole {
            false => work.is_rendered = true,
            true => self.work = None,
        }
        Some(Step::Answer(self.answer(due, is_whole)))
    }

    /// What was rendered so far, with the findings about it.
    fn answer(&mut self, due: Due, is_whole: bool) -> RenderAnswer {
        let Due { revision, options } = due;
        let deployment = self.rendering.deployment();
        let pack = self.pack.pack();
        let found = self.judge.check_rendered(pack, &options, &deployment);
        let difference = Difference::between(&self.last, deployment.clone());
        self.last = deployment;
        RenderAnswer::Rendered {
            revision,
            audience: options.audience,
            difference: Box::new(difference),
            is_whole,
            findings: Findings::of(pack, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::checking::Check;
    use pack_model::{Audience, Edit, File, FilePath, Origin};

    /// A request that changes the text of a manifest.
    fn check(fresh: bool, revision: u64, text: &str) -> RenderRequest {
        let file = |path, text: &str| Edit::Put {
            path: FilePath::of(path),
            file: Some(File::of_text(text)),
        };
        let edits = vec![
            file("pack.json", r#"{"kubeManifests": ["manifests/a.yaml"]}"#),
            file("manifests/a.yaml", text),
        ];
        let check = Check {
            fresh,
            has_more: false,
            revision,
            audience: Audience::Own,
            today: "2026-06-15".into(),
            origin: Origin::default(),
            edits,
        };
        RenderRequest {
            check,
            cluster: Cluster::default(),
            purpose: RenderFor::Deployment,
        }
    }

    fn manifest(names: &[&str]) -> String {
        let document =
            |name: &&str| format!("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n");
        let documents: Vec<_> = names.iter().map(document).collect();
        documents.join("---\n")
    }

    /// Does all that is to be done. Gives the revision of each answer, whether it is all, and the names of
    /// the objects.
    fn answers(renderer: &mut Renderer, last: &mut Deployment) -> Vec<(u64, bool, String)> {
        let mut answers = Vec::new();
        while let Some(step) = renderer.step() {
            if let Step::Answer(RenderAnswer::Rendered {
                revision,
                difference,
                is_whole,
                ..
            }) = step
            {
                *last = difference.apply(last);
                let names: Vec<_> = last.objects.iter().map(|one| one.name.as_str()).collect();
                answers.push((revision, is_whole, names.join(" ")));
            }
        }
        answers
    }

    fn expected(revision: u64, names: &str) -> [(u64, bool, String); 2] {
        [false, true].map(|is_whole| (revision, is_whole, names.to_owned()))
    }

    #[test]
    fn of_several_requests_only_the_newest_is_answered() {
        let (mut renderer, mut last) = (Renderer::default(), Deployment::default());
        renderer.take(check(true, 1, &manifest(&["a"]))).unwrap();
        for _ in 0..2 {
            assert_eq!(renderer.step(), Some(Step::More));
        }
        renderer.take(check(false, 2, &manifest(&["b"]))).unwrap();
        assert_eq!(answers(&mut renderer, &mut last), expected(2, "b"));
        assert_eq!(renderer.step(), None);
    }

    #[test]
    fn the_rest_is_explored_after_a_pause_if_the_first_answer_is_enough() {
        let mut renderer = Renderer::default();
        for (purpose, expected) in [
            (RenderFor::WholeDeployment, 0),
            (RenderFor::Deployment, 1),
            (RenderFor::WithoutEffect, 0),
        ] {
            for fresh in [true, false] {
                renderer
                    .take(RenderRequest {
                        purpose: purpose.clone(),
                        ..check(fresh, 1, &manifest(&["a"]))
                    })
                    .unwrap();
                let steps: Vec<_> = std::iter::from_fn(|| renderer.step()).collect();
                let pauses = steps.iter().filter(|step| **step == Step::Pause);
                assert_eq!(pauses.count(), expected, "{purpose:?}");
                let at = |step: &Step<_>| matches!(step, Step::Answer(_));
                let after = steps.iter().skip_while(|step| !at(step)).nth(1);
                assert_eq!(after == Some(&Step::Pause), expected == 1, "{purpose:?}");
            }
        }
    }

    #[test]
    fn about_new_charts_there_is_one_answer() {
        let (mut renderer, mut last) = (Renderer::default(), Deployment::default());
        renderer
            .take(RenderRequest {
                purpose: RenderFor::NewCharts(Vec::new()),
                ..check(true, 1, &manifest(&["a"]))
            })
            .unwrap();
        let expected = [(1, true, "a".to_owned())];
        assert_eq!(answers(&mut renderer, &mut last), expected);
    }

    #[test]
    fn values_are_tried_again_after_an_edit_but_not_in_another_pack() {
        let (mut renderer, mut last) = (Renderer::default(), Deployment::default());
        renderer
            .take(RenderRequest {
                purpose: RenderFor::WithoutEffect,
                ..check(true, 1, &manifest(&["a"]))
            })
            .unwrap();
        for (revision, fresh, are_tried) in [(2, false, true), (3, true, false), (4, false, false)]
        {
            answers(&mut renderer, &mut last);
            renderer
                .take(check(fresh, revision, &manifest(&["b"])))
                .unwrap();
            answers(&mut renderer, &mut last);
            assert_eq!(last.without_effect.is_some(), are_tried, "{revision}");
        }
    }

    #[test]
    fn each_answer_follows_the_one_before_also_of_another_pack() {
        let (mut renderer, mut last) = (Renderer::default(), Deployment::default());
        for (revision, fresh, objects) in [
            (1, true, &["a", "b"][..]),
            (2, false, &["a", "b", "c"]),
            (3, true, &["b"]),
        ] {
            let check = check(fresh, revision, &manifest(objects));
            renderer.take(check).unwrap();
            let expected = expected(revision, &objects.join(" "));
            assert_eq!(answers(&mut renderer, &mut last), expected);
        }
    }
}
