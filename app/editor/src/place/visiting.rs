//! The address of where the user is, and going where an address leads.

use pack_model::{FilePath, Part, Place};

use crate::drafts::kept::{LastPlace, StorageError};
use crate::drafts::next::Next;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::message::Message;
use crate::place::address::{Address, Shows, Spot};
use crate::place::link::{Left, Link};
use crate::place::screen::{Screen, View};
use crate::question::About;

/// What is said where a link leads to a draft that another browser has.
const NOT_HERE: &str = "This address leads to a draft that is not in this browser. It was deleted, or it is in the browser that made it.";

impl Editor {
    /// Opens what the page was loaded for: the place of its address, or else the draft that was open
    /// last, or the start page, which a new tab gets as well where another one has that draft.
    pub(crate) fn page_opened(&mut self, address: &str, here: Option<&str>, last: Option<String>) {
        let link = Address::parse(address).and_then(|address| Link::of(address, false));
        match (link, last) {
            (Some(link), _) => {
                let is_reload = here == Some(&link.draft);
                self.follow_link(Link { is_reload, ..link });
            }
            // The user of this tab wants it back; a new tab may be there for anything.
            (None, Some(last)) if here == Some(&last) => self.open_draft(last, Vec::new()),
            (None, Some(last)) => self.open_last(last),
            (None, None) => self.become_ready(),
        }
    }

    /// Goes to the place of an address that the user has entered, or gone back or forward to. One that
    /// leads nowhere is replaced.
    pub(crate) fn address_changed(&mut self, address: &str, now: f64) {
        let Some(address_of) = Address::parse(address) else {
            return self.address.note_entered(address);
        };
        // What was on its way there is not wanted any more.
        self.stop_leaving();
        if self.address.link.is_some() {
            self.stop_opening();
        }
        self.address.note_entered(address);
        match Link::of(address_of, false) {
            None if self.is_open() => self.leave(Next::Start, now),
            None => {}
            Some(link) if self.draft.as_ref() == Some(&link.draft) => {
                self.close_dialog();
                self.go_to(link);
            }
            Some(link) => self.follow_link(link),
        }
    }

    fn follow_link(&mut self, link: Link) {
        let draft = link.draft.clone();
        self.address.link = Some(link);
        self.open_draft(draft, Vec::new());
    }

    /// Turns to where a draft is to be opened, which is open by now: where its link leads, or where
    /// the user was in it.
    pub(crate) fn arrive(&mut self, draft: &str, place: Option<LastPlace>) {
        let link = self.address.link.take_if(|link| link.draft == draft);
        self.address.link = None;
        match (link, place) {
            (Some(link), place) if !link.is_back_at(place.as_ref()) => self.go_to(link),
            (_, Some(place)) => {
                let file = place.file.filter(|file| self.has_file(file));
                if let Some(screen) = Screen::read(&place.screen) {
                    self.location.turn_to(screen, file.as_ref());
                }
                let draft = draft.to_owned();
                self.effect(Effect::Scroll { draft });
            }
            _ => {}
        }
    }

    fn go_to(&mut self, link: Link) {
        let gone = link.file.as_ref().filter(|file| !self.has_file(file));
        if let Some(gone) = gone {
            let text =
                format!("{gone} is not in this pack any more. All of its files are listed here.");
            self.tell(Message::info(text));
        }
        let file = link.file.filter(|file| self.has_file(file));
        self.location.turn_to(link.screen, file.as_ref());
        if link.screen.section.id == "deployment" {
            self.location.object = None;
        }
        let place = match link.spot {
            Some(Spot::Object(key)) => {
                self.location.object = Some(key);
                None
            }
            spot => spot.and_then(|spot| self.place_of(spot)),
        };
        if let Some(place) = place {
            self.location.ask(&place);
        }
    }

    fn has_file(&self, file: &FilePath) -> bool {
        self.pack().file(file.as_str()).is_some()
    }

    /// Tells why a draft was not opened to which a link leads. Gives whether there was a link.
    pub(crate) fn link_failed(&mut self, error: &StorageError) -> bool {
        let link = self.address.link.take();
        let is_foreign = link.is_some_and(|link| !link.is_reload) && *error == StorageError::Gone;
        if is_foreign {
            self.tell(Message::error(NOT_HERE));
        }
        is_foreign
    }

    /// Has the address shown of where the user is, if that has changed. It stays as it was entered
    /// while the user is on the way there.
    pub(crate) fn show_address(&mut self) {
        if self.is_on_the_way() {
            return;
        }
        let (draft, mark) = (self.draft.clone(), self.location.mark());
        if !self.address.note_mark(draft, mark) {
            return;
        }
        let here = self.address_here();
        let address = here.to_string();
        if let Some(before) = self.address.note_shown(&address, self.first_revision) {
            let is_step = before.is_some_and(|before| self.is_step(&before, &here));
            self.effect(Effect::ShowAddress { address, is_step });
        }
    }

    /// Whether the user is being led to what was entered, or is asked about that.
    fn is_on_the_way(&self) -> bool {
        let is_asked = matches!(self.asked, Some(About::OpenElsewhere(..)));
        let follows = self.address.link.is_some() && (is_asked || self.drafts.is_opening());
        follows || self.is_leaving()
    }

    /// Whether Back should lead from one address to the one before: what is shown is something else,
    /// and what was shown is still there.
    fn is_step(&self, before: &Left, here: &Address) -> bool {
        let Some(left) = Address::parse(&before.address) else {
            return false;
        };
        let is_there = match &left {
            Address::Start => true,
            // The same pack may have become another draft.
            Address::Pack { draft, .. } if Some(draft) != self.draft.as_ref() => {
                self.draft.is_none() || before.pack != self.first_revision
            }
            Address::Pack { shows, .. } => match shows {
                Shows::File(file) => self.has_file(file),
                Shows::View(_) => true,
            },
        };
        is_there && !left.shows_the_same(here)
    }

    /// The address of where the user is.
    pub(crate) fn address_here(&self) -> Address {
        let Some(draft) = self.draft.clone() else {
            return Address::Start;
        };
        let screen = self.location.screen();
        let file = self.location.file.clone();
        let spot = match screen.section.id {
            "deployment" => self.location.object.clone().map(Spot::Object),
            _ => self.location.place().and_then(|place| self.spot_of(place)),
        };
        Address::Pack {
            draft,
            section: screen.section,
            shows: match file.filter(|_| screen.is_file_open) {
                Some(file) => Shows::File(file),
                None => Shows::View(screen.view),
            },
            spot,
        }
    }

    /// How an address names a place; nothing where it is the whole of what is shown, or not shown.
    fn spot_of(&self, place: &Place) -> Option<Spot> {
        let screen = self.location.screen();
        if self.location.shown_file().as_ref() != Some(&place.file) {
            return None;
        }
        match place.part {
            Part::Value if place.pointer.is_root() => None,
            Part::Value => Some(Spot::Value(place.pointer.clone())),
            Part::Key => Some(Spot::Key(place.pointer.clone())),
            Part::Text { start, .. } => {
                let is_text = screen.is_file_open || screen.view == View::Code;
                let text = self.pack().text(place.file.as_str())?;
                is_text.then(|| Spot::Line(line_at(text, start)))
            }
        }
    }

    /// The place that a spot names on the screen that is shown.
    fn place_of(&self, spot: Spot) -> Option<Place> {
        let file = self.location.shown_file()?;
        match spot {
            Spot::Value(pointer) => Some(Place::value(file, pointer)),
            Spot::Key(pointer) => Some(Place::key(file, pointer)),
            Spot::Object(_) => None,
            Spot::Line(line) => {
                let start = line_start(self.pack().text(file.as_str())?, line);
                Some(Place::text(file, start..start))
            }
        }
    }
}

/// The line, from 1, of a byte of a text.
fn line_at(text: &str, at: usize) -> u32 {
    let before = text.bytes().take(at);
    let ends = before.filter(|byte| *byte == b'\n').count();
    u32::try_from(ends + 1).unwrap_or(u32::MAX)
}

/// Where a line, from 1, begins in a text; the last one where there are fewer.
fn line_start(text: &str, line: u32) -> usize {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    ends.take(line.saturating_sub(1) as usize)
        .last()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let text = "a\r\nb\n\nc";
        for (line, start) in [(1, 0), (2, 3), (3, 5), (4, 6)] {
            assert_eq!(line_start(text, line), start);
            assert_eq!(line_at(text, start), line);
        }
        assert_eq!(line_start(text, 0), 0);
        assert_eq!(line_start(text, 9), 6, "the last line");
        assert_eq!(line_at(text, 1), 1);
        assert_eq!(line_at(text, 99), 4);
        assert_eq!(line_start("", 1), 0);
    }
}
