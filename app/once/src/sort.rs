//! Stable sorts with one copy of the code. Each use of the standard library's sort is compiled anew for its type
//! and its way to compare, which is up to 5 kB of WebAssembly each: these save 15 kB of the page with brotli.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts items. Equal ones stay in their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, &T::cmp);
}

/// Sorts items in another order than their own. Equal ones stay in their order.
pub fn sort_by<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let places = places(items.len(), &|one, other| {
        compare(&items[one], &items[other]).is_lt()
    });
    arrange(items, places);
}

/// Sorts items by a key, which is found once for each. Equal ones stay in their order.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: &dyn Fn(&T) -> K) {
    let keys: Vec<_> = items.iter().map(key).collect();
    arrange(
        items,
        places(items.len(), &|one, other| keys[one] < keys[other]),
    );
}

/// The set of some items. What the standard library collects into a set, it sorts first.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The map of some entries, of which the last one of a key counts. What the standard library collects into a map,
/// it sorts first.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// The items in the order of their keys. Of those with the same key, the last one counts.
pub fn last_of_each<T, K: Ord + ?Sized>(mut items: Vec<T>, key: &dyn Fn(&T) -> &K) -> Vec<T> {
    items.reverse();
    sort_by(&mut items, &|one, other| key(one).cmp(key(other)));
    items.dedup_by(|later, first| key(later) == key(first));
    items
}

/// The places of so many items in their order. Equal ones keep their order. The order need not be total, unlike
/// that of the standard library's sort, which may refuse it with a panic.
pub fn places(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<_> = (0..count).collect();
    merge_sort(&mut places, is_before);
    places
}

fn merge_sort(places: &mut [usize], is_before: &dyn Fn(usize, usize) -> bool) {
    if places.len() < 2 {
        return;
    }
    let count = places.len();
    let (left, right) = places.split_at_mut(count / 2);
    merge_sort(left, is_before);
    merge_sort(right, is_before);
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && !is_before(*first, *last)
    {
        return;
    }
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut merged = Vec::with_capacity(count);
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match is_before(**other, **one) {
            true => merged.extend(right.next()),
            false => merged.extend(left.next()),
        }
    }
    merged.extend(left);
    merged.extend(right);
    places.copy_from_slice(&merged);
}

/// Moves to each place the item that belongs there, by its place of now.
fn arrange<T>(items: &mut [T], mut places: Vec<usize>) {
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_and_equal_ones_stay_in_their_order() {
        for count in 0..60_usize {
            let items: Vec<_> = (0..count).map(|at| (at * 7 % 5, at)).collect();
            let (mut own, mut by_key) = (items.clone(), items.clone());
            let (mut expected, mut expected_by_key) = (items.clone(), items);
            expected.sort_by(|one, other| other.cmp(one));
            sort_by(&mut own, &|one, other| other.cmp(one));
            assert_eq!(own, expected);
            expected_by_key.sort_by_key(|(key, _)| *key);
            sort_by_cached_key(&mut by_key, &|(key, _)| *key);
            assert_eq!(by_key, expected_by_key);
        }
    }

    #[test]
    fn the_last_one_of_each_key_counts() {
        let items = vec![("b", 1), ("a", 2), ("b", 3), ("c", 4), ("b", 5)];
        let kept = last_of_each(items, &|(key, _)| *key);
        assert_eq!(kept, [("a", 2), ("b", 5), ("c", 4)]);
    }

    #[test]
    fn texts_are_sorted() {
        let mut texts = ["b", "", "a", "b"];
        sort(&mut texts);
        assert_eq!(texts, ["", "a", "b", "b"]);
        assert_eq!(set(texts).len(), 3);
    }
}
