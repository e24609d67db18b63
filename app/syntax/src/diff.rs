//! Compares two lists: finds the items that both have in common, in the same order.

/// Above this many comparisons, only the equal items at both ends are paired.
const MAX_COMPARISONS: usize = 1_000_000;

/// The longest list of pairs (index before, index after) of equal items, both ascending.
pub(crate) fn common_pairs<T: PartialEq>(before: &[T], after: &[T]) -> Vec<(usize, usize)> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (old, new) = (
        before.get(head..).unwrap_or_default(),
        after.get(head..).unwrap_or_default(),
    );
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let old = old.get(..old.len() - tail).unwrap_or_default();
    let new = new.get(..new.len() - tail).unwrap_or_default();

    let mut pairs: Vec<_> = (0..head).map(|index| (index, index)).collect();
    pairs.extend(
        longest_common_subsequence(old, new)
            .into_iter()
            .map(|(a, b)| (head + a, head + b)),
    );
    pairs.extend(
        (0..tail)
            .rev()
            .map(|back| (before.len() - 1 - back, after.len() - 1 - back)),
    );
    pairs
}

/// The longest common subsequence, by dynamic programming.
fn longest_common_subsequence<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > MAX_COMPARISONS {
        return Vec::new();
    }
    let mut lengths = vec![0_usize; (old.len() + 1) * width];
    let at = |lengths: &[usize], i: usize, j: usize| {
        lengths.get(i * width + j).copied().unwrap_or_default()
    };
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let length = if a == b {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if a == b {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let table = [
            ("abc", "abc", vec![(0, 0), (1, 1), (2, 2)]),
            ("abc", "ac", vec![(0, 0), (2, 1)]),
            ("ac", "abc", vec![(0, 0), (1, 2)]),
            ("abcd", "xbyd", vec![(1, 1), (3, 3)]),
            ("ab", "ba", vec![(1, 0)]),
            ("", "ab", vec![]),
            ("aa", "a", vec![(0, 0)]),
        ];
        for (before, after, expected) in table {
            let found = common_pairs(before.as_bytes(), after.as_bytes());
            assert_eq!(found, expected, "{before} to {after}");
        }
    }
}
