//! Walking from one finding to the next, over forms and code.

use pack_model::{Diagnostic, Place};

use crate::editor::Editor;
use crate::effect::{Effect, Focus};
use crate::place::location::Walked;
use crate::place::screen::View;
use crate::severity;

impl Editor {
    /// Leads to the next finding or the one before, round and round, and says where among all of them
    /// that is.
    pub(crate) fn walk(&mut self, forward: bool) {
        if self.dialog.is_some() {
            return;
        }
        let asked = self.location.asked.as_ref().map(|(_, place)| place);
        let found = &self.judged.diagnostics;
        let index = next(found, &self.location.walked, asked, forward);
        let Some(next) = found.get(index) else {
            self.said = "There are no problems.".to_owned();
            return;
        };
        self.said = format!(
            "Problem {} of {}, {}: {}",
            index + 1,
            found.len(),
            severity::label(next.severity),
            next.message.replace('`', "")
        );
        let place = next.place.clone();
        self.location.walked = Some((index, place.clone()));
        // Who reads a text stays in it.
        let screen = self.location.screen();
        let is_in_text = screen.is_file_open || screen.view == View::Code;
        let is_here = is_in_text && self.location.shown_file().as_ref() == Some(&place.file);
        self.location.show_on(is_here.then_some(screen), &place);
        if self.pack().file(place.file.as_str()).is_none() {
            self.effect(Effect::Focus(Focus::Create));
        }
    }
}

/// The index of the finding that comes after or before the one where the user is.
fn next(found: &[Diagnostic], walked: &Walked, asked: Option<&Place>, forward: bool) -> usize {
    let count = found.len().max(1);
    let index_of = |place: &Place| found.iter().position(|one| one.place == *place);
    // Something else than a step may have led to another finding since, and the finding that the
    // last step led to may be fixed: then the one behind it has its index.
    let walked = walked
        .as_ref()
        .filter(|(_, place)| asked.is_none_or(|asked| asked == place));
    let (index, is_there) = match walked {
        Some((index, place)) => {
            let is_there = found.get(*index).is_some_and(|one| one.place == *place);
            (*index, is_there)
        }
        None => {
            let index = asked.and_then(index_of);
            (index.unwrap_or_default(), index.is_some())
        }
    };
    if forward {
        (index + usize::from(is_there)) % count
    } else {
        (index + count - 1) % count
    }
}

#[cfg(test)]
mod tests {
    use pack_model::{FilePath, Severity};

    use super::*;

    fn place(pointer: &str) -> Place {
        Place::value(
            FilePath::new("pack.json").unwrap(),
            pointer.parse().unwrap(),
        )
    }

    #[test]
    fn every_finding_has_its_turn() {
        let found = |pointers: &[&str]| {
            let found = pointers.iter().map(|pointer| Diagnostic {
                rule: String::new(),
                severity: Severity::Error,
                place: place(pointer),
                message: String::new(),
                fixes: Vec::new(),
                ignored: None,
            });
            found.collect::<Vec<_>>()
        };
        let all = found(&["/a", "/b", "/b", "/c"]);
        for (walked, asked, forward, back) in [
            (None, None, 0, 3),
            (Some((0, "/a")), Some("/a"), 1, 3),
            // Two findings of one place are two steps.
            (Some((1, "/b")), Some("/b"), 2, 0),
            (Some((2, "/b")), Some("/b"), 3, 1),
            (Some((3, "/c")), Some("/c"), 0, 2),
            // The user went to another section, and another finding was clicked.
            (Some((1, "/b")), None, 2, 0),
            (Some((0, "/a")), Some("/c"), 0, 2),
            (None, Some("/b"), 2, 0),
            (None, Some("/nowhere"), 0, 3),
            // The finding was fixed.
            (Some((1, "/x")), Some("/x"), 1, 0),
            (Some((4, "/x")), Some("/x"), 0, 3),
        ] {
            let walked = walked.map(|(index, pointer)| (index, place(pointer)));
            let asked = asked.map(place);
            for (is_forward, expected) in [(true, forward), (false, back)] {
                let index = next(&all, &walked, asked.as_ref(), is_forward);
                assert_eq!(index, expected, "{walked:?} {asked:?} {is_forward}");
            }
        }
        assert_eq!(next(&[], &Some((3, place("/a"))), None, true), 0);
    }
}
