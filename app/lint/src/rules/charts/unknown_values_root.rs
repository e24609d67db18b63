//! A key at the root of values.yaml that nothing uses.

use pack_model::path::{MANIFESTS, PRESETS_YAML, VALUES_YAML};
use pack_model::vocabulary::Layer;
use pack_model::{Pointer, Severity};

use serde_json::{Map, Value};

use crate::judge::changes::values::{move_entries, rename_key};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::ChartReading;
use crate::reading::chart::misfits::{Reader, fits, misfits};
use crate::reading::context::Context;
use crate::reading::text::nearest::nearest;
use crate::reading::values::{Values, at_key};

use super::{ROOT_KEYS, are_charts_unknown};

declare_rule! {
    /// ## What it does
    /// Reports a key at the root of values.yaml other than `pack`, `charts`, `manifests` and
    /// `readinessCheck` that no macro of this pack refers to. Keys with an anchor are allowed. A
    /// misspelling of one of these four is an **error**.
    ///
    /// ## Why is this bad
    /// Palette passes the values under `charts` to charts, and those under `manifests` to
    /// manifests. Values at the root are not used.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespace: web
    /// replicas: 2
    /// ```
    ///
    /// ## How to fix
    /// Move it under `charts.<chart>`. If exactly one chart has such a value, the fix does that.
    /// If other packs use the key in a macro, keep it and ignore this warning.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; published packs.
    "unknown-values-root", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut keys = unknown_keys(context, &values);
    for (_, reading) in context.charts() {
        let name = &reading.chart.name;
        if let Some(index) = keys.iter().position(|key| key == name)
            && has_chart_values(&values, reading)
        {
            keys.remove(index);
            let message = format!(
                "`{name}` at the root of values.yaml has no effect, because the chart {name} only reads values under `charts.{name}`. Move it there."
            );
            let entry = Pointer::root().child(name);
            let map = Pointer::root().child("charts");
            let report = findings.report(at_key(entry.clone()), message);
            let given = values
                .map(&[name])
                .zip(reading.values_for(context.reader()));
            if given.is_some_and(|(given, own)| misfits(given, own, context.reader()).is_empty()) {
                report.ask(
                    "wrap",
                    format!("Move `{name}` under charts"),
                    move_entries(&values, [entry], &map),
                );
            }
        }
        let (inside, others): (Vec<_>, Vec<_>) = keys
            .into_iter()
            .partition(|key| belongs_inside(&values, reading, key, context.reader()));
        keys = others;
        let Some(first) = inside.first() else {
            continue;
        };
        let named: Vec<String> = inside.iter().map(|key| format!("`{key}`")).collect();
        let message = format!(
            "Palette ignores {} at the root of values.yaml. The chart {name} only reads values under `charts.{name}`, so move them there.",
            named.join(", "),
        );
        let report = findings.report(at_key(Pointer::root().child(*first)), message);
        let entries = || inside.iter().map(|key| Pointer::root().child(*key));
        let map = Pointer::from_iter(["charts", name]);
        if entries().all(|entry| values.yaml.owns(&entry)) {
            report.ask(
                "wrap",
                format!("Move {} under charts.{name}", named.join(", ")),
                move_entries(&values, entries(), &map),
            );
        }
    }
    // Most of them are values of a chart that cannot be read, which another rule reports.
    if are_charts_unknown(context) {
        keys.truncate(1);
    }
    for key in keys {
        let message = format!(
            "Palette ignores `{key}` at the root of values.yaml, because it reads only `pack`, `charts`, `manifests` and `readinessCheck` there. Move it under one of them, or remove it."
        );
        let at = Pointer::root().child(key);
        let meant = nearest(key, ROOT_KEYS.iter().copied());
        let report = findings
            .report(at_key(at.clone()), message)
            .severity(match meant {
                Some(_) => Severity::Error,
                None => Severity::Warning,
            });
        let free = ROOT_KEYS
            .iter()
            .filter(|known| values.value(&[known]).is_none());
        if let Some(known) = nearest(key, free.copied()).filter(|_| values.yaml.owns(&at)) {
            report.ask(
                "rename",
                format!("Rename to {known}"),
                vec![rename_key(at, known)],
            );
        }
    }
}

/// The keys at the root that Palette does not read, and that no macro refers to.
fn unknown_keys<'v>(context: &Context<'_>, values: &Values<'v>) -> Vec<&'v str> {
    let texts: Vec<&str> = context
        .pack
        .files()
        .filter(|(path, _)| {
            **path == VALUES_YAML || **path == PRESETS_YAML || path.as_str().starts_with(MANIFESTS)
        })
        .filter_map(|(_, file)| file.text())
        .filter(|text| text.contains(".spectro.pack."))
        .collect();
    // Palette uses this one to set up Kubernetes.
    let sets_up = matches!(
        context.manifest.layer(),
        None | Some(Layer::Os | Layer::K8s)
    );
    let is_setup = |key: &str| sets_up && key == "kubeadmconfig";
    let keys = values.map(&[]).into_iter().flat_map(|root| root.keys());
    keys.map(String::as_str)
        .filter(|key| !is_setup(key))
        .filter(|key| !ROOT_KEYS.contains(key) && !values.has_anchor(&[key]))
        .filter(|key| !texts.iter().any(|text| refers_to(text, key)))
        .collect()
}

/// Whether a text has a macro `.spectro.pack.<pack>.<key>`.
fn refers_to(text: &str, key: &str) -> bool {
    text.split(".spectro.pack.").skip(1).any(|rest| {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let path = rest.split(|c| !word(c)).next().unwrap_or_default();
        path.split('.').any(|part| part == key)
    })
}

/// Whether the key at the root with the name of a chart contains the chart's values, which the pack
/// does not set elsewhere.
fn has_chart_values(values: &Values<'_>, reading: &ChartReading) -> bool {
    let name = reading.chart.name.as_str();
    let (Some(given), Some(own)) = (values.map(&[name]), reading.values()) else {
        return false;
    };
    let within = own.get(name).and_then(Value::as_object);
    let known =
        |own: &Map<String, Value>| given.keys().filter(|key| own.contains_key(*key)).count();
    let is_free = values.value(&["charts", name]).is_none();
    is_free && known(own) > within.map_or(0, known)
}

/// Whether a chart has such a value, which fits it, and the pack does not set it yet.
fn belongs_inside(values: &Values<'_>, reading: &ChartReading, key: &str, reader: Reader) -> bool {
    let own = reading.values_for(reader).and_then(|own| own.get(key));
    let value = values.value(&[key]);
    let has = value
        .zip(own)
        .is_some_and(|(value, own)| fits(value, own, reader));
    let given = values.value(&["charts", &reading.chart.name]);
    let free = given.is_none_or(|given| {
        given.is_null()
            || given
                .as_object()
                .is_some_and(|given| !given.contains_key(key))
    });
    has && free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn chart_values_at_the_root_are_moved_together() {
        let own = "replicas: 1\nimage:\n  tag: a\n";
        let values = "pack:\n  namespace: sample\n# how many\nreplicas: 2\nimage:\n  tag: b\n";
        let fixed = Sample::with_chart(own, values)
            .fires(RULE.id, &["values.yaml/replicas"])
            .fixed(RULE.id, "wrap")
            .silent(RULE.id);
        let expected = "pack:\n  namespace: sample\ncharts:\n  web:\n    # how many\n    replicas: 2\n    image:\n      tag: b\n";
        assert_eq!(fixed.text(VALUES_YAML), expected);
    }

    #[test]
    fn what_sets_up_kubernetes_is_known_in_its_packs() {
        let values = "kubeadmconfig:\n  preKubeadmCommands: []\n";
        let sample = Sample::addon().file(VALUES_YAML, values);
        sample.clone().set("/layer", "k8s").silent(RULE.id);
        sample.fires(RULE.id, &["values.yaml/kubeadmconfig"]);
    }

    #[test]
    fn a_chart_at_the_root_is_moved_as_a_whole() {
        let own = "replicas: 1\nimage: {}\nweb: {}\n";
        let values = "pack:\n  namespace: sample\nweb:\n  replicas: 2 # two\n  image: {}\n";
        let fixed = Sample::with_chart(own, values)
            .fires(RULE.id, &["values.yaml/web"])
            .fixed(RULE.id, "wrap")
            .silent(RULE.id);
        let expected =
            "pack:\n  namespace: sample\ncharts:\n  web:\n    replicas: 2 # two\n    image: {}\n";
        assert_eq!(fixed.text(VALUES_YAML), expected);
    }

    #[test]
    fn what_stands_between_moved_values_moves_along() {
        let own = "replicas: 1\nimage: {}\nport: 1\ntolerations: []\n";
        let values = "replicas: 2\n\n# tolerations:\n#   - key: a\n\n# which one\nimage: {}\n\nport: 2\n\n# the end\npack:\n  namespace: sample\n\nother: 1\n";
        let fixed = Sample::with_chart(own, values).fixed(RULE.id, "wrap");
        let expected = "\n# the end\npack:\n  namespace: sample\n\nother: 1\ncharts:\n  web:\n    replicas: 2\n\n    # tolerations:\n    #   - key: a\n\n    # which one\n    image: {}\n\n    port: 2\n";
        assert_eq!(fixed.text(VALUES_YAML), expected);
    }

    #[test]
    fn a_known_key_is_corrected_and_others_are_left_to_the_author() {
        let sample = Sample::addon().file(VALUES_YAML, "pakc:\n  namespace: sample\nextra: 1\n");
        let severities = sample.findings_of(RULE.id);
        let severities: Vec<_> = severities.iter().map(|found| found.severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Warning]);
        let fixed = sample
            .fires(RULE.id, &["values.yaml/pakc", "values.yaml/extra"])
            .fixed(RULE.id, "rename");
        assert!(fixed.text(VALUES_YAML).starts_with("pack:\n"));
    }

    #[test]
    fn values_of_a_chart_that_cannot_be_read_are_one_finding() {
        let values = "pack:\n  namespace: sample\nreplicas: 2\nimage:\n  tag: b\n";
        let sample = Sample::with_chart("replicas: 1\nimage: {}\n", values);
        sample
            .bytes("charts/web-1.0.0.tgz", b"")
            .fires(RULE.id, &["values.yaml/replicas"]);
        Sample::addon()
            .file(VALUES_YAML, values)
            .fires(RULE.id, &["values.yaml/replicas", "values.yaml/image"]);
    }

    #[test]
    fn what_is_read_is_left() {
        let values = "readinessCheck: {}\nbase: &base {}\nport: 1\nhost: 2\nmanifests:\n  sample:\n    a: *base\n    b: \"{{.spectro.pack.sample.port}}\"\n";
        Sample::addon()
            .file(VALUES_YAML, values)
            .file(
                "manifests/sample.yaml",
                "a: \"{{ .spectro.pack.sample.host | quote }}\"\n",
            )
            .silent(RULE.id);
    }
}
