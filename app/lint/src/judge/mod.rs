//! Runs all rules over a pack: which findings does it have, in which order, with which fixes?

pub(crate) mod changes;
pub(crate) mod findings;
pub(crate) mod fixes;
pub(crate) mod options;
mod order;
pub(crate) mod page;
mod refusal;
pub(crate) mod rule;

use pack_model::path::PACK_JSON;
use pack_model::{Diagnostic, Pack};

use crate::judge::findings::Findings;
use crate::judge::options::Options;
use crate::reading::context::Context;
use crate::reading::file::Readings;
use crate::rules::rules;

/// Checks the same pack again and again while it is edited, and reads only the files that changed.
#[derive(Debug, Default)]
pub struct Judge {
    readings: Readings,
}

impl Judge {
    /// All findings, by file (pack.json first, then values.yaml), place and severity.
    pub fn check(&mut self, pack: &Pack, options: &Options) -> Vec<Diagnostic> {
        self.readings.follow(pack);
        let context = Context::new(pack, &self.readings, &options.today);
        let mut findings = Findings::new(context.is_sound());
        for rule in rules() {
            findings.start(rule.id, rule.severity_for(options.audience));
            (rule.check)(&context, &mut findings);
        }
        let mut diagnostics = findings.into_diagnostics();
        if pack.text(PACK_JSON).is_some() {
            diagnostics.retain(|diagnostic| context.is_certain(&diagnostic.place));
        }
        refusal::drop_refused(&mut diagnostics, &context);
        order::sort(&mut diagnostics, &context);
        diagnostics
    }
}

/// Checks a pack once, see [`Judge::check`].
pub fn check(pack: &Pack, options: &Options) -> Vec<Diagnostic> {
    Judge::default().check(pack, options)
}
