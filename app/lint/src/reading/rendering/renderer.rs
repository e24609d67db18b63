//! Renders the same pack again and again while it is edited: only what changed is rendered, and of that only the
//! texts that differ from those before are read.
//!
//! It goes chart by chart, so that whoever waits for something newer can stop it in between. What needs many
//! renderings, [`Renderer::explore_next`] finds out when it is asked to.

use std::collections::VecDeque;
use std::rc::Rc;

use pack_helm::{Capabilities, Error};
use pack_model::deployment::{Cluster, Failure, PresetOutcome, SwitchedOffImage, WithoutEffect};
use pack_model::format::api_versions::newest_version;
use pack_model::path::VALUES_YAML;
use pack_model::{Deployment, Pack};
use pack_once::sort::{set, sort};

use super::charts::{Given, LoadedChart};
use super::kept_part::KeptPart;
use super::manifests::Manifest;
use super::needed_values::{self, Failing};
use super::part::{Inputs, Listed, Part, failure, listed};
use super::trials::effects::value_trials::{TriedValues, ValueTrials};
use super::trials::presets::PresetTrials;
use super::trials::switches::SwitchSearch;
use super::values::macros::Samples;
use super::values::presets::Preset;
use super::values::{PackValues, has_macros};
use crate::judge::options::Options;
use crate::reading::by_key::ByKey;
use crate::reading::context::Context;
use crate::reading::file::Readings;
use crate::reading::images::collected::CollectedImages;
use crate::reading::images::texts;

/// What is rendered at present.
pub(super) struct Present {
    pub(super) pack: Pack,
    kube_version: Option<String>,
    pub(super) capabilities: Rc<Capabilities>,
    pub(super) samples: Samples,
    pub(super) presets: Vec<Preset>,
    pub(super) values: Result<PackValues, Error>,
    /// The values with other samples, if there are macros.
    other_values: Option<PackValues>,
    pub(super) listed: Vec<Listed>,
    open: VecDeque<Listed>,
    outcomes: Option<Vec<PresetOutcome>>,
    /// The presets, while they are tried.
    pub(super) preset_trials: PresetTrials,
    /// The values, while they are tried.
    pub(super) value_trials: Option<ValueTrials>,
    /// What was found out of them.
    pub(super) without_effect: Option<WithoutEffect>,
}

/// Renders the same pack again and again.
#[derive(Default)]
pub struct Renderer {
    pub(super) present: Option<Present>,
    pub(super) charts: ByKey<String, LoadedChart>,
    pub(super) parts: ByKey<Listed, KeptPart>,
    /// Why something does not render with a preset, if so.
    pub(super) trials: Vec<(Listed, Inputs, Option<Failure>)>,
    /// What was found out of all values last; `None` if nobody has asked for them.
    pub(super) found: Option<TriedValues>,
    readings: Readings,
    /// How many charts were loaded.
    loaded: u64,
    /// How often something was rendered, beside what is tried.
    rendered: u64,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

impl Renderer {
    /// All at once: what a cluster gets from a pack.
    pub fn deploy(&mut self, pack: &Pack, cluster: &Cluster) -> Deployment {
        self.start(pack, cluster);
        while self.render_next() {}
        self.deployment()
    }

    /// Begins with a pack as it is now. What was rendered before and is the same now stays.
    pub fn start(&mut self, pack: &Pack, cluster: &Cluster) {
        let version = cluster.kube_version.clone();
        let mut capabilities = Capabilities {
            kube_version: version.unwrap_or_else(newest_version),
            ..Capabilities::default()
        };
        let further = cluster.api_versions.iter().cloned();
        capabilities.api_versions.extend(further);
        let read = |samples: &Samples| {
            let presets = Preset::all(pack, samples);
            let chosen: Vec<_> = presets
                .iter()
                .filter(|preset| cluster.presets.contains(&preset.id))
                .collect();
            let values = PackValues::read(pack, &chosen, samples.clone());
            (values, presets)
        };
        let samples = Samples {
            given: cluster.samples.clone(),
            are_altered: false,
        };
        let (values, presets) = read(&samples);
        let other_values = has_macros(pack).then(|| {
            let samples = Samples {
                are_altered: true,
                ..samples.clone()
            };
            read(&samples).0.ok()
        });
        let listed = match values {
            Ok(_) => listed(pack),
            Err(_) => Vec::new(),
        };
        let known = set(listed.iter().cloned());
        self.charts
            .retain(&|path| known.contains(&Listed::Chart(path.clone())));
        self.parts.retain(&|path| known.contains(path));
        self.present = Some(Present {
            pack: pack.clone(),
            kube_version: cluster.kube_version.clone(),
            capabilities: Rc::new(capabilities),
            samples,
            presets,
            values,
            other_values: other_values.flatten(),
            open: listed.iter().cloned().collect(),
            value_trials: self
                .found
                .clone()
                .map(|found| ValueTrials::new(&listed, Some(found))),
            listed,
            outcomes: None,
            preset_trials: PresetTrials::default(),
            without_effect: None,
        });
    }

    /// Renders the next chart or manifest that changed. Gives whether there may be more.
    pub fn render_next(&mut self) -> bool {
        let Some(mut present) = self.present.take() else {
            return false;
        };
        let mut was_rendered = false;
        while let Some(next) = present.open.pop_front() {
            let before = self.parts.take(&next);
            let (part, is_new) = match &next {
                Listed::Chart(path) => {
                    let loaded = self.load(&present.pack, path);
                    let rendered = chart(&present, path, &loaded, before);
                    self.charts.put(path.clone(), loaded);
                    rendered
                }
                Listed::Manifest(path) => manifest(&present, path, before),
            };
            self.parts.put(next, part);
            if is_new {
                self.rendered += 1;
                was_rendered = true;
                break;
            }
        }
        self.present = Some(present);
        was_rendered
    }

    /// Takes out a chart, as it was loaded before or anew.
    fn load(&mut self, pack: &Pack, path: &str) -> LoadedChart {
        let before = self.charts.take(path);
        self.loaded += 1;
        LoadedChart::load(pack, path, before, self.loaded)
    }

    /// What has been rendered, as a whole.
    pub fn deployment(&mut self) -> Deployment {
        let mut deployment = Deployment::default();
        let Some(present) = &self.present else {
            return deployment;
        };
        deployment.kube_version.clone_from(&present.kube_version);
        if let Err(error) = &present.values {
            deployment.failures.push(failure(VALUES_YAML, error));
            return deployment;
        }
        let mut images = CollectedImages::default();
        let mut switched_off = Some(Vec::new());
        let parts = || {
            let listed = present.listed.iter();
            listed.filter_map(|listed| self.parts.get(listed))
        };
        for kept in parts() {
            let release = deployment.releases.len();
            kept.part.add_to(&mut deployment, &mut images);
            let needed = kept.needed.iter().flatten();
            deployment.needed.extend(needed.cloned());
            let is_chart = kept.part.release.is_some() && kept.part.is_rendered;
            let found = match &kept.switched_off {
                Some(found) => Some(found.as_slice()),
                None if is_chart => None,
                None => Some(&[][..]),
            };
            switched_off = switched_off.zip(found).map(|(mut all, found)| {
                let found = found.iter().cloned();
                all.extend(found.map(|image| SwitchedOffImage { release, ..image }));
                all
            });
        }
        if parts().any(|kept| !kept.part.is_rendered) {
            self.readings.follow(&present.pack);
            let options = Options::default();
            let context = Context::new(&present.pack, &self.readings, &options);
            let rendered = self.parts.iter().filter(|(_, kept)| kept.part.is_rendered);
            let rendered = set(rendered.map(|(listed, _)| listed.path()));
            texts::add_images(&context, |path| rendered.contains(path), &mut images);
        }
        deployment.images = images.done();
        sort(&mut deployment.test_images);
        deployment.test_images.dedup();
        deployment.switched_off = switched_off;
        deployment.presets.clone_from(&present.outcomes);
        deployment
            .without_effect
            .clone_from(&present.without_effect);
        deployment
    }

    /// Finds out the next thing that needs more renderings than one: what a chart would add if parts of it
    /// were switched on, then what fails or renders with a preset, then values without effect if they are asked
    /// for. Gives whether there may be more; then the deployment has it all.
    pub fn explore_next(&mut self) -> bool {
        let Some(mut present) = self.present.take() else {
            return false;
        };
        let has_more = self.look_behind_switches(&present) || {
            match present.outcomes {
                Some(_) => self.try_next_value(&mut present),
                None => {
                    present.outcomes = self.outcomes_of_presets(&mut present);
                    present.outcomes.is_none() || present.value_trials.is_some()
                }
            }
        };
        self.present = Some(present);
        has_more
    }

    /// Looks for values with which the next of some charts renders that does not, and renders it with them. Gives
    /// whether there may be more; then the deployment has it all.
    pub fn find_needed_values(&mut self, charts: &[String]) -> bool {
        let Some(present) = &self.present else {
            return false;
        };
        let Ok(values) = &present.values else {
            return false;
        };
        for (listed, kept) in self.parts.iter_mut() {
            let (Listed::Chart(path), None) = (listed, &kept.needed) else {
                continue;
            };
            if !charts.contains(path) {
                continue;
            }
            let needed = kept.needed.insert(Vec::new());
            let Some(loaded) = self.charts.get(path).filter(|_| !kept.part.is_rendered) else {
                continue;
            };
            let (Ok(chart), Some(failure)) = (&loaded.chart, kept.part.failures.first()) else {
                continue;
            };
            let failing = Failing {
                loaded,
                path,
                given: &Given::by(values, chart),
                capabilities: &present.capabilities,
            };
            if let Some(found) = needed_values::find(&failing, failure) {
                *needed = found.values;
                kept.part = loaded.part(path, &found.given, None, &present.capabilities);
                // With the values of the pack it is another one.
                kept.inputs = None;
            }
            return true;
        }
        false
    }

    /// Does the next step of the search for what charts have switched off, if there is one.
    fn look_behind_switches(&mut self, present: &Present) -> bool {
        let Ok(values) = &present.values else {
            return false;
        };
        for (listed, kept) in self.parts.iter_mut() {
            let Listed::Chart(path) = listed else {
                continue;
            };
            if kept.switched_off.is_some() || !kept.part.is_rendered {
                continue;
            }
            let loaded = self.charts.get(path);
            let Some((loaded, Ok(chart))) = loaded.map(|loaded| (loaded, &loaded.chart)) else {
                continue;
            };
            let given = Given::by(values, chart);
            let part = &kept.part;
            let search = kept.search.take();
            let mut search = search.unwrap_or_else(|| SwitchSearch::new(chart, &given, part));
            match search.step(loaded, path, &given, &present.capabilities) {
                true => kept.search = Some(search),
                false => kept.switched_off = Some(search.found()),
            }
            return true;
        }
        false
    }

    /// How often a chart or manifest was rendered.
    #[cfg(test)]
    pub(super) fn count(&self) -> u64 {
        self.rendered
    }
}

/// A chart, as it was before or rendered anew.
fn chart(
    present: &Present,
    path: &str,
    loaded: &LoadedChart,
    before: Option<KeptPart>,
) -> (KeptPart, bool) {
    let chart = match (&present.values, &loaded.chart) {
        (Ok(values), Ok(chart)) => Ok((values, chart)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    let (values, chart) = match chart {
        Ok(chart) => chart,
        Err(error) => {
            let part = Part::failed(None, path, error);
            return (KeptPart::new(None, None, part), false);
        }
    };
    let capabilities = &present.capabilities;
    let given = Given::by(values, chart);
    let inputs = given.inputs(loaded.reading, capabilities);
    let other = present.other_values.as_ref();
    let other = other.map(|values| Given::by(values, chart));
    let other = other.map(|given| (given.inputs(loaded.reading, capabilities), given));
    let other = other.filter(|(other, _)| *other != inputs);
    let (other_inputs, other) = other.unzip();
    if let Some(before) = KeptPart::of_same(before, &inputs, other_inputs.as_ref()) {
        return (before, false);
    }
    let part = loaded.part(path, &given, other.as_ref(), capabilities);
    (KeptPart::new(Some(inputs), other_inputs, part), true)
}

/// A manifest, as it was before or rendered anew.
fn manifest(present: &Present, path: &str, before: Option<KeptPart>) -> (KeptPart, bool) {
    let found = match &present.values {
        Ok(values) => Manifest::find(&present.pack, path).map(|found| (values, found)),
        Err(error) => Err(error.clone()),
    };
    let (values, found) = match found {
        Ok(found) => found,
        Err(error) => {
            let part = Part::failed(None, path, &error);
            return (KeptPart::new(None, None, part), false);
        }
    };
    let capabilities = &present.capabilities;
    let inputs = found.inputs(values, capabilities);
    let other_values = present.other_values.as_ref();
    let other_values = other_values.filter(|_| found.is_template());
    let other = other_values.map(|values| found.inputs(values, capabilities));
    let other = other.filter(|other| *other != inputs);
    if let Some(before) = KeptPart::of_same(before, &inputs, other.as_ref()) {
        return (before, false);
    }
    let other_values = other_values.filter(|_| other.is_some());
    let part = found.part(values, other_values, capabilities);
    (KeptPart::new(Some(inputs), other, part), true)
}
