//! What differs between the files of two packs.

use std::ops::Range;

use pack_syntax::TextEdit;
use serde::Serialize;

use super::Kind;
use super::hunks::{Hunk, hunks};
use crate::edit::Change;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;

/// A file that differs between two packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileDifference {
    /// Its path.
    pub path: FilePath,
    /// In which pack it is, and how it differs.
    #[serde(flatten)]
    pub state: FileState,
}

/// How a file differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum FileState {
    /// Only the later pack has it.
    Added {
        /// The file.
        #[serde(skip)]
        file: File,
    },
    /// Only the earlier pack has it.
    Removed {
        /// The file.
        #[serde(skip)]
        file: File,
    },
    /// Both packs have it. Where both are text, lines tell what differs; none differs if only the
    /// permissions do.
    Changed {
        /// The file in the earlier pack.
        #[serde(skip)]
        before: File,
        /// The file in the later pack.
        #[serde(skip)]
        after: File,
        /// The lines, if both are text.
        text: Option<TextDifference>,
    },
}

/// What differs between two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TextDifference {
    /// How many lines are only in the later text.
    pub added: usize,
    /// How many lines are only in the earlier text.
    pub removed: usize,
    /// The lines that differ, in order.
    #[serde(skip)]
    pub hunks: Vec<Hunk>,
}

impl FileDifference {
    /// Which of the packs has the file.
    pub fn kind(&self) -> Kind {
        match self.state {
            FileState::Added { .. } => Kind::Added,
            FileState::Removed { .. } => Kind::Removed,
            FileState::Changed { .. } => Kind::Changed,
        }
    }

    /// The file in the earlier and in the later pack.
    pub fn sides(&self) -> (Option<&File>, Option<&File>) {
        match &self.state {
            FileState::Added { file } => (None, Some(file)),
            FileState::Removed { file } => (Some(file), None),
            FileState::Changed { before, after, .. } => (Some(before), Some(after)),
        }
    }

    /// The change of the later pack that takes the whole file back.
    pub fn take_back(&self) -> Change {
        let path = self.path.clone();
        match self.sides().0 {
            Some(file) => Change::put_file(path, file.clone()),
            None => Change::remove_file(path),
        }
    }

    /// The change of the later pack that takes back one run of lines; `None` if the file is not text on
    /// both sides, or has no such run.
    pub fn take_lines_back(&self, hunk: usize) -> Option<Change> {
        let FileState::Changed {
            before,
            text: Some(text),
            ..
        } = &self.state
        else {
            return None;
        };
        let hunk = text.hunks.get(hunk)?;
        let insert = before.text()?.get(hunk.before.clone())?;
        let edit = TextEdit::replace(hunk.after.clone(), insert);
        Some(Change::edit_text(self.path.clone(), edit))
    }
}

impl TextDifference {
    /// What differs between two texts.
    pub fn between(before: &str, after: &str) -> Self {
        let mut found = Self {
            added: 0,
            removed: 0,
            hunks: hunks(before, after),
        };
        for hunk in &found.hunks {
            found.removed += lines(before, hunk.before.clone()).count();
            found.added += lines(after, hunk.after.clone()).count();
        }
        found
    }
}

fn lines(text: &str, bytes: Range<usize>) -> std::str::Lines<'_> {
    text.get(bytes).unwrap_or_default().lines()
}

/// The difference of a file, which may be known already; `None` if neither pack has it.
pub(super) fn difference(
    path: &FilePath,
    [before, after]: [&Pack; 2],
    known: Option<&FileDifference>,
) -> Option<FileDifference> {
    let sides = [before, after].map(|pack| pack.file(path.as_str()));
    if let Some(known) = known.filter(|known| known.sides() == sides.into()) {
        return Some(known.clone());
    }
    let state = match sides.map(|file| file.cloned()) {
        [None, Some(file)] => FileState::Added { file },
        [Some(file), None] => FileState::Removed { file },
        [Some(before), Some(after)] => {
            let texts = before.text().zip(after.text());
            let text = texts.map(|(before, after)| TextDifference::between(before, after));
            FileState::Changed {
                before,
                after,
                text,
            }
        }
        [None, None] => return None,
    };
    let path = path.clone();
    Some(FileDifference { path, state })
}

/// The paths of files that differ, in order.
pub(super) fn paths(before: &Pack, after: &Pack) -> Vec<FilePath> {
    let changed = before.differences(after).into_iter();
    let mut paths: Vec<_> = changed.map(|(path, _)| path).collect();
    pack_once::sort::sort(&mut paths);
    paths
}
