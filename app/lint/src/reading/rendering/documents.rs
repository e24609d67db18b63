//! The documents of a rendered text, parted as Helm parts them: at each line that begins with `---`,
//! whatever follows in the line.

use std::ops::RangeInclusive;

/// A document that is not empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document<'t> {
    /// Its text without white space around it.
    pub(super) text: &'t str,
    /// Its lines in the whole text, from 1.
    pub(super) lines: RangeInclusive<u32>,
}

/// The documents of a text.
pub(super) fn documents(text: &str) -> Vec<Document<'_>> {
    let mut documents = Vec::new();
    let (mut start, mut start_line) = (0, 1);
    let (mut at, mut at_line) = (0, 1);
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") {
            documents.extend(document(text.get(start..at), start_line));
            (start, start_line) = (at + 3, at_line);
        }
        at += line.len();
        at_line += 1;
    }
    documents.extend(document(text.get(start..), start_line));
    documents
}

fn document(text: Option<&str>, line: u32) -> Option<Document<'_>> {
    let text = text?;
    let inner = text.trim_start();
    let before = text.get(..text.len() - inner.len())?;
    let inner = inner.trim_end();
    let first = line + count_lines(before);
    (!inner.is_empty()).then(|| Document {
        text: inner,
        lines: first..=first + count_lines(inner),
    })
}

fn count_lines(text: &str) -> u32 {
    let count = text.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_at_lines_of_hyphens() {
        let text = "\na: 1\nb: |\n  ---\n\n---\n--- # c\n\nc: 1\n---d: 1\n---\n";
        let found = documents(text);
        let found: Vec<_> = found
            .into_iter()
            .map(|document| (document.text, document.lines))
            .collect();
        assert_eq!(
            found,
            [
                ("a: 1\nb: |\n  ---", 2..=4),
                ("# c\n\nc: 1", 7..=9),
                ("d: 1", 10..=10)
            ]
        );
    }
}
