//! The findings of a file as marks in its text.

use std::ops::Range;

use leptos::prelude::*;
use pack_model::typing::Walker;
use pack_model::{Diagnostic, FilePath, Locator, Pack};

use super::binding::Mark;
use crate::workspace::Workspace;

/// The findings of a file with their marks; nothing while they judge another state of the pack.
pub(super) fn of(workspace: Workspace, file: &FilePath) -> Option<Vec<(Mark, Diagnostic)>> {
    let revision = workspace.revision.get_untracked();
    workspace.judged.with(|judged| {
        let here = judged
            .diagnostics
            .iter()
            .filter(|found| found.place.file == *file);
        (judged.revision == Some(revision)).then(|| {
            workspace
                .pack
                .with_untracked(|pack| marks(pack, file, here.cloned().collect()))
        })
    })
}

/// The findings of one file with their marks, in the order of the text.
fn marks(pack: &Pack, file: &FilePath, found: Vec<Diagnostic>) -> Vec<(Mark, Diagnostic)> {
    let Some(text) = pack.text(file.as_str()) else {
        return Vec::new();
    };
    let mut locator = Locator::new(pack);
    let mut found: Vec<_> = found
        .into_iter()
        .filter_map(|found| Some((line_of(text, locator.span(&found.place)?), found)))
        .collect();
    found.sort_by_key(|(span, _)| span.start);
    let mut walker = Walker::new(text);
    let mark = |(span, found): (Range<usize>, Diagnostic)| {
        let mark = Mark {
            from: walker.unit(span.start),
            to: walker.unit(span.end),
            severity: found.severity.id(),
            message: found.message.clone(),
            fixes: found.fixes.iter().map(|fix| fix.label.clone()).collect(),
        };
        (mark, found)
    };
    found.into_iter().map(mark).collect()
}

/// The part of a span on its first line: an object that is at fault as a whole needs no mark at
/// each of its lines.
fn line_of(text: &str, span: Range<usize>) -> Range<usize> {
    let inside = text.get(span.clone()).unwrap_or_default();
    let length = inside.find(['\r', '\n']).unwrap_or(inside.len());
    span.start..span.start + length
}

#[cfg(test)]
mod tests {
    use pack_model::{File, Place, Severity};

    use super::*;

    #[test]
    fn marks_stand_on_one_line_in_the_order_of_the_text() {
        let file = FilePath::new("pack.json").unwrap();
        let mut pack = Pack::default();
        let text = "{\r\n  \"a\": \"😀\",\r\n  \"b\": {\r\n  }\r\n}\r\n";
        pack.put(file.clone(), Some(File::of_text(text)));
        let finding = |pointer: &str| Diagnostic {
            rule: String::new(),
            severity: Severity::Error,
            place: Place::value(file.clone(), pointer.parse().unwrap()),
            message: pointer.to_owned(),
            fixes: Vec::new(),
        };
        let found = marks(&pack, &file, ["/b", "/a", ""].map(finding).into());
        let places: Vec<_> = found
            .iter()
            .map(|(mark, found)| (found.message.as_str(), mark.from, mark.to))
            .collect();
        assert_eq!(places, [("", 0, 1), ("/a", 9, 13), ("/b", 22, 23)]);
    }
}
