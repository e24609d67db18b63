//! The edits that lead from one state of a pack to a later one: small where little was changed, so that they can
//! be stored and sent after every key.

use super::file_edit::Edit;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;
use pack_syntax::TextEdit;

impl Edit {
    /// The edits of files that make a later state of a pack, one a file.
    pub fn between(before: &Pack, after: &Pack) -> Vec<Self> {
        let files = before.differences(after).into_iter();
        let edits = files.map(|(path, file)| {
            let old = before.file(path.as_str());
            Self::of_file(path, old, file)
        });
        edits.collect()
    }

    /// The edit that makes a file of what it was: of texts, only what lies between their equal beginnings
    /// and ends is replaced.
    fn of_file(path: FilePath, old: Option<&File>, new: Option<File>) -> Self {
        if let (Some(old), Some(now)) = (old, &new)
            && old.executable == now.executable
            && let (Some(old), Some(now)) = (old.text(), now.text())
        {
            let edits = vec![replacement(old, now)];
            return Self::Text { path, edits };
        }
        Self::Put { path, file: new }
    }
}

/// What is replaced in a text so that it becomes another one: all between their equal beginnings and ends.
pub(super) fn replacement(old: &str, now: &str) -> TextEdit {
    let equal = equal_start(old.as_bytes(), now.as_bytes());
    let is_boundary = |at: &usize| old.is_char_boundary(*at) && now.is_char_boundary(*at);
    let start = (0..=equal).rev().find(is_boundary).unwrap_or_default();
    let equal = equal_end(&old.as_bytes()[start..], &now.as_bytes()[start..]);
    let is_boundary = |end: &usize| {
        old.is_char_boundary(old.len() - end) && now.is_char_boundary(now.len() - end)
    };
    let end = (0..=equal).rev().find(is_boundary).unwrap_or_default();
    TextEdit {
        range: start..old.len() - end,
        insert: now[start..now.len() - end].to_owned(),
    }
}

/// How many bytes are compared at once: in long texts that is several times as quick as byte by byte.
const BLOCK: usize = 256;

/// How many bytes at the start of both are equal.
fn equal_start(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let blocks = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    let bytes = one[blocks..].iter().zip(&other[blocks..]);
    blocks + bytes.take_while(|(one, other)| one == other).count()
}

/// How many bytes at the end of both are equal.
fn equal_end(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK));
    let blocks = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    let rest = |bytes: &[u8]| bytes.len() - blocks;
    let bytes = one[..rest(one)].iter().rev();
    let bytes = bytes.zip(other[..rest(other)].iter().rev());
    blocks + bytes.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_what_differs_is_replaced(
            start in "[aö]{0,600}", end in "[aö]{0,600}", old in "[bä]{0,2}", now in "[cü]{0,2}",
        ) {
            let [old_text, now_text] = [&old, &now].map(|middle| format!("{start}{middle}{end}"));
            let edit = replacement(&old_text, &now_text);
            prop_assert!(edit.range.len() <= old.len() && edit.insert.len() <= now.len());
            let made = pack_syntax::apply(&old_text, &[edit]);
            prop_assert_eq!(made.as_deref(), Ok(now_text.as_str()));
        }
    }
}
