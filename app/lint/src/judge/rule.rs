//! What a rule is, and how its file declares it.

use pack_model::{Audience, Severity};

use crate::judge::findings::Findings;
use crate::reading::context::Context;

/// One rule: its id, the severity of its findings, its page and its check.
#[derive(Debug)]
pub struct Rule {
    /// The name of what is wrong, such as `version-leading-v`. Tests and pages refer to it.
    pub id: &'static str,
    /// The severity of a finding for your own registry.
    pub severity: Severity,
    /// Whether the community repository rejects it, so that it is an error there.
    pub community_error: bool,
    /// The explanation from the doc comment of the rule, each line after one space.
    pub(crate) explanation: &'static str,
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

    /// The rule's page in Markdown: its name, its severity and its explanation.
    pub fn page(&self) -> String {
        let community = match self.is_stricter() {
            true => ", **error** for the community repository",
            false => "",
        };
        let mut page = format!(
            "# {}\n\nSeverity: **{}**{community}.\n\n",
            self.id,
            self.severity.name()
        );
        for line in self.explanation.lines() {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        page
    }

    /// The rule's row in the list of all rules, in Markdown.
    pub(crate) fn index_row(&self) -> String {
        let community = match self.is_stricter() {
            true => "; error for the community repository",
            false => "",
        };
        format!(
            "| {}{community} | [{id}]({id}.md) | {} |\n",
            self.severity.name(),
            self.summary(),
            id = self.id,
        )
    }

    /// What the rule reports: the first sentence of its explanation.
    fn summary(&self) -> String {
        let lines = self.explanation.lines().map(str::trim);
        let first = lines.skip(1).take_while(|line| !line.is_empty());
        let text = first.collect::<Vec<_>>().join(" ");
        match text.split_once(". ") {
            Some((sentence, _)) => format!("{sentence}."),
            None => text,
        }
    }

    /// Whether the rule is an error for the community repository alone.
    fn is_stricter(&self) -> bool {
        self.community_error && self.severity != Severity::Error
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
            explanation: concat!($($line, "\n"),*),
            check,
        };
    };
}
pub(crate) use declare_rule;
