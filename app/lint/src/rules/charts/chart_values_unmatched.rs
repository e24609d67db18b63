//! Values under `charts` without a chart of that name.

use pack_model::{Change, Pointer};
use serde_json::{Map, Value};

use crate::judge::changes::values::{move_entries, rename_key};
use crate::judge::findings::{Findings, Report};
use crate::judge::rule::declare_rule;
use crate::reading::chart::ChartReading;
use crate::reading::chart::misfits::{Reader, fits, misfits};
use crate::reading::context::Context;
use crate::reading::text::nearest::is_near;
use crate::reading::values::{Values, at_key};

use super::{are_charts_unknown, unmatched_keys};

declare_rule! {
    /// ## What it does
    /// Reports a key under `charts` in values.yaml that is not the name of a listed chart. The
    /// name is the one in Chart.yaml, not that of the archive.
    ///
    /// ## Why is this bad
    /// The values below it are ignored: the chart runs with its defaults, without an error.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   replicas: 2
    ///   image:
    ///     tag: 1.2.3
    /// ```
    ///
    /// ## How to fix
    /// Move the values under the chart's name: `charts.<chart>.replicas`. The fix moves them with
    /// their comments, or renames the key if it clearly refers to the chart.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack". This is the most common error in published
    /// packs.
    "chart-values-unmatched", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let mut charts: Vec<&ChartReading> = Vec::new();
    for (_, reading) in context.charts() {
        // A chart that is listed twice gets its values once.
        if charts
            .iter()
            .all(|other| other.chart.name != reading.chart.name)
        {
            charts.push(reading);
        }
    }
    let mut keys = unmatched_keys(context, &values);
    for reading in &charts {
        let name = &reading.chart.name;
        let (inside, others): (Vec<_>, Vec<_>) = keys
            .into_iter()
            .partition(|key| belongs_inside(&values, &charts, reading, key, context.reader()));
        keys = others;
        let Some(first) = inside.first() else {
            continue;
        };
        let named: Vec<String> = inside.iter().map(|key| format!("`{key}`")).collect();
        let message = format!(
            "The chart {name} does not read {} directly under `charts`. Move them under `charts.{name}`.",
            named.join(", "),
        );
        let report = findings.report(at_key(below(first)), message);
        let entries = || inside.iter().map(|key| below(key));
        if entries().all(|entry| values.yaml.owns(&entry)) {
            report.ask(
                "wrap",
                format!("Move {} under charts.{name}", named.join(", ")),
                move_entries(&values, entries(), &below(name)),
            );
        }
    }
    if are_charts_unknown(context) {
        keys.truncate(1);
    }
    for key in keys {
        let names: Vec<&str> = charts
            .iter()
            .map(|reading| reading.chart.name.as_str())
            .collect();
        let advice = match names.as_slice() {
            [] => "List the chart, or remove the values.".to_owned(),
            [name] => format!("Use {name}, the name in Chart.yaml."),
            names => format!("Use the name in Chart.yaml: {}.", names.join(", ")),
        };
        let message = format!(
            "There is no chart named `{key}`, so the values under it are ignored. {advice}"
        );
        let report = findings.report(at_key(below(key)), message);
        offer_names(report, &values, &charts, key, context.reader());
    }
}

fn below(key: &str) -> Pointer {
    Pointer::from_iter(["charts", key])
}

/// Whether a key is one level too high: only this chart has such a value, of the same type, and the
/// pack does not set it yet.
fn belongs_inside(
    values: &Values<'_>,
    charts: &[&ChartReading],
    reading: &ChartReading,
    key: &str,
    reader: Reader,
) -> bool {
    let has = |reading: &ChartReading| {
        let value = values.value(&["charts", key]);
        let own = reading.values_for(reader).and_then(|own| own.get(key));
        match (value, own) {
            (Some(value), Some(own)) if reader == Reader::Check => fits(value, own, reader),
            (Some(Value::Object(_)), Some(own)) => own.is_object() || own.is_null(),
            (Some(_), Some(own)) => !own.is_object(),
            _ => false,
        }
    };
    let name = reading.chart.name.as_str();
    let free = match values.value(&["charts", name]) {
        None | Some(Value::Null) => true,
        Some(Value::Object(map)) => !map.contains_key(key),
        Some(_) => false,
    };
    free && has(reading) && charts.iter().filter(|other| has(other)).count() == 1
}

/// Offers to rename a key to each chart without values that may be meant: one with a similar name, the only
/// one if it has most of these values, or one that has all of them.
fn offer_names(
    mut report: Report<'_>,
    values: &Values<'_>,
    charts: &[&ChartReading],
    key: &str,
    reader: Reader,
) {
    let free: Vec<_> = charts
        .iter()
        .filter(|reading| values.value(&["charts", &reading.chart.name]).is_none())
        .collect();
    // The values of a chart are a map, so any other value is not for a chart.
    let given = match values.value(&["charts", key]) {
        Some(Value::Object(map)) => Some(map),
        None | Some(Value::Null) => None,
        Some(_) => return,
    };
    if !values.yaml.owns(&below(key)) {
        return;
    }
    for reading in &free {
        let name = reading.chart.name.as_str();
        let own = reading.values_for(reader);
        let fits = match (given, own) {
            (Some(given), Some(own)) => misfits(given, own, reader).is_empty(),
            _ => own.is_none(),
        };
        // Values of which the chart has the most are for it.
        let known = given.zip(own).map_or(0, |(given, own)| {
            given.keys().filter(|key| own.contains_key(*key)).count()
        });
        let mostly_fits = 2 * known > given.map_or(0, Map::len);
        let is_meant = is_near(key, name) || free.len() == 1 && (mostly_fits || own.is_none());
        let is_taken = reader == Reader::Helm || fits;
        if is_meant && is_taken || given.is_some() && own.is_some() && fits {
            let change: Change = rename_key(below(key), name);
            report = report.ask(
                &format!("rename-{name}"),
                format!("Rename to {name}"),
                vec![change],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const OWN: &str = "replicas: 1\nimage:\n  tag: a\n";

    #[test]
    fn values_one_level_too_high_are_moved_together() {
        let values = "charts:\n  # how many\n  replicas: 2\n  image: # which\n    tag: b\n";
        let fixed = Sample::with_chart(OWN, values)
            .fires(RULE.id, &["values.yaml/charts/replicas"])
            .fixed(RULE.id, "wrap")
            .silent(RULE.id)
            .silent("chart-value-unknown");
        let expected =
            "charts:\n  web:\n    # how many\n    replicas: 2\n    image: # which\n      tag: b\n";
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn values_beside_those_of_the_chart_are_moved_into_them() {
        let values = "charts:\n  web:\n    replicas: 2\n  image:\n    tag: b\n";
        let fixed = Sample::with_chart(OWN, values)
            .fires(RULE.id, &["values.yaml/charts/image"])
            .fixed(RULE.id, "wrap");
        assert_eq!(
            fixed.text("values.yaml"),
            "charts:\n  web:\n    replicas: 2\n    image:\n      tag: b\n"
        );
    }

    #[test]
    fn another_name_is_renamed() {
        let fixed = Sample::with_chart(OWN, "charts:\n  the-web: # x\n    replicas: 2\n")
            .fires(RULE.id, &["values.yaml/charts/the-web"])
            .fixed(RULE.id, "rename-web");
        assert_eq!(
            fixed.text("values.yaml"),
            "charts:\n  web: # x\n    replicas: 2\n"
        );
    }

    #[test]
    fn values_of_a_chart_that_cannot_be_read_are_one_finding() {
        let values = "charts:\n  replicas: 2\n  image: {}\n";
        Sample::with_chart(OWN, values)
            .bytes("charts/web-1.0.0.tgz", b"")
            .fires(RULE.id, &["values.yaml/charts/replicas"]);
    }

    #[test]
    fn charts_that_match_or_cannot_be_read_are_left() {
        let values = "charts:\n  web:\n    replicas: 2\n";
        Sample::with_chart(OWN, values).silent(RULE.id);
        Sample::with_chart(OWN, values)
            .bytes("charts/web-1.0.0.tgz", b"")
            .silent(RULE.id);
        Sample::with_chart(OWN, values)
            .unset("/charts")
            .silent(RULE.id);
        Sample::with_chart(OWN, values)
            .set("/charts", "charts/web-1.0.0.tgz")
            .silent(RULE.id);
        Sample::with_chart(OWN, "charts: {}\n").silent(RULE.id);
        Sample::addon()
            .file("values.yaml", values)
            .fires(RULE.id, &["values.yaml/charts/web"]);
    }
}
