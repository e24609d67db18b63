//! What fails or renders with each preset of a pack, chosen alone.

use pack_model::deployment::{Failure, PresetOutcome};

use super::super::charts::Given;
use super::super::manifests::Manifest;
use super::super::part::{Inputs, Listed, failure};
use super::super::renderer::{Present, Renderer};
use super::super::values::PackValues;

/// The most presets that are tried.
const MOST: usize = 50;

/// The most charts and manifests that are tried, each once for each preset. Of a pack that lists more, fewer
/// presets are tried.
const MOST_TRIALS: usize = 10_000;

/// How far the presets of a pack were tried.
#[derive(Default)]
pub(in crate::reading::rendering) struct PresetTrials {
    /// What fails without any preset, once that is known.
    without: Option<Vec<Option<Failure>>>,
    outcomes: Vec<PresetOutcome>,
    /// The preset that is being tried.
    current: Option<Current>,
}

/// What was found out of one preset, or of none.
struct Current {
    /// The values with it. Where none can be read, nothing is known of any chart.
    values: Option<PackValues>,
    /// Why each chart and manifest fails, if so, as far as they were tried.
    failures: Vec<Option<Failure>>,
}

/// What was found out of one chart or manifest: why it fails, if so.
enum Trial {
    /// It was known.
    Known(Option<Failure>),
    /// It had to be rendered.
    New(Option<Failure>),
}

impl Renderer {
    /// What each preset does. Renders one chart or manifest at most, and is `None` if it did.
    pub(in crate::reading::rendering) fn outcomes_of_presets(
        &mut self,
        present: &mut Present,
    ) -> Option<Vec<PresetOutcome>> {
        let mut tried = std::mem::take(&mut present.preset_trials);
        let most = MOST.min(MOST_TRIALS / present.listed.len().max(1));
        let count = present.presets.len().min(most);
        while count > 0 && tried.outcomes.len() < count {
            let preset = tried.outcomes.len();
            let is_first = tried.without.is_none();
            let chosen = present.presets.get(preset).filter(|_| !is_first);
            let mut current = tried.current.take().unwrap_or_else(|| Current {
                values: PackValues::read(&present.pack, chosen.as_slice(), present.samples.clone())
                    .ok(),
                failures: Vec::new(),
            });
            let is_done = self.try_next(present, &mut current);
            if !is_done {
                tried.current = Some(current);
                present.preset_trials = tried;
                return None;
            }
            match &tried.without {
                None => tried.without = Some(current.failures),
                Some(without) => {
                    let outcome = outcome(present, preset, without, current.failures);
                    tried.outcomes.push(outcome);
                }
            }
        }
        // What is older than all that is listed now is not asked for again.
        let most = (count + 1) * present.listed.len();
        self.trials
            .drain(..self.trials.len().saturating_sub(2 * most));
        Some(tried.outcomes)
    }

    /// Tries charts and manifests with a preset up to the first that has to be rendered. Gives whether all were
    /// tried.
    fn try_next(&mut self, present: &Present, current: &mut Current) -> bool {
        let Some(values) = &current.values else {
            return true;
        };
        for listed in present.listed.iter().skip(current.failures.len()) {
            match self.trial(present, listed, values) {
                Trial::Known(failure) => current.failures.push(failure),
                Trial::New(failure) => {
                    current.failures.push(failure);
                    return false;
                }
            }
        }
        true
    }

    fn trial(&mut self, present: &Present, listed: &Listed, values: &PackValues) -> Trial {
        let capabilities = &present.capabilities;
        let kept = self.parts.get(listed);
        let failed = || kept.and_then(|kept| kept.part.failures.first().cloned());
        let path = listed.path();
        let (inputs, found) = match listed {
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
                (inputs, error.map(|error| failure(path, &error)))
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
                (inputs, error.map(|error| failure(path, &error)))
            }
        };
        self.trials.push((listed.clone(), inputs, found.clone()));
        Trial::New(found)
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

/// What a preset does, from what fails without it and with it.
fn outcome(
    present: &Present,
    preset: usize,
    without: &[Option<Failure>],
    with: Vec<Option<Failure>>,
) -> PresetOutcome {
    let mut outcome = PresetOutcome {
        preset,
        breaks: Vec::new(),
        repairs: Vec::new(),
    };
    let listed = present.listed.iter();
    for ((listed, without), with) in listed.zip(without).zip(with) {
        match (without, with) {
            (None, Some(failure)) => outcome.breaks.push(failure),
            (Some(_), None) => outcome.repairs.push(listed.path().to_owned()),
            _ => {}
        }
    }
    outcome
}
