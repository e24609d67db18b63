//! Things by their keys, in sorted lists. A map of the standard library is up to 6 kB of WebAssembly for each type
//! that something is taken out of again.

use std::borrow::Borrow;

/// The most things of one list. Where there are more, they are in several lists, so that to put one between the
/// others moves few of them.
const MOST: usize = 256;

/// Things by their keys, in the order of these.
#[derive(Debug, Clone)]
pub(in crate::reading) struct ByKey<K, T> {
    /// None of the lists is empty.
    lists: Vec<Vec<(K, T)>>,
}

impl<K, T> Default for ByKey<K, T> {
    fn default() -> Self {
        Self { lists: Vec::new() }
    }
}

/// The list of a key, and its place there.
type At = (usize, usize);

impl<K: Ord, T> ByKey<K, T> {
    /// The place of a key, or the place where it belongs.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<At, At>
    where
        K: Borrow<Q>,
    {
        let starts_after = |list: &Vec<(K, T)>| {
            let first = list.first();
            first.is_some_and(|(first, _)| first.borrow() > key)
        };
        let lists = &self.lists;
        let list = lists.partition_point(|list| !starts_after(list));
        let list = list.saturating_sub(1);
        let Some(things) = lists.get(list) else {
            return Err((0, 0));
        };
        match things.binary_search_by(|(known, _)| known.borrow().cmp(key)) {
            Ok(place) => Ok((list, place)),
            Err(place) => Err((list, place)),
        }
    }

    /// Puts something where it belongs. Gives its place.
    fn insert(&mut self, (list, place): At, key: K, thing: T) -> At {
        let Some(things) = self.lists.get_mut(list) else {
            self.lists.push(vec![(key, thing)]);
            return (self.lists.len() - 1, 0);
        };
        things.insert(place, (key, thing));
        if things.len() <= MOST {
            return (list, place);
        }
        let half = things.len() / 2;
        let rest = things.split_off(half);
        self.lists.insert(list + 1, rest);
        match place.checked_sub(half) {
            None => (list, place),
            Some(place) => (list + 1, place),
        }
    }

    /// What is kept under a key.
    pub(in crate::reading) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: Borrow<Q>,
    {
        let (list, place) = self.place(key).ok()?;
        let (_, thing) = self.lists.get(list)?.get(place)?;
        Some(thing)
    }

    /// Takes out what is kept under a key.
    pub(in crate::reading) fn take<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<T>
    where
        K: Borrow<Q>,
    {
        let (list, place) = self.place(key).ok()?;
        let things = self.lists.get_mut(list)?;
        let (_, thing) = things.remove(place);
        if things.is_empty() {
            self.lists.remove(list);
        }
        Some(thing)
    }

    /// Keeps something under a key, instead of what was there.
    pub(in crate::reading) fn put(&mut self, key: K, thing: T) {
        match self.place(&key) {
            Ok((list, place)) => self.lists[list][place].1 = thing,
            Err(at) => _ = self.insert(at, key, thing),
        }
    }

    /// What is kept under a key, or something new that is kept there from now on.
    pub(in crate::reading) fn get_or_put<Q>(&mut self, key: &Q, new: &dyn Fn() -> T) -> &mut T
    where
        K: Borrow<Q>,
        Q: Ord + ToOwned<Owned = K> + ?Sized,
    {
        let (list, place) = match self.place(key) {
            Ok(at) => at,
            Err(at) => self.insert(at, key.to_owned(), new()),
        };
        &mut self.lists[list][place].1
    }

    /// Keeps only what is under some keys.
    pub(in crate::reading) fn retain(&mut self, is_kept: &dyn Fn(&K) -> bool) {
        for list in &mut self.lists {
            list.retain(|(key, _)| is_kept(key));
        }
        self.lists.retain(|list| !list.is_empty());
    }

    /// All keys with what is kept under them.
    pub(in crate::reading) fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        let all = self.lists.iter().flatten();
        all.map(|(key, thing)| (key, thing))
    }

    /// What is kept, in the order of its keys.
    pub(in crate::reading) fn into_things(self) -> impl Iterator<Item = T> {
        self.lists.into_iter().flatten().map(|(_, thing)| thing)
    }

    /// All keys with what is kept under them, to be changed.
    pub(in crate::reading) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        let all = self.lists.iter_mut().flatten();
        all.map(|(key, thing)| (&*key, thing))
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

    #[test]
    fn many_are_kept_in_their_order() {
        let mut kept = ByKey::<usize, usize>::default();
        // A prime number, so that each key comes once, in no order.
        for at in 0..5_003 {
            kept.put(at * 1_009 % 5_003, at);
        }
        let keys: Vec<_> = kept.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, (0..5_003).collect::<Vec<_>>());
        for at in (0..5_003).step_by(3) {
            assert_eq!(kept.take(&(at * 1_009 % 5_003)), Some(at));
        }
        for at in 0..5_003 {
            let found = kept.get(&(at * 1_009 % 5_003)).copied();
            assert_eq!(found, (at % 3 > 0).then_some(at));
        }
        kept.retain(&|_| false);
        assert_eq!(kept.iter().count(), 0);
        assert_eq!(*kept.get_or_put(&7, &|| 8), 8);
    }
}
