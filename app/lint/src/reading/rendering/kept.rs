//! What is kept of the charts and manifests of a pack, by what it is of: a sorted list, as they are few. A map of
//! the standard library is up to 6 kB of WebAssembly for each type that something is taken out of again.

use std::borrow::Borrow;

use pack_model::deployment::{NeededValue, SwitchedOffImage};

use super::part::{Inputs, Part};
use super::trials::switches::Search;

/// Things by their keys, in the order of these.
#[derive(Debug, Clone)]
pub(super) struct Kept<K, T>(Vec<(K, T)>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, T> Kept<K, T> {
    /// The place of a key, or the place where it belongs.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0
            .binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// What is kept under a key.
    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: Borrow<Q>,
    {
        let (_, thing) = self.0.get(self.place(key).ok()?)?;
        Some(thing)
    }

    /// Takes out what is kept under a key.
    pub(super) fn take<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<T>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// Keeps something under a key, instead of what was there.
    pub(super) fn put(&mut self, key: K, thing: T) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = thing,
            Err(place) => self.0.insert(place, (key, thing)),
        }
    }

    /// Keeps only what is under some keys.
    pub(super) fn retain(&mut self, is_kept: &dyn Fn(&K) -> bool) {
        self.0.retain(|(key, _)| is_kept(key));
    }

    /// All keys with what is kept under them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.0.iter().map(|(key, thing)| (key, thing))
    }

    /// All keys with what is kept under them, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        self.0.iter_mut().map(|(key, thing)| (&*key, thing))
    }
}

/// A part with all that it was made of.
pub(super) struct KeptPart {
    /// `None` where there is nothing to render.
    pub(super) inputs: Option<Inputs>,
    /// The same with other samples for macros, where that differs.
    other: Option<Inputs>,
    pub(super) part: Part,
    /// The search for what is switched off, while it is under way.
    pub(super) search: Option<Search>,
    pub(super) switched_off: Option<Vec<SwitchedOffImage>>,
    /// What it is given beside the values of the pack; `None` as long as nobody has asked for it.
    pub(super) needed: Option<Vec<NeededValue>>,
}

impl KeptPart {
    pub(super) fn new(inputs: Option<Inputs>, other: Option<Inputs>, part: Part) -> Self {
        Self {
            inputs,
            other,
            part,
            search: None,
            switched_off: None,
            needed: None,
        }
    }

    /// What was made of the same.
    pub(super) fn of_same(
        before: Option<Self>,
        inputs: &Inputs,
        other: Option<&Inputs>,
    ) -> Option<Self> {
        before.filter(|before| {
            before.inputs.as_ref() == Some(inputs) && before.other.as_ref() == other
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_kept_by_their_keys() {
        let mut kept = Kept::<String, u8>::default();
        for (key, thing) in [("b", 1), ("a", 2), ("c", 3), ("b", 4)] {
            kept.put(key.to_owned(), thing);
        }
        let all = |kept: &Kept<String, u8>| {
            let all = kept.iter().map(|(key, thing)| format!("{key}{thing}"));
            all.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(all(&kept), "a2 b4 c3");
        assert_eq!((kept.get("b"), kept.get("d")), (Some(&4), None));
        assert_eq!((kept.take("b"), kept.take("b")), (Some(4), None));
        assert_eq!(all(&kept), "a2 c3");
        kept.put("b".to_owned(), 5);
        kept.iter_mut().for_each(|(_, thing)| *thing += 1);
        assert_eq!(all(&kept), "a3 b6 c4");
        kept.retain(&|key| key != "a");
        assert_eq!(all(&kept), "b6 c4");
    }
}
