//! The values of one chart or manifest, tried step by step.

use pack_helm::value::Map;
use pack_helm::{Capabilities, RenderedFile};

use super::candidates::{Candidate, Instead, Path, changed};
use super::value_trials::Tried;
use crate::reading::rendering::trials::switches::switched_on;

/// How often a chart or manifest is rendered at most.
const MOST: usize = 300;

/// How often it is rendered at most to compare what some values make of it.
const MOST_OF_STEP: usize = 4;

/// How many renderings with switches on are kept at most.
const MOST_KEPT: usize = 8;

/// What is rendered with some values, for a cluster that can do some things, by an installation or an upgrade;
/// `None` if it fails.
pub(super) type Output<'o> = &'o dyn Fn(&Map, &Capabilities, bool) -> Option<Vec<RenderedFile>>;

/// What a chart or manifest is given while a value of it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    /// What the pack gives.
    Plain,
    /// The same with further API versions, and with all switches on, or those near the value, or none: the first
    /// of these that does not fail.
    SwitchedOn,
    /// What is given with switches on, as an upgrade.
    Upgraded,
}

/// What is tried of each value. One that changes nothing has passed all.
const STAGES: &[(Given, Instead)] = &[
    (Given::Plain, Instead::Default),
    (Given::Plain, Instead::Other),
    (Given::SwitchedOn, Instead::Default),
    (Given::SwitchedOn, Instead::Other),
    (Given::Upgraded, Instead::Default),
    (Given::Upgraded, Instead::Other),
    (Given::Plain, Instead::Word(0)),
    (Given::Plain, Instead::Word(1)),
    (Given::Plain, Instead::Word(2)),
    (Given::Plain, Instead::Word(3)),
    (Given::Plain, Instead::Word(4)),
];

/// Whether it is an upgrade, and what is switched on.
type Switched = (bool, Vec<Path>);

/// A trial that is under way.
#[derive(Debug)]
pub(super) struct Trial {
    given: Map,
    switches: Vec<Path>,
    capabilities: Capabilities,
    further: Capabilities,
    /// What the pack gives becomes this.
    plain: Vec<RenderedFile>,
    stage: usize,
    /// Values that are to be changed together.
    open: Vec<Vec<Candidate>>,
    /// Those that have passed this stage.
    passed: Vec<Candidate>,
    /// What switches make of it, by an installation or an upgrade, with which many values are compared.
    kept: Vec<(Switched, Option<Vec<RenderedFile>>)>,
    /// How many renderings are left.
    left: usize,
}

impl Trial {
    /// A trial of some values. `None` where there are none, or where all fails anyway.
    pub(super) fn new(
        given: Map,
        candidates: Vec<Candidate>,
        switches: Vec<Path>,
        [capabilities, further]: [Capabilities; 2],
        output: Output<'_>,
    ) -> Option<Self> {
        if candidates.is_empty() {
            return None;
        }
        let plain = output(&given, &capabilities, false)?;
        // Where nothing is rendered nothing can have an effect.
        let is_blank = |file: &RenderedFile| file.text.trim_ascii().is_empty();
        if plain.iter().all(is_blank) {
            return None;
        }
        Some(Self {
            plain,
            given,
            switches,
            capabilities,
            further,
            stage: 0,
            open: vec![candidates],
            passed: Vec::new(),
            kept: Vec::new(),
            // One was made here.
            left: MOST - 1,
        })
    }

    /// Changes the next values. Gives whether there are more.
    pub(super) fn step(&mut self, output: Output<'_>) -> bool {
        let Some(group) = self.open.pop() else {
            self.stage += 1;
            let passed = std::mem::take(&mut self.passed);
            let has_more = self.stage < STAGES.len() && !passed.is_empty();
            match has_more {
                true => self.open.push(passed),
                false => self.passed = passed,
            }
            return has_more;
        };
        let stage = STAGES.get(self.stage);
        let Some((with, instead)) = stage.filter(|_| self.left >= MOST_OF_STEP) else {
            self.open.push(group);
            return false;
        };
        let is_same = match instead {
            // Most values are compared with nothing.
            Instead::Word(index) if group.iter().all(|one| one.words.len() <= *index) => true,
            _ => self.is_same(&group, *with, *instead, output),
        };
        if is_same {
            self.passed.extend(group);
        } else if group.len() > 1 {
            let (before, after) = group.split_at(group.len() / 2);
            self.open.push(after.to_vec());
            self.open.push(before.to_vec());
        }
        true
    }

    /// Whether the same is rendered with something else in the place of these values.
    fn is_same(
        &mut self,
        group: &[Candidate],
        with: Given,
        instead: Instead,
        output: Output<'_>,
    ) -> bool {
        if with == Given::Plain {
            let changed = changed(&self.given, group, instead);
            self.left -= 1;
            let found = output(&changed, &self.capabilities, false);
            return found.as_ref() == Some(&self.plain);
        }
        // A switch that is tried itself is not turned on.
        let is_tried = |switch: &&Path| group.iter().any(|one| one.path == **switch);
        let all = self.switches.iter().filter(|switch| !is_tried(switch));
        let all: Vec<_> = all.cloned().collect();
        // Where not all can be on, those beside the values or above them are, or none.
        let near = all.iter().filter(|switch| {
            let above = switch.split_last().map_or(&[][..], |(_, above)| above);
            group.iter().any(|one| one.path.starts_with(above))
        });
        let is_upgrade = with == Given::Upgraded;
        let near = near.cloned().collect();
        for switches in [all, near, Vec::new()] {
            let on = switched_on(&self.given, &switches);
            let index = self.before((is_upgrade, switches), &on, output);
            let Some((_, Some(before))) = self.kept.get(index) else {
                continue;
            };
            self.left -= 1;
            let changed = changed(&on, group, instead);
            let after = output(&changed, &self.further, is_upgrade);
            return after.as_ref() == Some(before);
        }
        true
    }

    /// Keeps what is rendered with some switches on. Gives where it is kept.
    fn before(&mut self, key: Switched, on: &Map, output: Output<'_>) -> usize {
        let known = self.kept.iter().position(|(known, _)| *known == key);
        known.unwrap_or_else(|| {
            if self.kept.len() == MOST_KEPT {
                self.kept.clear();
            }
            self.left -= 1;
            let before = output(on, &self.further, key.0);
            self.kept.push((key, before));
            self.kept.len() - 1
        })
    }

    /// The values that have passed all stages, and how many were not tried to the end.
    pub(super) fn outcome(self) -> Tried {
        let untried: usize = self.open.iter().map(Vec::len).sum();
        if untried > 0 && self.stage + 1 < STAGES.len() {
            return Tried {
                paths: Vec::new(),
                untried: untried + self.passed.len(),
            };
        }
        let passed = self.passed.into_iter();
        Tried {
            paths: passed.map(|candidate| candidate.path).collect(),
            untried,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use pack_helm::value::Value;

    use super::*;
    use crate::reading::rendering::values::lookup::at;

    /// What is found of values that are numbers, where some switches are off, and how often is rendered.
    fn tried(
        count: usize,
        switches: &[&str],
        text: impl Fn(&Map, bool) -> Option<String>,
    ) -> (Tried, usize) {
        let given = Map::default();
        let paths: Vec<Path> = (0..count).map(|index| vec![format!("v{index}")]).collect();
        for path in &paths {
            given.insert(path[0].as_str(), Value::Int(1));
        }
        let candidates = paths.into_iter().map(|path| Candidate {
            path,
            words: Vec::new(),
        });
        let switches = switches.iter().map(|name| vec![(*name).to_owned()]);
        let renderings = Cell::new(0);
        let output = |given: &Map, _: &Capabilities, is_upgrade: bool| {
            renderings.set(renderings.get() + 1);
            let text = text(given, is_upgrade)?.into_bytes();
            Some(vec![RenderedFile {
                path: "a".to_owned(),
                text,
                varies: false,
            }])
        };
        let capabilities = [Capabilities::default(), Capabilities::default()];
        let trial = Trial::new(
            given,
            candidates.collect(),
            switches.collect(),
            capabilities,
            &output,
        );
        let mut trial = trial.unwrap();
        while trial.step(&output) {}
        (trial.outcome(), renderings.get())
    }

    fn is_on(given: &Map, switch: &str) -> bool {
        at(given, switch).is_some_and(|value| value.truth())
    }

    #[test]
    fn no_more_than_the_limit_is_rendered_and_the_rest_is_counted() {
        // Every second value has an effect, but only in an upgrade.
        let text = |given: &Map, is_upgrade: bool| {
            let used = (0..400).filter(|index| is_upgrade && index % 2 == 0);
            let used = used.filter(|index| at(given, &format!("v{index}")).is_some());
            Some(format!("a{}", used.count()))
        };
        let (found, renderings) = tried(400, &["enabled"], text);
        assert!(
            renderings <= MOST && renderings > MOST - MOST_OF_STEP,
            "{renderings}"
        );
        assert_eq!(found.paths.len(), 0);
        assert!(found.untried > 200, "{}", found.untried);
        let (found, renderings) = tried(400, &["enabled"], |_, _| Some("a".to_owned()));
        assert_eq!((found.paths.len(), found.untried), (400, 0));
        assert!(renderings < 20, "{renderings}");
    }

    #[test]
    fn where_switches_fail_upgrades_are_tried_without_them() {
        // One value counts in an upgrade only, and no switch can be on.
        let text = |given: &Map, is_upgrade: bool| {
            let counts = is_upgrade && at(given, "v1").is_some();
            (!is_on(given, "enabled")).then(|| format!("a{counts}"))
        };
        let (found, _) = tried(2, &["enabled"], text);
        assert_eq!(found.paths, [["v0"]]);
        assert_eq!(found.untried, 0);
    }
}
