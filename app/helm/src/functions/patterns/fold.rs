//! Characters that differ only in case, as `(?i)` takes them for the same.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The last character that has a case.
const LAST: char = '\u{1FFFF}';

/// Each character that has another case, with all of its cases.
pub(super) fn orbits() -> &'static BTreeMap<char, Vec<char>> {
    static ORBITS: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut by_key: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for rune in '\0'..=LAST {
            by_key.entry(key(rune)).or_default().push(rune);
        }
        let orbits = by_key.into_values().filter(|orbit| orbit.len() > 1);
        let orbits =
            orbits.flat_map(|orbit| orbit.clone().into_iter().map(move |c| (c, orbit.clone())));
        orbits.collect()
    });
    &ORBITS
}

/// What all cases of a character have in common.
fn key(rune: char) -> char {
    // Only in Turkish is it a case of another character.
    if rune == '\u{131}' {
        return rune;
    }
    let upper = single(rune.to_uppercase()).unwrap_or(rune);
    single(upper.to_lowercase()).unwrap_or(upper)
}

/// The only character of a sequence.
fn single(mut sequence: impl Iterator<Item = char>) -> Option<char> {
    let first = sequence.next()?;
    sequence.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_those_of_go() {
        for (rune, expected) in [
            ('a', "Aa"),
            ('s', "Ssſ"),
            ('ß', "ßẞ"),
            ('ǅ', "ǄǅǆǄ"),
            ('σ', "Σςσ"),
            ('µ', "µΜμ"),
        ] {
            let orbit: String = orbits()[&rune].iter().collect();
            let mut expected: Vec<char> = expected.chars().collect();
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(orbit.chars().collect::<Vec<_>>(), expected, "{rune}");
        }
        for rune in ['İ', 'ı', '1', '日'] {
            assert!(!orbits().contains_key(&rune), "{rune}");
        }
    }
}
