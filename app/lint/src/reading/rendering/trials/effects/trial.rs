//! The values of one chart or manifest, tried step by step.

use pack_helm::value::Map;
use pack_helm::{Capabilities, RenderedFile};

use super::candidates::{Candidate, Instead, Path, changed};
use crate::reading::rendering::trials::switches::switched_on;

/// How often a chart or manifest is rendered at most.
const MOST: usize = 300;

/// What is rendered with some values, for a cluster that can do some things, by an installation or an upgrade;
/// `None` if it fails.
pub(super) type Output<'o> = &'o dyn Fn(&Map, &Capabilities, bool) -> Option<Vec<RenderedFile>>;

/// What a chart or manifest is given while a value of it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    /// What the pack gives.
    Plain,
    /// The same with all switches on, and with further API versions.
    SwitchedOn,
    /// The same as an upgrade.
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
            left: MOST,
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
        let Some((left, (with, instead))) = self.left.checked_sub(1).zip(STAGES.get(self.stage))
        else {
            self.open.push(group);
            return false;
        };
        self.left = left;
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
        &self,
        group: &[Candidate],
        with: Given,
        instead: Instead,
        output: Output<'_>,
    ) -> bool {
        if with == Given::Plain {
            let changed = changed(&self.given, group, instead);
            let found = output(&changed, &self.capabilities, false);
            return found.as_ref() == Some(&self.plain);
        }
        // A switch that is tried itself is not turned on.
        let is_tried = |switch: &&Path| group.iter().any(|one| one.path == **switch);
        let all = self.switches.iter().filter(|switch| !is_tried(switch));
        // Where not all can be on, those beside the values or above them are.
        let near = all.clone().filter(|switch| {
            let above = switch.split_last().map_or(&[][..], |(_, above)| above);
            group.iter().any(|one| one.path.starts_with(above))
        });
        let is_upgrade = with == Given::Upgraded;
        let on = [all.collect::<Vec<_>>(), near.collect()];
        let on = on.into_iter().find_map(|switches| {
            let on = switched_on(&self.given, switches);
            let before = output(&on, &self.further, is_upgrade)?;
            Some((on, before))
        });
        on.is_none_or(|(on, before)| {
            let changed = changed(&on, group, instead);
            output(&changed, &self.further, is_upgrade).is_some_and(|after| after == before)
        })
    }

    /// The values that have passed all stages, and how many were not tried to the end.
    pub(super) fn outcome(self) -> (Vec<Path>, usize) {
        let untried: usize = self.open.iter().map(Vec::len).sum();
        if untried > 0 && self.stage + 1 < STAGES.len() {
            return (Vec::new(), untried + self.passed.len());
        }
        let passed = self.passed.into_iter();
        (passed.map(|candidate| candidate.path).collect(), untried)
    }
}
