//! The order in which yaml.v2 writes the keys of a map: letters after the rest, digits as numbers.

use std::cmp::Ordering;

use pack_once::sort::places;

/// The places of keys in the order in which they are written.
///
/// The order is not total ("10", "9", "1a").
pub(super) fn sort_keys(keys: &[&str]) -> Vec<usize> {
    let letters: Vec<Vec<char>> = keys.iter().map(|key| key.chars().collect()).collect();
    places(keys.len(), &|a, b| is_before(&letters[a], &letters[b]))
}

fn is_before(a: &[char], b: &[char]) -> bool {
    let Some(at) = a.iter().zip(b).position(|(a, b)| a != b) else {
        return a.len() < b.len();
    };
    let (x, y) = (a[at], b[at]);
    match (x.is_alphabetic(), y.is_alphabetic()) {
        (true, true) => return x < y,
        (false, false) => {}
        (_, is_letter) => return is_letter,
    }
    // A zero after other digits counts like one of them.
    let is_in_number = (x == '0' || y == '0')
        && a[..at]
            .iter()
            .rev()
            .take_while(|c| is_digit(**c))
            .any(|c| *c != '0');
    let start = i64::from(is_in_number);
    let (x_number, x_length) = read_number(&a[at..], start);
    let (y_number, y_length) = read_number(&b[at..], start);
    match x_number.cmp(&y_number).then(x_length.cmp(&y_length)) {
        Ordering::Equal => x < y,
        order => order == Ordering::Less,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// The number at the beginning, after some digits before it, and how long it is.
fn read_number(text: &[char], start: i64) -> (i64, usize) {
    let digits = text.iter().take_while(|c| is_digit(**c));
    digits.fold((start, 0), |(number, length), digit| {
        let digit = i64::from(u32::from(*digit) - u32::from('0'));
        (number.wrapping_mul(10).wrapping_add(digit), length + 1)
    })
}
