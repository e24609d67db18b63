//! How the window is divided: which panels are open, what they show, and how large they are.
//!
//! It is not part of the editor's state: it says nothing about the pack, and it is kept in this
//! browser (`app/ui/src/view/shell/panes.rs`).

use leptos::prelude::*;
use pack_editor::commands::WindowCommand;
use pack_editor::sections::Section;
use pack_once::view::RwSignal;

/// A part of the editor that a narrow screen shows alone. The last two are also the tabs of the panel
/// at the side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The section.
    Edit,
    /// The pack as Palette shows it.
    Preview,
    /// The list of findings.
    Problems,
}

impl Pane {
    /// All panes, in the order of a narrow screen.
    pub(crate) const ALL: [Self; 3] = [Self::Edit, Self::Preview, Self::Problems];

    /// Its name in the page and in the browser's storage.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Preview => "preview",
            Self::Problems => "problems",
        }
    }

    /// Its label.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Edit => "Edit",
            Self::Preview => "Preview",
            Self::Problems => "Problems",
        }
    }
}

/// How the window is divided. Copying it copies the handles. A size is in CSS pixels, and zero where
/// the style decides.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    /// What a narrow screen shows.
    pub(crate) pane: RwSignal<Pane>,
    /// Whether the section has the whole window.
    pub(crate) is_whole: RwSignal<bool>,
    /// Whether the panel at the side is closed.
    pub(crate) is_side_closed: RwSignal<bool>,
    /// The tab of the side that the user chose in sections that the card shows, by its id; empty
    /// until there is one.
    pub(crate) beside_card: RwSignal<String>,
    /// The tab that the user chose in all other sections.
    pub(crate) beside_work: RwSignal<String>,
    /// The tab that is shown until another section is opened, whatever the user chose.
    pub(crate) for_now: RwSignal<Option<Pane>>,
    /// The width of the navigation.
    pub(crate) nav: RwSignal<f64>,
    /// The width of the side.
    pub(crate) side: RwSignal<f64>,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            pane: RwSignal::new(Pane::Edit),
            is_whole: RwSignal::new(false),
            is_side_closed: RwSignal::new(false),
            beside_card: RwSignal::new(String::new()),
            beside_work: RwSignal::new(String::new()),
            for_now: RwSignal::new(None),
            nav: RwSignal::new(0.0),
            side: RwSignal::new(0.0),
        }
    }

    /// The tab of the side in a section.
    pub(crate) fn beside(self, section: &Section) -> Pane {
        if let Some(pane) = self.for_now.get() {
            return pane;
        }
        let usual = if section.is_on_card() {
            Pane::Preview
        } else {
            Pane::Problems
        };
        self.chosen(section).with(|chosen| match chosen.as_str() {
            "preview" => Pane::Preview,
            "problems" => Pane::Problems,
            _ => usual,
        })
    }

    /// Shows a tab of the side from now on in sections like this one.
    pub(crate) fn choose(self, section: &Section, pane: Pane) {
        self.for_now.set(None);
        self.chosen(section).set(pane.id().to_owned());
    }

    /// Shows a pane, whatever covers it, until another section is opened.
    pub(crate) fn show(self, pane: Pane) {
        self.pane.set(pane);
        if pane != Pane::Edit {
            self.is_whole.set(false);
            self.is_side_closed.set(false);
            self.for_now.set(Some(pane));
        }
    }

    /// Gives the section the whole window, or the other parts their place again.
    pub(crate) fn turn_whole(self) {
        self.is_whole.update(|is_whole| *is_whole = !*is_whole);
    }

    /// Opens or closes the side.
    pub(crate) fn turn_side(self) {
        if self.is_whole.get_untracked() {
            self.is_whole.set(false);
            self.is_side_closed.set(false);
        } else {
            self.is_side_closed
                .update(|is_closed| *is_closed = !*is_closed);
        }
    }

    /// Does what a command asks for.
    pub(super) fn act(self, command: WindowCommand) {
        match command {
            WindowCommand::Whole => self.turn_whole(),
            WindowCommand::Side => self.turn_side(),
            WindowCommand::Preview => self.show(Pane::Preview),
            WindowCommand::Problems => self.show(Pane::Problems),
        }
    }

    fn chosen(self, section: &Section) -> RwSignal<String> {
        if section.is_on_card() {
            self.beside_card
        } else {
            self.beside_work
        }
    }
}
