//! Characters that differ only in case, as `(?i)` takes them for the same.

use std::sync::LazyLock;

use pack_once::sort::sort;

/// The last character that has a case.
const LAST: char = '\u{1FFFF}';

/// Characters by their numbers, each behind what all of its cases have in common.
type Keyed = (u32, u32);

/// The characters that have another case. Those that differ only in case stand together.
pub(super) fn orbits() -> impl Iterator<Item = &'static [Keyed]> {
    static ORBITS: LazyLock<Vec<Keyed>> = LazyLock::new(|| {
        let mut orbits = Vec::new();
        for rune in '\0'..=LAST {
            let (key, rune) = (u32::from(key(rune)), u32::from(rune));
            if key != rune {
                orbits.extend([(key, key), (key, rune)]);
            }
        }
        sort(&mut orbits);
        orbits.dedup();
        orbits
    });
    ORBITS.chunk_by(|(one, _), (other, _)| one == other)
}

/// Whether a character has another case.
pub(super) fn has_case(rune: char) -> bool {
    let number = u32::from(rune);
    orbits().flatten().any(|(_, one)| *one == number)
}

/// What all cases of a character have in common: one of them.
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
            let is_it = |(_, one): &Keyed| *one == u32::from(rune);
            let orbit = orbits().find(|orbit| orbit.iter().any(is_it)).unwrap();
            let orbit: Vec<u32> = orbit.iter().map(|(_, one)| *one).collect();
            let mut expected: Vec<u32> = expected.chars().map(u32::from).collect();
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(orbit, expected, "{rune}");
        }
        for rune in ['İ', 'ı', '1', '日'] {
            assert!(!has_case(rune), "{rune}");
        }
        for rune in '\0'..=LAST {
            assert_eq!(key(key(rune)), key(rune), "{rune}");
        }
    }
}
