//! What a Markdown text is made of, as the parser of the code editor lists it (parse.js).

use std::iter;
use std::ops::Range;

/// How deep parts may lie in each other. What lies deeper is shown as it is written.
pub(super) const DEEPEST: usize = 40;

/// A part of a text, from its marks to the whole of it.
#[derive(Debug, Default)]
pub(super) struct Part<'a> {
    /// What it is, as the parser names it; nothing where it lies too deep to tell.
    pub(super) kind: &'a str,
    /// Where it is written, in bytes of the text.
    pub(super) range: Range<usize>,
    /// The characters that an entity stands for.
    pub(super) meant: String,
    /// The parts that lie in it.
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Part<'a> {
    /// The whole of a text. Each line of the list is a part, before those that lie in it: its depth,
    /// its kind, and where it begins and ends in UTF-16 units of the text.
    pub(super) fn whole(text: &str, list: &'a str) -> Self {
        let bytes: Vec<_> = text
            .char_indices()
            .flat_map(|(byte, c)| iter::repeat_n(byte, c.len_utf16()))
            .collect();
        let byte = |unit: usize| bytes.get(unit).copied().unwrap_or(text.len());
        let mut lines = list
            .lines()
            .filter_map(|line| Self::read(line, byte))
            .filter(|(depth, _)| *depth <= DEEPEST)
            .peekable();
        let mut whole = Self::default();
        if let Some((depth, part)) = lines.next() {
            whole = part;
            whole.fill(depth, &mut lines);
        }
        whole
    }

    /// A line of the list, with its depth.
    fn read(line: &'a str, byte: impl Fn(usize) -> usize) -> Option<(usize, Self)> {
        let mut words = line.split(' ');
        let depth = words.next()?.parse().ok()?;
        let kind = words.next()?;
        let start = byte(words.next()?.parse().ok()?);
        let end = byte(words.next()?.parse().ok()?);
        let meant = words.filter_map(|word| char::from_u32(word.parse().ok()?));
        let part = Self {
            kind: if depth < DEEPEST { kind } else { "" },
            range: start..end.max(start),
            meant: meant.collect(),
            parts: Vec::new(),
        };
        Some((depth, part))
    }

    /// Takes the parts that lie in this one.
    fn fill(
        &mut self,
        depth: usize,
        lines: &mut iter::Peekable<impl Iterator<Item = (usize, Self)>>,
    ) {
        while let Some((deeper, mut part)) = lines.next_if(|(deeper, _)| *deeper > depth) {
            part.fill(deeper, lines);
            self.parts.push(part);
        }
    }

    /// Whether it is a sign that only says what other parts are.
    pub(super) fn is_mark(&self) -> bool {
        self.kind.ends_with("Mark")
            || matches!(
                self.kind,
                "CodeInfo" | "LinkLabel" | "LinkReference" | "LinkTitle" | "TableDelimiter"
            )
    }

    /// The first part of a kind that lies in it.
    pub(super) fn first(&self, kind: &str) -> Option<&Self> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// The places in it that belong to no part of it, and the parts, as they follow each other.
    pub(super) fn pieces(&self) -> Vec<Piece<'_, 'a>> {
        pieces(self.range.clone(), &self.parts)
    }
}

/// A piece of what is written.
pub(super) enum Piece<'p, 'a> {
    /// Words, where they are written.
    Words(Range<usize>),
    Part(&'p Part<'a>),
}

/// The parts of a range, and what is written between them.
pub(super) fn pieces<'p, 'a>(range: Range<usize>, parts: &'p [Part<'a>]) -> Vec<Piece<'p, 'a>> {
    let mut pieces = Vec::new();
    let mut at = range.start;
    for part in parts {
        if at < part.range.start {
            pieces.push(Piece::Words(at..part.range.start));
        }
        pieces.push(Piece::Part(part));
        at = at.max(part.range.end);
    }
    if at < range.end {
        pieces.push(Piece::Words(at..range.end));
    }
    pieces
}
