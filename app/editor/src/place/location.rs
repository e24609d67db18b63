//! Where the user is: the section, its view, and the place that was asked for.

use pack_model::{FilePath, Part, Place, path};

use crate::place::screen::{Screen, View};
use crate::place::sections::{self, Section};
use crate::place::views::Views;

/// A place that was asked for, numbered so that asking twice is told apart.
pub type Asked = Option<(u64, Place)>;

/// The finding that was walked to last: its index among all, and its place.
pub(crate) type Walked = Option<(usize, Place)>;

/// Tells where the user is apart from everywhere else: the screen, the open file, the numbers of the
/// places that were asked for and rested at, and the chosen object.
pub(crate) type Mark = (
    Screen,
    Option<FilePath>,
    Option<u64>,
    Option<u64>,
    Option<String>,
);

/// Where the user is.
#[derive(Debug, Clone)]
pub struct Location {
    /// The section.
    pub section: &'static Section,
    /// The views that sections were shown in last; until there is one, each opens in its first.
    views: Views,
    /// Those of them that the user chose, which hold for every pack.
    chosen: Views,
    /// The file that is open in the Files section.
    pub file: Option<FilePath>,
    /// The place whose field or line should be shown and focused.
    pub asked: Asked,
    /// Where in a text the caret has come to rest since.
    pub caret: Asked,
    /// The object of Deployment that is chosen, by its [key](pack_model::deployment::effect::ObjectKey)
    /// as a text. It may be gone; `None` for all that are listed.
    pub object: Option<String>,
    /// The finding that was walked to last.
    pub(crate) walked: Walked,
    /// How many places were asked for.
    count: u64,
}

impl Default for Location {
    fn default() -> Self {
        Self {
            section: sections::first(),
            views: Views::default(),
            chosen: Views::default(),
            file: None,
            asked: None,
            caret: None,
            object: None,
            walked: None,
            count: 0,
        }
    }
}

impl Location {
    /// The finding that the keys led to last, by its index among all, with the number of the place that was
    /// asked for. `None` once another place was.
    pub fn walked(&self) -> Option<(u64, usize)> {
        let (number, asked) = self.asked.as_ref()?;
        let (index, place) = self.walked.as_ref()?;
        (asked == place).then_some((*number, *index))
    }

    /// Back to where every pack is opened.
    pub(crate) fn reset(&mut self) {
        *self = Self {
            count: self.count,
            ..Self::opening_in(self.chosen)
        };
    }

    /// Where a pack is opened by somebody who chose views before.
    pub(crate) fn opening_in(chosen: Views) -> Self {
        Self {
            views: chosen,
            chosen,
            ..Self::default()
        }
    }

    /// The view that was chosen for the section.
    pub fn view(&self) -> Option<View> {
        self.views.of(self.section)
    }

    /// Shows a view of the section, now and whenever it is opened. Gives all views that were chosen.
    pub(crate) fn choose_view(&mut self, view: View) -> Views {
        self.views.choose(self.section, view);
        self.chosen.choose(self.section, view);
        self.chosen
    }

    /// Opens a section.
    pub(crate) fn go(&mut self, section: &'static Section) {
        self.file = None;
        self.asked = None;
        self.section = section;
    }

    /// Opens a text file in the Files section.
    pub(crate) fn open_file(&mut self, file: FilePath) {
        if let Some(files) = sections::section("files") {
            self.section = files;
        }
        self.asked = None;
        self.file = Some(file);
    }

    /// Closes the file that is open in the Files section.
    pub(crate) fn close_file(&mut self) {
        self.asked = None;
        self.file = None;
    }

    /// Shows an object in Deployment, or all that are listed there.
    pub(crate) fn show_object(&mut self, key: Option<String>) {
        self.object = key;
        if let Some(section) = sections::section("deployment") {
            self.go(section);
        }
    }

    /// Leads to a place: its section and view, then its field or line.
    pub(crate) fn show(&mut self, place: &Place) {
        let section = sections::section_of(place);
        // The Code view of a section shows one file, and only the form shows what lies elsewhere.
        let is_elsewhere = section.file.is_some_and(|file| place.file != file);
        let is_text = matches!(place.part, Part::Text { .. });
        // Only Files opens an archive at one of its files.
        let is_inside = section.id == "charts" && !place.pointer.is_root();
        if is_elsewhere && (is_text || is_inside) {
            self.open_file(place.file.clone());
            return self.ask(place);
        }
        if self.section != section {
            self.go(section);
        }
        if is_text {
            self.views.choose(section, View::Code);
        } else if is_elsewhere {
            self.views.choose(section, View::Form);
        }
        if section.id == "files" && place.file != path::PACK_JSON {
            self.file = Some(place.file.clone());
        }
        self.ask(place);
    }

    /// Leads to a place on the screen where something was done to it, or else to where it belongs. A user who
    /// sees the text of its file in another section stays there.
    pub(crate) fn show_on(&mut self, screen: Option<Screen>, place: &Place) {
        let here = self.screen();
        let is_text = here.is_file_open || here.view == View::Code;
        let is_other = screen.is_some_and(|screen| screen.section != here.section);
        if is_text && is_other && self.shown_file().as_ref() == Some(&place.file) {
            return self.ask(place);
        }
        let Some(screen) = screen.filter(|screen| screen.shows(place)) else {
            return self.show(place);
        };
        self.turn_to(screen, Some(&place.file));
        self.ask(place);
    }

    /// Turns to a screen, with the file that is open on it.
    pub(crate) fn turn_to(&mut self, screen: Screen, file: Option<&FilePath>) {
        let file = file.filter(|_| screen.is_file_open);
        if self.section != screen.section {
            self.go(screen.section);
        }
        self.views.choose(screen.section, screen.view);
        self.file = file.cloned();
    }

    /// The screen that the user is on.
    pub fn screen(&self) -> Screen {
        Screen {
            section: self.section,
            view: shown_view(self.section, self.view()),
            is_file_open: self.section.file.is_none() && self.file.is_some(),
        }
    }

    /// The file that is shown; none on a form of more than one file.
    pub(crate) fn shown_file(&self) -> Option<FilePath> {
        match self.section.file {
            Some(file) => FilePath::new(file).ok(),
            None => self.file.clone(),
        }
    }

    /// The place where the user is last known to be.
    pub(crate) fn place(&self) -> Option<&Place> {
        let (_, place) = self.caret.as_ref().or(self.asked.as_ref())?;
        Some(place)
    }

    /// What tells where the user is.
    pub(crate) fn mark(&self) -> Mark {
        let number = |asked: &Asked| asked.as_ref().map(|(number, _)| *number);
        (
            self.screen(),
            self.file.clone(),
            number(&self.asked),
            number(&self.caret),
            self.object.clone(),
        )
    }

    /// Remembers the place in a text at which the caret has stopped.
    pub(crate) fn rest(&mut self, place: Place) {
        self.caret = self.numbered(place);
    }

    /// Asks for a place of the section that is open.
    pub(crate) fn ask(&mut self, place: &Place) {
        self.caret = None;
        self.asked = self.numbered(place.clone());
    }

    /// A place under the next number.
    fn numbered(&mut self, place: Place) -> Asked {
        self.count += 1;
        Some((self.count, place))
    }
}

/// The view that a section shows: the preferred one where it has both.
pub fn shown_view(section: &Section, preferred: Option<View>) -> View {
    match section.file {
        Some(_) => preferred.unwrap_or(section.first_view),
        None => View::Form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(file: &str, pointer: &str) -> Place {
        Place::value(FilePath::new(file).unwrap(), pointer.parse().unwrap())
    }

    fn text(file: &str) -> Place {
        Place::text(FilePath::new(file).unwrap(), 3..3)
    }

    #[test]
    fn a_place_is_shown_where_it_belongs() {
        for (place, screen, file) in [
            (value("pack.json", "/version"), "overview/form", None),
            (value("values.yaml", "/a"), "values/code", None),
            (
                value("values.yaml", "/pack/content/images/0"),
                "images/form",
                None,
            ),
            (text("pack.json"), "overview/code", None),
            (value("manifests/a.yaml", ""), "manifests/form", None),
            (
                text("manifests/a.yaml"),
                "files/file",
                Some("manifests/a.yaml"),
            ),
            (value("notes.txt", ""), "files/file", Some("notes.txt")),
            (value("charts/a.tgz", ""), "charts/form", None),
            (
                value("charts/a.tgz", "/a~1templates~1b.yaml"),
                "files/file",
                Some("charts/a.tgz"),
            ),
        ] {
            let mut location = Location::default();
            location.show(&place);
            assert_eq!(location.screen().written(), screen, "{place:?}");
            assert_eq!(location.file.as_ref().map(FilePath::as_str), file);
            assert_eq!(location.asked, Some((1, place)));
        }
    }

    #[test]
    fn undo_leads_back_to_the_screen_of_the_step_if_that_shows_the_place() {
        let place = value("pack.json", "/annotations/a");
        for (screen, expected) in [
            ("annotations/code", "annotations/code"),
            ("overview/code", "overview/code"),
            ("overview/form", "annotations/form"),
            ("gone/form", "annotations/form"),
        ] {
            let mut location = Location::default();
            location.show_on(Screen::read(screen), &place);
            assert_eq!(location.screen().written(), expected);
        }
    }

    #[test]
    fn undo_stays_where_another_section_shows_the_text() {
        let place = value("values.yaml", "/pack/content/images/0");
        for (here, file, step, expected) in [
            ("values/code", None, "images/form", "values/code"),
            (
                "files/file",
                Some("values.yaml"),
                "values/form",
                "files/file",
            ),
            // Another file, a form, and the other view of the same section.
            (
                "files/file",
                Some("README.md"),
                "images/form",
                "images/form",
            ),
            ("overview/code", None, "images/form", "images/form"),
            ("values/form", None, "images/form", "images/form"),
            ("values/code", None, "values/code", "values/code"),
            ("images/code", None, "images/form", "images/form"),
        ] {
            let mut location = Location::default();
            let file = file.map(|file| FilePath::new(file).unwrap());
            location.turn_to(Screen::read(here).unwrap(), file.as_ref());
            location.show_on(Screen::read(step), &place);
            assert_eq!(location.screen().written(), expected, "{here} {step}");
        }
    }

    #[test]
    fn asking_twice_is_told_apart() {
        let mut location = Location::default();
        let place = value("pack.json", "/name");
        location.show(&place);
        location.rest(text("pack.json"));
        location.show(&place);
        assert_eq!(location.asked, Some((3, place)));
        assert_eq!(location.caret, None);
        location.reset();
        assert_eq!(location.asked, None);
        location.ask(&text("pack.json"));
        assert!(location.asked.is_some_and(|(number, _)| number > 3));
    }
}
