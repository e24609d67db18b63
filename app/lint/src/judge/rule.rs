//! What a rule is, and how its file declares it and its page.

use pack_model::{Audience, Severity};

use crate::judge::findings::Findings;
use crate::reading::context::Context;

/// One rule: its id, the severity of its findings, and its check.
#[derive(Debug)]
pub struct Rule {
    /// The name of what is wrong, such as `version-leading-v`. Tests and pages refer to it.
    pub id: &'static str,
    /// The severity of a finding for your own registry.
    pub severity: Severity,
    /// Whether the community repository rejects it, so that it is an error there.
    pub community_error: bool,
    /// Reports every place of a pack that breaks the rule.
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

impl Rule {
    /// The severity of a finding for an audience.
    pub fn severity_for(&self, audience: Audience) -> Severity {
        match audience {
            Audience::Community if self.community_error => Severity::Error,
            _ => self.severity,
        }
    }
}

/// Declares the rule of a file: its explanation as doc lines, its id, its severity, and `community`
/// where the community repository rejects it. The check is the file's own `check`.
macro_rules! declare_rule {
    ($(#[doc = $line:literal])* $id:literal, $severity:ident) => {
        declare_rule!(@ $($line)*, $id, $severity, false);
    };
    ($(#[doc = $line:literal])* $id:literal, $severity:ident, community) => {
        declare_rule!(@ $($line)*, $id, $severity, true);
    };
    (@ $($line:literal)*, $id:literal, $severity:ident, $community:literal) => {
        $(#[doc = $line])*
        pub(crate) const RULE: $crate::judge::rule::Rule = $crate::judge::rule::Rule {
            id: $id,
            severity: ::pack_model::Severity::$severity,
            community_error: $community,
            check,
        };

        /// The page of the rule.
        pub(crate) const PAGE: $crate::judge::page::Page = $crate::judge::page::Page {
            rule: $id,
            severity: ::pack_model::Severity::$severity,
            community_error: $community,
            explanation: concat!($($line, "\n"),*),
        };
    };
}
pub(crate) use declare_rule;
