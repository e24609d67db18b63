//! A comparison in steps, between which a page can answer: reading charts takes a while.

use super::charts::{self, Pair};
use super::{Comparison, defaults, files, images, properties, values};
use crate::Values;
use crate::pack::Pack;

/// A comparison of two packs that is being made.
#[derive(Debug)]
pub struct Comparing {
    before: Pack,
    after: Pack,
    found: Comparison,
    /// The values of the later pack, and the charts whose defaults are still to be compared.
    charts: Option<(Values, std::vec::IntoIter<Pair>)>,
    is_begun: bool,
}

impl Comparing {
    /// The comparison of an earlier and a later pack, of which nothing is known yet.
    pub fn new(before: Pack, after: Pack) -> Self {
        Self {
            before,
            after,
            found: Comparison::default(),
            charts: None,
            is_begun: false,
        }
    }

    /// Makes the next step. Gives whether there is another one.
    pub fn step(&mut self) -> bool {
        let Self {
            before,
            after,
            found,
            ..
        } = self;
        if !self.is_begun {
            self.is_begun = true;
            found.files = files::differences(before, after);
            return !found.files.is_empty();
        }
        let Some((own, pairs)) = &mut self.charts else {
            let (old, new) = (Values::of(before), Values::of(after));
            found.properties = properties(before, after);
            found.values = values(before, after, &old, &new);
            found.images = images::listed(&old, &new);
            let pairs = charts::pairs(before, after);
            found.charts = charts::differences(&pairs);
            self.charts = Some((new, pairs.into_iter()));
            return true;
        };
        let next = pairs.next();
        if let Some(pair) = &next {
            found
                .defaults
                .extend(defaults::differences(std::slice::from_ref(pair), own));
        }
        next.is_some()
    }

    /// What was found.
    pub fn found(self) -> Comparison {
        self.found
    }
}
