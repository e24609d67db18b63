//! Which keystrokes make one step of the history: those that go on where the ones before them ended,
//! without a pause.

use pack_model::typing::Stroke;

/// After a pause of so many milliseconds typing begins a new step.
const PAUSE: f64 = 2000.0;

/// Where typing stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Typing {
    /// Where the carets stand, in units of the text.
    carets: Vec<usize>,
    /// Whether text was taken away, not put in.
    removes: bool,
    /// When it was, in milliseconds of any clock.
    at: f64,
}

impl Typing {
    /// Takes note of strokes. Gives whether they go on with the step before them.
    pub(super) fn goes_on(&mut self, strokes: &[Stroke], at: f64) -> bool {
        let removes = strokes.iter().all(|stroke| stroke.insert.is_empty());
        let adjacent = strokes.len() == self.carets.len()
            && strokes
                .iter()
                .zip(&self.carets)
                .all(|(stroke, caret)| stroke.from == *caret || stroke.to == *caret);
        let goes_on = adjacent && removes == self.removes && at - self.at < PAUSE;
        *self = Self {
            carets: carets(strokes),
            removes,
            at,
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
        for (strokes, at, expected) in [
            // A selection is typed over, and typing goes on behind it.
            (vec![stroke(0, 9, "a")], 5000.0, false),
            (vec![stroke(1, 1, "😀")], 5100.0, true),
            (vec![stroke(3, 3, "\n")], 5200.0, true),
            // Taking away is another thing to do.
            (vec![stroke(3, 4, "")], 5300.0, false),
            (vec![stroke(1, 3, "")], 5400.0, true),
            (vec![stroke(1, 2, "")], 5500.0, true),
            // After a pause, or elsewhere.
            (vec![stroke(0, 1, "")], 7600.0, false),
            (vec![stroke(5, 5, "a")], 7700.0, false),
            (vec![stroke(9, 9, "b")], 7800.0, false),
            // With several carets.
            (vec![stroke(2, 2, "x"), stroke(4, 5, "x")], 7900.0, false),
            (vec![stroke(3, 3, "y"), stroke(6, 6, "y")], 8000.0, true),
            (vec![stroke(4, 4, "z")], 8100.0, false),
        ] {
            assert_eq!(
                typing.goes_on(&strokes, at),
                expected,
                "{strokes:?} at {at}"
            );
        }
    }

    #[test]
    fn an_ended_step_does_not_go_on() {
        let mut typing = Typing::default();
        typing.goes_on(&[stroke(0, 0, "a")], 0.0);
        typing.end();
        assert!(!typing.goes_on(&[stroke(1, 1, "b")], 1.0));
    }
}
