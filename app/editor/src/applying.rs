//! Changes of the open pack: transactions that are made, taken back and made again. What is refused
//! is told.

use pack_model::{Applied, Bookmark, Session, Transaction, path};

use crate::editor::Editor;
use crate::message::Message;
use crate::place::screen::Screen;

/// After a pause of so many milliseconds a change begins a step of the history of its own.
const PAUSE: f64 = 2_000.0;

/// So many fixes in a row do not fail for what they are: they were left for another time.
const MANY: usize = 20;

impl Editor {
    /// Makes a transaction on the screen that is shown, or tells the user why not. Gives whether
    /// the pack changed.
    pub(crate) fn apply(&mut self, transaction: Transaction, now: f64) -> bool {
        let screen = Bookmark::new(self.location.screen().written());
        self.apply_anywhere(transaction.on(screen), now)
    }

    /// Makes a transaction, whatever is shown.
    pub(crate) fn apply_anywhere(&mut self, transaction: Transaction, now: f64) -> bool {
        let pause = now - self.changed;
        self.changed = now;
        if !self.is_open() {
            return false;
        }
        if pause > PAUSE {
            self.session.end_step();
        }
        let before = self.revision();
        match self.session.apply(transaction) {
            Ok(None) => false,
            Ok(Some(applied)) => {
                // What the user does to the logo now is newer than an image that is still being prepared.
                if touches_logo(&applied) {
                    self.stop_logo_for_change(before, &applied);
                }
                true
            }
            Err(refusal) => {
                self.tell(Message::error(refusal.to_string()));
                false
            }
        }
    }

    /// Makes those of several fixes that still fit after the ones before them, each given with its label,
    /// and tells which were made.
    pub(crate) fn apply_what_fits(&mut self, fixes: Vec<(String, Transaction)>) {
        let (labels, steps): (Vec<_>, Vec<_>) = fixes.into_iter().unzip();
        let made = self.session.apply_what_fits(steps);
        let rest = made.iter().take_while(|is_made| !**is_made).count();
        let labels = labels.into_iter().zip(made);
        let mut labels: Vec<_> = labels
            .filter_map(|(label, is_made)| is_made.then_some(label))
            .collect();
        labels.dedup();
        if !labels.is_empty() {
            let said = match rest > MANY {
                true => {
                    "These fixes were applied, as many as can be at once. Apply the rest again:"
                }
                false => "These fixes were applied:",
            };
            self.tell(Message::done(said).listing(labels));
        }
    }

    /// Takes back a step or makes it again, and shows where that was.
    pub(crate) fn travel(&mut self, go: fn(&mut Session) -> Option<Applied>) {
        let Some(applied) = go(&mut self.session) else {
            return;
        };
        if touches_logo(&applied) {
            self.stop_logo_for_travel();
        }
        if let Some(place) = applied.place {
            let screen = applied
                .screen
                .as_ref()
                .and_then(|note| Screen::read(note.as_str()));
            self.location.show_on(screen, &place);
        }
    }
}

/// Whether the logo is another one now.
fn touches_logo(applied: &Applied) -> bool {
    applied.touched.iter().any(|file| *file == path::LOGO_PNG)
}
