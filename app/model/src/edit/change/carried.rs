//! Whole texts that were written for one state of a file, carried over to another.
//!
//! A fix may give a file its whole text. Several such fixes of one file are written for the same
//! state of it, and made one after the other each would take back the ones before.

use super::Change;
use crate::edit::typing::{self, Stroke};
use crate::pack::Pack;

impl Change {
    /// The same change of `now`, where it was meant for `base`; `None` where it meets what has
    /// changed in between. A change that goes by path stays as it is: what was made before it stands
    /// behind it in the file.
    pub(crate) fn carried(self, base: &Pack, now: &Pack) -> Option<Self> {
        let Self::SetText { file, text } = self else {
            return Some(self);
        };
        let (base, now) = (base.text(file.as_str())?, now.text(file.as_str())?);
        if base == now {
            return Some(Self::SetText { file, text });
        }
        let others = typing::strokes(base, now);
        let strokes = typing::strokes(base, &text);
        if strokes.is_empty() {
            // Editors show no byte order mark, so no stroke makes or removes it.
            let mark = text.strip_suffix(typing::shown(&text)).unwrap_or_default();
            let text = format!("{mark}{}", typing::shown(now));
            return Some(Self::SetText { file, text });
        }
        let strokes = strokes.into_iter();
        let strokes: Option<_> = strokes.map(|stroke| moved(stroke, &others)).collect();
        strokes.map(|strokes| Self::Type { file, strokes })
    }
}

/// A stroke as it is after others were made in the same text; `None` where it meets one of them.
fn moved(mut stroke: Stroke, others: &[Stroke]) -> Option<Stroke> {
    let (mut added, mut removed) = (0, 0);
    for other in others {
        if other.to <= stroke.from {
            added += other.insert.encode_utf16().count();
            removed += other.to - other.from;
        } else if other.from < stroke.to {
            return None;
        }
    }
    stroke.from = stroke.from + added - removed;
    stroke.to = stroke.to + added - removed;
    Some(stroke)
}

#[cfg(test)]
mod tests {
    use crate::edit::session::{Session, Transaction};
    use crate::file::File;
    use crate::path::FilePath;

    use super::*;

    #[test]
    fn whole_texts_of_one_file_are_made_together() {
        let file = FilePath::new("values.yaml").unwrap();
        for (base, texts, expected) in [
            (
                "a\nb\nc\n",
                &["'a'\nb\nc\n", "a\nb\n'c'\n"][..],
                "'a'\nb\n'c'\n",
            ),
            ("a\nb\nc\n", &["a\nb\n'c'\n", "b\nc\n"], "b\n'c'\n"),
            ("é b é", &["'é' b é", "é b 'é'"], "'é' b 'é'"),
            (
                "a\r\nb\r\n",
                &["'a'\r\nb\r\n", "a\r\n'b'\r\n"],
                "'a'\r\n'b'\r\n",
            ),
            (
                "\u{feff}a\nb\n",
                &["a\nb\n", "\u{feff}a\n'b'\n"],
                "a\n'b'\n",
            ),
            // The first one meets the second, and is left for another time.
            ("a b\n", &["x b\n", "y b\n"], "y b\n"),
            ("a b\n", &["x\n", "a! b\n"], "a! b\n"),
        ] {
            let mut pack = Pack::default();
            pack.put(file.clone(), Some(File::of_text(base)));
            let mut session = Session::open(pack);
            let steps = texts.iter().map(|text| {
                let change = Change::SetText {
                    file: file.clone(),
                    text: (*text).to_owned(),
                };
                Transaction::new("Mend", vec![change]).merging("all")
            });
            session.apply_what_fits(steps.collect());
            assert_eq!(session.pack().text("values.yaml"), Some(expected));
            session.undo();
            assert_eq!(session.pack().text("values.yaml"), Some(base));
        }
    }
}
