//! A value of a different type than in the chart.

use pack_model::Pointer;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::judged::{CHECK_REFUSES, judged};
use crate::reading::chart::misfits::Reason;
use crate::reading::context::Context;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports a value under `charts.<chart>` that is a map or list where the chart has a single
    /// value, or the reverse. An empty value in the chart matches any type, but not for the
    /// community repository: its check takes an empty value, and a text with a template, as a single
    /// value.
    ///
    /// ## Why is this bad
    /// The chart's templates expect the other type. They fail, or give a wrong result.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     image: nginx:1.27.0
    /// ```
    /// where the chart has `image: { repository: nginx, tag: 1.27.0 }`.
    ///
    /// ## How to fix
    /// Use the type that the chart expects.
    ///
    /// ## Source
    /// The community repository's checks.
    "chart-value-kind", Warning, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for (_, reading) in context.charts() {
        let name = &reading.chart.name;
        for found in judged(context, &values, reading) {
            let Reason::Kind(wanted, given) = found.misfit.reason else {
                continue;
            };
            let path = found.misfit.path.join(".");
            let message = match found.by_helm {
                true => format!(
                    "`{path}` is {given}, but the chart {name} expects {wanted}, so its templates may fail. Use the type that the chart expects."
                ),
                false => format!(
                    "{CHECK_REFUSES}: `{path}` is {given}, and the chart {name} has {wanted} there."
                ),
            };
            let severity = found.severity(context, findings.severity());
            let path = ["charts", name]
                .into_iter()
                .chain(found.misfit.path.iter().map(String::as_str));
            findings
                .report(at(Pointer::from_iter(path)), message)
                .severity(severity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn kinds_are_compared() {
        let own = "image:\n  tag: a\nargs: [x]\nname: n\nany: {}\n";
        let values =
            "charts:\n  web:\n    image: a:1\n    args: x\n    name: {a: b}\n    any: {c: d}\n";
        Sample::with_chart(own, values).fires(
            RULE.id,
            &[
                "values.yaml/charts/web/image",
                "values.yaml/charts/web/args",
                "values.yaml/charts/web/name",
            ],
        );
        Sample::with_chart(
            own,
            "charts:\n  web:\n    image:\n    args: []\n    name: 1\n",
        )
        .silent(RULE.id);
    }

    #[test]
    fn the_check_refuses_what_helm_reads() {
        let own = "annotations:\nname: {a: b}\nargs: [x]\nany: {}\n";
        let values = "charts:\n  web:\n    annotations: {c: d}\n    name:\n    args: \"{{ .x }}\"\n    any: {e: f}\n";
        let sample = Sample::with_chart(own, values)
            .silent(RULE.id)
            .for_community();
        let sample = sample.fires(
            RULE.id,
            &[
                "values.yaml/charts/web/annotations",
                "values.yaml/charts/web/name",
                "values.yaml/charts/web/args",
            ],
        );
        for found in sample.findings_of(RULE.id) {
            assert!(
                found.message.starts_with(CHECK_REFUSES),
                "{}",
                found.message
            );
        }
    }
}
