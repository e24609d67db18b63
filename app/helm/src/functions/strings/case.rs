//! Upper and lower case, and the conversions between camel, snake and kebab case, with the rules of the
//! libraries that Sprig uses for them (goutils and xstrings).

use crate::functions::arguments::runes::{
    self, decode, is_letter, is_lower, is_number, is_punctuation, is_space, is_title, is_upper,
    push, to_lower, to_title, to_upper,
};

/// Every first letter of a word as title case: Go's `strings.Title`.
pub(super) fn title(text: &[u8]) -> Vec<u8> {
    let mut previous = ' ';
    runes::map(text, &mut |rune| {
        let starts = is_separator(previous);
        previous = rune;
        if starts { to_title(rune) } else { rune }
    })
}

fn is_separator(rune: char) -> bool {
    if rune.is_ascii() {
        return !rune.is_ascii_alphanumeric() && rune != '_';
    }
    !is_letter(rune) && !runes::is_digit(rune) && is_space(rune)
}

/// Every first letter of a word as lower case.
pub(super) fn untitle(text: &[u8]) -> Vec<u8> {
    let mut starts = true;
    runes::map(text, &mut |rune| {
        if is_space(rune) {
            starts = true;
            rune
        } else if std::mem::take(&mut starts) {
            to_lower(rune)
        } else {
            rune
        }
    })
}

/// Upper case as lower case and lower case as upper case.
pub(super) fn swap_case(text: &[u8]) -> Vec<u8> {
    let mut starts = true;
    runes::map(text, &mut |rune| {
        if is_upper(rune) || is_title(rune) {
            starts = false;
            to_lower(rune)
        } else if is_lower(rune) {
            if std::mem::take(&mut starts) {
                to_title(rune)
            } else {
                to_upper(rune)
            }
        } else {
            starts = is_space(rune);
            rune
        }
    })
}

/// What joins words.
fn is_connector(rune: char) -> bool {
    rune == '-' || rune == '_' || is_space(rune)
}

/// `some_words` as `SomeWords`. Connectors at the beginning stay, and all but one of several in a row.
pub(super) fn camel_case(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut current = None;
    while let (rune, size @ 1..) = decode(rest) {
        rest = &rest[size..];
        current = Some(rune);
        if !is_connector(rune) {
            current = Some(to_upper(rune));
            break;
        }
        push(&mut out, rune);
    }
    let Some(mut current) = current else {
        return out;
    };
    for rune in runes::runes(rest) {
        let previous = std::mem::replace(&mut current, rune);
        if is_connector(rune) && is_connector(previous) {
            push(&mut out, previous);
        } else if is_connector(previous) {
            current = to_upper(rune);
        } else {
            current = to_lower(rune);
            push(&mut out, previous);
        }
    }
    push(&mut out, current);
    out
}

/// What a run of characters is, for the split of camel case into words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    None,
    Number,
    Upper,
    Letters,
    Connector,
    Punctuation,
    Other,
}

impl Word {
    /// Whether a connector has to be written before it where words are told apart.
    fn needs_connector(self) -> bool {
        !matches!(self, Word::Connector | Word::Punctuation)
    }

    /// Whether it goes on after a number.
    fn continues_number(self) -> bool {
        matches!(self, Word::Letters | Word::Number)
    }
}

/// `SomeWords` as `some_words`, with another connector if you like.
pub(super) fn delimited(text: &[u8], connector: char) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 4);
    let (mut kind, mut word, mut rest) = next_word(text);
    while !rest.is_empty() {
        if kind != Word::Connector {
            write_lower(&mut out, kind, word, connector);
        }
        let (previous, last) = (kind, word);
        (kind, word, rest) = next_word(rest);
        match previous {
            Word::Number => {
                while kind.continues_number() {
                    write_lower(&mut out, kind, word, connector);
                    (kind, word, rest) = next_word(rest);
                }
                if kind != Word::None && kind.needs_connector() {
                    push(&mut out, connector);
                }
            }
            Word::Connector => write_lower(&mut out, previous, last, connector),
            Word::Punctuation => {}
            _ if kind != Word::Number => {
                if kind.needs_connector() {
                    push(&mut out, connector);
                }
            }
            _ if rest.is_empty() => {}
            _ => {
                let number = word;
                (kind, word, rest) = next_word(rest);
                if kind != Word::Letters {
                    // The number belongs to the word before it: Bld4Floor is bld4_floor.
                    write_lower(&mut out, Word::Number, number, connector);
                    if kind.needs_connector() {
                        push(&mut out, connector);
                    }
                    continue;
                }
                // It belongs to the letters behind it: HTTP2xx is http_2xx.
                push(&mut out, connector);
                write_lower(&mut out, Word::Number, number, connector);
                while kind.continues_number() {
                    write_lower(&mut out, kind, word, connector);
                    (kind, word, rest) = next_word(rest);
                }
                if kind != Word::None && kind.needs_connector() {
                    push(&mut out, connector);
                }
            }
        }
    }
    write_lower(&mut out, kind, word, connector);
    out
}

/// The first run of characters of one sort, which sort it is, and what comes after it.
fn next_word(text: &[u8]) -> (Word, &[u8], &[u8]) {
    let (rune, size) = next_valid(text, runes::REPLACEMENT);
    if size == 0 {
        return (Word::None, &[], &[]);
    }
    let cut = |kind, length: usize| (kind, &text[..length], &text[length..]);
    if rune == runes::REPLACEMENT {
        return cut(Word::None, size);
    }
    let run = |is_part: fn(char) -> bool| size + length_of_run(&text[size..], rune, is_part);
    if is_connector(rune) {
        cut(Word::Connector, run(is_connector))
    } else if is_punctuation(rune) {
        cut(Word::Punctuation, run(is_punctuation))
    } else if is_upper(rune) {
        cut(Word::Upper, length_of_upper(text, rune, size))
    } else if is_alphabet(rune) {
        cut(Word::Letters, run(is_small_letter))
    } else if is_number(rune) {
        cut(Word::Number, run(is_number))
    } else {
        let is_other = |rune| {
            !(is_connector(rune) || is_alphabet(rune) || is_number(rune) || is_punctuation(rune))
        };
        cut(Word::Other, run(is_other))
    }
}

/// How long a word is that begins with a capital: `Word`, or `HTTP` of `HTTPServer`.
fn length_of_upper(text: &[u8], first: char, size: usize) -> usize {
    let (second, second_size) = next_valid(&text[size..], first);
    let mut length = size;
    if second_size == 0 {
        return length;
    }
    if !is_upper(second) {
        if is_alphabet(second) {
            length += second_size;
            length += length_of_run(&text[length..], second, is_small_letter);
        }
        return length;
    }
    let mut last_size = second_size;
    let mut last = second;
    length += second_size;
    while length < text.len() {
        let (rune, size) = next_valid(&text[length..], last);
        last = rune;
        if !is_upper(rune) {
            if is_alphabet(rune) {
                length -= last_size;
            }
            break;
        }
        last_size = size;
        length += size;
    }
    length
}

fn length_of_run(text: &[u8], first: char, is_part: fn(char) -> bool) -> usize {
    let mut length = 0;
    let mut previous = first;
    while length < text.len() {
        let (rune, size) = next_valid(&text[length..], previous);
        if !is_part(rune) {
            break;
        }
        previous = rune;
        length += size;
    }
    length
}

/// The next character that is UTF-8, with the length of what stands before it; the one given, if there is none.
fn next_valid(text: &[u8], otherwise: char) -> (char, usize) {
    let mut length = 0;
    while let (rune, size @ 1..) = decode(&text[length..]) {
        length += size;
        if rune != runes::REPLACEMENT {
            return (rune, length);
        }
    }
    (otherwise, length)
}

fn write_lower(out: &mut Vec<u8>, kind: Word, word: &[u8], connector: char) {
    if kind != Word::Upper && kind != Word::Connector {
        out.extend_from_slice(word);
        return;
    }
    for rune in runes::runes(word) {
        let written = if is_connector(rune) {
            connector
        } else if is_upper(rune) {
            to_lower(rune)
        } else {
            rune
        };
        push(out, written);
    }
}

fn is_small_letter(rune: char) -> bool {
    is_alphabet(rune) && !is_upper(rune)
}

/// A letter of a script that has words of letters, which the Chinese, Japanese and Korean ideographs are not.
fn is_alphabet(rune: char) -> bool {
    is_letter(rune)
        && !matches!(rune, '\u{3400}'..='\u{4D85}' | '\u{4E00}'..='\u{9FCC}' | '\u{20000}'..='\u{2B81D}')
}
