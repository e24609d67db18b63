//! Matching in texts of bytes. What is not UTF-8 counts as Go counts it: each byte is a character, U+FFFD.

use std::borrow::Cow;
use std::ops::Range;

/// How deep groups may nest, as the crate reads and matches them by calling itself.
const DEEPEST: u32 = 250;

/// How many more bytes U+FFFD takes than the byte that it stands for.
const WIDENED: usize = '\u{FFFD}'.len_utf8() - 1;

/// The most that a compiled expression may take, in bytes.
const MAX_SIZE: usize = 16 << 20;

/// An expression that is compiled.
#[derive(Debug)]
pub(crate) struct Regex(regex_lite::Regex);

impl Regex {
    /// Compiles an expression in the syntax of the crate `regex-lite`. `None` if it is too large or too deep.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let mut builder = regex_lite::RegexBuilder::new(pattern);
        let regex = builder.size_limit(MAX_SIZE).nest_limit(DEEPEST).build();
        regex.ok().map(Self)
    }

    /// Whether it matches somewhere.
    pub(crate) fn is_match(&self, text: &[u8]) -> bool {
        self.0.is_match(&Characters::of(text).text)
    }

    /// The first match.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let characters = Characters::of(text);
        let found = self.0.find(&characters.text)?;
        Some(characters.in_bytes(found.range()))
    }

    /// All matches, but no more than a number of them.
    pub(super) fn find_all(&self, text: &[u8], most: usize) -> Vec<Range<usize>> {
        let characters = Characters::of(text);
        let found = self.0.find_iter(&characters.text).take(most);
        found
            .map(|found| characters.in_bytes(found.range()))
            .collect()
    }

    /// Hands over the groups of all matches, one match after the other, the whole match first. Ends at the
    /// first error.
    pub(super) fn each_match<E>(
        &self,
        text: &[u8],
        mut take: impl FnMut(Vec<Option<Range<usize>>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let characters = Characters::of(text);
        for groups in self.0.captures_iter(&characters.text) {
            let groups = groups.iter().map(|group| {
                let group = group?;
                Some(characters.in_bytes(group.range()))
            });
            take(groups.collect())?;
        }
        Ok(())
    }
}

/// A text of bytes as one of characters.
struct Characters<'t> {
    text: Cow<'t, str>,
    /// Where in it U+FFFD stands for a byte.
    widened: Vec<usize>,
}

impl<'t> Characters<'t> {
    fn of(bytes: &'t [u8]) -> Self {
        let mut widened = Vec::new();
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                let mut text = String::with_capacity(bytes.len());
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    for _ in chunk.invalid() {
                        widened.push(text.len());
                        text.push('\u{FFFD}');
                    }
                }
                Cow::Owned(text)
            }
        };
        Self { text, widened }
    }

    /// The bytes that a range of the text stands for.
    fn in_bytes(&self, range: Range<usize>) -> Range<usize> {
        let in_bytes = |at: usize| at - WIDENED * self.widened.partition_point(|one| *one < at);
        in_bytes(range.start)..in_bytes(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_no_character_is_one_all_the_same() {
        let regex = Regex::new(r"[^\x{61}]").unwrap();
        let found = regex.find_all(b"a\xFF\xC3a\xC3\xA9", 9);
        assert_eq!(found, [1..2, 2..3, 4..6]);
        assert!(regex.is_match(b"\xFF") && !regex.is_match(b"a"));
        assert_eq!(regex.find(b"aa\xFF"), Some(2..3));
    }
}
