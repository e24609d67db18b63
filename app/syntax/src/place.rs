//! Where a new key goes among the keys of an object.

/// The index before which a key is inserted.
///
/// Keys that are sorted stay sorted. Otherwise the key follows the nearest key that comes before
/// it in `order`, or precedes the nearest that comes after it, or goes to the end.
pub(crate) fn place(keys: &[&str], key: &str, order: &[&str]) -> usize {
    if is_sorted(keys) {
        return keys.iter().take_while(|known| **known < key).count();
    }
    let Some(rank) = order.iter().position(|known| *known == key) else {
        return keys.len();
    };
    let (before, after) = order.split_at(rank);
    let find = |wanted: &&str| keys.iter().rposition(|known| known == wanted);
    if let Some(index) = before.iter().rev().find_map(find) {
        return index + 1;
    }
    after.iter().find_map(find).unwrap_or(keys.len())
}

/// Whether the order of keys is alphabetical on purpose: two keys may be so by chance.
fn is_sorted(keys: &[&str]) -> bool {
    keys.len() > 2 && keys.is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
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
            assert_eq!(place(keys, key, ORDER), *expected, "{key} among {keys:?}");
        }
    }
}
