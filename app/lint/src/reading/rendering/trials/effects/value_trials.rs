//! How far the values of a pack are tried.

use std::collections::VecDeque;

use super::candidates::Path;
use super::trial::Trial;
use crate::reading::by_key::ByKey;
use crate::reading::rendering::part::Listed;

/// What was found out of the values of a chart or manifest.
#[derive(Debug, Clone, Default)]
pub(in crate::reading::rendering) struct Tried {
    /// Those without effect.
    pub(super) paths: Vec<Path>,
    /// How many were given up.
    pub(super) untried: usize,
}

/// What was found out of each chart and manifest.
pub(in crate::reading::rendering) type TriedValues = ByKey<Listed, Tried>;

/// The values of a pack, while they are tried.
#[derive(Debug, Default)]
pub(in crate::reading::rendering) struct ValueTrials {
    /// What is not begun yet.
    pub(super) open: VecDeque<Listed>,
    /// What is under way.
    pub(super) current: Option<(Listed, Trial)>,
    /// Only these are tried, where it is not all.
    pub(super) only: Option<TriedValues>,
    /// What was found so far.
    pub(super) found: TriedValues,
}

impl ValueTrials {
    /// Tries all values of what is listed, or only those that were found before.
    pub(in crate::reading::rendering) fn new(listed: &[Listed], only: Option<TriedValues>) -> Self {
        Self {
            open: listed.iter().cloned().collect(),
            only,
            ..Self::default()
        }
    }

    /// Takes note of what was found out of a chart or manifest. What was given up before is not tried again.
    pub(super) fn add(&mut self, listed: Listed, mut tried: Tried) {
        if let Some(before) = self.only.as_ref().and_then(|only| only.get(&listed)) {
            tried.untried += before.untried;
        }
        self.found.put(listed, tried);
    }
}

#[cfg(test)]
mod tests {
    use pack_model::deployment::Cluster;

    use crate::reading::rendering::{Renderer, deploy_and_try_values};
    use crate::testing::Sample;

    #[test]
    fn how_many_were_given_up_is_told_after_an_edit_too() {
        let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n{{ with .Values }}data: {a: '{{ toJson . }}'}{{ end }}\n";
        let values: Vec<_> = (0..400).map(|index| format!("    v{index}: 1\n")).collect();
        let values = format!("manifests:\n  sample:\n{}", values.concat());
        let with = |values: &str| {
            let pack = Sample::addon().file("manifests/sample.yaml", manifest);
            pack.file("values.yaml", values).pack
        };
        let cluster = Cluster::default();
        let (pack, edited) = (with(&values), with(&format!("{values}# Why.\n")));
        let found = deploy_and_try_values(&pack, &cluster)
            .without_effect
            .unwrap();
        assert!(found.untried > 0, "{found:?}");
        let mut renderer = Renderer::default();
        renderer.deploy(&pack, &cluster);
        renderer.try_values();
        for pack in [&pack, &edited, &edited] {
            while renderer.explore_next() {}
            let again = renderer.deployment().without_effect;
            assert_eq!(again.as_ref(), Some(&found));
            renderer.deploy(pack, &cluster);
        }
        renderer.forget_values();
        renderer.deploy(&edited, &cluster);
        while renderer.explore_next() {}
        assert_eq!(renderer.deployment().without_effect, None);
    }
}
