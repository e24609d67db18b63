//! Which view the user chose for each section, form or code: each section opens in its own again.

use crate::place::screen::{Screen, View};
use crate::place::sections::{SECTIONS, Section};

/// The chosen views, as one bit a section in the order of the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Views {
    forms: u32,
    codes: u32,
}

impl Views {
    /// The view that was chosen for a section.
    pub fn of(self, section: &Section) -> Option<View> {
        let bit = bit(section);
        if self.forms & bit != 0 {
            Some(View::Form)
        } else if self.codes & bit != 0 {
            Some(View::Code)
        } else {
            None
        }
    }

    /// Chooses a view for a section, if that has both.
    pub(crate) fn choose(&mut self, section: &Section, view: View) {
        if section.file.is_none() {
            return;
        }
        let bit = bit(section);
        self.forms &= !bit;
        self.codes &= !bit;
        match view {
            View::Form => self.forms |= bit,
            View::Code => self.codes |= bit,
        }
    }

    /// The views as a text that can be kept, such as `overview/code values/form`.
    pub fn written(self) -> String {
        let mut text = String::new();
        for section in SECTIONS {
            if let Some(view) = self.of(section) {
                text = text + section.id + "/" + view.id() + " ";
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The views that were written like this; what cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let mut views = Self::default();
        for screen in text.split_whitespace().filter_map(Screen::read) {
            views.choose(screen.section, screen.view);
        }
        views
    }
}

fn bit(section: &Section) -> u32 {
    let index = SECTIONS.iter().position(|other| other == section);
    index.map_or(0, |index| 1 << index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::sections::section;

    #[test]
    fn each_section_has_its_own_view() {
        let mut views = Views::default();
        let (overview, values) = (section("overview").unwrap(), section("values").unwrap());
        assert_eq!(views.of(overview), None);
        views.choose(overview, View::Code);
        views.choose(values, View::Code);
        views.choose(values, View::Form);
        assert_eq!(views.of(overview), Some(View::Code));
        assert_eq!(views.of(values), Some(View::Form));
        assert_eq!(views.written(), "overview/code values/form");
        assert_eq!(Views::read(&views.written()), views);
    }

    #[test]
    fn sections_of_one_view_have_none_to_choose() {
        let views = Views::read("logo/code gone/code values overview/code");
        assert_eq!(views.written(), "overview/code");
    }

    #[test]
    fn every_section_has_a_bit() {
        assert!(SECTIONS.len() <= 32);
    }
}
