//! Patterns of Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\`.

/// A piece of a pattern.
enum Piece {
    /// Any characters but `/`.
    Star,
    /// One character but `/`.
    Any,
    One(char),
    /// One character within, or without, these ranges.
    Class(bool, Vec<(char, char)>),
}

/// Whether a pattern can be read.
pub(super) fn is_valid(pattern: &str) -> bool {
    parse(pattern).is_some()
}

/// Whether all of a name fits a pattern. Nothing fits one that cannot be read.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    parse(pattern).is_some_and(|pieces| fits(&pieces, &name))
}

fn fits(pieces: &[Piece], name: &[char]) -> bool {
    // Where the last star stands, and how far it has eaten: earlier ones never need to eat more.
    let (mut piece, mut at, mut star) = (0, 0, None);
    loop {
        match (pieces.get(piece), name.get(at)) {
            (Some(Piece::Star), _) => {
                star = Some((piece, at));
                piece += 1;
                continue;
            }
            (Some(one), Some(character)) if one.fits(*character) => {
                piece += 1;
                at += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        match star {
            Some((back, eaten)) if name.get(eaten).is_some_and(|c| *c != '/') => {
                star = Some((back, eaten + 1));
                piece = back + 1;
                at = eaten + 1;
            }
            _ => return false,
        }
    }
}

impl Piece {
    fn fits(&self, character: char) -> bool {
        match self {
            Piece::Star => false,
            Piece::Any => character != '/',
            Piece::One(one) => *one == character,
            Piece::Class(is_within, ranges) => {
                let found = ranges
                    .iter()
                    .any(|(low, high)| (*low..=*high).contains(&character));
                found == *is_within
            }
        }
    }
}

fn parse(pattern: &str) -> Option<Vec<Piece>> {
    let mut characters = pattern.chars().peekable();
    let mut pieces = Vec::new();
    while let Some(character) = characters.next() {
        pieces.push(match character {
            '*' => Piece::Star,
            '?' => Piece::Any,
            '\\' => Piece::One(characters.next()?),
            '[' => {
                let is_within = characters.next_if_eq(&'^').is_none();
                let mut ranges = Vec::new();
                while ranges.is_empty() || characters.next_if_eq(&']').is_none() {
                    let low = class_character(&mut characters)?;
                    let high = match characters.next_if_eq(&'-') {
                        Some(_) => class_character(&mut characters)?,
                        None => low,
                    };
                    ranges.push((low, high));
                }
                Piece::Class(is_within, ranges)
            }
            one => Piece::One(one),
        });
    }
    Some(pieces)
}

fn class_character(characters: &mut impl Iterator<Item = char>) -> Option<char> {
    match characters.next()? {
        '-' | ']' => None,
        '\\' => characters.next(),
        one => Some(one),
    }
}
