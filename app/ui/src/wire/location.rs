//! The user's location, which views read and change.

use leptos::prelude::*;
use pack_editor::sections::Section;
use pack_editor::{Asked, Event, View, shown_view};
use pack_model::{FilePath, Part, Place};
use pack_once::view::Signal;

use super::Wire;

/// Where the user is.
#[derive(Clone, Copy)]
pub(crate) struct Location {
    /// The section.
    pub(crate) section: Signal<&'static Section>,
    /// The file that is open in the Files section.
    pub(crate) file: Signal<Option<FilePath>>,
    /// The place whose field or line should be shown and focused.
    pub(crate) asked: Signal<Asked>,
    /// The finding that the keys led to last, by its index among all, with a number that tells two times
    /// apart; `None` once something else was asked for.
    pub(crate) walked: Signal<Option<(u64, usize)>>,
    /// The object of Deployment that is chosen, by its key; `None` for all that are listed.
    pub(crate) object: Signal<Option<String>>,
    /// The view that was chosen for the section.
    view: Signal<Option<View>>,
    /// Where in a text the caret has stopped.
    caret: Signal<Asked>,
    wire: Wire,
}

impl Location {
    pub(super) fn of(wire: Wire) -> Self {
        let parts = wire.parts;
        Self {
            section: parts.section.read_only(),
            file: parts.file.read_only(),
            asked: parts.asked.read_only(),
            walked: parts.walked.read_only(),
            object: parts.object.read_only(),
            view: parts.view.read_only(),
            caret: parts.caret.read_only(),
            wire,
        }
    }

    /// Opens a section.
    pub(crate) fn go(self, section: &'static Section) {
        self.wire.send(Event::Go(section));
    }

    /// Shows a view of the section.
    pub(crate) fn choose_view(self, view: View) {
        self.wire.send(Event::ViewChosen(view));
    }

    /// Opens a text file in the Files section.
    pub(crate) fn open_file(self, file: FilePath) {
        self.wire.send(Event::FileOpened(file));
    }

    /// Closes the file that is open in the Files section.
    pub(crate) fn close_file(self) {
        self.wire.send(Event::FileClosed);
    }

    /// Leads to a place: its section and view, then its field or line.
    pub(crate) fn show(self, place: &Place) {
        self.wire.send(Event::Show(place.clone()));
    }

    /// Asks for a place of the section that is open.
    pub(crate) fn ask(self, place: &Place) {
        self.wire.send(Event::Ask(place.clone()));
    }

    /// Shows an object in Deployment by its key, or all that are listed there.
    pub(crate) fn show_object(self, key: Option<String>) {
        self.wire.send(Event::ObjectChosen(key));
    }

    /// Remembers the place in a text at which the caret has stopped.
    pub(crate) fn rest(self, place: Place) {
        self.wire.send(Event::CaretRested(place));
    }

    /// The view that is shown: the preferred one where the section has it.
    pub(crate) fn shown_view(self) -> View {
        shown_view(self.section.get(), self.view.get())
    }

    /// Where the caret stands in the text of a file, in bytes, unless another place was asked for
    /// since.
    pub(crate) fn caret_in(self, file: &FilePath) -> Option<usize> {
        self.caret.with(|caret| match caret {
            Some((_, place)) if place.file == *file => match place.part {
                Part::Text { start, .. } => Some(start),
                _ => None,
            },
            _ => None,
        })
    }
}
