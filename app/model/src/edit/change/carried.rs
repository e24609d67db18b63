//! A change that gives a file a whole text, adapted to what other changes made of the file.
//!
//! A fix may give a file its whole text. Several such fixes are computed from the same text; made one
//! after the other, each would take back the ones before.

use super::{Change, TextChange};
use crate::edit::typing::{self, Stroke};
use crate::pack::Pack;

impl Change {
    /// The change for the pack `now`, of one that was meant for `base`; `None` if it overlaps what has
    /// changed in between. Changes by path stay as they are: fixes are made from the end of a file to
    /// its beginning, so those made before it are further down.
    pub(crate) fn carried(self, base: &Pack, now: &Pack) -> Option<Self> {
        let (file, text) = match self {
            Self::Text(file, TextChange::Set { text }) => (file, text),
            Self::Text(file, TextChange::Replace { edit }) => {
                let base = base.text(file.as_str())?;
                let text = pack_syntax::apply(base, &[edit]).ok()?;
                (file, text)
            }
            other => return Some(other),
        };
        let (base, now) = (base.text(file.as_str())?, now.text(file.as_str())?);
        if base == now {
            return Some(Self::set_text(file, text));
        }
        let others = typing::strokes(base, now);
        let strokes = typing::strokes(base, &text);
        if strokes.is_empty() {
            // Editors do not show a byte order mark, so no stroke adds or removes it.
            let mark = text.strip_suffix(typing::shown(&text)).unwrap_or_default();
            let text = format!("{mark}{}", typing::shown(now));
            return Some(Self::set_text(file, text));
        }
        let strokes = strokes.into_iter();
        let strokes: Option<_> = strokes.map(|stroke| moved(stroke, &others)).collect();
        strokes.map(|strokes| Self::type_in(file, strokes))
    }
}

/// A stroke after others were made in the same text; `None` if it overlaps one of them.
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
    use super::*;
    use crate::edit::{Session, Transaction};
    use crate::pack::file::File;
    use crate::pack::path::FilePath;

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
            // The first one overlaps the second, so it is not made.
            ("a b\n", &["x b\n", "y b\n"], "y b\n"),
            ("a b\n", &["x\n", "a! b\n"], "a! b\n"),
        ] {
            let mut pack = Pack::default();
            pack.put(file.clone(), Some(File::of_text(base)));
            let mut session = Session::open(pack);
            let steps = texts.iter().map(|text| {
                let change = Change::set_text(file.clone(), *text);
                Transaction::new("Fix", vec![change]).merging("all")
            });
            session.apply_what_fits(steps.collect());
            assert_eq!(session.pack().text("values.yaml"), Some(expected));
            session.undo();
            assert_eq!(session.pack().text("values.yaml"), Some(base));
        }
    }
}
