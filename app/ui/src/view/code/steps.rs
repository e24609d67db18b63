//! Which keystrokes make one step of the history: those that continue where the ones before ended.
//! The editor also ends a step after a pause.

use pack_model::edit::typing::Stroke;

/// Where text was typed last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typing {
    /// Where the carets stand, in units of the text.
    carets: Vec<usize>,
    /// Whether text was removed, not inserted.
    removes: bool,
}

impl Typing {
    /// Records strokes. Gives whether they continue the step before them.
    pub(super) fn goes_on(&mut self, strokes: &[Stroke]) -> bool {
        let removes = strokes.iter().all(|stroke| stroke.insert.is_empty());
        let adjacent = strokes.len() == self.carets.len()
            && strokes
                .iter()
                .zip(&self.carets)
                .all(|(stroke, caret)| stroke.from == *caret || stroke.to == *caret);
        let goes_on = adjacent && removes == self.removes;
        *self = Self {
            carets: carets(strokes),
            removes,
        };
        goes_on
    }

    /// Ends the step: whatever comes next begins another one.
    pub(super) fn end(&mut self) {
        self.carets.clear();
    }
}

/// Where the carets stand after strokes.
fn carets(strokes: &[Stroke]) -> Vec<usize> {
    let (mut removed, mut added) = (0, 0);
    strokes
        .iter()
        .map(|stroke| {
            let from = stroke.from + added - removed;
            let length = stroke.insert.encode_utf16().count();
            removed += stroke.to - stroke.from;
            added += length;
            from + length
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(from: usize, to: usize, insert: &str) -> Stroke {
        Stroke {
            from,
            to,
            insert: insert.to_owned(),
        }
    }

    #[test]
    fn keystrokes_in_a_row_go_on() {
        let mut typing = Typing::default();
        for (strokes, expected) in [
            // Typing replaces a selection and continues after it.
            (vec![stroke(0, 9, "a")], false),
            (vec![stroke(1, 1, "😀")], true),
            (vec![stroke(3, 3, "\n")], true),
            // Taking away is another thing to do.
            (vec![stroke(3, 4, "")], false),
            (vec![stroke(1, 3, "")], true),
            (vec![stroke(1, 2, "")], true),
            // Elsewhere.
            (vec![stroke(5, 5, "a")], false),
            (vec![stroke(9, 9, "b")], false),
            // With several carets.
            (vec![stroke(2, 2, "x"), stroke(4, 5, "x")], false),
            (vec![stroke(3, 3, "y"), stroke(6, 6, "y")], true),
            (vec![stroke(4, 4, "z")], false),
        ] {
            assert_eq!(typing.goes_on(&strokes), expected, "{strokes:?}");
        }
    }

    #[test]
    fn an_ended_step_does_not_go_on() {
        let mut typing = Typing::default();
        typing.goes_on(&[stroke(0, 0, "a")]);
        typing.end();
        assert!(!typing.goes_on(&[stroke(1, 1, "b")]));
    }
}
