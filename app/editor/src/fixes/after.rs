//! Where the user is led when a fix takes away the finding that was worked on.

/// The index of the finding that comes next in a list of which so many are left, after the one at an
/// index was fixed: the one that took its place, or the last; nothing where none is left.
pub fn next_in_list(fixed: usize, left: usize) -> Option<usize> {
    left.checked_sub(1).map(|last| fixed.min(last))
}

#[cfg(test)]
mod tests {
    use super::next_in_list;

    #[test]
    fn the_next_finding_takes_the_place_of_the_fixed_one() {
        assert_eq!(next_in_list(0, 3), Some(0));
        assert_eq!(next_in_list(2, 3), Some(2));
        assert_eq!(next_in_list(3, 3), Some(2));
        assert_eq!(next_in_list(0, 0), None);
    }
}
