//! Stable sorting in little code. The compiler generates the standard library's sort for each type
//! again, at about 4 kB of WebAssembly each; this one sorts indices, so it is generated once.

use std::cmp::Ordering;

/// Sorts by a comparison. Equal items keep their order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(
        items.len(),
        &mut |one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        },
    );
    for (one, other) in swaps {
        items.swap(one, other);
    }
}

/// Sorts by a key, which is computed once for each item. Equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let swaps = swaps(keys.len(), &mut |one, other| {
        keys.get(one).cmp(&keys.get(other))
    });
    for (one, other) in swaps {
        items.swap(one, other);
    }
}

/// Sorts items. Equal items keep their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The swaps that sort `len` items, in the order in which to apply them.
fn swaps(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut from: Vec<usize> = (0..len).collect();
    from.sort_by(|&one, &other| compare(one, other));
    let mut to = vec![0; len];
    for (place, &item) in from.iter().enumerate() {
        if let Some(to) = to.get_mut(item) {
            *to = place;
        }
    }
    let mut swaps = Vec::new();
    for here in 0..len {
        while let Some(&there) = to.get(here).filter(|&&there| there != here) {
            to.swap(here, there);
            swaps.push((here, there));
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(mut items: Vec<(u8, u16)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            prop_assert_eq!(&items, &expected);

            expected.sort();
            sort(&mut items);
            prop_assert_eq!(items, expected);
        }
    }
}
