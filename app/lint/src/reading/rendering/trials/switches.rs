//! The images that a chart would use as well if a part of it were switched on.
//!
//! All switches are turned on at once, and only where that adds images, or fails, one half of them after the
//! other, until it is known which switch adds what.

use std::collections::BTreeSet;
use std::ops::Range;

use pack_helm::value::{Map, Value};
use pack_helm::{Capabilities, Chart};
use pack_model::Pointer;
use pack_model::deployment::SwitchedOffImage;
use pack_once::sort;

use super::super::charts::{Given, LoadedChart};
use super::super::part::Part;
use super::super::values::lookup::{self, copy_map, map};

/// How often a chart is rendered at most.
const MOST: usize = 40;

/// The most switches that are turned on.
const MOST_SWITCHES: usize = 500;

/// How deep values are searched.
const MAX_DEPTH: usize = 20;

/// The path of a switch in the values of a chart.
pub(in crate::reading::rendering) type Switch = Vec<String>;

/// A search for the images that a rendering lacks because something is switched off.
#[derive(Debug)]
pub(in crate::reading::rendering) struct SwitchSearch {
    chart: String,
    switches: Vec<Switch>,
    /// What is to be done, the next one last.
    open: Vec<SwitchStep>,
    /// How many renderings are left.
    left: usize,
    /// The names of the images that are known: those of the rendering, and those that were found.
    known: BTreeSet<String>,
    found: Vec<SwitchedOffImage>,
}

#[derive(Debug)]
enum SwitchStep {
    /// Renders the chart with some switches on.
    TurnOn(Range<usize>),
    /// Says of images, and whether a container runs each, that they need a switch.
    Add(usize, Vec<(bool, String)>),
}

impl SwitchSearch {
    /// A search behind the switches of a chart that was rendered.
    pub(in crate::reading::rendering) fn new(chart: &Chart, given: &Given, part: &Part) -> Self {
        let switches = switches(chart, &given.values);
        Self {
            chart: chart.metadata().name.clone(),
            open: vec![SwitchStep::TurnOn(0..switches.len())],
            switches,
            left: MOST,
            known: sort::set(part.names()),
            found: Vec::new(),
        }
    }

    /// Does the next step, which renders the chart at most once. Gives whether there is more to do.
    pub(in crate::reading::rendering) fn step(
        &mut self,
        loaded: &LoadedChart,
        path: &str,
        given: &Given,
        capabilities: &Capabilities,
    ) -> bool {
        match self.open.pop() {
            Some(SwitchStep::TurnOn(range)) => {
                if let (false, Some(left)) = (range.is_empty(), self.left.checked_sub(1)) {
                    self.left = left;
                    let switches = self.switches.get(range.clone()).unwrap_or_default();
                    let given = Given {
                        values: switched_on(&given.values, switches),
                        release: given.release.clone(),
                    };
                    let rendered = loaded.variant(path, &given, capabilities);
                    self.divide(range, rendered);
                }
            }
            Some(SwitchStep::Add(switch, images)) => {
                let switch = self.switches.get(switch).into_iter().flatten();
                let above = ["charts", &self.chart].into_iter();
                let switch = Pointer::from_iter(above.chain(switch.map(String::as_str)));
                for (certain, name) in images {
                    if self.known.insert(name.clone()) {
                        self.found.push(SwitchedOffImage {
                            name,
                            certain,
                            release: 0,
                            switch: switch.clone(),
                        });
                    }
                }
            }
            None => {}
        }
        !self.open.is_empty()
    }

    /// Goes on with each half of some switches if they add images, or fail.
    fn divide(&mut self, switches: Range<usize>, rendered: Option<Part>) {
        let added = rendered.map(|part| {
            let names = part.names();
            let names = names.filter(|name| !self.known.contains(name));
            names
                .map(|name| (part.runs(&name), name))
                .collect::<Vec<_>>()
        });
        if added.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        // What needs several of them is said of the first.
        let added = added.map(|images| SwitchStep::Add(switches.start, images));
        self.open.extend(added);
        if switches.len() > 1 {
            let middle = switches.start + switches.len() / 2;
            self.open.push(SwitchStep::TurnOn(middle..switches.end));
            self.open.push(SwitchStep::TurnOn(switches.start..middle));
        }
    }

    /// What was found, by name.
    pub(in crate::reading::rendering) fn found(mut self) -> Vec<SwitchedOffImage> {
        sort::sort_by(&mut self.found, &|one, other| one.name.cmp(&other.name));
        self.found
    }
}

/// The switches of a chart that are off with what it is given.
pub(in crate::reading::rendering) fn switches(chart: &Chart, given: &Map) -> Vec<Switch> {
    let mut switches = Vec::new();
    collect(chart, Some(given), &mut Vec::new(), &mut switches);
    switches.truncate(MOST_SWITCHES);
    switches
}

/// Values with some switches on.
pub(in crate::reading::rendering) fn switched_on<'s>(
    given: &Map,
    switches: impl IntoIterator<Item = &'s Switch>,
) -> Map {
    let values = copy_map(given);
    for switch in switches {
        turn_on(&values, switch);
    }
    values
}

/// The charts inside a chart, each with the key of its values.
pub(in crate::reading::rendering) fn inner_charts(chart: &Chart) -> Vec<(&str, &Chart)> {
    let dependencies = chart.metadata().dependencies.iter().flatten().flatten();
    let dependencies: Vec<_> = dependencies.collect();
    let mut found = Vec::new();
    for inner in chart.subcharts() {
        let same = dependencies.iter().filter(|one| one.name == inner.name());
        let before = found.len();
        found.extend(same.map(|one| match one.alias.as_str() {
            "" => (one.name.as_str(), inner),
            alias => (alias, inner),
        }));
        if found.len() == before {
            found.push((inner.name(), inner));
        }
    }
    found
}

fn turn_on(values: &Map, switch: &[String]) {
    let Some((last, above)) = switch.split_last() else {
        return;
    };
    let mut table = values.clone();
    for key in above {
        table = match map(&table, key) {
            Some(inner) => inner,
            None => {
                let made = Map::default();
                table.insert(key.as_str(), made.clone());
                made
            }
        };
    }
    table.insert(last.as_str(), Value::Bool(true));
}

/// Collects what is `false` in a chart and its subcharts, and named like a switch.
fn collect(chart: &Chart, given: Option<&Map>, path: &mut Switch, switches: &mut Vec<Switch>) {
    collect_values(Some(chart.values()), given, path, switches);
    let dependencies = chart.metadata().dependencies.iter().flatten().flatten();
    for dependency in dependencies {
        for condition in dependency.condition.split(',') {
            let keys = condition.trim().split('.').map(str::to_owned);
            let switch: Switch = path.iter().cloned().chain(keys).collect();
            let is_off = value_at(chart.values(), given, condition.trim()) == Some(false);
            if is_off && !switches.contains(&switch) {
                switches.push(switch);
            }
        }
    }
    if path.len() > MAX_DEPTH {
        return;
    }
    for (name, inner) in inner_charts(chart) {
        // What the chart says about its subchart counts more than what that says itself.
        let above = given.and_then(|given| map(given, name));
        let above = above.or_else(|| map(chart.values(), name));
        path.push(name.to_owned());
        collect(inner, above.as_ref(), path, switches);
        path.pop();
    }
}

fn collect_values(
    own: Option<&Map>,
    given: Option<&Map>,
    path: &mut Switch,
    switches: &mut Vec<Switch>,
) {
    if path.len() > MAX_DEPTH {
        return;
    }
    let maps = [own, given].into_iter().flatten();
    let keys = sort::set(maps.flat_map(Map::to_vec).map(|(key, _)| key));
    for key in keys {
        let own = own.and_then(|own| own.get(&key));
        let given = given.and_then(|given| given.get(&key));
        let key = key.lossy().into_owned();
        let is_off = matches!(given.as_ref().or(own.as_ref()), Some(Value::Bool(false)));
        let is_switch = is_off && is_switch(&key, path);
        path.push(key);
        if is_switch && !switches.contains(path) {
            switches.push(path.clone());
        }
        let own = own.as_ref().and_then(Value::as_map);
        let given = given.as_ref().and_then(Value::as_map);
        if own.is_some() || given.is_some() {
            collect_values(own, given, path, switches);
        }
        path.pop();
    }
}

/// Whether a key turns a part of a chart on.
fn is_switch(key: &str, path: &[String]) -> bool {
    let above = path.last().map(|above| above.to_ascii_lowercase());
    let is_feature = above.is_some_and(|above| above.starts_with("feature"));
    let key = key.to_ascii_lowercase();
    is_feature
        || matches!(key.as_str(), "create" | "enabled")
        || key.ends_with("enabled")
        || ["enable", "install", "deploy"]
            .iter()
            .any(|begin| key.starts_with(begin))
}

/// The boolean at a path with dots.
fn value_at(own: &Map, given: Option<&Map>, path: &str) -> Option<bool> {
    let at = |values: &Map| match lookup::at(values, path)? {
        Value::Bool(value) => Some(value),
        _ => None,
    };
    given.and_then(at).or_else(|| at(own))
}
