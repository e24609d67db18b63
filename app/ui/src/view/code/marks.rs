//! The findings of a file as marks in its text.

use std::ops::Range;

use pack_model::edit::typing::Walker;
use pack_model::{Diagnostic, FilePath, Pack};
use pack_once::sort::sort_by;

use super::binding::Mark;
use pack_editor::Judged;

/// The findings of a file with their marks, in the order of its text; `None` while the findings of texts
/// are about another state of the pack. Those of what is rendered follow when they are about this one.
pub(super) fn of(
    judged: &Judged,
    revision: u64,
    pack: &Pack,
    file: &FilePath,
) -> Option<Vec<(Mark, Diagnostic)>> {
    (judged.revision == Some(revision)).then(|| {
        let text = pack.text(file.as_str()).unwrap_or_default();
        marks(text, file, judged, revision)
    })
}

fn marks(text: &str, file: &FilePath, judged: &Judged, revision: u64) -> Vec<(Mark, Diagnostic)> {
    let of_now = judged.of(revision);
    let here = of_now.filter(|found| found.place.file == *file);
    let mut found: Vec<_> = here
        .filter_map(|found| {
            let located = judged.located(&found.place)?;
            Some((line_of(text, located.start..located.end), found))
        })
        .collect();
    sort_by(&mut found, &|(one, _): &(Range<usize>, _), (other, _)| {
        one.start.cmp(&other.start)
    });
    let mut walker = Walker::new(text);
    let mark = |(span, found): (Range<usize>, &Diagnostic)| {
        let mark = Mark {
            from: walker.unit(span.start),
            to: walker.unit(span.end),
            severity: found.severity.id(),
            message: found.message.clone(),
            fixes: found.fixes.iter().map(|fix| fix.label.clone()).collect(),
        };
        (mark, found.clone())
    };
    found.into_iter().map(mark).collect()
}

/// The part of a span on its first line: an object that is wrong as a whole needs no mark on each of
/// its lines.
pub(super) fn line_of(text: &str, span: Range<usize>) -> Range<usize> {
    let inside = text.get(span.clone()).unwrap_or_default();
    let length = inside.find(['\r', '\n']).unwrap_or(inside.len());
    span.start..span.start + length
}

#[cfg(test)]
mod tests {
    use pack_model::locate::Located;
    use pack_model::{Findings, Place, Severity};

    use super::*;

    #[test]
    fn marks_stand_on_one_line_in_the_order_of_the_text() {
        let file = FilePath::new("pack.json").unwrap();
        let text = "{\r\n  \"a\": \"😀\",\r\n  \"b\": {\r\n  }\r\n}\r\n";
        // A finding of each, at a range of bytes.
        let found = [("/b", 26..32), ("/a", 10..16), ("/gone", 0..0), ("", 0..37)];
        let diagnostics = found.iter().map(|(pointer, _)| Diagnostic {
            rule: String::new(),
            severity: Severity::Error,
            place: Place::value(file.clone(), pointer.parse().unwrap()),
            message: (*pointer).to_owned(),
            fixes: Vec::new(),
            ignored: None,
        });
        let located = found.iter().map(|(pointer, range)| {
            (*pointer != "/gone").then_some(Located {
                start: range.start,
                end: range.end,
                line: 1,
            })
        });
        let judged = Judged::new(
            1,
            Findings {
                diagnostics: diagnostics.collect(),
                located: located.collect(),
                more: Vec::new(),
            },
        );
        let found = marks(text, &file, &judged, 1);
        let places: Vec<_> = found
            .iter()
            .map(|(mark, found)| (found.message.as_str(), mark.from, mark.to))
            .collect();
        assert_eq!(places, [("", 0, 1), ("/a", 9, 13), ("/b", 22, 23)]);
    }
}
