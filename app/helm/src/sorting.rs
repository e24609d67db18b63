//! A stable merge sort that is compiled once. Rust's own is thousands of bytes of WebAssembly for each type and
//! each way to compare.

/// The places of so many items in their order. Equal ones stay as they stand.
pub(crate) fn order(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    merge_sort(&mut order, is_before);
    order
}

/// The items in their order. Equal ones stay as they stand.
pub(crate) fn sorted<T>(items: Vec<T>, is_before: &dyn Fn(&T, &T) -> bool) -> Vec<T> {
    let order = order(items.len(), &|a, b| is_before(&items[a], &items[b]));
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    let places = order.into_iter();
    places.filter_map(|place| items[place].take()).collect()
}

fn merge_sort(items: &mut [usize], is_before: &dyn Fn(usize, usize) -> bool) {
    if items.len() < 2 {
        return;
    }
    let count = items.len();
    let (left, right) = items.split_at_mut(count / 2);
    merge_sort(left, is_before);
    merge_sort(right, is_before);
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && !is_before(*first, *last)
    {
        return;
    }
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut merged = Vec::with_capacity(count);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match is_before(**b, **a) {
            true => merged.extend(right.next()),
            false => merged.extend(left.next()),
        }
    }
    merged.extend(left);
    merged.extend(right);
    items.copy_from_slice(&merged);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_and_equal_ones_stay_as_they_stand() {
        for count in 0..40_usize {
            let items: Vec<_> = (0..count).map(|at| (at * 7 % 5, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            assert_eq!(sorted(items, &|(a, _), (b, _)| a < b), expected);
        }
    }
}
