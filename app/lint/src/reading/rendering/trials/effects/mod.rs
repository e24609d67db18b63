//! Values that change nothing of what is rendered.
//!
//! A value counts as one if the same is rendered without it, with another value of its kind, and with the words
//! that templates may compare it with; also where all that is switched off in the chart is switched on, with the
//! API versions that the templates ask for, and by an upgrade. Where a chart fails with all switched on, less of
//! it is. So what only waits for a switch or for a cluster is none; nor is what a template names in a block that
//! an empty value leaves out. Many values are changed at once, and only where that changes something, or fails,
//! one half of them after the other.

mod candidates;
mod templates;
mod trial;
pub(in crate::reading::rendering) mod value_trials;

use pack_helm::value::Map;
use pack_helm::{Capabilities, Release, RenderedFile};
use pack_model::Pack;
use pack_model::deployment::WithoutEffect;

use self::candidates::{Candidate, Path, candidates, defaults, joined};
use self::templates::{add_texts, asked_for, guarded, waits, words, words_with};
use self::trial::Trial;
use self::value_trials::{Tried, ValueTrials};
use crate::reading::pack_json::listed_path::inside;
use crate::reading::rendering::charts::Given;
use crate::reading::rendering::manifests::{Manifest, stem};
use crate::reading::rendering::part::Listed;
use crate::reading::rendering::renderer::{Present, Renderer};
use crate::reading::rendering::trials::switches::switches;
use crate::reading::rendering::values::PackValues;
use crate::reading::rendering::values::lookup::at;
use crate::reading::text::macros::WORD;

impl Renderer {
    /// Has all values of the present pack tried, once the rest is explored. What is found is tried again whenever
    /// the pack has changed.
    pub fn try_values(&mut self) {
        if let Some(present) = &mut self.present {
            present.value_trials = Some(ValueTrials::new(&present.listed, None));
        }
    }

    /// Forgets the values without effect that were found: what comes next is another pack.
    pub fn forget_values(&mut self) {
        self.found = None;
    }

    /// Changes some values to find those without effect. Gives whether there may be more.
    pub(in crate::reading::rendering) fn try_next_value(&mut self, present: &mut Present) -> bool {
        let Some(mut trials) = present.value_trials.take() else {
            return false;
        };
        let Ok(values) = &present.values else {
            return false;
        };
        if let Some((listed, mut trial)) = trials.current.take() {
            let has_more = trial.step(&|given, with, is_upgrade| {
                self.output(present, &listed, given, with, is_upgrade)
            });
            if has_more {
                trials.current = Some((listed, trial));
            } else {
                trials.add(listed, trial.outcome());
            }
        } else if let Some(listed) = trials.open.pop_front() {
            match self.begin(present, values, &listed, &trials) {
                Some(trial) => trials.current = Some((listed, trial)),
                // Of what is not tried nothing is known to be unused.
                None => trials.add(listed, Tried::default()),
            }
        } else {
            present.without_effect = Some(self.without_effect(values, &trials));
            self.found = Some(trials.only.unwrap_or(trials.found));
            return false;
        }
        present.value_trials = Some(trials);
        true
    }

    /// What is to be tried of a chart or manifest.
    fn begin(
        &self,
        present: &Present,
        values: &PackValues,
        listed: &Listed,
        trials: &ValueTrials,
    ) -> Option<Trial> {
        self.parts
            .get(listed)
            .filter(|kept| kept.part.is_rendered)?;
        let root = self.root(listed)?;
        let [above, name] = &root;
        let given = values.below(above, name);
        let (mut chart, mut off) = (None, Vec::new());
        let mut texts = Vec::new();
        if let Some(loaded) = self.charts.get(listed.path()) {
            let read = loaded.chart.as_ref().ok()?;
            off = switches(read, &given);
            chart = Some(defaults(read));
            add_texts(loaded.texts()?, &mut texts);
        } else if let Some(file) = present.pack.text(&inside(listed.path())?) {
            texts.push(file.to_owned());
        }
        let mut further = Capabilities::clone(&present.capabilities);
        further.api_versions.extend(asked_for(&texts));
        let mut paths = candidates(&given, chart.as_ref());
        let named = named_by_macros(&present.pack, &root);
        paths.retain(|path| !named.iter().any(|named| is_near(named, &path.join("."))));
        let guarded = guarded(&texts);
        let is_empty = |path: &str| {
            let value = at(&given, path);
            let value = value.or_else(|| at(chart.as_ref()?, path));
            !value.is_some_and(|value| value.truth())
        };
        paths.retain(|path| !waits(&guarded, path, is_empty));
        if let Some(only) = &trials.only {
            let only = only.get(listed)?;
            paths.retain(|path| only.paths.contains(path));
        }
        let words = words(&texts);
        let tried = paths.into_iter().map(|path| Candidate {
            words: words_with(&words, &path),
            path,
        });
        let capabilities = [Capabilities::clone(&present.capabilities), further];
        let output = |given: &Map, with: &_, is_upgrade| {
            self.output(present, listed, given, with, is_upgrade)
        };
        Trial::new(given, tried.collect(), off, capabilities, &output)
    }

    /// The keys of its values in values.yaml.
    fn root(&self, listed: &Listed) -> Option<[String; 2]> {
        Some(match listed {
            Listed::Manifest(path) => ["manifests".to_owned(), stem(path).to_owned()],
            Listed::Chart(path) => {
                let chart = self.charts.get(path)?.chart.as_ref().ok()?;
                ["charts".to_owned(), chart.metadata().name.clone()]
            }
        })
    }

    /// What a chart or manifest becomes with these values.
    fn output(
        &self,
        present: &Present,
        listed: &Listed,
        given: &Map,
        capabilities: &Capabilities,
        is_upgrade: bool,
    ) -> Option<Vec<RenderedFile>> {
        let values = present.values.as_ref().ok()?;
        match listed {
            Listed::Chart(path) => {
                let loaded = self.charts.get(path)?;
                let name = &loaded.chart.as_ref().ok()?.metadata().name;
                let given = Given {
                    values: given.clone(),
                    release: Release {
                        is_upgrade,
                        ..values.release_of(name)
                    },
                };
                loaded.files(&given, capabilities)
            }
            Listed::Manifest(path) => {
                let manifest = Manifest::find(&present.pack, path).ok()?;
                let values = values.with_manifest(stem(path), given);
                let applied = manifest.rendered(&values, capabilities, 0).ok()?;
                Some(vec![RenderedFile {
                    path: path.clone(),
                    text: applied.text.as_bytes().to_vec(),
                    varies: false,
                }])
            }
        }
    }

    /// What was found in all that is listed. Where two have the same values, both must leave them unused.
    fn without_effect(&self, values: &PackValues, trials: &ValueTrials) -> WithoutEffect {
        let mut found: Vec<([String; 2], Vec<Path>)> = Vec::new();
        for (listed, Tried { paths, .. }) in trials.found.iter() {
            let Some(root) = self.root(listed) else {
                continue;
            };
            match found.iter_mut().find(|(known, _)| *known == root) {
                Some((_, known)) => known.retain(|path| paths.contains(path)),
                None => found.push((root, paths.clone())),
            }
        }
        let mut without_effect = WithoutEffect {
            values: Vec::new(),
            untried: trials.found.iter().map(|(_, tried)| tried.untried).sum(),
        };
        for (root, paths) in &found {
            let [above, name] = root;
            for path in joined(&values.below(above, name), paths) {
                let path = root.iter().cloned().chain(path).collect();
                without_effect.values.push(path);
            }
        }
        without_effect
    }
}

/// The paths below some keys of the pack's values that its macros name, and so use elsewhere.
fn named_by_macros(pack: &Pack, root: &[String; 2]) -> Vec<String> {
    let name = pack.manifest().name().unwrap_or_default();
    let begin = format!("{WORD}.pack.{name}.{}.", root.join("."));
    let mut found = Vec::new();
    for (_, file) in pack.files() {
        let text = file.text().unwrap_or_default();
        for (at, _) in text.match_indices(&begin) {
            let rest = text.get(at + begin.len()..).unwrap_or_default();
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
            found.push(rest.chars().take_while(|c| is_word(*c)).collect());
        }
    }
    found
}

/// Whether one of two paths with dots is the other, or leads to it.
fn is_near(one: &str, other: &str) -> bool {
    let leads = |above: &str, below: &str| {
        let rest = below.strip_prefix(above);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    leads(one, other) || leads(other, one)
}
