//! What a rule is, and how its file declares it and its page.

use pack_model::{Audience, Deployment, Severity};

use crate::judge::findings::Findings;
use crate::reading::context::Context;

/// One rule: its id, and the severity of its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name of what is wrong, such as `version-leading-v`. Tests and pages refer to it.
    pub id: &'static str,
    /// The severity of a finding.
    pub severity: Severity,
    /// What it means for the community repository.
    pub community: Community,
}

/// What a finding means for the community repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Community {
    /// The same as for your own registry.
    Same,
    /// Its check refuses the pack.
    Refuses,
    /// It is found for the community repository only.
    Only,
}

impl Rule {
    /// The severity of a finding for an audience; `None` if nothing is found for it.
    pub fn severity_for(&self, audience: Audience) -> Option<Severity> {
        match (audience, self.community) {
            (Audience::Own, Community::Only) => None,
            (Audience::Community, Community::Refuses) => Some(Severity::Error),
            _ => Some(self.severity),
        }
    }
}

/// Reports every place of a pack that breaks a rule.
pub(crate) type CheckOfText = fn(&Context<'_>, &mut Findings);

/// Reports every place of a pack that breaks a rule about what a cluster gets from it.
pub(crate) type CheckOfRendering = fn(&Context<'_>, &Deployment, &mut Findings);

/// A rule with its check. The two kinds of checks stand in two tables, so that who checks texts need not
/// load what renders.
#[derive(Debug)]
pub(crate) struct Checked<C> {
    pub(crate) rule: Rule,
    pub(crate) check: C,
}

/// Declares the rule of a file: its explanation as doc lines, its id, its severity, then `community` where
/// the community repository refuses it, or `only community` where it matters only there, and `rendered`
/// where it checks what a cluster gets. The check is the file's own `check`.
macro_rules! declare_rule {
    ($(#[doc = $line:literal])* $id:literal, $severity:ident) => {
        declare_rule!(@ $($line)*, $id, $severity, Same, CheckOfText);
    };
    ($(#[doc = $line:literal])* $id:literal, $severity:ident, community) => {
        declare_rule!(@ $($line)*, $id, $severity, Refuses, CheckOfText);
    };
    ($(#[doc = $line:literal])* $id:literal, $severity:ident, only community) => {
        declare_rule!(@ $($line)*, $id, $severity, Only, CheckOfText);
    };
    ($(#[doc = $line:literal])* $id:literal, $severity:ident, rendered) => {
        declare_rule!(@ $($line)*, $id, $severity, Same, CheckOfRendering);
    };
    ($(#[doc = $line:literal])* $id:literal, $severity:ident, community, rendered) => {
        declare_rule!(@ $($line)*, $id, $severity, Refuses, CheckOfRendering);
    };
    (@ $($line:literal)*, $id:literal, $severity:ident, $community:ident, $kind:ident) => {
        $(#[doc = $line])*
        pub(crate) const RULE: $crate::judge::rule::Rule = $crate::judge::rule::Rule {
            id: $id,
            severity: ::pack_model::Severity::$severity,
            community: $crate::judge::rule::Community::$community,
        };

        /// The check of the rule.
        pub(crate) const CHECK: $crate::judge::rule::$kind = check;

        /// The page of the rule.
        pub(crate) const PAGE: $crate::judge::page::Page = $crate::judge::page::Page {
            rule: $id,
            severity: ::pack_model::Severity::$severity,
            community: $crate::judge::rule::Community::$community,
            explanation: concat!($($line, "\n"),*),
        };
    };
}
pub(crate) use declare_rule;
