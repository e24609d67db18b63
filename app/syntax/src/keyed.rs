//! The entries of an object or a map. Those of a long one are found by their key without a look at all
//! of them: a file may have a hundred thousand.

use std::ops::Deref;

use pack_once::sort::places;

/// The number of entries up to which a look at all of them is as fast.
const FEW: usize = 16;

/// Something that has a key.
pub trait Keyed {
    /// The text of the key. `None` if it has none.
    fn key_text(&self) -> Option<&str>;
}

/// Entries in the order of the text, duplicates included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries<T> {
    list: Vec<T>,
    /// The places of all entries in the order of their keys, and those of the same key in the order of
    /// the text. Empty if there are few.
    by_key: Vec<u32>,
}

impl<T: Keyed> Entries<T> {
    /// Takes over the entries.
    pub(crate) fn new(list: Vec<T>) -> Self {
        let is_long = list.len() > FEW && u32::try_from(list.len()).is_ok();
        let mut by_key = Vec::new();
        if is_long {
            let keys: Vec<_> = list.iter().map(Keyed::key_text).collect();
            let places = places(keys.len(), &|one, other| keys[one] < keys[other]);
            by_key.extend(
                places
                    .into_iter()
                    .filter_map(|place| u32::try_from(place).ok()),
            );
        }
        Self { list, by_key }
    }

    /// The entry with a key. Of duplicates, the last one counts.
    #[must_use]
    pub fn last_of(&self, key: &str) -> Option<&T> {
        self.list.get(self.place_of(key)?)
    }

    /// The place of the entry with a key. Of duplicates, the last one counts.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Option<usize> {
        let key_at = |place: usize| self.list.get(place)?.key_text();
        if self.by_key.is_empty() {
            let mut list = self.list.iter();
            return list.rposition(|entry| entry.key_text() == Some(key));
        }
        let behind = self
            .by_key
            .partition_point(|place| key_at(*place as usize) <= Some(key));
        let place = *self.by_key.get(behind.checked_sub(1)?)? as usize;
        (key_at(place) == Some(key)).then_some(place)
    }
}

impl<T> Deref for Entries<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<'e, T> IntoIterator for &'e Entries<T> {
    type Item = &'e T;
    type IntoIter = std::slice::Iter<'e, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Keyed for Option<String> {
        fn key_text(&self) -> Option<&str> {
            self.as_deref()
        }
    }

    #[test]
    fn the_last_entry_of_a_key_is_found_among_few_and_many() {
        for count in [0, 1, 3, FEW, FEW + 1, 500] {
            let text = |at: usize| (at % 11 != 5).then(|| format!("key{}", at % 97));
            let list: Vec<_> = (0..count).map(text).collect();
            let entries = Entries::new(list.clone());
            for at in 0..count {
                let Some(key) = text(at) else { continue };
                let last = list.iter().rposition(|other| other.as_ref() == Some(&key));
                assert_eq!(entries.place_of(&key), last, "{key} of {count}");
            }
            for missing in ["", "key", "key1x", "zzz"] {
                assert_eq!(entries.last_of(missing), None);
            }
        }
    }
}
