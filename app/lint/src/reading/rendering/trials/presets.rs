//! What fails or renders with each preset of a pack, chosen alone.

use pack_model::deployment::{Failure, PresetOutcome};

use super::super::charts::Given;
use super::super::manifests::Manifest;
use super::super::part::{Inputs, Listed, failure};
use super::super::renderer::{Present, Renderer};
use super::super::values::PackValues;
use super::super::values::presets::Preset;

/// The most presets that are tried.
const MOST: usize = 50;

/// What was found out of one chart or manifest.
enum Trial {
    /// It was known: why it fails, if so.
    Known(Option<Failure>),
    /// It had to be rendered.
    New,
}

impl Renderer {
    /// What each preset does. Renders one chart or manifest at most, and is `None` if it did.
    pub(in crate::reading::rendering) fn outcomes_of_presets(
        &mut self,
        present: &Present,
    ) -> Option<Vec<PresetOutcome>> {
        let used = self.trials.len();
        let presets = present.presets.iter().take(MOST);
        if presets.len() == 0 {
            return Some(Vec::new());
        }
        let without = self.failures(present, &[])?;
        let mut outcomes = Vec::new();
        for (index, preset) in presets.enumerate() {
            let with = self.failures(present, &[preset])?;
            let mut outcome = PresetOutcome {
                preset: index,
                breaks: Vec::new(),
                repairs: Vec::new(),
            };
            let listed = present.listed.iter();
            for ((listed, without), with) in listed.zip(&without).zip(with) {
                match (without, with) {
                    (None, Some(failure)) => outcome.breaks.push(failure),
                    (Some(_), None) => outcome.repairs.push(listed.path().to_owned()),
                    _ => {}
                }
            }
            outcomes.push(outcome);
        }
        // What is older than all that is listed now is not asked for again.
        let most = (MOST + 1) * present.listed.len();
        self.trials.drain(..used.saturating_sub(most));
        Some(outcomes)
    }

    /// What fails with some presets.
    fn failures(&mut self, present: &Present, presets: &[&Preset]) -> Option<Vec<Option<Failure>>> {
        let samples = present.samples.clone();
        // Where no values can be read, nothing is known of any chart.
        let Ok(values) = PackValues::read(&present.pack, presets, samples) else {
            return Some(Vec::new());
        };
        let mut failures = Vec::new();
        for listed in &present.listed {
            match self.trial(present, listed, &values) {
                Trial::Known(failure) => failures.push(failure),
                Trial::New => return None,
            }
        }
        Some(failures)
    }

    fn trial(&mut self, present: &Present, listed: &Listed, values: &PackValues) -> Trial {
        let capabilities = &present.capabilities;
        let kept = self.parts.get(listed);
        let failed = || kept.and_then(|kept| kept.part.failures.first().cloned());
        let path = listed.path();
        match listed {
            Listed::Chart(path) => {
                let loaded = self.charts.get(path);
                let Some((loaded, Ok(chart))) = loaded.map(|loaded| (loaded, &loaded.chart)) else {
                    return Trial::Known(failed());
                };
                let given = Given::by(values, chart);
                let inputs = given.inputs(loaded.reading, capabilities);
                if let Some(known) = self.known(listed, &inputs) {
                    return Trial::Known(known);
                }
                let error = loaded.error(&given, capabilities);
                let found = error.map(|error| failure(path, &error));
                self.trials.push((listed.clone(), inputs, found));
            }
            Listed::Manifest(_) => {
                let Ok(manifest) = Manifest::find(&present.pack, path) else {
                    return Trial::Known(failed());
                };
                let inputs = manifest.inputs(values, capabilities);
                if let Some(known) = self.known(listed, &inputs) {
                    return Trial::Known(known);
                }
                let error = manifest.rendered(values, capabilities, 0).err();
                let found = error.map(|error| failure(path, &error));
                self.trials.push((listed.clone(), inputs, found));
            }
        }
        Trial::New
    }

    /// Whether something renders with these inputs, if that is known.
    fn known(&self, listed: &Listed, inputs: &Inputs) -> Option<Option<Failure>> {
        let kept = self.parts.get(listed);
        if let Some(kept) = kept.filter(|kept| kept.inputs.as_ref() == Some(inputs)) {
            return Some(match kept.part.is_rendered {
                true => None,
                false => kept.part.failures.first().cloned(),
            });
        }
        let mut trials = self.trials.iter().rev();
        let found = trials.find(|(of, tried, _)| of == listed && tried == inputs);
        found.map(|(_, _, failure)| failure.clone())
    }
}
