//! Things by their keys, in a sorted list, as they are few. A map of the standard library is up to 6 kB of WebAssembly
//! for each type that something is taken out of again.

use std::borrow::Borrow;

/// Things by their keys, in the order of these.
#[derive(Debug, Clone)]
pub(in crate::reading) struct ByKey<K, T>(Vec<(K, T)>);

impl<K, T> Default for ByKey<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, T> ByKey<K, T> {
    /// The place of a key, or the place where it belongs.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0
            .binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// What is kept under a key.
    pub(in crate::reading) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: Borrow<Q>,
    {
        let (_, thing) = self.0.get(self.place(key).ok()?)?;
        Some(thing)
    }

    /// Takes out what is kept under a key.
    pub(in crate::reading) fn take<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<T>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// Keeps something under a key, instead of what was there.
    pub(in crate::reading) fn put(&mut self, key: K, thing: T) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = thing,
            Err(place) => self.0.insert(place, (key, thing)),
        }
    }

    /// What is kept under a key, or something new that is kept there from now on.
    pub(in crate::reading) fn get_or_put<Q>(&mut self, key: &Q, new: &dyn Fn() -> T) -> &mut T
    where
        K: Borrow<Q>,
        Q: Ord + ToOwned<Owned = K> + ?Sized,
    {
        let place = self.place(key).unwrap_or_else(|place| {
            self.0.insert(place, (key.to_owned(), new()));
            place
        });
        &mut self.0[place].1
    }

    /// Keeps only what is under some keys.
    pub(in crate::reading) fn retain(&mut self, is_kept: &dyn Fn(&K) -> bool) {
        self.0.retain(|(key, _)| is_kept(key));
    }

    /// All keys with what is kept under them.
    pub(in crate::reading) fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.0.iter().map(|(key, thing)| (key, thing))
    }

    /// What is kept, in the order of its keys.
    pub(in crate::reading) fn into_things(self) -> impl Iterator<Item = T> {
        self.0.into_iter().map(|(_, thing)| thing)
    }

    /// All keys with what is kept under them, to be changed.
    pub(in crate::reading) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        self.0.iter_mut().map(|(key, thing)| (&*key, thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_kept_by_their_keys() {
        let mut kept = ByKey::<String, u8>::default();
        for (key, thing) in [("b", 1), ("a", 2), ("c", 3), ("b", 4)] {
            kept.put(key.to_owned(), thing);
        }
        let all = |kept: &ByKey<String, u8>| {
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
        assert_eq!(*kept.get_or_put("c", &|| 7), 4);
        assert_eq!(*kept.get_or_put("a", &|| 7), 7);
        assert_eq!(kept.into_things().collect::<Vec<_>>(), [7, 6, 4]);
    }
}
