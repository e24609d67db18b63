//! Where the user was in each draft: section, view, open file, scroll, and the place in each text, so
//! that a draft opens there again.
//!
//! It is kept apart from the drafts and at once, since it changes with every look at something and a
//! tab may be gone the next moment.

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pack_model::FilePath;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use super::preferences;
use crate::workspace::Workspace;
use pack_editor::Screen;

/// The preference that holds the seats, the last one last.
const SEATS: &str = "seats";

/// In how many drafts the user's place is remembered.
const MOST: usize = 50;

/// What scrolls a section, the innermost first. The code editor, whose lines have no height before
/// they are measured, is scrolled by [`spot`] instead.
const SCROLLERS: &[&str] = &["textarea[data-testid=code]", ".editor__main"];

/// How often, and how many milliseconds apart, it is tried to scroll: what is shown may still load.
const TRIES: (u32, u32) = (40, 50);

/// How long to wait for further scrolling, in milliseconds.
const PAUSE: u32 = 150;

/// Where the user was in a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Seat {
    draft: String,
    /// The screen, as [`Screen::written`] writes it.
    screen: String,
    /// The file that was open on it.
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

/// Remembers where the user is from now on.
pub(crate) fn follow(workspace: Workspace) {
    Effect::new(move |before: Option<Option<Seat>>| {
        let seat = seat(workspace);
        if let Some(seat) = seat.clone()
            && before.flatten().as_ref() != Some(&seat)
        {
            // What was scrolled before is not this screen, unless it is just being opened again.
            let known = of(&seat.draft)
                .filter(|known| known.screen == seat.screen && known.file == seat.file);
            let scroll = known.and_then(|known| known.scroll);
            keep(Seat { scroll, ..seat });
        }
        seat
    });
    listen(workspace);
}

/// Leads to where the user was in the draft that has just been opened.
pub(crate) fn resume(workspace: Workspace, draft: &str) {
    let Some(seat) = of(draft) else {
        return;
    };
    let is_there = |file: &FilePath| {
        workspace
            .pack
            .with_untracked(|pack| pack.file(file.as_str()).is_some())
    };
    let file = seat.file.filter(is_there);
    if let Some(screen) = Screen::read(&seat.screen) {
        workspace.location.turn_to(screen, file.as_ref());
    }
    if let Some((scroller, top)) = seat.scroll {
        // The section begins at its top as it comes into the page, which is before that.
        Timeout::new(TRIES.1, move || scroll(scroller, top, TRIES.0)).forget();
    }
}

/// Where the user was in the text of a file: the top of the view, and the caret.
pub(crate) fn spot(workspace: Workspace, file: &FilePath) -> (usize, usize) {
    let seat = workspace.draft.get_untracked().and_then(|draft| of(&draft));
    let spot = seat.and_then(|seat| seat.spots.into_iter().find(|spot| spot.file == *file));
    spot.map_or((0, 0), |spot| (spot.top, spot.caret))
}

/// Remembers where the user is in the text of a file; without a caret, that stays as it was.
pub(crate) fn keep_spot(workspace: Workspace, file: &FilePath, top: usize, caret: Option<usize>) {
    let caret = caret.unwrap_or_else(|| spot(workspace, file).1);
    let (mut seats, draft) = (all(), workspace.draft.get_untracked());
    if let Some(seat) = seats
        .iter_mut()
        .find(|seat| Some(&seat.draft) == draft.as_ref())
    {
        let spots = &mut seat.spots;
        spots.retain(|other| other.file != *file);
        spots.push(Spot {
            file: file.clone(),
            top,
            caret,
        });
        spots.drain(..spots.len().saturating_sub(MOST));
        preferences::set(SEATS, seats);
    }
}

/// Where the user is, without what is scrolled.
fn seat(workspace: Workspace) -> Option<Seat> {
    Some(Seat {
        draft: workspace.draft.get()?,
        screen: workspace.location.screen().written(),
        file: workspace.location.file.get(),
        scroll: None,
        spots: Vec::new(),
    })
}

/// Remembers how far a section is scrolled.
fn listen(workspace: Workspace) {
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
        pause.set(Some(Timeout::new(PAUSE, move || {
            if let Some(seat) = untrack(move || seat(workspace)) {
                let scroll = Some((scroller, element.scroll_top()));
                keep(Seat { scroll, ..seat });
            }
        })));
    });
    // Scrolling is told to the element alone, and to who listens on its way down.
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

fn all() -> Vec<Seat> {
    preferences::get(SEATS).unwrap_or_default()
}

fn of(draft: &str) -> Option<Seat> {
    all().into_iter().find(|seat| seat.draft == draft)
}

/// Remembers a seat in place of the one that its draft had, but for the places in texts.
fn keep(mut seat: Seat) {
    let mut seats = all();
    if let Some(at) = seats.iter().position(|other| other.draft == seat.draft) {
        seat.spots = seats.remove(at).spots;
    }
    seats.push(seat);
    seats.drain(..seats.len().saturating_sub(MOST));
    preferences::set(SEATS, seats);
}
