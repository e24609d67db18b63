//! Converts symbolic places to ranges and positions in the current text.

use std::collections::HashMap;
use std::ops::Range;

use pack_syntax::{Json, Lines, Pointer, Position, Yaml};
use serde::{Deserialize, Serialize};

use super::Pack;
use super::document::DocumentFile;
use super::path::FilePath;
use super::place::{Part, Place};

/// Where a place stands in the text of its file. The worker computes it with the findings, because it
/// has read the text already: to read a large text again would slow down typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The line, from 1, on which it starts.
    pub line: u32,
}

/// Looks up places of a pack. Each file is read once, however many places in it are looked up.
pub struct Locator<'a> {
    pack: &'a Pack,
    documents: HashMap<FilePath, Option<Document<'a>>>,
}

/// A text file with its index.
struct Document<'a> {
    text: &'a str,
    lines: Lines,
    index: Index,
}

/// The entries of a document by path.
enum Index {
    Json(Json),
    Yaml(Yaml),
    /// A text without paths.
    None,
}

impl<'a> Locator<'a> {
    /// Looks up places of this pack.
    pub fn new(pack: &'a Pack) -> Self {
        Self {
            pack,
            documents: HashMap::new(),
        }
    }

    /// The range of a place in UTF-8 bytes: of the entry that it names, or of the nearest entry above
    /// that exists. `None` if the file is missing or not text.
    pub fn span(&mut self, place: &Place) -> Option<Range<usize>> {
        self.document(&place.file)
            .map(|document| document.span(place))
    }

    /// The line and column at which a place starts; `None` if the file is missing or not text.
    pub fn position(&mut self, place: &Place) -> Option<Position> {
        let document = self.document(&place.file)?;
        Some(document.lines.position(document.span(place).start))
    }

    /// The range of a place and the line at which it starts; `None` if the file is missing or not text.
    pub fn located(&mut self, place: &Place) -> Option<Located> {
        let document = self.document(&place.file)?;
        let span = document.span(place);
        Some(Located {
            start: span.start,
            end: span.end,
            line: document.lines.position(span.start).line,
        })
    }

    fn document(&mut self, file: &FilePath) -> Option<&Document<'a>> {
        if !self.documents.contains_key(file) {
            let document = self
                .pack
                .text(file.as_str())
                .map(|text| Document::read(self.pack, file, text));
            self.documents.insert(file.clone(), document);
        }
        self.documents.get(file)?.as_ref()
    }
}

impl Pack {
    /// The range of a place in UTF-8 bytes; see [`Locator::span`].
    pub fn span(&self, place: &Place) -> Option<Range<usize>> {
        Locator::new(self).span(place)
    }

    /// The line and column at which a place starts; see [`Locator::position`].
    pub fn position(&self, place: &Place) -> Option<Position> {
        Locator::new(self).position(place)
    }
}

impl<'a> Document<'a> {
    fn read(pack: &Pack, file: &FilePath, text: &'a str) -> Self {
        let index = match DocumentFile::try_from(file.clone()) {
            Ok(DocumentFile::Json(_)) => Index::Json(pack.read_json(text)),
            Ok(DocumentFile::Yaml(_)) => Index::Yaml(pack.read_yaml(text)),
            Err(_) => Index::None,
        };
        Self {
            text,
            lines: Lines::new(text),
            index,
        }
    }

    fn span(&self, place: &Place) -> Range<usize> {
        if let Part::Text { start, end } = place.part {
            return start.min(self.text.len())..end.min(self.text.len());
        }
        nearest(place, |pointer, on_key| self.index.span(pointer, on_key)).unwrap_or(0..0)
    }
}

impl Index {
    fn span(&self, pointer: &Pointer, on_key: bool) -> Option<Range<usize>> {
        match self {
            Self::Json(json) if on_key => json.key_span(pointer),
            Self::Json(json) => json.get(pointer).map(|node| node.span()),
            Self::Yaml(yaml) if on_key => yaml.key_span(pointer),
            Self::Yaml(yaml) => yaml.get(pointer).map(|node| node.span()),
            Self::None => None,
        }
    }
}

/// The span of the entry that a place names, or of the nearest entry above it. `span` looks up an entry
/// by path; its second argument says whether the key is meant.
pub fn nearest(
    place: &Place,
    span: impl Fn(&Pointer, bool) -> Option<Range<usize>>,
) -> Option<Range<usize>> {
    let on_key = place.part == Part::Key;
    let mut above = std::iter::successors(Some(place.pointer.clone()), Pointer::parent);
    above.find_map(|pointer| {
        on_key
            .then(|| span(&pointer, true))
            .flatten()
            .or_else(|| span(&pointer, false))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;

    fn check(file: &str, text: &str, place: impl Fn(FilePath) -> Place, expected: &str, line: u32) {
        let mut pack = Pack::default();
        let path = FilePath::new(file).unwrap();
        pack.put(path.clone(), Some(File::of_text(text)));
        let mut locator = Locator::new(&pack);
        let place = place(path);
        assert_eq!(&text[locator.span(&place).unwrap()], expected);
        assert_eq!(locator.position(&place).unwrap().line, line);
    }

    fn at(pointer: &str) -> Pointer {
        pointer.parse().unwrap()
    }

    #[test]
    fn a_place_is_found_or_the_nearest_above_it() {
        let json = "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n";
        check(
            "pack.json",
            json,
            |file| Place::value(file, at("/a/b")),
            "1",
            3,
        );
        check(
            "pack.json",
            json,
            |file| Place::key(file, at("/a/b")),
            "\"b\"",
            3,
        );
        check(
            "pack.json",
            json,
            |file| Place::value(file, at("/a/missing/x")),
            "{\n    \"b\": 1\n  }",
            2,
        );
        check(
            "pack.json",
            json,
            |file| Place::text(file, 4..7),
            "\"a\"",
            2,
        );
        check(
            "values.yaml",
            "x:\n  - k: v\n",
            |file| Place::value(file, at("/x/0/k")),
            "v",
            2,
        );
        check(
            "notes.txt",
            "one\ntwo",
            |file| Place::value(file, at("/x")),
            "",
            1,
        );
    }

    #[test]
    fn a_file_that_is_missing_has_no_places() {
        let place = Place::file(FilePath::new("logo.png").unwrap());
        assert_eq!(Locator::new(&Pack::default()).span(&place), None);
    }
}
