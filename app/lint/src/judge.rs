//! Runs the rules over a pack.

use pack_model::path::PACK_JSON;
use pack_model::{Audience, Diagnostic, Pack};

use crate::context::Context;
use crate::findings::Findings;
use crate::order;
use crate::reading::Readings;
use crate::refusal;
use crate::rules::rules;

/// What a judgement depends on besides the pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whom the pack is made for.
    pub audience: Audience,
    /// The day that end of life is compared with, as `yyyy-MM-dd`; empty where it is not known.
    pub today: String,
}

/// Judges the same pack again and again while it is edited, and reads only what has changed.
#[derive(Debug, Default)]
pub struct Judge {
    readings: Readings,
}

impl Judge {
    /// All findings, by file (pack.json first, then values.yaml), place and severity.
    pub fn check(&mut self, pack: &Pack, options: &Options) -> Vec<Diagnostic> {
        self.readings.follow(pack);
        let context = Context::new(pack, &self.readings, options);
        let [first, ..] = rules() else {
            return Vec::new();
        };
        let mut findings = Findings::new(options.audience, context.is_sound(), first);
        for rule in rules() {
            (rule.check)(&context, findings.of(rule));
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

/// Judges a pack once, see [`Judge::check`].
pub fn check(pack: &Pack, options: &Options) -> Vec<Diagnostic> {
    Judge::default().check(pack, options)
}
