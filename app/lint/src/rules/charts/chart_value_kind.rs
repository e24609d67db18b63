//! A value of a different type than in the chart.

use pack_model::Pointer;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::misfits::{Reason, misfits};
use crate::reading::context::Context;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports a value under `charts.<chart>` that is a map or list where the chart has a single
    /// value, or the reverse. An empty value in the chart matches any type.
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
        let (Some(given), Some(own)) = (values.map(&["charts", name]), reading.values()) else {
            continue;
        };
        for misfit in misfits(given, own) {
            let Reason::Kind(wanted, found) = misfit.reason else {
                continue;
            };
            let message = format!(
                "`{}` is {found}, but the chart {name} expects {wanted}, so its templates may fail. Use the type that the chart expects.",
                misfit.path.join(".")
            );
            let path = ["charts", name]
                .into_iter()
                .chain(misfit.path.iter().map(String::as_str));
            findings.report(at(Pointer::from_iter(path)), message);
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
}
