//! An end of life that is not a date.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::date::Date;

declare_rule! {
    /// ## What it does
    /// Reports an `eol` that is not in the form `yyyy-MM-dd`, or is a date that does not exist.
    ///
    /// ## Why is this bad
    /// Palette reads the end of life in that form only.
    ///
    /// ## Example
    /// ```json
    /// { "eol": "30.04.2028" }
    /// ```
    ///
    /// ## How to fix
    /// Write year, month and day with hyphens: `2028-04-30`. The fix proposes the day that is probably
    /// meant, for 31 February the last one of that month.
    ///
    /// ## Source
    /// The vendor's public API types; examples in its documentation.
    "eol-not-a-date", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(eol) = context.manifest.property("eol") else {
        return;
    };
    if !eol.trim().is_empty() && Date::read(&eol).is_none() {
        let message = format!(
            "The end of life “{eol}” is not a day in the form yyyy-MM-dd, so Palette cannot read it. Write it like 2028-04-30."
        );
        let report = findings.report(at_property("eol"), message);
        report.propose("eol", Date::meant(&eol));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn reports_other_forms_and_days_that_do_not_exist() {
        for eol in ["30.04.2028", "2028-4-30", "2028-02-30", "soon"] {
            Sample::addon().set("/eol", eol).fires(RULE.id, &["/eol"]);
        }
    }

    #[test]
    fn the_day_that_is_meant_is_proposed() {
        Sample::addon().replaces(RULE.id, "/eol", "2027-02-31", "2027-02-28");
        Sample::addon().replaces(RULE.id, "/eol", "30.04.2028", "2028-04-30");
    }

    #[test]
    fn days_and_blanks_are_not_its_matter() {
        for eol in ["2028-04-30", "", " "] {
            Sample::addon().set("/eol", eol).silent(RULE.id);
        }
        Sample::addon().set("/eol", 2028).silent(RULE.id);
    }
}
