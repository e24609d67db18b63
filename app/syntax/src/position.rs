//! Converts between byte offsets and the lines and columns that editors show.

use line_index::{LineCol, LineIndex, TextSize, WideEncoding, WideLineCol};

use crate::text::BOM;

/// A position in a text, as editors show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1. Lines end with LF or CRLF.
    pub line: u32,
    /// The column, from 1, in UTF-16 units. A byte order mark does not count.
    pub column: u32,
}

/// The index of the lines of one text.
#[derive(Debug, Clone)]
pub struct Lines {
    index: LineIndex,
    /// Number of bytes that are indexed: of a text beyond 4 GiB, the end is left out.
    len: usize,
    bom: bool,
}

impl Lines {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let len = text.floor_char_boundary(u32::MAX as usize - 1);
        let index = LineIndex::new(text.get(..len).unwrap_or_default());
        Self {
            index,
            len,
            bom: text.starts_with(BOM),
        }
    }

    /// The position of a byte. A byte beyond the end counts as the end, and a byte inside a
    /// character as its start.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.len);
        let found = loop {
            let size = TextSize::try_from(offset).unwrap_or_default();
            match self.index.try_line_col(size) {
                Some(found) => break found,
                None if offset == 0 => break LineCol { line: 0, col: 0 },
                None => offset -= 1,
            }
        };
        let column = self
            .index
            .to_wide(WideEncoding::Utf16, found)
            .map_or(found.col, |wide| wide.col);
        let hidden = u32::from(self.bom && found.line == 0);
        Position {
            line: found.line + 1,
            column: column.saturating_sub(hidden) + 1,
        }
    }

    /// The byte at a position. A column beyond the end of its line counts as that end, and a line
    /// beyond the last one as the end of the text.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line.saturating_sub(1);
        let Some(range) = self.index.line(line) else {
            return self.len;
        };
        let hidden = u32::from(self.bom && line == 0);
        let wide = WideLineCol {
            line,
            col: position.column.saturating_sub(1).saturating_add(hidden),
        };
        let end = usize::from(range.end());
        let bytes = self.index.to_utf8(WideEncoding::Utf16, wide);
        bytes
            .and_then(|found| self.index.offset(found))
            .map_or(end, |offset| usize::from(offset).min(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions() {
        let table = [
            ("ab\ncd", 4, (2, 2)),
            ("ab\r\ncd", 4, (2, 1)),
            ("ab\r\ncd", 2, (1, 3)),
            ("é😀x", 6, (1, 4)),
            ("é😀x", 4, (1, 2)),
            ("\u{feff}{", 3, (1, 1)),
            ("\u{feff}{", 0, (1, 1)),
            ("\u{feff}{\n}", 5, (2, 1)),
            ("ab\n", 99, (2, 1)),
            ("", 0, (1, 1)),
        ];
        for (text, offset, (line, column)) in table {
            let found = Lines::new(text).position(offset);
            assert_eq!(found, Position { line, column }, "{text:?} at {offset}");
        }
    }

    #[test]
    fn offsets_past_the_end() {
        let lines = Lines::new("ab\ncd");
        assert_eq!(lines.offset(Position { line: 9, column: 1 }), 5);
        assert_eq!(lines.offset(Position { line: 2, column: 9 }), 5);
        assert_eq!(
            lines.offset(Position {
                line: 0,
                column: u32::MAX
            }),
            3
        );
    }

    proptest! {
        #[test]
        fn offset_to_position_and_back_is_the_same(text: String) {
            let lines = Lines::new(&text);
            let bom = text.starts_with(BOM);
            for (offset, _) in text.char_indices().filter(|(offset, _)| !(bom && *offset == 0)) {
                prop_assert_eq!(lines.offset(lines.position(offset)), offset);
            }
        }

        #[test]
        fn never_panics(text: String, offset: usize, line: u32, column: u32) {
            let lines = Lines::new(&text);
            prop_assert!(lines.position(offset) >= lines.position(offset % (text.len() + 2)));
            let found = lines.offset(Position { line: line % 9, column });
            prop_assert!(found <= text.len());
        }
    }
}
