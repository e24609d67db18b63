//! The table of all rules, in the order of their catalogue.

mod files;
mod pack_json;
mod values;

use crate::rule::Rule;

/// All rules: pack.json, then values.yaml, then the other files.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const RULES: &[Rule] = &[
    pack_json::pack_json_missing::RULE,
    pack_json::json_syntax::RULE,
    pack_json::version_leading_v::RULE,
    values::values_missing::RULE,
    files::logo_missing::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: [&str; 5] =
        ["## What it does", "## Why is this bad", "## Example", "## How to fix", "## Source"];

    #[test]
    fn every_rule_has_its_own_id_and_a_whole_page() {
        for (index, rule) in rules().iter().enumerate() {
            assert!(rules()[..index].iter().all(|other| other.id != rule.id), "{} stands twice", rule.id);
            let page = rule.page();
            let headings: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(headings, HEADINGS, "{}", rule.id);
        }
    }
}
