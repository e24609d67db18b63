//! Searching all text files of a pack, in steps so small that the page answers in between.

mod pattern;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::facts::file_list::CHART_LIST;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;
use pattern::Pattern;

/// So many hits are found at most.
pub const MOST: usize = 500;

/// So many bytes are searched in one step, up to the end of their line.
const STEP: usize = 32 * 1024;

/// The longest piece of a line that is shown on either side of a hit, in bytes.
const AROUND: (usize, usize) = (40, 160);

/// What is searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The text, or the regular expression.
    pub text: String,
    /// Whether the case of letters counts.
    pub is_case: bool,
    /// Whether it has to stand alone, as a word.
    pub is_word: bool,
    /// Whether the text is a regular expression.
    pub is_regex: bool,
}

/// A place where the text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The file.
    pub file: FilePath,
    /// The bytes in it.
    pub range: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// What stands before it on its line, the hit, and what stands behind it, cut where that is long.
    pub shown: [String; 3],
}

/// A search under way.
#[derive(Debug, Clone)]
pub struct Search {
    pattern: Pattern,
    /// The files that are still to be searched, the next one last.
    files: Vec<(FilePath, File)>,
    /// How far the next file was searched, and the line there.
    at: (usize, usize),
    /// How many hits there are.
    hits: usize,
    /// How many charts in archives are left out.
    archives: usize,
}

impl Search {
    /// Begins a search, or says why what is searched for cannot be read.
    ///
    /// # Errors
    ///
    /// If the text is no regular expression but should be one.
    pub fn new(pack: &Pack, query: &Query) -> Result<Self, String> {
        let mut files: Vec<_> = match query.text.is_empty() {
            true => Vec::new(),
            false => pack
                .files()
                .map(|(path, file)| (path.clone(), file.clone()))
                .collect(),
        };
        files.reverse();
        Ok(Self {
            pattern: Pattern::of(query)?,
            files,
            at: (0, 1),
            hits: 0,
            archives: pack.files_of(&CHART_LIST).count(),
        })
    }

    /// How many charts in archives are left out.
    pub fn archives(&self) -> usize {
        self.archives
    }

    /// Whether all was searched, or enough was found.
    pub fn is_done(&self) -> bool {
        self.files.is_empty() || self.is_cut()
    }

    /// Whether there is more than is found.
    pub fn is_cut(&self) -> bool {
        self.hits >= MOST
    }

    /// Searches on for a short while. Gives what was found.
    pub fn step(&mut self) -> Vec<Hit> {
        let Some((path, file)) = self.files.last().filter(|_| !self.is_cut()) else {
            return Vec::new();
        };
        let (start, mut line) = self.at;
        let end = end_of_step(&file.bytes, start);
        let text = file.bytes.get(start..end).unwrap_or_default();
        // A file without text has a NUL, or bytes that are no UTF-8, near its start.
        let text = std::str::from_utf8(text)
            .ok()
            .filter(|text| !text.contains('\0'));
        let mut hits = Vec::new();
        let mut from = 0;
        let mut counted = 0;
        if let Some(text) = text {
            while self.hits < MOST
                && let Some(found) = self.pattern.find(text, from)
            {
                line += lines(&text[counted..found.start]);
                counted = found.start;
                from = found.end;
                self.hits += 1;
                hits.push(Hit {
                    file: path.clone(),
                    range: start + found.start..start + found.end,
                    line,
                    shown: shown(text, found),
                });
            }
            line += lines(&text[counted..]);
        }
        if text.is_none() || end >= file.bytes.len() {
            self.files.pop();
            self.at = (0, 1);
        } else {
            self.at = (end, line);
        }
        hits
    }
}

/// Where the step ends that begins at a byte: behind a line, or between characters of a very long one.
fn end_of_step(bytes: &[u8], start: usize) -> usize {
    let least = start.saturating_add(STEP);
    let Some(rest) = bytes.get(least..) else {
        return bytes.len();
    };
    let near = rest.iter().take(STEP);
    if let Some(end) = near.clone().position(|byte| *byte == b'\n') {
        return least + end + 1;
    }
    // A byte that goes on with a character has 10 as its first bits.
    let begins = near
        .clone()
        .position(|byte| byte & 0b1100_0000 != 0b1000_0000);
    least + begins.unwrap_or(rest.len())
}

/// How many lines end in a text.
fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// What is before, in and behind a hit on its first line.
fn shown(text: &str, hit: Range<usize>) -> [String; 3] {
    let start = text[..hit.start].rfind('\n').map_or(0, |end| end + 1);
    let line = |from: usize| text[from..].find('\n').map_or(text.len(), |end| from + end);
    let end = hit.end.min(line(hit.start));
    let (before, found) = (&text[start..hit.start], &text[hit.start..end]);
    let behind = &text[end..line(end)];
    let cut = |text: &str, length: usize| {
        let end = text
            .char_indices()
            .map(|(at, _)| at)
            .find(|at| *at >= length);
        match end {
            Some(end) => format!("{}…", &text[..end]),
            None => text.trim_end().to_owned(),
        }
    };
    let first = before.char_indices().rev().map(|(at, _)| at);
    let first = first.take_while(|at| before.len() - at <= AROUND.0).last();
    let before = match first {
        Some(0) | None => before.trim_start().to_owned(),
        Some(first) => format!("…{}", before[first..].trim_start()),
    };
    [before, cut(found, AROUND.1), cut(behind, AROUND.1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_archive::Entry;

    fn pack(files: &[(&str, &[u8])]) -> Pack {
        let entries = files
            .iter()
            .map(|(path, bytes)| Entry::new(*path, bytes.to_vec()));
        Pack::from_entries(entries.collect()).0
    }

    fn query(text: &str) -> Query {
        Query {
            text: text.to_owned(),
            ..Query::default()
        }
    }

    fn all(pack: &Pack, query: &Query) -> (Vec<Hit>, Search) {
        let mut search = Search::new(pack, query).unwrap();
        let mut hits = Vec::new();
        while !search.is_done() {
            hits.extend(search.step());
        }
        (hits, search)
    }

    #[test]
    fn hits_name_their_line_and_what_is_around() {
        let pack = pack(&[
            ("a.yaml", b"one: 1\n  two: TWO\n"),
            ("b.txt", b"two"),
            ("c.bin", b"two\0"),
            ("charts/two.tgz", b"two\0"),
        ]);
        let (hits, search) = all(&pack, &query("two"));
        let told: Vec<_> = hits
            .iter()
            .map(|hit| {
                (
                    hit.file.as_str(),
                    hit.range.clone(),
                    hit.line,
                    hit.shown.join("|"),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("a.yaml", 9..12, 2, "|two|: TWO".to_owned()),
                ("a.yaml", 14..17, 2, "two: |TWO|".to_owned()),
                ("b.txt", 0..3, 1, "|two|".to_owned()),
            ]
        );
        assert_eq!((search.archives(), search.is_cut()), (1, false));
        assert!(all(&pack, &query("")).0.is_empty());
    }

    #[test]
    fn long_texts_are_searched_in_steps_and_many_hits_are_cut() {
        let line = "x".repeat(999) + "ü needle\n";
        let text = line.repeat(300);
        let one = pack(&[("a.yaml", text.as_bytes())]);
        let (hits, _) = all(&one, &query("needle"));
        assert_eq!(hits.len(), 300);
        assert_eq!(hits[299].line, 300);
        let at = hits[299].range.clone();
        assert_eq!(&text[at], "needle");
        assert!(hits[0].shown[0].starts_with('…') && hits[0].shown[0].len() < 50);

        let endless = pack(&[("a.json", "ü".repeat(200_000).as_bytes())]);
        let (hits, search) = all(&endless, &query("ü"));
        assert_eq!((hits.len(), search.is_cut()), (MOST, true));
        assert_eq!(all(&endless, &query("a")).0.len(), 0);
    }
}
