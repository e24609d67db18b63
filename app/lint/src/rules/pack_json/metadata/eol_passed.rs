//! An end of life in the past.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::date::Date;

declare_rule! {
    /// ## What it does
    /// Reports an `eol` before today.
    ///
    /// ## Why is this bad
    /// The software is no longer maintained after that date. A new version of a pack often still
    /// has the date of the previous one.
    ///
    /// ## Example
    /// ```json
    /// { "eol": "2021-06-30" }
    /// ```
    ///
    /// ## How to fix
    /// Check whether the date is correct for this version.
    ///
    /// ## Source
    /// Vendor documentation, table of properties.
    "eol-passed", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let (Some(eol), Some(today)) = (context.manifest.property("eol"), Date::read(context.today))
    else {
        return;
    };
    if Date::read(&eol).is_some_and(|day| day < today) {
        let message = format!(
            "The end of life {eol} is in the past. Check whether it is correct for this version."
        );
        findings.report(at_property("eol"), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn compares_with_today() {
        // The sample is judged on 2026-06-15.
        Sample::addon()
            .set("/eol", "2026-06-14")
            .fires(RULE.id, &["/eol"]);
        for eol in ["2026-06-15", "2030-01-01", "", "soon"] {
            Sample::addon().set("/eol", eol).silent(RULE.id);
        }
    }
}
