//! A deployment as the difference from the one before: a key changes few objects, and the others need not
//! be sent again.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Deployment, Object, Source};

/// What makes a deployment of the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    objects: Vec<Run>,
    /// All but the objects, which is little.
    others: Deployment,
}

/// Objects that follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Run {
    /// Objects of the deployment before: the index of the first, and how many.
    Same(usize, usize),
    /// An object that is new or has changed.
    New(Object),
}

impl Difference {
    /// The difference between two deployments.
    pub fn between(before: &Deployment, mut after: Deployment) -> Self {
        let known = before.objects.iter().map(place);
        let index_of: HashMap<_, usize> = known.zip(0..).collect();
        let mut objects = Vec::new();
        for object in std::mem::take(&mut after.objects) {
            let index = index_of.get(&place(&object)).copied();
            let same = index.filter(|index| before.objects.get(*index) == Some(&object));
            match (same, objects.last_mut()) {
                (Some(index), Some(Run::Same(first, count))) if *first + *count == index => {
                    *count += 1;
                }
                (Some(index), _) => objects.push(Run::Same(index, 1)),
                (None, _) => objects.push(Run::New(object)),
            }
        }
        Self {
            objects,
            others: after,
        }
    }

    /// The deployment after this difference. Objects that the one before does not have are left out.
    pub fn apply(self, before: &Deployment) -> Deployment {
        let mut deployment = self.others;
        for run in self.objects {
            match run {
                Run::Same(first, count) => {
                    let same = before.objects.iter().skip(first).take(count);
                    deployment.objects.extend(same.cloned());
                }
                Run::New(object) => deployment.objects.push(object),
            }
        }
        deployment
    }
}

/// What tells an object from the others of its deployment. Its text need not be read for that.
fn place(object: &Object) -> (&Source, &RangeInclusive<u32>, &str) {
    (&object.source, &object.lines, &object.name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Failure, Stage};
    use super::*;

    fn object(number: u8) -> Object {
        Object {
            api_version: "v1".into(),
            kind: "ConfigMap".into(),
            name: format!("o{number}"),
            namespace: None,
            hooks: Vec::new(),
            source: Source::Manifest("manifests/a.yaml".into()),
            lines: 1..=4,
            text: format!("number: {number}\n"),
            problems: Vec::new(),
        }
    }

    fn deployment() -> impl Strategy<Value = Deployment> {
        (prop::collection::vec(0..6u8, 0..8), any::<bool>()).prop_map(|(numbers, fails)| {
            let failure = Failure::new("charts/a.tgz", Stage::Render, "it fails");
            Deployment {
                objects: numbers.into_iter().map(object).collect(),
                failures: fails.then_some(failure).into_iter().collect(),
                ..Deployment::default()
            }
        })
    }

    proptest! {
        #[test]
        fn a_difference_makes_the_later_deployment(before in deployment(), after in deployment()) {
            let difference = Difference::between(&before, after.clone());
            prop_assert_eq!(difference.apply(&before), after);
        }
    }

    #[test]
    fn only_objects_that_changed_are_in_it() {
        let of = |numbers: &[u8]| Deployment {
            objects: numbers.iter().copied().map(object).collect(),
            ..Deployment::default()
        };
        let difference = Difference::between(&of(&[1, 2, 3, 4]), of(&[1, 2, 9, 4]));
        let expected = [Run::Same(0, 2), Run::New(object(9)), Run::Same(3, 1)];
        assert_eq!(difference.objects, expected);
    }
}
