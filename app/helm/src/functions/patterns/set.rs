//! Sets of characters, as ranges.

use pack_once::sort::sort;

use super::fold;

/// The number after the last character.
const END: u32 = 0x11_0000;

/// The halves of pairs of UTF-16, which stand in no text.
const HALVES: (u32, u32) = (0xD800, 0xDFFF);

/// A set of characters, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// First and last of each range. They may touch and overlap.
    ranges: Vec<(u32, u32)>,
}

impl Set {
    /// The set of some ranges.
    pub(super) fn of(ranges: &[(char, char)]) -> Self {
        let ranges = ranges.iter();
        let ranges = ranges.map(|(first, last)| (u32::from(*first), u32::from(*last)));
        Self {
            ranges: ranges.collect(),
        }
    }

    /// The set of all characters for which something is true.
    pub(super) fn of_all(is_in: &dyn Fn(char) -> bool) -> Self {
        let mut set = Self::default();
        for rune in ('\0'..=char::MAX).filter(|rune| is_in(*rune)) {
            let number = u32::from(rune);
            match set.ranges.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => set.ranges.push((number, number)),
            }
        }
        set
    }

    /// Adds a range.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    /// Adds another set.
    pub(super) fn extend(&mut self, other: &Self) {
        self.ranges.extend(&other.ranges);
    }

    /// The set with all that differs from its characters only in case.
    pub(super) fn folded(&self) -> Self {
        let merged = self.merged();
        let mut folded = self.clone();
        for orbit in fold::orbits() {
            if orbit.iter().any(|(_, rune)| has(&merged, *rune)) {
                let all = orbit.iter().map(|(_, rune)| (*rune, *rune));
                folded.ranges.extend(all);
            }
        }
        folded
    }

    /// All other characters.
    pub(super) fn negated(&self) -> Self {
        let mut negated = Self::default();
        let mut next = 0;
        for (first, last) in self.merged() {
            if next < first {
                negated.add(next, first - 1);
            }
            next = last + 1;
        }
        if next < END {
            negated.add(next, END - 1);
        }
        negated
    }

    /// The set as the crate `regex-lite` reads it.
    pub(super) fn written(&self) -> String {
        let mut written = String::from("[");
        for (first, last) in self.merged() {
            let parts = [
                (first, last.min(HALVES.0 - 1)),
                (first.max(HALVES.1 + 1), last),
            ];
            for (first, last) in parts.into_iter().filter(|(first, last)| first <= last) {
                written.push_str(&format!("\\x{{{first:x}}}-\\x{{{last:x}}}"));
            }
        }
        if written.len() == 1 {
            // There is no way to write an empty set but as what all are not in.
            written.push_str("^\\x{0}-\\x{10ffff}");
        }
        written.push(']');
        written
    }

    /// The ranges in order; they neither touch nor overlap.
    fn merged(&self) -> Vec<(u32, u32)> {
        let mut ranges = self.ranges.clone();
        sort(&mut ranges);
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first <= *end + 1 => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        merged
    }
}

/// Whether a character is in ranges that are in order.
fn has(ranges: &[(u32, u32)], number: u32) -> bool {
    let after = ranges.partition_point(|(_, last)| *last < number);
    ranges.get(after).is_some_and(|(first, _)| *first <= number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_written_as_ranges_without_halves() {
        let set = Set::of(&[('c', 'd'), ('a', 'b')]);
        assert_eq!(set.written(), r"[\x{61}-\x{64}]");
        let all = Set::default().negated();
        assert_eq!(all.written(), r"[\x{0}-\x{d7ff}\x{e000}-\x{10ffff}]");
        assert_eq!(all.negated().written(), r"[^\x{0}-\x{10ffff}]");
        assert_eq!(set.negated().negated().merged(), set.merged());
    }

    #[test]
    fn a_folded_set_has_all_cases() {
        let folded = Set::of(&[('k', 'k')]).folded();
        assert_eq!(
            folded.written(),
            r"[\x{4b}-\x{4b}\x{6b}-\x{6b}\x{212a}-\x{212a}]"
        );
    }
}
