//! Runs all rules over a pack: which findings does it have, in which order, with which fixes?

pub(crate) mod changes;
pub(crate) mod findings;
pub(crate) mod fixes;
pub(crate) mod ignoring;
pub(crate) mod options;
mod order;
pub(crate) mod page;
mod refusal;
pub(crate) mod rule;

use pack_model::deployment::{Cluster, Deployment};
use pack_model::path::PACK_JSON;
use pack_model::{Diagnostic, Pack};

use crate::judge::findings::Findings;
use crate::judge::options::Options;
use crate::reading::context::Context;
use crate::reading::file::Readings;
use crate::reading::images::collected::CollectedImages;
use crate::reading::images::texts;
use crate::reading::rendering::deploy_and_try_values;
use crate::rules::{OF_RENDERING, OF_TEXT, ignore_unused};

/// Checks the same pack again and again while it is edited, and reads only the files that changed.
#[derive(Debug, Default)]
pub struct Judge {
    readings: Readings,
}

impl Judge {
    /// The findings about the texts of a pack, by file (pack.json first, then values.yaml), place and
    /// severity. Those that the pack ignores are among them: see [`Diagnostic::ignored`].
    pub fn check(&mut self, pack: &Pack, options: &Options) -> Vec<Diagnostic> {
        self.run(pack, options, |context, findings| {
            check_text(context, options, findings);
        })
    }

    /// The findings about what a cluster gets from a pack, in the same order.
    pub fn check_rendered(
        &mut self,
        pack: &Pack,
        options: &Options,
        deployment: &Deployment,
    ) -> Vec<Diagnostic> {
        self.run(pack, options, |context, findings| {
            let is_nothing = deployment.releases.is_empty()
                && deployment.objects.is_empty()
                && deployment.failures.is_empty();
            let of_texts = is_nothing.then(|| deployment_of_texts(context));
            let deployment = of_texts.as_ref().unwrap_or(deployment);
            check_rendering(context, options, deployment, findings);
        })
    }

    /// The findings about both, in the same order.
    pub fn check_whole(
        &mut self,
        pack: &Pack,
        options: &Options,
        deployment: &Deployment,
    ) -> Vec<Diagnostic> {
        self.run(pack, options, |context, findings| {
            check_text(context, options, findings);
            check_rendering(context, options, deployment, findings);
        })
    }

    /// What the texts of a pack tell of what a cluster gets from it, without rendering any: its images. That is
    /// all that can be said where the renderer is not loaded.
    pub fn deployment_of_texts(&mut self, pack: &Pack) -> Deployment {
        self.readings.follow(pack);
        deployment_of_texts(&Context::new(pack, &self.readings, &Options::default()))
    }

    /// Has rules report their findings, and sorts them.
    fn run(
        &mut self,
        pack: &Pack,
        options: &Options,
        check: impl FnOnce(&Context<'_>, &mut Findings),
    ) -> Vec<Diagnostic> {
        self.readings.follow(pack);
        let context = Context::new(pack, &self.readings, options);
        let mut findings = Findings::new(context.is_sound());
        check(&context, &mut findings);
        let mut diagnostics = findings.into_diagnostics();
        if pack.text(PACK_JSON).is_some() {
            diagnostics.retain(|diagnostic| context.is_certain(&diagnostic.place));
        }
        refusal::drop_refused(&mut diagnostics, &context);
        ignoring::mark(&mut diagnostics, &context);
        order::sort(&mut diagnostics, &context);
        diagnostics
    }
}

fn deployment_of_texts(context: &Context<'_>) -> Deployment {
    let mut images = CollectedImages::default();
    texts::add_images(context, |_| false, &mut images);
    let has_charts = !context.manifest.charts().is_empty();
    Deployment {
        images: images.done(),
        // Manifests have no switches.
        switched_off: (!has_charts).then(Vec::new),
        ..Deployment::default()
    }
}

fn check_text(context: &Context<'_>, options: &Options, findings: &mut Findings) {
    for checked in OF_TEXT {
        let rule = &checked.rule;
        if let Some(severity) = rule.severity_for(options.audience) {
            findings.start(rule.id, severity);
            (checked.check)(context, findings);
        }
    }
}

fn check_rendering(
    context: &Context<'_>,
    options: &Options,
    deployment: &Deployment,
    findings: &mut Findings,
) {
    for checked in OF_RENDERING {
        let rule = &checked.rule;
        if let Some(severity) = rule.severity_for(options.audience) {
            findings.start(rule.id, severity);
            (checked.check)(context, deployment, findings);
        }
    }
    ignore_unused::check_rendered(context, deployment, findings);
}

/// Checks a pack once: its texts, and what a plain cluster gets from it. See [`Judge::check`].
pub fn check(pack: &Pack, options: &Options) -> Vec<Diagnostic> {
    let deployment = deploy_and_try_values(pack, &Cluster::default());
    Judge::default().check_whole(pack, options, &deployment)
}
