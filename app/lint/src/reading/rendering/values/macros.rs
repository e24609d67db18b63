//! Macros of Palette become what they would be in a cluster, as far as that is known here: what the user
//! gives as a sample, the sample of the table of macros, the pack's own value, or else the last name of
//! the path.
//!
//! A macro may have a pipeline of Sprig's functions: the renderer runs it. Names of packs and variables may
//! have hyphens, which Go's templates do not read in a path, so each path becomes a call of `index`.

use std::collections::BTreeMap;

use pack_helm::template::{self, File, Limits};
use pack_helm::value::{Map, Value};
use pack_model::format::macros::MACROS;

use super::lookup::at;
use crate::reading::text::macros::WORD;

/// What the user gives for macros.
#[derive(Debug, Clone, Default)]
pub(in crate::reading::rendering) struct Samples {
    /// By path.
    pub(in crate::reading::rendering) given: BTreeMap<String, String>,
    /// All samples are other ones, of the same form: that shows what depends on them.
    pub(in crate::reading::rendering) are_altered: bool,
}

impl Samples {
    /// A sample, or the other one.
    fn shown(&self, sample: &str) -> String {
        match self.are_altered {
            true => altered(sample),
            false => sample.to_owned(),
        }
    }
}

/// Another text of the same form: its last digit is another one, or else its last letter.
pub(in crate::reading::rendering) fn altered(sample: &str) -> String {
    match sample {
        "true" => return "false".to_owned(),
        "false" => return "true".to_owned(),
        _ => {}
    }
    let last = |is: fn(char) -> bool| sample.char_indices().rev().find(|(_, c)| is(*c));
    let found = last(|c| c.is_ascii_digit()).or_else(|| last(|c| c.is_ascii_alphabetic()));
    let Some((at, last)) = found else {
        return format!("{sample}x");
    };
    let other = match last {
        '0' | '1' => '2',
        '2'..='9' => '1',
        'a' => 'b',
        _ => 'a',
    };
    let mut text = sample.to_owned();
    text.replace_range(at..at + last.len_utf8(), other.encode_utf8(&mut [0; 4]));
    text
}

/// What replaces the macros of a pack.
pub(in crate::reading::rendering) struct Macros<'a> {
    /// How the macros of the pack's own values begin.
    own_prefix: String,
    samples: &'a Samples,
    own: Option<&'a Map>,
}

impl<'a> Macros<'a> {
    /// For the pack of a name, with the samples of the user and the pack's values.
    pub(in crate::reading::rendering) fn new(
        pack: &str,
        samples: &'a Samples,
        own: Option<&'a Map>,
    ) -> Self {
        Self {
            own_prefix: format!("{WORD}.pack.{pack}."),
            samples,
            own,
        }
    }

    /// A map with the macros in its texts replaced, however deep. The map that is given stays as it is.
    pub(in crate::reading::rendering) fn in_map(&self, map: &Map) -> Map {
        let entries = map.to_vec().into_iter();
        let entries = entries.map(|(key, value)| (key, self.in_value(value)));
        entries.collect()
    }

    fn in_value(&self, value: Value) -> Value {
        match &value {
            Value::Map(map) => Value::Map(self.in_map(map)),
            Value::List(list) => {
                let items = list.to_vec().into_iter();
                Value::list(items.map(|item| self.in_value(item)).collect())
            }
            Value::Text(text) => match std::str::from_utf8(text) {
                Ok(text) if text.contains(WORD) => Value::text(self.replaced(text)),
                _ => value,
            },
            _ => value,
        }
    }

    /// A text with its macros replaced. What cannot be evaluated stays.
    pub(in crate::reading::rendering) fn replaced(&self, text: &str) -> String {
        let mut replaced = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((inner, behind)) = after.split_once("}}") else {
                break;
            };
            replaced.push_str(before);
            match inner
                .contains(WORD)
                .then(|| self.evaluated(inner))
                .flatten()
            {
                Some(value) => replaced.push_str(&value),
                None => {
                    replaced.push_str("{{");
                    replaced.push_str(inner);
                    replaced.push_str("}}");
                }
            }
            rest = behind;
        }
        replaced + rest
    }

    /// What a macro becomes. Only one that has no value by itself, such as by `default`, gets the name at
    /// the end of its path.
    fn evaluated(&self, inner: &str) -> Option<String> {
        let (text, paths) = with_index(inner);
        let run = |is_named: bool| {
            let values = paths.iter().filter_map(|path| {
                let named = || is_named.then(|| Value::text(self.samples.shown(last_name(path))));
                Some((*path, self.known(path).or_else(named)?))
            });
            let file = File {
                path: "macro".into(),
                text: format!("{{{{{text}}}}}").into(),
                base_path: "".into(),
                values: values.collect(),
            };
            let rendered = template::render(vec![file], Limits::default()).ok()?;
            let text = rendered.into_iter().next()?.text;
            String::from_utf8(text).ok().filter(|text| !text.is_empty())
        };
        run(false).or_else(|| run(true))
    }

    /// The value of a path, where it is known.
    fn known(&self, path: &str) -> Option<Value> {
        if let Some(sample) = self.samples.given.get(path) {
            return Some(Value::text(self.samples.shown(sample)));
        }
        let system = MACROS.iter().find(|known| known.name == path);
        if let Some(known) = system.filter(|known| !known.sample.is_empty()) {
            return Some(Value::text(self.samples.shown(known.sample)));
        }
        let own = at(self.own?, path.strip_prefix(&self.own_prefix)?)?;
        // A value that is a macro itself might refer to this one.
        let is_macro = own
            .as_text()
            .is_some_and(|text| text.lossy().contains(WORD));
        (!is_macro).then_some(own)
    }
}

/// The text with each path as a call of `index`, and the paths.
fn with_index(inner: &str) -> (String, Vec<&str>) {
    let (mut text, mut paths) = (String::new(), Vec::new());
    let mut rest = inner;
    while let Some(start) = rest.find(WORD) {
        let (before, after) = rest.split_at(start);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        let end = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let (path, behind) = after.split_at(end);
        text.push_str(before.strip_suffix('$').unwrap_or(before));
        text.push_str(&format!("(index $ \"{path}\")"));
        paths.push(path);
        rest = behind;
    }
    text.push_str(rest);
    (text, paths)
}

fn last_name(path: &str) -> &str {
    path.rsplit('.')
        .find(|name| !name.is_empty())
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let samples = Samples {
            given: BTreeMap::from([(".spectro.var.host".to_owned(), "a.example".to_owned())]),
            are_altered: false,
        };
        let own = pack_helm::read_values(
            b"charts: {web: {size: 2, names: [a, b], loop: '{{ .spectro.pack.my-pack.charts.web.loop }}'}}",
        );
        let macros = Macros::new("my-pack", &samples, own.as_ref().ok());
        assert_eq!(macros.replaced(text), expected, "{text}");
    }

    #[test]
    fn macros_become_samples() {
        check("a {{ .spectro.system.cluster.name }}!", "a cluster-name!");
        check(
            "{{.spectro.var.host}}:{{ .Values.port }}",
            "a.example:{{ .Values.port }}",
        );
        check("{{ .spectro.var.other }}", "other");
        check("{{ .spectro.var.other", "{{ .spectro.var.other");
    }

    #[test]
    fn samples_have_others_of_the_same_form() {
        for (sample, other) in [
            ("10.0.0.10", "10.0.0.12"),
            ("v1.30.0", "v1.30.2"),
            ("cluster-name", "cluster-nama"),
            ("true", "false"),
            ("-", "-x"),
        ] {
            assert_eq!(altered(sample), other);
        }
    }

    #[test]
    fn macros_have_functions() {
        check(
            "{{ .spectro.system.kubernetes.version | substr 0 4 }}",
            "1.30",
        );
        check(r#"{{ .spectro.var.other | default "x" | upper }}"#, "X");
        check("{{ .spectro.var.other | upper }}", "OTHER");
        check(
            "{{ .spectro.var.other | nothing }}",
            "{{ .spectro.var.other | nothing }}",
        );
    }

    #[test]
    fn macros_name_the_values_of_packs() {
        check("{{ .spectro.pack.my-pack.charts.web.size }}", "2");
        check("{{ .spectro.pack.my-pack.charts.web.names.1 }}", "b");
        check("{{ .spectro.pack.my-pack.charts.web.loop }}", "loop");
        check("{{ .spectro.pack.other-pack.pack.namespace }}", "namespace");
    }
}
