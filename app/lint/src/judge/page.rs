//! The page of a rule. It stands apart from the rule, so that the checks do not carry the texts.

use pack_model::Severity;

/// What the page of a rule is made of.
#[derive(Debug)]
pub(crate) struct Page {
    /// The rule's id.
    pub(crate) rule: &'static str,
    /// The severity of a finding for your own registry.
    pub(crate) severity: Severity,
    /// Whether the community repository rejects it.
    pub(crate) community_error: bool,
    /// The explanation from the doc comment of the rule, each line after one space.
    pub(crate) explanation: &'static str,
}

impl Page {
    /// The page in Markdown: the rule's name, its severity and its explanation.
    pub(crate) fn markdown(&self) -> String {
        let community = match self.is_stricter() {
            true => ", **error** for the community repository",
            false => "",
        };
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
        let community = match self.is_stricter() {
            true => "; error for the community repository",
            false => "",
        };
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

    /// Whether the rule is an error for the community repository alone.
    fn is_stricter(&self) -> bool {
        self.community_error && self.severity != Severity::Error
    }
}
