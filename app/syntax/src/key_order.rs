//! Where to insert a new key among the keys of an object.

/// The index at which to insert a key.
///
/// Sorted keys stay sorted. Otherwise the new key goes after the nearest existing key that
/// precedes it in `order`, or before the nearest that follows it, or to the end.
pub(crate) fn insertion_index(keys: &[&str], key: &str, order: &[&str]) -> usize {
    if is_sorted(keys) {
        return keys.iter().take_while(|known| **known < key).count();
    }
    index_in_order(keys, key, order).unwrap_or(keys.len())
}

/// The index after the nearest existing key that precedes a new one in `order`, or before the nearest
/// that follows it; `None` if there is neither.
pub(crate) fn index_in_order(keys: &[&str], key: &str, order: &[&str]) -> Option<usize> {
    let rank = order.iter().position(|known| *known == key)?;
    let (before, after) = order.split_at(rank);
    let find = |wanted: &&str| keys.iter().rposition(|known| known == wanted);
    let preceding = before.iter().rev().find_map(find);
    preceding
        .map(|index| index + 1)
        .or_else(|| after.iter().find_map(find))
}

/// Whether keys are in alphabetical order on purpose. Two keys may be by chance.
fn is_sorted(keys: &[&str]) -> bool {
    keys.len() > 2 && keys.is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_keys_are_placed() {
        const ORDER: &[&str] = &["name", "displayName", "version", "layer"];
        let table: &[(&[&str], &str, usize)] = &[
            (&[], "name", 0),
            (&["annotations", "layer", "version"], "name", 2),
            (&["annotations", "layer", "version"], "zone", 3),
            (&["annotations", "layer", "version"], "addonType", 0),
            (&["version", "name", "layer"], "displayName", 2),
            (&["version", "layer", "eol"], "name", 0),
            (&["layer", "eol", "zone"], "version", 0),
            (&["version", "eol", "zone"], "layer", 1),
            (&["version", "eol"], "other", 2),
        ];
        for (keys, key, expected) in table {
            assert_eq!(
                insertion_index(keys, key, ORDER),
                *expected,
                "{key} among {keys:?}"
            );
        }
    }
}
