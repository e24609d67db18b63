//! Byte offsets of characters: the YAML readers count characters, but this crate counts bytes.

/// The number of characters between two whose byte offsets are stored.
const STEP: usize = 32;

/// Finds the byte of the n-th character of a text.
pub(super) struct CharIndex<'t> {
    text: &'t str,
    /// The byte of each `STEP`-th character. `None` if all characters are one byte long.
    marks: Option<Vec<usize>>,
}

impl<'t> CharIndex<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let marks = (!text.is_ascii()).then(|| {
            text.char_indices()
                .step_by(STEP)
                .map(|(byte, _)| byte)
                .collect()
        });
        Self { text, marks }
    }

    /// The byte at which a character starts. A character beyond the end counts as the end.
    pub(super) fn byte(&self, nth: usize) -> usize {
        let Some(marks) = &self.marks else {
            return nth.min(self.text.len());
        };
        let Some(mark) = marks.get(nth / STEP).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(mark..).unwrap_or_default();
        rest.char_indices()
            .nth(nth % STEP)
            .map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(?s).{0,600}") {
            let index = CharIndex::new(&text);
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.byte(nth), byte);
            }
            prop_assert_eq!(index.byte(text.chars().count()), text.len());
            prop_assert_eq!(index.byte(usize::MAX), text.len());
        }
    }
}
