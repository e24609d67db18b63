//! Which values do the templates of a chart use, with or without a default?

use std::collections::BTreeSet;

use pack_model::Chart;
use pack_model::chart::defaults::keys_of;
use pack_model::facts::template_text::{actions, value_paths};

/// The values that the templates of a chart and of its sub-charts use. Paths start at the chart's
/// values; their keys are joined by dots.
#[derive(Debug, Default)]
pub(crate) struct UsedValues {
    /// Every path that is named.
    named: BTreeSet<String>,
    /// Those that are passed on as a whole, as to `toYaml`, so that anything below may be used.
    handed_on: BTreeSet<String>,
    /// Those that `with` and `range` enter; names inside have no path.
    entered: BTreeSet<String>,
    /// The names without a path, such as `port` in `.port`.
    alone: BTreeSet<String>,
}

impl UsedValues {
    /// Reads the templates of a chart.
    pub(crate) fn of(chart: &Chart) -> Self {
        let mut reads = Self::default();
        reads.add(chart, "");
        reads
    }

    fn add(&mut self, chart: &Chart, prefix: &str) {
        let templates = chart.files.iter();
        let templates = templates.filter(|file| file.path.starts_with("templates/"));
        for text in templates.filter_map(|file| std::str::from_utf8(&file.bytes).ok()) {
            for action in actions(text) {
                self.add_action(action, prefix);
            }
        }
        for inner in &chart.charts {
            for key in keys_of(chart, inner) {
                self.add(inner, &format!("{prefix}{key}."));
            }
        }
    }

    fn add_action(&mut self, action: &str, prefix: &str) {
        let begins = |words: &[&str]| {
            let first = action.trim_start_matches("else ").split_whitespace().next();
            first.is_some_and(|first| words.contains(&first))
        };
        let paths = value_paths(action).into_iter();
        let paths = paths.map(|path| format!("{prefix}{path}"));
        self.named.extend(paths.clone());
        if begins(&["with", "range"]) {
            self.entered.extend(paths);
        } else if !begins(&["if"]) {
            self.handed_on.extend(paths);
        }
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
        let words = action.split(|c| !word(c));
        let alone = words
            .filter_map(|word| word.strip_prefix('.'))
            .flat_map(|path| path.split('.'));
        self.alone.extend(alone.map(str::to_owned));
    }

    /// Whether the templates name a path, or one below it.
    pub(crate) fn names(&self, path: &[String]) -> bool {
        let path = path.join(".");
        let below = format!("{path}.");
        self.named.contains(&path) || self.named.iter().any(|path| path.starts_with(&below))
    }

    /// Whether the templates may use a path that they do not name, as a part of a value above it.
    pub(crate) fn may_read(&self, path: &[String]) -> bool {
        let Some((last, above)) = path.split_last() else {
            return true;
        };
        (1..=above.len()).any(|length| {
            let above = path.get(..length).unwrap_or_default().join(".");
            self.handed_on.contains(&above)
                || self.entered.contains(&above) && self.alone.contains(last)
        })
    }
}

#[cfg(test)]
mod tests {
    use pack_archive::Entry;

    use super::*;

    #[test]
    fn what_templates_read_is_told() {
        let files = [
            (
                "Chart.yaml",
                "name: web\ndependencies: [{name: store, alias: db}]\n",
            ),
            (
                "templates/a.yaml",
                "{{ if .Values.server.tls }}{{ .Values.server.port | default 80 }}{{ end }}\n\
                 {{- toYaml .Values.server.affinity | nindent 4 }}\n\
                 {{- with $.Values.disk }}{{ .size }}{{ end }}{{ .other }}\n",
            ),
            ("values.yaml", "{{ .Values.no }}"),
            ("charts/store/Chart.yaml", "name: store\n"),
            ("charts/store/templates/_b.tpl", "{{ .Values.user }}"),
        ];
        let entries = files.map(|(path, text)| Entry::new(path, text.as_bytes()));
        let reads = UsedValues::of(&Chart::from_entries(entries.into()).unwrap());
        let may_read = |path: &str| {
            let path: Vec<_> = path.split('.').map(str::to_owned).collect();
            reads.names(&path) || reads.may_read(&path)
        };
        for path in [
            "server",
            "server.tls",
            "server.port",
            "server.affinity.any.thing",
            "disk.size",
            "db.user",
        ] {
            assert!(may_read(path), "{path}");
        }
        for path in [
            "no",
            "size",
            "server.tls.key",
            "server.host",
            "disk.sise",
            "user",
            "db.name",
        ] {
            assert!(!may_read(path), "{path}");
        }
    }
}
