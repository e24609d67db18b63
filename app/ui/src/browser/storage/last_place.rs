//! Where the user was in each draft: section, view, open file, scroll, and the place in each text,
//! so that a draft opens there again.
//!
//! It is kept apart from the drafts and at once, since it changes with every look at something and
//! a tab may be gone the next moment.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::document;
use pack_editor::LastPlace;
use pack_model::FilePath;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use super::preferences;
use crate::browser::window::address;

/// The preference that holds the places, the last one last. Its name is older than this module's.
const PLACES: &str = "seats";

/// In how many drafts the user's place is remembered.
const MOST: usize = 50;

/// What scrolls a section, the innermost first. The code editor, whose lines have no height before
/// they are measured, is scrolled by [`spot`] instead.
const SCROLLERS: &[&str] = &["textarea[data-testid=code]", ".editor__main"];

/// The one of them that scrolls a section that is no text.
const SECTION: usize = 1;

/// How often to try to scroll, and how many milliseconds apart: the content may still be loading.
const TRIES: (u32, u32) = (40, 50);

/// How long to wait for further scrolling, in milliseconds.
const PAUSE: u32 = 150;

/// Where the user was in a draft, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    draft: String,
    screen: String,
    file: Option<FilePath>,
    /// Which of [`SCROLLERS`] was scrolled, and how far in pixels.
    scroll: Option<(usize, i32)>,
    /// Where the user was in texts, the last one last.
    #[serde(default)]
    spots: Vec<Spot>,
}

/// Where the user was in the text of a file: what stood at the top of the view, and the caret, in
/// UTF-16 units as the code editor counts them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Spot {
    file: FilePath,
    top: usize,
    caret: usize,
}

/// Remembers where the user is.
pub(crate) struct LastPlaces {
    /// The draft and the place that were remembered last, which are what is being scrolled.
    here: Rc<RefCell<Option<(String, LastPlace)>>>,
}

impl LastPlaces {
    /// Remembers from now on how far a section is scrolled.
    pub(crate) fn listen() -> Self {
        let places = Self {
            here: Rc::default(),
        };
        listen(Rc::clone(&places.here));
        places
    }

    /// Remembers where the user is in a draft.
    pub(crate) fn remember(&self, draft: String, place: LastPlace) {
        // What was scrolled before is not this screen, unless it is just being opened again.
        let known =
            of(&draft).filter(|known| known.screen == place.screen && known.file == place.file);
        let scroll = known.and_then(|known| known.scroll);
        keep(&draft, &place, scroll);
        self.here.replace(Some((draft, place)));
    }

    /// Remembers nothing of what is scrolled until the user is in a draft again.
    pub(crate) fn leave(&self) {
        self.here.replace(None);
    }

    /// Scrolls to where the user was in a draft that is being opened.
    pub(crate) fn scroll(&self, draft: &str) {
        if let Some((scroller, top)) = of(draft).and_then(|known| known.scroll) {
            // The section begins at its top as it comes into the page, which is before that.
            Timeout::new(TRIES.1, move || scroll(scroller, top, TRIES.0)).forget();
        }
    }
}

/// Where the user was in a draft.
pub(crate) fn of_draft(draft: &str) -> Option<LastPlace> {
    let Kept { screen, file, .. } = of(draft)?;
    Some(LastPlace { screen, file })
}

/// Where the user was in the text of a file: the top of the view, and the caret.
pub(crate) fn spot(draft: &str, file: &FilePath) -> (usize, usize) {
    let known = of(draft);
    let spot = known.and_then(|known| known.spots.into_iter().find(|spot| spot.file == *file));
    spot.map_or((0, 0), |spot| (spot.top, spot.caret))
}

/// Remembers where the user is in the text of a file; without a caret, that stays as it was.
pub(crate) fn keep_spot(draft: &str, file: &FilePath, top: usize, caret: Option<usize>) {
    let caret = caret.unwrap_or_else(|| spot(draft, file).1);
    let mut all = all();
    if let Some(known) = all.iter_mut().find(|known| known.draft == draft) {
        let spots = &mut known.spots;
        spots.retain(|other| other.file != *file);
        spots.push(Spot {
            file: file.clone(),
            top,
            caret,
        });
        spots.drain(..spots.len().saturating_sub(MOST));
        preferences::set(PLACES, all);
    }
}

/// Remembers how far the section is scrolled in which the user is.
fn listen(here: Rc<RefCell<Option<(String, LastPlace)>>>) {
    let pause = Cell::new(None::<Timeout>);
    let scrolled = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let Some(element) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let matches = |selector: &&str| element.matches(selector).unwrap_or(false);
        let Some(scroller) = SCROLLERS.iter().position(matches) else {
            return;
        };
        let here = Rc::clone(&here);
        pause.set(Some(Timeout::new(PAUSE, move || {
            if let Some((draft, place)) = &*here.borrow() {
                keep(draft, place, Some((scroller, element.scroll_top())));
                if scroller == SECTION {
                    address::keep_scroll(element.scroll_top());
                }
            }
        })));
    });
    // Back and Forward lead to where a section was scrolled to. It begins at its top before that.
    address::listen_to_scroll(|top| {
        Timeout::new(TRIES.1, move || scroll(SECTION, top, TRIES.0)).forget();
    });
    // Scroll events do not bubble, so this listens in the capture phase.
    let added = document().add_event_listener_with_callback_and_bool(
        "scroll",
        scrolled.as_ref().unchecked_ref(),
        true,
    );
    debug_assert!(added.is_ok(), "the document takes listeners");
    scrolled.forget();
}

/// Scrolls once there is enough to scroll, for as many tries as are left.
fn scroll(scroller: usize, top: i32, left: u32) {
    let found = SCROLLERS
        .get(scroller)
        .and_then(|selector| document().query_selector(selector).ok().flatten());
    if let Some(element) = found
        && element.scroll_height() - element.client_height() >= top
    {
        element.set_scroll_top(top);
    } else if left > 0 {
        Timeout::new(TRIES.1, move || scroll(scroller, top, left - 1)).forget();
    }
}

fn all() -> Vec<Kept> {
    preferences::get(PLACES).unwrap_or_default()
}

fn of(draft: &str) -> Option<Kept> {
    all().into_iter().find(|known| known.draft == draft)
}

/// Remembers a place of a draft in place of the one before, but for the places in texts.
fn keep(draft: &str, place: &LastPlace, scroll: Option<(usize, i32)>) {
    let mut all = all();
    let known = all.iter().position(|known| known.draft == draft);
    let spots = known.map(|at| all.remove(at).spots);
    all.push(Kept {
        draft: draft.to_owned(),
        screen: place.screen.clone(),
        file: place.file.clone(),
        scroll,
        spots: spots.unwrap_or_default(),
    });
    all.drain(..all.len().saturating_sub(MOST));
    preferences::set(PLACES, all);
}
