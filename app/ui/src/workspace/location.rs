//! Where the user is: the section, its view, and the place that was asked for.

use leptos::prelude::*;
use pack_editor::sections::{self, Section};
use pack_editor::{Screen, View};
use pack_model::{FilePath, Part, Place, path};

/// A place that was asked for, numbered so that asking twice is told apart.
pub(crate) type Asked = Option<(u64, Place)>;

/// The finding that was walked to last: its index among all, and its place.
pub(crate) type Walked = Option<(usize, Place)>;

/// Where the user is.
#[derive(Clone, Copy)]
pub(crate) struct Location {
    /// The section.
    pub(crate) section: RwSignal<&'static Section>,
    /// The view that the user prefers where a section has both; until there is one, each section
    /// opens in its own.
    pub(crate) view: RwSignal<Option<View>>,
    /// The file that is open in the Files section.
    pub(crate) file: RwSignal<Option<FilePath>>,
    /// The place whose field or line should be shown and focused.
    pub(crate) asked: RwSignal<Asked>,
    /// The finding that was walked to last.
    pub(crate) walked: StoredValue<Walked>,
    /// Where in a text the caret has come to rest since.
    caret: RwSignal<Asked>,
}

impl Location {
    pub(super) fn new() -> Self {
        Self {
            section: RwSignal::new(sections::first()),
            view: RwSignal::new(None),
            file: RwSignal::new(None),
            asked: RwSignal::new(None),
            walked: StoredValue::new(None),
            caret: RwSignal::new(None),
        }
    }

    /// Back to where every pack is opened.
    pub(super) fn reset(self) {
        self.caret.set(None);
        self.go(sections::first());
        self.view.set(None);
        self.walked.set_value(None);
    }

    /// Opens a section.
    pub(crate) fn go(self, section: &'static Section) {
        self.file.set(None);
        self.asked.set(None);
        self.section.set(section);
    }

    /// Shows a view of the section, and of every section that has it from now on.
    pub(crate) fn choose_view(self, view: View) {
        self.view.set(Some(view));
    }

    /// Opens a file on the screen of all files.
    pub(crate) fn choose_file(self, file: FilePath) {
        self.file.set(Some(file));
    }

    /// Goes back from a file to the list of all files.
    pub(crate) fn close_file(self) {
        self.asked.set(None);
        self.file.set(None);
    }

    /// Opens a text file in the Files section.
    pub(crate) fn open_file(self, file: FilePath) {
        if let Some(files) = sections::section("files") {
            self.section.set(files);
        }
        self.asked.set(None);
        self.file.set(Some(file));
    }

    /// Leads to a place: its section and view, then its field or line.
    pub(crate) fn show(self, place: &Place) {
        let section = sections::section_of(place);
        // The Code view of a section shows one file, and only the form shows what lies elsewhere.
        let is_elsewhere = section.file.is_some_and(|file| place.file != file);
        let is_text = matches!(place.part, Part::Text { .. });
        if is_elsewhere && is_text {
            self.open_file(place.file.clone());
            return self.ask(place);
        }
        if self.section.get_untracked() != section {
            self.go(section);
        }
        if is_text {
            self.view.set(Some(View::Code));
        } else if is_elsewhere {
            self.view.set(Some(View::Form));
        }
        if section.id == "files" && place.file != path::PACK_JSON {
            self.file.set(Some(place.file.clone()));
        }
        self.ask(place);
    }

    /// Leads to a place on the screen where something was done to it, or else to where it belongs.
    pub(crate) fn show_on(self, screen: Option<Screen>, place: &Place) {
        let Some(screen) = screen.filter(|screen| screen.shows(place)) else {
            return self.show(place);
        };
        self.turn_to(screen, Some(&place.file));
        self.ask(place);
    }

    /// Turns to a screen, with the file that is open on it.
    pub(crate) fn turn_to(self, screen: Screen, file: Option<&FilePath>) {
        let file = file.filter(|_| screen.is_file_open);
        if self.section.get_untracked() != screen.section {
            self.go(screen.section);
        }
        if screen.section.has_form && screen.section.file.is_some() {
            self.view.set(Some(screen.view));
        }
        if self.file.with_untracked(|open| open.as_ref() != file) {
            self.file.set(file.cloned());
        }
    }

    /// The screen that the user is on.
    pub(crate) fn screen(self) -> Screen {
        let section = self.section.get();
        Screen {
            section,
            view: self.shown_view(),
            is_file_open: section.file.is_none() && self.file.with(Option::is_some),
        }
    }

    /// Takes note of the place in a text at which the caret has come to rest.
    pub(crate) fn rest(self, place: Place) {
        next(self.caret, place);
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

    /// Asks for a place of the section that is open.
    pub(crate) fn ask(self, place: &Place) {
        self.caret.set(None);
        next(self.asked, place.clone());
    }

    /// The view that is shown: the preferred one where the section has it.
    pub(crate) fn shown_view(self) -> View {
        let section = self.section.get();
        match (section.has_form, section.file) {
            (true, Some(_)) => self.view.get().unwrap_or(section.first_view),
            (true, None) => View::Form,
            (false, _) => View::Code,
        }
    }
}

/// Puts a place under the next number.
fn next(places: RwSignal<Asked>, place: Place) {
    let number = places.with_untracked(|last| last.as_ref().map_or(0, |(number, _)| number + 1));
    places.set(Some((number, place)));
}
