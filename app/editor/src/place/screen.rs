//! The screen on which a step of the history was made, so that undo returns to it.
//!
//! A place alone does not tell: pack.json stands behind several sections, and each has two views.

use pack_model::Place;

use crate::place::sections::{self, Section};

/// The two views of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Fields.
    Form,
    /// Text.
    Code,
}

impl View {
    /// The view's name where it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Code => "code",
        }
    }

    /// The view of a name.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Form, Self::Code]
            .into_iter()
            .find(|view| view.id() == id)
    }
}

/// A section and what it showed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// The section.
    pub section: &'static Section,
    /// Its view.
    pub view: View,
    /// Whether one file was open in it.
    pub is_file_open: bool,
}

impl Screen {
    /// The screen that was written like this.
    pub fn read(text: &str) -> Option<Self> {
        let (section, shows) = text.split_once('/')?;
        Some(Self {
            section: sections::section(section)?,
            view: View::from_id(shows).unwrap_or(View::Form),
            is_file_open: shows == OPEN_FILE,
        })
    }

    /// The screen as a text that can be kept.
    pub fn written(self) -> String {
        let shows = if self.is_file_open {
            OPEN_FILE
        } else {
            self.view.id()
        };
        format!("{}/{shows}", self.section.id)
    }

    /// Whether a place can be seen here. A section without a file of its own shows all files.
    pub fn shows(self, place: &Place) -> bool {
        match (self.section.file, self.view) {
            (None, _) => true,
            (Some(file), View::Code) => place.file == file,
            (Some(_), View::Form) => sections::section_of(place) == self.section,
        }
    }
}

/// Stands in the place of the view where one file is open.
pub(crate) const OPEN_FILE: &str = "file";

#[cfg(test)]
mod tests {
    use pack_model::{FilePath, Pointer};

    use super::*;

    #[test]
    fn screens_are_read_as_they_are_written() {
        for text in ["overview/form", "annotations/code", "files/file"] {
            let screen = Screen::read(text).unwrap();
            assert_eq!(screen.written(), text);
        }
        assert!(Screen::read("overview").is_none());
        assert!(Screen::read("nowhere/form").is_none());
    }

    #[test]
    fn a_screen_shows_its_own_places() {
        let place = |file: &str, pointer: &str| {
            let pointer: Pointer = pointer.parse().unwrap();
            Place::value(FilePath::new(file).unwrap(), pointer)
        };
        for (screen, place, expected) in [
            ("overview/form", place("pack.json", "/name"), true),
            ("annotations/form", place("pack.json", "/name"), false),
            ("annotations/code", place("pack.json", "/name"), true),
            ("annotations/code", place("values.yaml", ""), false),
            ("files/form", place("values.yaml", ""), true),
        ] {
            let found = Screen::read(screen).unwrap().shows(&place);
            assert_eq!(found, expected, "{screen} {place:?}");
        }
    }
}
