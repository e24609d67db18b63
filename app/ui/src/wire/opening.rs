//! Reads files that are dropped on the page or picked.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Entry;
use pack_once::view::RwSignal;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::FileSystemDirectoryHandle;

use super::Workspace;
use crate::browser::input::drop::{self, Dropped};
use crate::browser::input::pick::{self, Unreadable};
use crate::browser::window::focus;
use crate::browser::{clock, folder};
use pack_editor::{Event, FolderEvent, Message, READING};

/// The id of the input for folders.
pub(crate) const OPEN_FOLDER: &str = "open-folder";

/// How long the page gets to show what is going on, in milliseconds.
const PAUSE: u32 = 20;

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    /// Whether files are dragged over the page.
    pub(crate) is_dragging: RwSignal<bool>,
    reads: StoredValue<Reads<Arrived>>,
    is_reading: RwSignal<bool>,
    /// Whether the browser's own picker of folders is used, which lets the page write into them.
    has_picker: StoredValue<bool>,
}

/// What has come of a read: what the editor is told, if there is anything, or why nothing could be read.
type Arrived = Result<Option<Event>, Unreadable>;

/// What is being read. Files and an image for the logo can be read at the same time, each at most once;
/// what was asked for first arrives first, so that the later of two images is the logo.
#[derive(Debug)]
struct Reads<T> {
    last: u64,
    files: Option<Read<T>>,
    logo: Option<Read<T>>,
}

/// One thing that is being read.
#[derive(Debug)]
struct Read<T> {
    number: u64,
    /// What has arrived and waits until what was asked for before it has ended.
    arrived: Option<T>,
}

/// What files are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadFor {
    /// They are opened or added.
    Opening,
    /// One is to be the logo.
    Logo,
}

impl<T> Reads<T> {
    fn none() -> Self {
        Self {
            last: 0,
            files: None,
            logo: None,
        }
    }

    /// Begins to read. What was being read for the same is given up for it.
    fn begin(&mut self, what: ReadFor) -> u64 {
        self.last += 1;
        let read = Some(Read {
            number: self.last,
            arrived: None,
        });
        match what {
            ReadFor::Opening => self.files = read,
            ReadFor::Logo => self.logo = read,
        }
        self.last
    }

    fn under_way(&mut self) -> impl Iterator<Item = &mut Read<T>> {
        self.files.iter_mut().chain(&mut self.logo)
    }

    /// Keeps what has arrived, unless it is not wanted any more.
    fn arrive(&mut self, number: u64, arrived: T) {
        if let Some(read) = self.under_way().find(|read| read.number == number) {
            read.arrived = Some(arrived);
        }
    }

    /// What was asked for before all else that is being read, with its number, once it has arrived.
    fn next(&mut self) -> Option<(u64, T)> {
        let first = self.under_way().min_by_key(|read| read.number)?;
        Some((first.number, first.arrived.take()?))
    }

    /// Whether a read is still wanted.
    fn is_wanted(&self, number: u64) -> bool {
        let is_it = |read: &Option<Read<T>>| read.as_ref().is_some_and(|one| one.number == number);
        is_it(&self.files) || is_it(&self.logo)
    }

    /// A read has ended; one that came after it goes on.
    fn end(&mut self, number: u64) {
        self.files.take_if(|read| read.number == number);
        self.logo.take_if(|read| read.number == number);
    }

    /// Nothing is wanted any more.
    fn stop(&mut self) {
        (self.files, self.logo) = (None, None);
    }

    fn is_any(&self) -> bool {
        self.files.is_some() || self.logo.is_some()
    }
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let opening = Self {
            workspace,
            is_dragging: RwSignal::new(false),
            reads: StoredValue::new(Reads::none()),
            is_reading: RwSignal::new(false),
            has_picker: StoredValue::new(folder::is_supported()),
        };
        let hover = move |over| {
            if opening.is_dragging.get_untracked() != over {
                opening.is_dragging.set(over);
            }
        };
        drop::listen(hover, move |dropped| opening.dropped(dropped));
        opening
    }

    /// Takes what was dropped: a folder with its handle, where the browser gives it.
    fn dropped(self, mut dropped: Dropped) {
        let Some(handle) = dropped.folder() else {
            return self.read(dropped.read());
        };
        spawn_local(async move {
            match folder::awaited(handle).await {
                Some(handle) => self.open_folder(handle),
                None => self.read(dropped.read()),
            }
        });
    }

    /// Lets the user pick a folder, where the browser can write into it. Gives whether it can.
    pub(crate) fn pick_folder(self) -> bool {
        let picked = self.has_picker.get_value().then(|| folder::pick("read"));
        let Some(Ok(picked)) = picked else {
            return false;
        };
        spawn_local(async move {
            match JsFuture::from(picked).await {
                Ok(handle) => self.open_folder(handle.unchecked_into()),
                Err(error) if folder::is_closed(&error) => {}
                // Some pages may not use it, such as those in a frame.
                Err(_) => {
                    self.has_picker.set_value(false);
                    focus::click(OPEN_FOLDER);
                }
            }
        });
        true
    }

    fn open_folder(self, handle: FileSystemDirectoryHandle) {
        let picked = FolderEvent::Picked(self.workspace.keep_folder(handle));
        self.workspace.send(Event::Folder(picked));
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Makes the first of some picked files the logo.
    pub(crate) fn picked_logo(self, files: Vec<web_sys::File>) {
        let one = files.into_iter().take(1).collect();
        self.read_for(ReadFor::Logo, pick::read(one), |entries| {
            let Entry { path, bytes, .. } = entries.into_iter().next()?;
            Some(Event::LogoGiven { name: path, bytes })
        });
    }

    /// The title of what the user waits for: files that are read, and what comes after that.
    pub(crate) fn under_way(self) -> Option<&'static str> {
        self.is_reading
            .get()
            .then_some(READING)
            .or_else(|| self.workspace.under_way.get())
    }

    /// Stops that; what was open stays as it is.
    pub(crate) fn stop(self) {
        self.change(Reads::stop);
        if self.workspace.under_way.get_untracked().is_some() {
            self.workspace.send(Event::WorkStopped);
        }
    }

    /// Reads files and then opens or adds them.
    fn read(self, entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static) {
        self.read_for(ReadFor::Opening, entries, |entries| {
            Some(Event::FilesRead(entries))
        });
    }

    /// Reads files and then tells the editor, unless that was stopped, or others were to be read for the
    /// same meanwhile.
    fn read_for(
        self,
        what: ReadFor,
        entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static,
        event: fn(Vec<Entry>) -> Option<Event>,
    ) {
        let mut number = 0;
        self.change(|reads| number = reads.begin(what));
        // What was given up just now may have been all that others waited for.
        spawn_local(self.hand_over());
        spawn_local(async move {
            let arrived = entries.await.map(event);
            // Unpacking holds the page up, so what is going on has to be seen before it.
            clock::pause(PAUSE).await;
            self.change(|reads| reads.arrive(number, arrived));
            self.hand_over().await;
        });
    }

    /// Hands over what has arrived, one after the other, as far as nothing that was asked for before is
    /// still being read.
    async fn hand_over(self) {
        loop {
            let mut next = None;
            self.change(|reads| next = reads.next());
            let Some((number, arrived)) = next else {
                return;
            };
            match arrived {
                Ok(event) => {
                    // Until then the user can still stop it.
                    let is_loaded = self.workspace.is_loaded().await;
                    let is_wanted = self.reads.with_value(|reads| reads.is_wanted(number));
                    if let Some(event) = event.filter(|_| is_loaded && is_wanted) {
                        self.workspace.send(event);
                    }
                }
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            self.change(|reads| reads.end(number));
        }
    }

    /// Changes what is being read, and shows whether anything is.
    fn change(self, change: impl FnOnce(&mut Reads<Arrived>)) {
        self.reads.update_value(change);
        let is_any = self.reads.with_value(Reads::is_any);
        if self.is_reading.get_untracked() != is_any {
            self.is_reading.set(is_any);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReadFor::{Logo, Opening};
    use super::*;

    /// What arrives, in which order, when these are asked for one after the other, and the browser has
    /// read them in the order of their numbers given.
    fn check(asked: &[ReadFor], read: &[u64], expected: &[u64]) {
        let mut reads = Reads::none();
        for what in asked {
            reads.begin(*what);
        }
        let mut arrived = Vec::new();
        for number in read {
            reads.arrive(*number, *number);
            while let Some((number, read)) = reads.next() {
                assert_eq!(read, number);
                assert!(reads.next().is_none(), "one at a time");
                reads.end(number);
                arrived.push(number);
            }
        }
        assert_eq!(arrived, expected, "{asked:?} {read:?}");
        assert!(!reads.is_any(), "{asked:?} {read:?}");
    }

    #[test]
    fn files_and_a_logo_do_not_stop_each_other_and_arrive_in_order() {
        check(&[Opening], &[1], &[1]);
        check(&[Opening, Logo], &[1, 2], &[1, 2]);
        check(&[Opening, Logo], &[2, 1], &[1, 2]);
        check(&[Logo, Opening], &[1, 2], &[1, 2]);
        check(&[Logo, Opening], &[2, 1], &[1, 2]);
        // The later of two for the same is read.
        check(&[Logo, Logo], &[1, 2], &[2]);
        check(&[Logo, Logo], &[2, 1], &[2]);
        check(&[Opening, Logo, Opening], &[2, 1, 3], &[2, 3]);
        check(&[Opening, Logo, Opening], &[3, 2, 1], &[2, 3]);
    }

    #[test]
    fn nothing_that_was_stopped_arrives() {
        let mut reads = Reads::none();
        let stopped = [reads.begin(Opening), reads.begin(Logo)];
        reads.arrive(stopped[1], "kept until the first has ended");
        reads.stop();
        assert!(stopped.iter().all(|number| !reads.is_wanted(*number)));
        reads.arrive(stopped[0], "too late");
        assert_eq!(reads.next(), None);
        let next = reads.begin(Logo);
        reads.arrive(next, "wanted");
        assert_eq!(reads.next(), Some((next, "wanted")));
    }

    #[test]
    fn what_waited_for_a_read_that_is_given_up_goes_on() {
        let mut reads = Reads::none();
        reads.begin(Opening);
        let logo = reads.begin(Logo);
        reads.arrive(logo, "logo");
        assert_eq!(reads.next(), None);
        reads.begin(Opening);
        assert_eq!(reads.next(), Some((logo, "logo")));
    }
}
