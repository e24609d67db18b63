//! The page of a rule. It stands apart from the rule, so that the checks do not carry the texts.

use pack_model::Severity;

use crate::judge::rule::Community;

/// What the page of a rule is made of.
#[derive(Debug)]
pub(crate) struct Page {
    /// The rule's id.
    pub(crate) rule: &'static str,
    /// The severity of a finding.
    pub(crate) severity: Severity,
    /// What a finding means for the community repository.
    pub(crate) community: Community,
    /// The explanation from the doc comment of the rule, each line after one space.
    pub(crate) explanation: &'static str,
}

impl Page {
    /// The page in Markdown: the rule's name, its severity and its explanation.
    pub(crate) fn markdown(&self) -> String {
        let community = self.of_community(", **error** for the community repository");
        let mut page = format!(
            "# {}\n\nSeverity: **{}**{community}.\n\n",
            self.rule,
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
        let community = self.of_community("; error for the community repository");
        format!(
            "| {}{community} | [{rule}]({rule}.md) | {} |\n",
            self.severity.name(),
            self.summary(),
            rule = self.rule,
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

    /// What the community repository adds to the severity.
    fn of_community(&self, stricter: &'static str) -> &'static str {
        match self.community {
            Community::Refuses if self.severity != Severity::Error => stricter,
            Community::Only => ", for the community repository only",
            _ => "",
        }
    }
}
